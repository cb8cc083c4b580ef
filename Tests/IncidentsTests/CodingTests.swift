import City
import Foundation
import HazardKit
import Testing

@testable import Incidents

/// Reads bodies from JSON, as Operations does.
private struct JSONSource: PayloadSource {
    let data: Data
    func decode<Body: Decodable>(_ body: Body.Type) throws -> Body { try JSONDecoder().decode(body, from: data) }
}

@Suite("Writing and reading")
struct CodingTests {
    @Test("every event comes back from the log as it went in")
    func events() throws {
        for event in Samples.alert {
            let data = try event.encodePayload { try JSONEncoder().encode($0) }
            #expect(try AlertEvent(type: event.type, schema: AlertEvent.schema, from: JSONSource(data: data)) == event)
        }
        for event in Samples.incident {
            let data = try event.encodePayload { try JSONEncoder().encode($0) }
            #expect(try IncidentEvent(type: event.type, schema: IncidentEvent.schema, from: JSONSource(data: data)) == event)
        }
    }

    @Test("every event has a name of its own")
    func names() {
        #expect(Set((Samples.alert.map(\.type) + Samples.incident.map(\.type))).count == Samples.alert.count + Samples.incident.count)
    }

    @Test("an event of another version is refused by name")
    func unknownEvents() {
        let source = JSONSource(data: Data("{}".utf8))
        #expect(throws: UnknownEvent(type: "AlertPainted", schema: 1)) { try AlertEvent(type: "AlertPainted", schema: 1, from: source) }
        #expect(throws: UnknownEvent(type: "NoteAdded", schema: 9)) { try IncidentEvent(type: "NoteAdded", schema: 9, from: source) }
    }

    @Test("an incident and an alert survive a snapshot")
    func snapshots() throws {
        let incident = try IncidentStory.withTask([.send, .accept, .arrive, TaskMatrixTests.park]).incident
        let alert = try AlertStory().alert
        #expect(try JSONDecoder().decode(Incident?.self, from: JSONEncoder().encode(incident)) == incident)
        #expect(try JSONDecoder().decode(Alert?.self, from: JSONEncoder().encode(alert)) == alert)
    }

    static let open: Set<String> = [
        "acknowledge", "startVerification", "confirm", "reject", "merge", "escalate", "changeGrade", "declineRegrade", "offerHandOver",
        "acceptHandOver",
        "declineHandOver", "markUnderControl", "markResolved", "declareAllClear", "close", "reopen", "mergeInto", "link", "note", "fileReport",
        "createTask", "askTeams", "answerRollCall", "accountForTeam", "involve", "receive", "accept", "return", "reroute", "depart", "arrive",
        "finish", "check",
        "sendBack", "park", "resume", "cancel",
    ]

    @Test("what people may ask is read flat, as it was written; nothing else is read")
    func commands() throws {
        try check(AlertMatrixTests.commands.map { ($0.type, $0) })
        try check(IncidentMatrixTests.commands.map { ($0.type, $0) })
        try check(TaskMatrixTests.commands.map { ($0.type, $0) })
    }

    private func check<Command: Codable & Hashable>(_ commands: [(String, Command)]) throws {
        for (type, command) in commands {
            let data = try JSONEncoder().encode(command)
            if Self.open.contains(type) {
                #expect(try JSONDecoder().decode(Command.self, from: data) == command)
            } else {
                #expect(throws: DecodingError.self, "\(type)") { try JSONDecoder().decode(Command.self, from: data) }
            }
        }
    }

    @Test("a missing field and a wrong command are named")
    func missing() throws {
        let missing = #expect(throws: DecodingError.self) {
            try JSONDecoder().decode(AlertCommand.self, from: Data(#"{"type":"reject","reason":"mud"}"#.utf8))
        }
        #expect("\(String(describing: missing))".contains("label"))
        let wrong = #expect(throws: DecodingError.self) {
            try JSONDecoder().decode(IncidentCommand.self, from: Data(#"{"type":"explode"}"#.utf8))
        }
        #expect("\(String(describing: wrong))".contains("explode"))
        #expect(throws: DecodingError.self) { try JSONDecoder().decode(TaskCommand.self, from: Data("{}".utf8)) }
    }

    @Test("a title may be one text or two")
    func titles() throws {
        let one = try JSONDecoder().decode(IncidentCommand.self, from: Data(#"{"type":"createTask","title":"封路","team":"team-a"}"#.utf8))
        #expect(one == .createTask(CreateTask(title: LocalizedText(zh: "封路", en: "封路"), team: "team-a")))
        let two = #"{"type":"createTask","title":{"zh":"封路","en":"Close the road"},"doneWithin":600}"#
        let read = try JSONDecoder().decode(IncidentCommand.self, from: Data(two.utf8))
        #expect(read == .createTask(CreateTask(title: LocalizedText(zh: "封路", en: "Close the road"), doneWithin: 600)))
    }
}
