import EventLog
import EventLogContract
import Testing

/// The log in memory against the contract of all logs.
struct EventLogMemoryTests {
    static let contract = EventLogContract(
        make: { EventLogMemory(pendingEventCountMax: $0) },
        breakDisk: { try await memory($0).failNextAppend(with: LogFault(.diskFull, "planned by the test")) }, mendDisk: { _ in })

    private static func memory(_ log: any EventLog) throws -> EventLogMemory {
        try #require(log as? EventLogMemory)
    }

    @Test("the log in memory keeps the contract", arguments: EventLogContract.clauses)
    func keepsContract(clause: EventLogContract.Clause) async throws {
        try await clause.check(Self.contract)
    }

    @Test("the contract finds a log that forgets")
    func findsBreach() async throws {
        let forgetful = EventLogContract(make: { _ in ForgetfulLog() }, breakDisk: { _ in }, mendDisk: { _ in })
        for clause in EventLogContract.clauses where clause.description.hasPrefix("what is read") {
            await #expect(throws: ContractBreach.self) { try await clause.check(forgetful) }
        }
    }
}
