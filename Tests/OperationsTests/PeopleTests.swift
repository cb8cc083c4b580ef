import City
import EventLog
import HazardKit
import Incidents
import Keys
import Operations
import Testing

@Suite("Callers are sealed from the first event")
struct PeopleTests {
    private func reported(_ loop: Loop) async throws -> (AlertID, PersonID) {
        let report = ReportDraft(
            kind: "other", title: nil, point: SmallCity.cliff, grade: .iv, caller: Caller(name: "caller-name", phone: "13800000000", words: "words"))
        let raised = try await loop.desk.raise(report, by: Loop.officer, command: "r-1")
        let person = try #require(try await loop.desk.alert(raised.alert)?.evidence.first?.person)
        return (raised.alert, person)
    }

    @Test("neither name nor number nor words stand in the log")
    func sealed() async throws {
        let loop = try await Loop()
        _ = try await reported(loop)
        for recorded in try await loop.log.read(from: 0, limit: 100) {
            for text in ["caller-name", "13800000000", "\"words\":\"words\""] { #expect(!recorded.event.payload.contains(Array(text.utf8))) }
        }
    }

    @Test("a look is on the record, with its purpose, before the field is shown")
    func look() async throws {
        let loop = try await Loop()
        let (_, person) = try await reported(loop)
        let fields = try await loop.desk.lookAt(person, purpose: "callBack", incident: nil, by: Loop.officer, command: "l-1")
        #expect(fields.first?.contains("13800000000") == true)
        let looks = try await loop.log.read(stream: StreamName("person/\(person)"), after: 0, limit: 10)
        #expect(looks.map(\.event.type) == ["PersonLookedAt"])
        #expect(looks.first?.event.actor.name == "officer")
    }

    @Test("a look with a command id that has acted before, by whomever and on whatever, shows nothing and says that a new id is needed")
    func repeatedLook() async throws {
        let loop = try await Loop()
        let (alert, person) = try await reported(loop)
        try await loop.desk.submit(alert: alert, .acknowledge, by: Loop.officer, command: "used")
        _ = try await loop.desk.lookAt(person, purpose: "callBack", incident: nil, by: Loop.officer, command: "l-1")
        for (actor, command) in [(Loop.officer, CommandID("l-1")), (Loop.commander, "l-1"), (Loop.commander, "used"), (Loop.commander, "r-1")] {
            let refusal = await #expect(throws: Refusal.self) {
                try await loop.desk.lookAt(person, purpose: "callBack", incident: nil, by: actor, command: command)
            }
            #expect(refusal?.code == .personIDUsed)
        }
        let looks = try await loop.log.read(stream: StreamName("person/\(person)"), after: 0, limit: 10)
        #expect(looks.map(\.event.type) == ["PersonLookedAt"])
    }

    @Test("a proposal or a consent to erase with a used command id writes nothing and destroys nothing")
    func repeatedErasure() async throws {
        let loop = try await Loop()
        let (alert, person) = try await reported(loop)
        try await loop.desk.submit(alert: alert, .acknowledge, by: Loop.officer, command: "used")
        func refusedCode(_ actor: Actor, _ command: CommandID) async -> RefusalCode? {
            let refusal = await #expect(throws: Refusal.self) {
                try await loop.desk.erase(person, reason: "asked for", by: actor, command: command)
            }
            return refusal?.code
        }
        #expect(await refusedCode(Loop.officer, "used") == .personIDUsed)
        #expect(try await loop.desk.erase(person, reason: "asked for", by: Loop.officer, command: "e-1") == false)
        #expect(await refusedCode(Loop.commander, "used") == .personIDUsed)
        #expect(await refusedCode(Loop.commander, "e-1") == .personIDUsed)
        _ = try await loop.desk.lookAt(person, purpose: "callBack", incident: nil, by: Loop.commander, command: "l-1")
        #expect(await refusedCode(Loop.commander, "l-1") == .personIDUsed)
        let fields = try await loop.desk.lookAt(person, purpose: "callBack", incident: nil, by: Loop.officer, command: "l-2")
        #expect(fields.count == 1)
    }

    @Test("the same command of the same person gets the answer that it got before, and a person is erased by one event")
    func lostAnswers() async throws {
        let loop = try await Loop()
        let (_, person) = try await reported(loop)
        for _ in 0..<2 { #expect(try await loop.desk.erase(person, reason: "asked for", by: Loop.officer, command: "e-1") == false) }
        for _ in 0..<2 { #expect(try await loop.desk.erase(person, reason: "agreed", by: Loop.commander, command: "e-2")) }
        #expect(try await loop.desk.erase(person, reason: "asked for", by: Loop.officer, command: "e-1"))
        let events = try await loop.log.read(stream: StreamName("person/\(person)"), after: 0, limit: 10)
        #expect(events.map(\.event.type) == ["ErasureProposed", "PersonErased"])
    }

    @Test("an erasure that the log cannot take destroys nothing; one that the key store cannot do is made up for at the next start")
    func erasureFaults() async throws {
        let log = EventLogMemory()
        let loop = try await Loop(log: log)
        let (_, person) = try await reported(loop)
        _ = try await loop.desk.erase(person, reason: "asked for", by: Loop.officer, command: "e-1")
        await log.failNextAppend(with: LogFault(.diskFull, "the disk is full"))
        await #expect(throws: LogFault.self) { try await loop.desk.erase(person, reason: "agreed", by: Loop.commander, command: "e-2") }
        #expect(await loop.keys.holds(person))
        await loop.keys.failNextDestroy()
        await #expect(throws: KeyFault.self) { try await loop.desk.erase(person, reason: "agreed", by: Loop.commander, command: "e-3") }
        await #expect(throws: KeyFault.self) {
            try await loop.desk.lookAt(person, purpose: "callBack", incident: nil, by: Loop.officer, command: "l-1")
        }
        #expect(await loop.keys.holds(person))
        _ = try await loop.restarted()
        #expect(await loop.keys.holds(person) == false)
    }

    @Test("the first callers of a busy alert can be looked at and erased although its window has moved on, also after a restart")
    func busyAlert() async throws {
        let loop = try await Loop()
        let (alert, first) = try await reported(loop)
        for number in 2...55 {
            let report = ReportDraft(
                kind: "other", title: nil, point: SmallCity.cliff, grade: .iv, caller: Caller(name: "caller \(number)", phone: nil, words: nil))
            let raised = try await loop.desk.raise(report, by: Loop.officer, command: CommandID("r-\(number)"))
            #expect(raised.alert == alert)
        }
        #expect(try await loop.desk.holds(first, alert))
        #expect(try await loop.desk.holds("nobody", alert) == false)
        let fields = try await loop.desk.lookAt(first, purpose: "callBack", incident: nil, alert: alert, by: Loop.officer, command: "l-1")
        #expect(fields.first?.contains("13800000000") == true)
        let later = try await loop.restarted()
        let again = try await later.desk.lookAt(first, purpose: "callBack", incident: nil, by: Loop.officer, command: "l-2")
        #expect(again == fields)
        #expect(try await later.desk.erase(first, reason: "asked for", by: Loop.officer, command: "e-1") == false)
        #expect(try await later.desk.erase(first, reason: "agreed", by: Loop.commander, command: "e-2"))
    }

    @Test("an erasure needs two people and leaves nothing to read")
    func erase() async throws {
        let loop = try await Loop()
        let (_, person) = try await reported(loop)
        #expect(try await loop.desk.erase(person, reason: "asked for", by: Loop.officer, command: "e-1") == false)
        await #expect(throws: Refusal.self) { try await loop.desk.erase(person, reason: "again", by: Loop.officer, command: "e-2") }
        #expect(try await loop.desk.erase(person, reason: "agreed", by: Loop.commander, command: "e-3"))
        await #expect(throws: KeyFault.self) {
            try await loop.desk.lookAt(person, purpose: "callBack", incident: nil, by: Loop.officer, command: "l-2")
        }
    }
}
