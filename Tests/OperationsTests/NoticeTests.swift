import City
import EventLog
import Gateways
import HazardKit
import Incidents
import Operations
import Synchronization
import Testing

@Suite("Notices reach people once, and say so")
struct NoticeTests {
    private func subscribed() async throws -> (Loop, RecordingGateway, Outbox, IncidentID) {
        let loop = try await Loop()
        let gateway = RecordingGateway()
        let outbox = Outbox(desk: loop.desk, gateway: gateway, now: { loop.clock.now })
        _ = try await loop.desk.subscribe(
            name: "radio room", address: "https://example.org/hook", secret: "0123456789abcdef", center: SmallCity.hub, department: nil,
            by: Loop.commander, command: "s-1")
        let (_, incident) = try await loop.confirmed()
        return (loop, gateway, outbox, incident)
    }

    @Test("the plan's notice is issued once to the post, delivered, acknowledged by its holder and by nobody else")
    func acknowledge() async throws {
        let loop = try await Loop()
        _ = try await loop.confirmed()
        await loop.desk.tick()
        let notice = try #require(await loop.desk.notices(for: Loop.emergency).first)
        #expect(await loop.desk.notices(for: Loop.emergency).count == 1)
        try await loop.desk.markDelivered(to: Loop.emergency)
        #expect(await loop.desk.notices(for: Loop.emergency).first?.to.first?.deliveredAt != nil)
        await #expect(throws: Refusal.self) { try await loop.desk.acknowledge(notice: notice.id, by: Loop.transport, command: nil) }
        _ = try await loop.desk.acknowledge(notice: notice.id, by: Loop.emergency, command: nil)
        #expect(await loop.desk.notices(for: Loop.emergency).first?.settled == true)
    }

    @Test("a notice that nobody acknowledges in time goes to the deputy, once")
    func deputy() async throws {
        let loop = try await Loop()
        _ = try await loop.confirmed()
        loop.clock.advance(301)
        for _ in 0..<3 { await loop.desk.tick() }
        let line = try #require(await loop.desk.notices(for: Loop.emergency).first?.to.first)
        #expect(line.deputyToldAt == loop.clock.now)
    }

    @Test("a letter that arrived is not sent again")
    func once() async throws {
        let (_, gateway, outbox, _) = try await subscribed()
        for _ in 0..<3 { await outbox.sendDue() }
        #expect(gateway.letters.withLock { $0.count } == 1)
    }

    @Test("a letter that failed waits, is tried again with the same key, and arrives")
    func retry() async throws {
        let (loop, gateway, outbox, _) = try await subscribed()
        gateway.fault.withLock { $0 = GatewayFault("refused", retryable: true) }
        await outbox.sendDue()
        await outbox.sendDue()
        #expect(gateway.letters.withLock { $0.count } == 1)
        gateway.fault.withLock { $0 = nil }
        loop.clock.advance(60)
        await outbox.sendDue()
        let letters = gateway.letters.withLock { $0 }
        #expect(letters.count == 2 && letters[0] == letters[1])
        loop.clock.advance(7200)
        await outbox.sendDue()
        #expect(gateway.letters.withLock { $0.count } == 2)
    }

    @Test("a letter that cannot arrive lies on the dead-letter list with the reason")
    func deadLetter() async throws {
        let (loop, gateway, outbox, incident) = try await subscribed()
        gateway.fault.withLock { $0 = GatewayFault("404 Not Found", retryable: false) }
        await outbox.sendDue()
        let dead = try #require(await loop.desk.deadLetters().first)
        #expect(dead.incident == incident && dead.error == "404 Not Found" && dead.attempts == 1)
    }

    @Test("the signing secret stands in no event")
    func secret() async throws {
        let (loop, _, _, _) = try await subscribed()
        let secret = Array("0123456789abcdef".utf8)
        for recorded in try await loop.log.read(from: 0, limit: 1_000) {
            #expect(!recorded.event.payload.contains(secret))
        }
    }
}

extension [UInt8] {
    func contains(_ needle: [UInt8]) -> Bool {
        guard needle.count <= count else { return false }
        return (0...(count - needle.count)).contains { Array(self[$0..<($0 + needle.count)]) == needle }
    }
}
