import City
import EventLog

/// Events and appends for tests, all synthetic.
public enum Samples {
    public static let noon = Instant(millisecondsSince1970: 1_782_900_000_000)

    public static let actor = Actor(
        kind: .person, name: "duty.synthetic", role: "duty-officer", center: "500109", department: "emergency", team: nil)

    /// An event whose payload says which one it is.
    public static func event(_ number: Int, payloadByteCount: Int = 0) -> NewEvent {
        let filling = String(repeating: "x", count: payloadByteCount)
        return NewEvent(
            type: "NoteTaken", schema: 1, at: noon.advanced(by: Seconds(milliseconds: Int64(number))), actor: actor,
            payload: Array("{\"number\":\(number),\"text\":\"塌方 \(filling)\"}".utf8))
    }

    public static func append(
        to stream: StreamName, after version: Int64 = 0, command: CommandID? = nil, count: Int = 1
    ) -> Append {
        Append(
            stream: stream, expectedVersion: version, command: command,
            events: (0..<count).map { event(Int(version) + $0 + 1) })
    }
}
