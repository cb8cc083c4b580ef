import City
import EventLog
import EventLogContract
import Testing

/// The canonical bytes of an event, which other programs may have to rebuild one day.
struct EventHashTests {
    @Test("the bytes of an event are the documented ones")
    func documentedBytes() {
        let actor = Actor(kind: .device, name: "g", role: "device", center: "5", department: nil, team: "t")
        let event = NewEvent(type: "A", schema: 2, at: Instant(millisecondsSince1970: 258), actor: actor, payload: [123, 125])
        let bytes = EventHash.bytes(previous: EventHash.seed, position: 1, stream: "a/b", version: 3, command: nil, event: event)
        var expected: [UInt8] = [1] + [UInt8](repeating: 0, count: 32)
        expected += [0, 0, 0, 0, 0, 0, 0, 1] + [0, 0, 0, 3] + Array("a/b".utf8) + [0, 0, 0, 0, 0, 0, 0, 3]
        expected += [0, 0, 0, 1, 65] + [0, 0, 0, 0, 0, 0, 0, 2] + [0, 0, 0, 0, 0, 0, 1, 2]
        expected += [0, 0, 0, 6] + Array("device".utf8) + [0, 0, 0, 1, 103] + [0, 0, 0, 6] + Array("device".utf8) + [0, 0, 0, 1, 53]
        expected += [0] + [1, 0, 0, 0, 1, 116] + [0] + [0, 0, 0, 2, 123, 125]
        #expect(bytes == expected)
    }

    @Test("moving a letter from one field to the next gives other bytes")
    func fieldsDoNotRunIntoEachOther() {
        func bytes(_ name: String, _ role: String) -> [UInt8] {
            let actor = Actor(kind: .person, name: name, role: RoleName(role), center: "5")
            let event = NewEvent(type: "A", schema: 1, at: Samples.noon, actor: actor, payload: [])
            return EventHash.bytes(previous: EventHash.seed, position: 1, stream: "a/b", version: 1, command: nil, event: event)
        }
        #expect(bytes("ab", "c") != bytes("a", "bc"))
    }
}
