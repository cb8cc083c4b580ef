import City
import EventLog
import Gateways
import HazardKit
import Incidents
import Operations
import Synchronization
import Testing

@Suite("Letters leave once, to whom they concern, and none is lost")
struct OutboxTests {
    private struct Post {
        let loop: Loop
        let gateway = RecordingGateway()
        let outbox: Outbox

        init(closedMattersHeld: Int = CommandDesk.closedMattersHeldMax) async throws {
            let loop = try await Loop(closedMattersHeld: closedMattersHeld)
            self.loop = loop
            outbox = Outbox(desk: loop.desk, gateway: gateway, now: { loop.clock.now })
        }

        var keys: [String] { gateway.letters.withLock { $0 } }

        @discardableResult func subscribe(_ name: String, exercises: Bool = false) async throws -> SubscriptionID {
            try await loop.desk.subscribe(
                name: name, address: "https://example.org/\(name)", secret: "0123456789abcdef", center: SmallCity.hub, department: nil,
                exercises: exercises, by: Loop.commander, command: CommandID("subscribe-\(name)")
            ).0
        }

        /// An incident with one notice of its plan.
        @discardableResult func open(exercise: Bool = false) async throws -> IncidentID {
            let draft = IncidentDraft(
                kind: "landslide", grade: .ii, title: SmallCity.words("cracks"), point: SmallCity.cliff, exercise: exercise)
            return try await loop.desk.open(draft, by: Loop.officer, command: nil).0
        }

        func close(_ incident: IncidentID) async throws {
            try await loop.desk.submit(
                incident: incident, .close(CloseIncident(disposition: "false-alarm", cause: nil)), by: Loop.officer, command: nil)
        }
    }

    @Test("the escalation of an alert and the telling of a deputy each leave by a letter of their own")
    func letters() async throws {
        let post = try await Post()
        try await post.subscribe("radio")
        _ = try await post.loop.desk.take(Loop.claim(), by: Loop.rule)
        post.loop.clock.advance(121)
        await post.loop.desk.tick()
        await post.outbox.sendDue()
        #expect(post.keys.count == 1 && post.keys[0].hasPrefix("A-000001.acknowledge.1/"))
        try await post.open()
        await post.outbox.sendDue()
        post.loop.clock.advance(301)
        await post.loop.desk.tick()
        await post.outbox.sendDue()
        let first = try #require(post.keys.first { $0.hasPrefix("I-000001.tell-emergency/") })
        #expect(post.keys.contains(first + "/deputy/5001/emergency"))
        let sent = post.keys.count
        for _ in 0..<3 { await post.outbox.sendDue() }
        #expect(post.keys.count == sent && Set(post.keys).count == sent)
    }

    @Test("an exercise is held back, and shown as held back, but from whoever takes exercises")
    func exercises() async throws {
        let post = try await Post()
        let ordinary = try await post.subscribe("ordinary")
        try await post.open(exercise: true)
        await post.outbox.sendDue()
        #expect(post.keys.isEmpty)
        let held = try #require(await post.loop.desk.deadLetters().first)
        #expect(held.subscription == ordinary && held.heldBackAt != nil && held.abandonedAt == nil)
        #expect(await post.loop.desk.subscriptions().first?.heldBack == 1)
        #expect(await post.loop.desk.subscriptions().first?.waiting == 0)
        let trainer = try await post.subscribe("trainer", exercises: true)
        try await post.open(exercise: true)
        let later = try await post.loop.restarted()
        let outbox = Outbox(desk: later.desk, gateway: post.gateway, now: { later.clock.now })
        await outbox.sendDue()
        #expect(!post.keys.isEmpty && post.keys.allSatisfy { $0.hasSuffix(trainer.rawValue) })
    }

    @Test("a subscription of an old log, which says nothing of exercises, takes none")
    func oldSubscription() async throws {
        let log = EventLogMemory()
        let added =
            #"{"id":"S-1","name":"old","address":"https://example.org/old","center":"50","secret":{"person":"p","box":"b"}}"#
        let event = NewEvent(
            type: "SubscriptionAdded", schema: 1, at: Instant(millisecondsSince1970: 1_779_990_000_000), actor: Loop.commander,
            payload: Array(added.utf8))
        _ = try await log.append([Append(stream: "subscription/S-1", expectedVersion: 0, command: nil, events: [event])])
        let loop = try await Loop(log: log)
        #expect(await loop.desk.subscriptions().map(\.exercises) == [false])
    }

    @Test("a new subscriber is told of nothing that was issued before it came")
    func newcomer() async throws {
        let post = try await Post()
        try await post.open()
        post.loop.clock.advance(1)
        try await post.subscribe("newcomer")
        await post.outbox.sendDue()
        #expect(post.keys.isEmpty)
        let incident = try await post.open()
        await post.outbox.sendDue()
        #expect(post.keys.count == 1 && post.keys[0].hasPrefix(incident.rawValue))
    }

    @Test("a healthy lane is emptied in one round, oldest first, as far as a round goes")
    func drain() async throws {
        let post = try await Post()
        try await post.subscribe("radio")
        for _ in 0..<(Outbox.lettersPerRoundMax + 3) {
            try await post.open()
            post.loop.clock.advance(1)
        }
        await post.outbox.sendDue()
        #expect(post.keys.count == Outbox.lettersPerRoundMax)
        #expect(post.keys == post.keys.sorted())
        await post.outbox.sendDue()
        #expect(post.keys.count == Outbox.lettersPerRoundMax + 3 && Set(post.keys).count == post.keys.count)
    }

    @Test("a lane whose receiver fails stops at the first letter of the round, and delays nobody else")
    func failingLane() async throws {
        let post = try await Post()
        let broken = try await post.subscribe("broken")
        let healthy = try await post.subscribe("healthy")
        for _ in 0..<3 { try await post.open() }
        post.gateway.fault.withLock { $0 = GatewayFault("refused", retryable: true) }
        post.gateway.faultyKeys.withLock { $0 = broken.rawValue }
        await post.outbox.sendDue()
        #expect(post.keys.count { $0.hasSuffix(broken.rawValue) } == 1)
        #expect(post.keys.count { $0.hasSuffix(healthy.rawValue) } == 3)
    }

    @Test("a dead letter is sent again when a person asks, also after a restart, and only then")
    func resend() async throws {
        let post = try await Post()
        let subscription = try await post.subscribe("radio")
        try await post.open()
        post.gateway.fault.withLock { $0 = GatewayFault("404 Not Found", retryable: false) }
        await post.outbox.sendDue()
        post.gateway.fault.withLock { $0 = nil }
        await post.outbox.sendDue()
        #expect(post.keys.count == 1)
        let dead = try #require(await post.loop.desk.deadLetters().first)
        let first = try await post.loop.desk.resend(notice: dead.notice, to: subscription, by: Loop.commander, command: "again-1")
        let repeated = try await post.loop.desk.resend(notice: dead.notice, to: subscription, by: Loop.commander, command: "again-1")
        #expect(!first.repeated && repeated.repeated)
        #expect(await post.loop.desk.deadLetters().isEmpty)
        let later = try await post.loop.restarted()
        await Outbox(desk: later.desk, gateway: post.gateway, now: { later.clock.now }).sendDue()
        #expect(post.keys.count == 2 && post.keys[0] == post.keys[1])
        let refusal = await #expect(throws: Refusal.self) {
            try await later.desk.resend(notice: dead.notice, to: subscription, by: Loop.commander, command: nil)
        }
        #expect(refusal?.code == "notice.no-dead-letter")
    }

    @Test("a letter that waits, and one that lies dead, outlive the closed incident that they are about, also over a restart")
    func longClosed() async throws {
        let post = try await Post(closedMattersHeld: 2)
        let subscription = try await post.subscribe("radio")
        let first = try await post.open()
        post.gateway.fault.withLock { $0 = GatewayFault("refused", retryable: true) }
        await post.outbox.sendDue()
        let second = try await post.open()
        post.gateway.fault.withLock { $0 = GatewayFault("404 Not Found", retryable: false) }
        await post.outbox.sendDue()
        for incident in [first, second] { try await post.close(incident) }
        for _ in 0..<4 { try await post.close(try await post.open()) }
        try await post.loop.desk.snapshot(force: true)
        let later = try await Loop(log: post.loop.log, keys: post.loop.keys, clock: post.loop.clock, closedMattersHeld: 2)
        post.gateway.fault.withLock { $0 = nil }
        post.loop.clock.advance(7200)
        let outbox = Outbox(desk: later.desk, gateway: post.gateway, now: { later.clock.now })
        await outbox.sendDue()
        let key = "\(first).tell-emergency/\(subscription)"
        #expect(post.keys.count { $0 == key } == 2)
        #expect(await later.desk.subscriptions().first?.waiting == 0)
        #expect(await later.desk.deadLetters().map(\.incident) == [second])
        #expect(await later.desk.notices(for: Loop.emergency).count == 3)
    }
}
