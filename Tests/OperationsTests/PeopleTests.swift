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
