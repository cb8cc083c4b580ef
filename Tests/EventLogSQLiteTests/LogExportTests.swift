import City
import EventLog
import EventLogContract
import Foundation
import Testing

@testable import EventLogSQLite

/// The log as text.
struct LogExportTests {
    @Test("every event is one line of JSON with all its fields")
    func lines() async throws {
        let log = try TemporaryLog()
        let odd = Actor(kind: .system, name: "clo\"ck\n\u{1}", role: "system", center: "500000", department: nil, team: "t")
        let events = [
            Samples.event(1),
            NewEvent(type: "Odd\\", schema: 3, at: Samples.noon, actor: odd, payload: Array("{\r\n \"a\" : [1,\n2]}".utf8)),
            NewEvent(type: "Bytes", schema: 1, at: Samples.noon, actor: odd, payload: [0xFF, 0]),
        ]
        let written = try await log.append(Append(stream: "case/塌", expectedVersion: 0, command: "c-1", events: events))
        var text: [UInt8] = []
        var steps: [Int64] = []
        let count = try LogExport.export(directory: log.directory.path, progress: { done, _ in steps.append(done) }, output: { text += $0 })
        try await log.close()

        #expect(count == 3 && steps == [3])
        let lines = String(decoding: text, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
        #expect(lines.count == 4 && lines[3].isEmpty)
        let objects = try lines.dropLast().map { try #require(try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any]) }
        #expect(objects.map { $0["position"] as? Int } == [1, 2, 3])
        #expect(objects[1]["type"] as? String == "Odd\\" && objects[1]["at"] as? String == Samples.noon.rfc3339)
        #expect((objects[1]["actor"] as? [String: Any])?["name"] as? String == odd.name)
        #expect((objects[1]["payload"] as? [String: Any])?["a"] as? [Int] == [1, 2])
        #expect(objects[2]["payloadBase64"] as? String == Data([0xFF, 0]).base64EncodedString())
        #expect(objects[0]["hash"] as? String == Hexadecimal.text(written[0].hash) && objects[0]["command"] as? String == "c-1")
    }
}
