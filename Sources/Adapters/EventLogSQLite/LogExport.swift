import City
import EventLog
import Foundation

/// Writes a log as text, one JSON object per line, for other programs and other decades.
public enum LogExport {
    static let pageEventCount = 2_000

    /// Hands every event to `output` as one line of UTF-8 with its line feed; a server may be running on the same directory.
    ///
    /// - Returns: how many events were written.
    public static func export(
        directory: String, after position: Int64 = 0, progress: LogVerifier.Progress = { _, _ in }, output: ([UInt8]) throws -> Void
    ) throws -> Int64 {
        let reader = try LogReader(directory: directory)
        let total = try reader.read { try LogRows.head($0) }.position - position
        var last = position
        var count: Int64 = 0
        while true {
            let events = try reader.read { try LogRows.events($0, after: last, limit: pageEventCount) }
            guard let end = events.last else { return count }
            for event in events { try output(line(event)) }
            last = end.position
            count += Int64(events.count)
            progress(count, total)
        }
    }

    /// The line of one event. A payload that is not JSON is written as `payloadBase64`.
    static func line(_ recorded: RecordedEvent) -> [UInt8] {
        let event = recorded.event
        var actor = [
            ("kind", event.actor.kind.rawValue), ("name", event.actor.name), ("role", event.actor.role.rawValue),
            ("center", event.actor.center.rawValue),
        ]
        if let department = event.actor.department { actor.append(("department", department.rawValue)) }
        if let team = event.actor.team { actor.append(("team", team.rawValue)) }
        let actorText = actor.map { "\(quoted($0.0)):\(quoted($0.1))" }.joined(separator: ",")
        var text = "{\"position\":\(recorded.position),\"stream\":\(quoted(recorded.stream.rawValue)),\"version\":\(recorded.version)"
        text += ",\"type\":\(quoted(event.type)),\"schema\":\(event.schema),\"at\":\(quoted(event.at.rfc3339)),\"actor\":{\(actorText)}"
        text += ",\"command\":\(recorded.command.map { quoted($0.rawValue) } ?? "null")"
        var line = Array(text.utf8)
        if isJSON(event.payload) {
            line += Array(",\"payload\":".utf8)
            // Within JSON a line break can only be white space, so that a blank says the same.
            line += event.payload.map { $0 == 10 || $0 == 13 ? 32 : $0 }
        } else {
            line += Array(",\"payloadBase64\":\"\(Data(event.payload).base64EncodedString())\"".utf8)
        }
        line += Array(",\"hash\":\"\(Hexadecimal.text(recorded.hash))\"}\n".utf8)
        return line
    }

    private static func isJSON(_ bytes: [UInt8]) -> Bool {
        (try? JSONSerialization.jsonObject(with: Data(bytes), options: [.fragmentsAllowed])) != nil
    }

    private static func quoted(_ text: String) -> String {
        var quoted = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": quoted += "\\\""
            case "\\": quoted += "\\\\"
            case "\n": quoted += "\\n"
            case "\r": quoted += "\\r"
            case "\t": quoted += "\\t"
            case _ where scalar.value < 0x20: quoted += "\\u00" + Hexadecimal.text([UInt8(scalar.value)])
            default: quoted.unicodeScalars.append(scalar)
            }
        }
        return quoted + "\""
    }
}
