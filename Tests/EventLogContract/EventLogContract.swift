import City
import EventLog

/// What every event log keeps, one function per clause. A clause throws a `ContractBreach` when it is not kept.
///
/// - Writing: `EventLogContract+Append.swift`
/// - Reading: `EventLogContract+Read.swift`
/// - Following: `EventLogContract+Subscribe.swift`
/// - Failing: `EventLogContract+Fault.swift`
public struct EventLogContract: Sendable {
    /// An empty log whose subscribers may leave so many events lying.
    let makeBounded: @Sendable (_ pendingEventCountMax: Int) async throws -> any EventLog
    /// Makes the next append fail the way a disk does.
    let breakDisk: @Sendable (any EventLog) async throws -> Void
    /// Makes the disk work again.
    let mendDisk: @Sendable (any EventLog) async throws -> Void

    public init(
        make: @escaping @Sendable (_ pendingEventCountMax: Int) async throws -> any EventLog,
        breakDisk: @escaping @Sendable (any EventLog) async throws -> Void,
        mendDisk: @escaping @Sendable (any EventLog) async throws -> Void
    ) {
        makeBounded = make
        self.breakDisk = breakDisk
        self.mendDisk = mendDisk
    }

    func withLog(pendingEventCountMax: Int = LogBounds.pendingEventCountMax, _ body: (any EventLog) async throws -> Void) async throws {
        let log = try await makeBounded(pendingEventCountMax)
        try await body(log)
        try await log.close()
    }

    /// Every clause with its name, so that a suite runs them all and a new one cannot be forgotten.
    public static let clauses: [Clause] = [
        Clause("positions and versions count from one without gaps") { try await $0.numbersWithoutGaps() },
        Clause("a stale append is refused and leaves no trace") { try await $0.refusesStaleVersion() },
        Clause("a command id acts once and its outcome is found") { try await $0.refusesKnownCommand() },
        Clause("of concurrent decisions on one version one wins") { try await $0.letsOneOfManyWin() },
        Clause("a refused append does not fail its neighbours") { try await $0.keepsNeighboursOfRefused() },
        Clause("appends to several streams are written together or not at all") { try await $0.keepsTogether() },
        Clause("an append without events leaves no trace") { try await $0.ignoresEmptyAppend() },
        Clause("bounds hold on both sides") { try await $0.keepsBounds() },
        Clause("names with a NUL are refused") { try await $0.refusesMalformedNames() },
        Clause("what is read is what was appended") { try await $0.readsWhatWasAppended() },
        Clause("reads are limited and ordered") { try await $0.readsInPages() },
        Clause("the streams of a category are listed from the last one down") { try await $0.listsStreams() },
        Clause("each hash closes over the one before") { try await $0.chainsHashes() },
        Clause("the head moves with every append") { try await $0.movesHead() },
        Clause("the newest snapshot of a schema is loaded") { try await $0.keepsSnapshots() },
        Clause("a subscriber sees every event once, in order") { try await $0.deliversEveryEventOnce() },
        Clause("a subscriber that left too much lying is cut off") { try await $0.cutsOffSlowSubscriber() },
        Clause("a subscription ends when the log closes") { try await $0.endsSubscriptions() },
        Clause("a cancelled subscriber ends") { try await $0.endsCancelledSubscriber() },
        Clause("after a fault nothing is accepted until recovery") { try await $0.waitsForRecovery() },
        Clause("a closed log says so") { try await $0.refusesWhenClosed() },
    ]

    /// One thing that every log keeps.
    public struct Clause: Sendable, CustomStringConvertible {
        public let description: String
        public let check: @Sendable (EventLogContract) async throws -> Void

        init(_ description: String, _ check: @escaping @Sendable (EventLogContract) async throws -> Void) {
            self.description = description
            self.check = check
        }
    }
}
