import City
import EventLog
import Gateways
import HazardKit
import Incidents
import Operations
import Testing

@Suite("An escalation reaches a person")
struct EscalationNoticeTests {
    static let deskOfCliffTown = Loop.officer
    static let deputyOfCliffTown = Actor(kind: .person, name: "deputy", role: "duty-officer", center: SmallCity.cliffTown)
    static let holderOfNorth = Actor(kind: .person, name: "holder", role: "district-commander", center: SmallCity.north)
    static let deputyOfNorth = Actor(kind: .person, name: "deputy", role: "district-commander", center: SmallCity.north)

    private func escalations(_ desk: CommandDesk, for actor: Actor) async -> [NoticeView] {
        await desk.notices(for: actor).filter { $0.reason == .escalation }
    }

    @Test("an alert that nobody acknowledges is told to the deputy by a notice with a clock and a name, and the board shows it")
    func alert() async throws {
        let loop = try await Loop()
        let alert = try #require(try await loop.desk.take(Loop.claim(), by: Loop.rule))
        loop.clock.advance(121)
        await loop.desk.tick()
        let told = try #require(await escalations(loop.desk, for: Self.deskOfCliffTown).first)
        #expect(told.alert == alert && told.incident == nil && told.reason == .escalation)
        #expect(told.dueAt == loop.clock.now.advanced(by: 120))
        let line = try #require(told.to.first)
        #expect(told.to.count == 1 && line.deputy && line.person == "deputy" && line.post == "500101/desk")
        #expect(await loop.desk.board(for: Self.deskOfCliffTown).notices.contains { $0.id == told.id })
    }

    @Test("each further step is a notice of its own: deputy, next level, its deputy")
    func ladder() async throws {
        let loop = try await Loop()
        _ = try await loop.desk.take(Loop.claim(), by: Loop.rule)
        for _ in 0..<3 {
            loop.clock.advance(121)
            await loop.desk.tick()
        }
        let above = await escalations(loop.desk, for: Loop.commander)
        #expect(above.count == 2)
        #expect(Set(above.flatMap(\.to).filter { $0.deputyToldAt == nil }.map(\.deputy)) == [true])
        #expect(above.contains { $0.to.contains { !$0.deputy && $0.person == "holder" } })
        #expect(await escalations(loop.desk, for: Self.deskOfCliffTown).count == 1)
    }

    @Test("a restart tells nobody twice and loses no escalation that was not told")
    func restart() async throws {
        let loop = try await Loop()
        _ = try await loop.desk.take(Loop.claim(), by: Loop.rule)
        loop.clock.advance(121)
        let later = try await loop.restarted()
        #expect(await escalations(later.desk, for: Self.deskOfCliffTown).count == 1)
        let again = try await later.restarted()
        #expect(await escalations(again.desk, for: Self.deskOfCliffTown).count == 1)
        let issued = try await loop.log.read(from: 0, limit: 1_000).count { $0.event.type == "NoticeIssued" }
        #expect(issued == 1)
    }

    @Test("an escalation that was written without its notice, as by a crash in between, is told at the next start")
    func crash() async throws {
        let loop = try await Loop()
        let alert = try #require(try await loop.desk.take(Loop.claim(), by: Loop.rule))
        await loop.desk.tick()
        // The command is durable; nobody ticks before the crash.
        try await loop.desk.submit(alert: alert, .escalate(EscalateAlert(reason: "too big for us")), by: Loop.officer, command: nil)
        let later = try await loop.restarted()
        let told = try #require(await escalations(later.desk, for: Loop.commander).first)
        #expect(told.text.zh.contains("too big for us") && told.to.map(\.person) == ["holder"])
    }

    @Test("an incident's clock and a task's clock are told too, durable together with the escalation")
    func incidentAndTask() async throws {
        let loop = try await Loop()
        let (_, incident) = try await loop.confirmed()
        loop.clock.advance(301)
        await loop.desk.tick()
        let told = await escalations(loop.desk, for: Self.deskOfCliffTown).filter { $0.incident == incident }
        let ids = told.map(\.id.rawValue)
        #expect(ids.contains { $0.hasPrefix("\(incident).response.") })
        #expect(ids.contains { $0.hasPrefix("\(incident).t1.acknowledge.") })
        let events = try await loop.log.read(from: 0, limit: 1_000)
        for escalation in events where escalation.event.type.hasSuffix("Escalated") {
            let after = events.filter { $0.position > escalation.position }.prefix(4)
            #expect(after.contains { $0.event.type == "NoticeIssued" })
        }
        #expect(try await loop.desk.incident(incident)?.notices.contains { $0.reason == .escalation } == true)
    }

    @Test("the deputy of a silent post has a line of their own that is delivered and acknowledged, and the post has answered")
    func deputyAnswers() async throws {
        let loop = try await Loop()
        _ = try await loop.confirmed()
        loop.clock.advance(301)
        await loop.desk.tick()
        let deputy = Actor(kind: .person, name: "deputy", role: "department-liaison", center: SmallCity.north, department: "emergency")
        let id = try #require(await loop.desk.notices(for: deputy).first { $0.reason == .plan }?.id)
        try await loop.desk.markDelivered(to: deputy)
        func lines() async -> [NoticeView.RecipientLine] { await loop.desk.notices(for: deputy).first { $0.id == id }?.to ?? [] }
        #expect(await lines().map(\.deputy) == [false, true])
        #expect(await lines().map { $0.deliveredAt != nil } == [false, true])
        _ = try await loop.desk.acknowledge(notice: id, by: deputy, command: nil)
        #expect(await lines().map(\.acknowledgedBy) == [nil, "deputy"])
        #expect(await loop.desk.notices(for: deputy).first { $0.id == id }?.settled == true)
    }

    @Test("the holder answers on the holder's line after the deputy was told")
    func holderAnswers() async throws {
        let loop = try await Loop()
        _ = try await loop.confirmed()
        loop.clock.advance(301)
        await loop.desk.tick()
        let holder = Actor(kind: .person, name: "holder", role: "department-liaison", center: SmallCity.north, department: "emergency")
        let id = try #require(await loop.desk.notices(for: holder).first { $0.reason == .plan }?.id)
        _ = try await loop.desk.acknowledge(notice: id, by: holder, command: nil)
        #expect(await loop.desk.notices(for: holder).first { $0.id == id }?.to.map(\.acknowledgedBy) == ["holder", nil])
    }

    @Test("once an alert has been decided on, its notice asks no deputy any more")
    func moot() async throws {
        let loop = try await Loop()
        let alert = try #require(try await loop.desk.take(Loop.claim(), by: Loop.rule))
        try await loop.desk.submit(alert: alert, .escalate(EscalateAlert(reason: nil)), by: Loop.officer, command: nil)
        await loop.desk.tick()
        try await loop.desk.submit(
            alert: alert, .reject(RejectAlert(label: "sensor-fault", reason: "nothing there")), by: Loop.officer, command: nil)
        loop.clock.advance(3600)
        await loop.desk.tick()
        let told = try #require(await escalations(loop.desk, for: Loop.commander).first)
        #expect(told.to.count == 1 && told.to[0].deputyToldAt == nil)
    }

    @Test("a notice of an old log, about an incident and without reason, is still read")
    func oldLog() async throws {
        let log = EventLogMemory()
        let actor = Actor(kind: .system, name: "plan", role: "system", center: SmallCity.north)
        let moment = Instant(millisecondsSince1970: 1_779_990_000_000)
        let issued =
            #"{"id":"I-1.tell","incident":"I-1","title":{"zh":"甲","en":"a"},"text":{"zh":"甲","en":"a"},"owner":"5001","#
            + #""dueAt":"2026-05-28T20:00:00.000Z","exercise":false,"synthetic":true,"recipients":[{"post":"5001/desk","center":"5001"}]}"#
        let events = [("NoticeIssued", issued), ("NoticeDelivered", #"{"post":"5001/desk"}"#), ("NoticeDeputyTold", #"{"post":"5001/desk"}"#)]
        _ = try await log.append([
            Append(
                stream: "notice/I-1.tell", expectedVersion: 0, command: nil,
                events: events.map { NewEvent(type: $0.0, schema: 1, at: moment, actor: actor, payload: Array($0.1.utf8)) })
        ])
        let loop = try await Loop(log: log)
        let notice = try #require(await loop.desk.notices(for: Loop.commander).first)
        #expect(notice.incident == "I-1" && notice.alert == nil && notice.reason == .plan)
        #expect(notice.to.count == 1 && notice.to[0].deliveredAt == moment && notice.to[0].deputyToldAt == moment)
    }
}
