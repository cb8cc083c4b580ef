import City
import HazardKit
import Incidents
import Testing

@testable import RainRounds

@Suite("The course of a rain round")
struct RoundTests {
    private let wet = (0..<5).map { Fixture.standing(SiteID("s\($0)"), rain: 60 + Double($0) * 5) }

    @Test("an area has one round at a time")
    func anAreaHasOne() {
        let begin = RainRoundCommand.begin(BeginRainRound(area: "500109", name: Fixture.name))
        #expect(Fixture.refusal(nil, begin, Fixture.context(overlapping: "RR-000009")) == .rainRoundAreaTaken)
        #expect(Fixture.refusal(nil, begin) == nil)
    }

    @Test("the round watches the gravest sites while there are people, and sends the register's watcher to each")
    func theRoundWatchesThe() throws {
        let round = try Fixture.round(after: [(1, Fixture.follow(wet))])
        #expect(round.watches.map(\.site) == ["s4", "s3", "s2"])
        #expect(round.patrols.map(\.site) == ["s4", "s3", "s2"] && round.patrols.allSatisfy { $0.role == "villager" })
        #expect(round.tally == WatchRanking.Tally(sites: 5, due: 5, withoutGauge: 0))
        #expect(round.watches.allSatisfy { !$0.reasons.isEmpty })
    }

    @Test("weighing again sends nobody twice")
    func weighingAgainSendsNobody() throws {
        let once = try Fixture.round(after: [(1, Fixture.follow(wet))])
        let twice = try Fixture.round(after: [(1, Fixture.follow(wet)), (16, Fixture.follow(wet))])
        #expect(twice.watches == once.watches && twice.patrols == once.patrols)
    }

    @Test("when other grounds speak for a watched site, its reasons are told anew and nothing else of it changes")
    func reasonsAnew() throws {
        let silent = Fixture.standing("s4", rain: nil), told = Fixture.standing("s4", rain: nil, forecast: 120)
        let round = try Fixture.round(after: [(1, Fixture.follow([silent])), (16, Fixture.follow([told]))])
        let watch = try #require(round.watches.first)
        #expect(watch.since == Fixture.at(1) && round.patrols.count == 1 && round.sitesEver == ["s4"])
        #expect(watch.reasons.map(\.rule).contains(.forecast) && !watch.reasons.map(\.rule).contains(.noRainKnown))
    }

    @Test("a site is let go when the rain is gone, but not while somebody is on the way there or a person asked for it")
    func aSiteIsLet() throws {
        let dry = wet.map { Fixture.standing($0.site, rain: 0) }
        let watchByHand = RainRoundCommand.watch(WatchSite(site: "alone", reason: "cracks"))
        let round = try Fixture.round(
            after: [
                (0, watchByHand), (1, Fixture.follow(wet)), (9, .acknowledgePatrol(PatrolNumber(patrol: 2))), (16, Fixture.follow(dry)),
            ])
        #expect(Set(round.watches.map(\.site)) == ["alone", "s3"])
        #expect(round.sitesEver == ["alone", "s4", "s3"])
        #expect(round.patrols.first?.state == .calledOff && round.patrols.first?.finding == nil)
    }

    @Test("when all places are taken, a clearly graver site takes that of the mildest that nobody is on the way to")
    func aClearlyGraverSite() throws {
        let graver = Fixture.standing("grave", rain: 60, alert: .ii)
        let full: [(Double, RainRoundCommand)] = [(1, Fixture.follow(wet)), (9, .acknowledgePatrol(PatrolNumber(patrol: 3)))]
        let round = try Fixture.round(after: full + [(16, Fixture.follow(wet + [graver]))])
        #expect(Set(round.watches.map(\.site)) == ["s4", "s2", "grave"])
        let displaced = try #require(round.patrols.first { $0.site == "s3" })
        #expect(displaced.state == .calledOff && displaced.displacedBy == "grave" && displaced.finding == nil)
        #expect(round.patrols.last?.site == "grave" && round.patrols.last?.state == .assigned)
    }

    @Test("a site that is a little graver waits, and none displaces what a person chose")
    func aLittleGraver() throws {
        let byHand = RainRoundCommand.watch(WatchSite(site: "alone", reason: "cracks"))
        let grave = Fixture.standing("grave", rain: 60, alert: .i)
        let hand = try Fixture.round(sitesMax: 1, after: [(0, byHand), (1, Fixture.follow(wet + [grave]))])
        #expect(hand.watches.map(\.site) == ["alone"])
        let little = Fixture.standing("little", rain: 100)
        let waits = try Fixture.round(after: [(1, Fixture.follow(wet)), (16, Fixture.follow(wet + [little]))])
        #expect(waits.watches.map(\.site) == ["s4", "s3", "s2"] && waits.patrols.count == 3)
    }

    @Test("whoever has looked at a watched site looks again, but not after a person called the patrol off")
    func whoeverHasLooked() throws {
        let done: [(Double, RainRoundCommand)] = [(1, Fixture.follow([wet[4]])), (61, .finishPatrol(ReportPatrol(patrol: 1, finding: "a crack")))]
        let again = try Fixture.round(after: done + [(76, Fixture.follow([wet[4]])), (91, Fixture.follow([wet[4]]))])
        #expect(again.patrols.map(\.state) == [.done, .assigned])
        #expect(again.patrols.last?.dueAt == Fixture.at(181) && again.patrols.last?.role == "villager")
        let off: [(Double, RainRoundCommand)] = [(1, Fixture.follow([wet[4]])), (61, .callOffPatrol(ReportPatrol(patrol: 1, finding: "road cut")))]
        #expect(try Fixture.round(after: off + [(76, Fixture.follow([wet[4]]))]).patrols.count == 1)
    }

    @Test("patrols that are not back in time are one call to the first desk, and half an hour later one to the next")
    func patrolsThatAreNot() throws {
        let sent: [(Double, RainRoundCommand)] = [(1, Fixture.follow(wet)), (30, .finishPatrol(ReportPatrol(patrol: 1, finding: "dry")))]
        let out = try Fixture.round(after: sent)
        #expect(out.due().map(\.at) == [Fixture.at(121), Fixture.at(151)])
        let called = try Fixture.round(after: sent + [(121, .callOverdue(CallOverdue(level: 1)))])
        #expect(called.overdueCalls.map(\.patrols) == [[2, 3]] && called.overdueCalls.map(\.level) == [1])
        #expect(called.due().map(\.at) == [Fixture.at(151)])
        let half: [(Double, RainRoundCommand)] = [
            (121, .callOverdue(CallOverdue(level: 1))), (140, .finishPatrol(ReportPatrol(patrol: 2, finding: "safe"))),
            (151, .callOverdue(CallOverdue(level: 2))),
        ]
        let twice = try Fixture.round(after: sent + half)
        #expect(twice.overdueCalls.map(\.patrols) == [[2, 3], [3]] && twice.due().isEmpty)
    }

    @Test("a call before anybody is late changes nothing")
    func aCallBefore() throws {
        let round = try Fixture.round(after: [(1, Fixture.follow(wet)), (120, .callOverdue(CallOverdue(level: 1)))])
        #expect(round.overdueCalls.isEmpty)
    }

    @Test("the end calls off what nobody has taken on when asked to, and never those on the way")
    func theEndCallsOff() throws {
        let end = RainRoundCommand.end(EndRainRound(summary: "over", callOffUntaken: true))
        let taken = try Fixture.round(after: [(1, Fixture.follow(wet)), (2, .acknowledgePatrol(PatrolNumber(patrol: 1)))])
        #expect(Fixture.refusal(taken, end) == .rainRoundPatrolsOpen)
        let untaken = try Fixture.round(after: [(1, Fixture.follow(wet)), (2, end)])
        #expect(!untaken.isOpen && untaken.patrols.allSatisfy { $0.state == .calledOff && $0.finding == "over" })
        #expect(untaken.due().isEmpty)
    }

    @Test("between the two limits a watched site stays and another is not taken up")
    func betweenTheTwoLimits() throws {
        let between = [Fixture.standing("s4", rain: 30, stability: 0.5, people: 20), Fixture.standing("new", rain: 30, stability: 0.5, people: 20)]
        let points = WatchRanking.row(between[0]).points
        #expect(points < WatchRanking.watchFrom && points >= WatchRanking.letGoBelow)
        let round = try Fixture.round(
            after: [
                (1, Fixture.follow([wet[4]])), (9, .finishPatrol(ReportPatrol(patrol: 1, finding: "wet"))), (16, Fixture.follow(between)),
            ])
        #expect(round.watches.map(\.site) == ["s4"])
    }

    @Test("no round ends while a patrol is out")
    func noRoundEndsWhile() throws {
        let end = RainRoundCommand.end(EndRainRound(summary: "over"))
        let out = try Fixture.round(after: [(1, Fixture.follow([wet[0]])), (2, .acknowledgePatrol(PatrolNumber(patrol: 1)))])
        #expect(Fixture.refusal(out, end) == .rainRoundPatrolsOpen)
        let back = try Fixture.round(
            after: [(1, Fixture.follow([wet[0]])), (2, .callOffPatrol(ReportPatrol(patrol: 1, finding: "road cut"))), (3, end)])
        #expect(!back.isOpen && back.closingWords == "over")
        #expect(Fixture.refusal(back, end) == .rainRoundEnded)
    }

    @Test("a patrol goes to a watched site, one at a time, by a role of its sheet or a team that exists")
    func aPatrolGoesTo() throws {
        let round = try Fixture.round(after: [(0, .watch(WatchSite(site: "alone", reason: "cracks")))])
        let assign = { (site: SiteID, role: String?, team: TeamID?) in RainRoundCommand.assignPatrol(AssignPatrol(site: site, role: role, team: team))
        }
        #expect(round.patrols.isEmpty)
        #expect(Fixture.refusal(round, assign("other", "villager", nil)) == .rainRoundSiteNotWatched)
        #expect(Fixture.refusal(round, assign("alone", nil, nil)) == .rainRoundNoAddressee)
        #expect(Fixture.refusal(round, assign("alone", "villager", nil)) == .rainRoundNoAddressee)
        #expect(Fixture.refusal(round, assign("alone", nil, "nobody")) == .rainRoundNoAddressee)
        let sent = try Fixture.round(after: [(0, .watch(WatchSite(site: "alone", reason: "cracks"))), (1, assign("alone", nil, "rope"))])
        #expect(sent.patrols.first?.dueAt == Fixture.at(121))
        #expect(Fixture.refusal(sent, assign("alone", nil, "rope")) == .rainRoundPatrolOut)
        #expect(Fixture.refusal(sent, .unwatch(UnwatchSite(site: "alone", reason: "dry"))) == .rainRoundPatrolOut)
        #expect(Fixture.refusal(sent, .finishPatrol(ReportPatrol(patrol: 1, finding: " "))) == .textMissing)
        #expect(Fixture.refusal(sent, .finishPatrol(ReportPatrol(patrol: 7, finding: "x"))) == .rainRoundNoPatrol)
    }

    @Test("watching is bounded by people and by the area")
    func watchingIsBoundedBy() throws {
        let round = try Fixture.round(sitesMax: 1, after: [(0, .watch(WatchSite(site: "a", reason: "cracks")))])
        #expect(Fixture.refusal(round, .watch(WatchSite(site: "a", reason: "cracks"))) == .rainRoundSiteWatched)
        #expect(Fixture.refusal(round, .watch(WatchSite(site: "b", reason: "cracks"))) == .rainRoundFull)
        #expect(Fixture.refusal(round, .watch(WatchSite(site: "elsewhere", reason: "cracks"))) == .rainRoundSiteElsewhere)
    }

    @Test("a forecast is of today, in sensible millimetres, and never older than the one held")
    func aForecastIsOf() throws {
        let set = { (age: Double, rain: Double) in
            RainRoundCommand.setForecast(
                SetRainForecast(
                    source: "合成", issuedAt: Fixture.at(-age), rain: [RainRound.Forecast(center: "500109", millimetresPer24Hours: rain)]))
        }
        let round = try Fixture.round(after: [(0, set(10, 80))])
        #expect(round.forecast?.rain.first?.millimetresPer24Hours == 80)
        #expect(Fixture.refusal(round, set(20, 90)) == .rainRoundForecastOld)
        #expect(Fixture.refusal(round, set(1_440, 90)) == .rainRoundForecastOld)
        #expect(Fixture.refusal(round, set(-5, 90)) == .rainRoundForecastOld)
        #expect(Fixture.refusal(round, set(1, -1)) == .rainRoundOutOfRange)
        #expect(Fixture.refusal(round, set(1, .nan)) == .rainRoundOutOfRange)
    }
}
