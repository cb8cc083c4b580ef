import City
import Incidents
import RainRounds
import Testing

@testable import Operations

@Suite("Patrols that are not back in time")
struct OverduePatrolTests {
    /// A round over the north with one team sent to the cliff, which is to be back after two hours.
    private func sent(in loop: Loop) async throws -> RainRoundID {
        let begin = BeginRainRound(area: SmallCity.north, name: SmallCity.words("synthetic storm"), synthetic: true)
        let (id, _) = try await loop.desk.begin(begin, by: Loop.commander, command: "begin-1")
        try await loop.desk.submit(rainRound: id, .watch(WatchSite(site: "cliff-1", reason: "cracks")), by: Loop.commander, command: nil)
        try await loop.desk.submit(rainRound: id, .assignPatrol(AssignPatrol(site: "cliff-1", team: "drone-1")), by: Loop.commander, command: nil)
        return id
    }

    private func told(_ loop: Loop) async -> [NoticeView] {
        let town = await loop.desk.notices(for: Loop.officer), district = await loop.desk.notices(for: Loop.commander)
        return (town + district).filter { $0.rainRound != nil }
    }

    @Test("the desk of the township is told at once, that of the district half an hour later, and a restart tells nobody twice")
    func climbs() async throws {
        let loop = try await Loop()
        let id = try await sent(in: loop)
        loop.clock.advance(.minutes(119))
        await loop.desk.tick()
        #expect(await told(loop).isEmpty)
        loop.clock.advance(.minutes(1))
        await loop.desk.tick()
        #expect(await told(loop).map { $0.to.map(\.center) } == [[SmallCity.cliffTown]])
        let again = try await loop.restarted()
        again.clock.advance(.minutes(30))
        await again.desk.tick()
        await again.desk.tick()
        let climbed = await told(again)
        #expect(climbed.map { Set($0.to.map(\.center)) } == [[SmallCity.cliffTown], [SmallCity.north]])
        #expect(await told(again).allSatisfy { $0.rainRound == id && $0.synthetic && $0.reason == .escalation })
        #expect(try await again.desk.rainRoundView(id).patrols.first?.overdueLevel == 2)
    }

    @Test("a patrol that reports in time is nobody's notice")
    func inTime() async throws {
        let loop = try await Loop()
        let id = try await sent(in: loop)
        #expect(await loop.desk.patrols(for: Loop.field("drone-1")).map(\.patrol.number) == [1])
        #expect(await loop.desk.patrols(for: Loop.field("drone-2")).isEmpty)
        #expect(await loop.desk.patrols(for: Loop.transport).isEmpty)
        #expect(await loop.desk.patrols(for: Loop.officer).count == 1)
        let report = RainRoundCommand.finishPatrol(ReportPatrol(patrol: 1, finding: "no cracks"))
        try await loop.desk.submit(rainRound: id, report, by: Loop.field("drone-1"), command: nil)
        loop.clock.advance(.hours(4))
        await loop.desk.tick()
        #expect(await told(loop).isEmpty)
        #expect(await loop.desk.patrols(for: Loop.officer).isEmpty)
    }

    @Test("a call that finds everybody back, for a report came while it was on its way, writes nothing")
    func nothingToCall() async throws {
        let loop = try await Loop()
        let id = try await sent(in: loop)
        let before = try await loop.desk.rainRoundView(id).round.version
        let receipt = try await loop.desk.submit(rainRound: id, .callOverdue(CallOverdue(level: 1)), by: Loop.rule, command: "due/1")
        #expect(receipt.version == before)
        #expect(try await loop.desk.rainRoundView(id).round.version == before)
    }

    @Test("once the round is over its notices climb no further")
    func over() async throws {
        let loop = try await Loop()
        let id = try await sent(in: loop)
        loop.clock.advance(.hours(2))
        await loop.desk.tick()
        try await loop.desk.submit(rainRound: id, .end(EndRainRound(summary: "over", callOffUntaken: true)), by: Loop.commander, command: nil)
        loop.clock.advance(.hours(1))
        await loop.desk.tick()
        let notices = await told(loop)
        #expect(notices.count == 1 && notices.allSatisfy { $0.to.allSatisfy { $0.deputyToldAt == nil } })
    }
}
