import Access
import Foundation
import HTTPTypes
import HummingbirdTesting
import NIOCore
import Operations
import Testing

@testable import API

@Suite("Events over a live socket")
struct EventsTests {
    /// Reads lines of the stream until one of them holds `text`.
    private func lines(of port: Int, lastEvent: Int64?, until text: String) async throws -> [String] {
        var request = "GET /api/events HTTP/1.1\r\nHost: x\r\nCookie: bayu_session=session-auditor\r\n"
        if let lastEvent { request += "Last-Event-ID: \(lastEvent)\r\n" }
        return try await RawClient.lines(port: port, request: request + "\r\n", until: text)
    }

    @Test("a board hears what happens, hears missed events again after a lost line, and leaves no listener behind")
    func liveStream() async throws {
        let doors = try await Doors()
        try await doors.test(.live) { client in
            let port = try #require(client.port)
            let alert = try await client.raise(as: .municipalCommander)
            let first = try await lines(of: port, lastEvent: 0, until: alert)
            #expect(first.contains("event: alert") || first.contains("event: reset"))
            let position = await doors.desk.position
            let second = try await lines(of: port, lastEvent: position, until: "event: heartbeat")
            #expect(second.contains("content-type: text/event-stream") || second.contains("Content-Type: text/event-stream"))
            #expect(!second.contains("event: alert"))
            #expect(second.contains { $0.hasPrefix("id: \(position)") })
            #expect(try await lines(of: port, lastEvent: position + 1_000, until: "event: reset").contains("event: reset"))
            while doors.server.stream.listenerCount > 0 { await Task.yield() }
        }
    }

    @Test("a bad Last-Event-ID is a problem, a stranger gets 401, a device 403")
    func refused() async throws {
        try await Doors().test { client in
            let bad = try await client.send(.get, "/api/events", headers: [.lastEventID: "seven"])
            #expect(try bad.problem.field == "Last-Event-ID")
            #expect(try await client.send(.get, "/api/events", as: nil).status == .unauthorized)
            #expect(try await client.send(.get, "/api/events", as: .device).status == .forbidden)
        }
    }
}
