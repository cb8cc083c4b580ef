import City
import HazardKit
import Testing

@testable import RainRounds

@Suite("Which sites a rain round watches")
struct RankingTests {
    @Test("more rain on the same slope never gives fewer points")
    func moreRainOnThe() {
        let points = stride(from: 0.0, through: 200, by: 5).map { WatchRanking.row(Fixture.standing("a", rain: $0)).points }
        #expect(points == points.sorted())
        #expect(points.last == 95)
    }

    @Test("a silent gauge falls back to the forecast and says so")
    func aSilentGaugeFalls() {
        let row = WatchRanking.row(Fixture.standing("a", rain: nil, forecast: 80))
        #expect(row.reasons.map(\.rule) == [.noGauge, .forecast, .stability, .people])
        #expect(row.hasCause && row.points >= WatchRanking.watchFrom)
    }

    @Test("without gauge and forecast heavy rain is assumed, which a dry gauge would deny")
    func withoutGaugeAndForecast() {
        let unknown = WatchRanking.row(Fixture.standing("a", rain: nil)), dry = WatchRanking.row(Fixture.standing("a", rain: 0))
        #expect(unknown.hasCause && unknown.reasons.contains { $0.rule == .noRainKnown && $0.value == 50 })
        #expect(!dry.hasCause && dry.points < unknown.points)
    }

    @Test("what the register does not know counts as grave")
    func whatTheRegisterDoes() {
        let known = WatchRanking.row(Fixture.standing("a", rain: 60, stability: 0, people: 5))
        let unknown = WatchRanking.row(Fixture.standing("a", rain: 60, stability: nil, people: nil))
        #expect(unknown.points > known.points)
        #expect(unknown.reasons.map(\.rule).contains(.stabilityUnknown) && unknown.reasons.map(\.rule).contains(.peopleUnknown))
    }

    @Test("a crowded slope in the dry has no cause, one with an open alert has")
    func aCrowdedSlopeIn() {
        #expect(!WatchRanking.row(Fixture.standing("a", rain: 10, people: 5_000)).hasCause)
        #expect(WatchRanking.row(Fixture.standing("a", rain: 0, alert: .iv)).hasCause)
    }

    @Test("the gravest comes first and ties go by name")
    func theGravestComesFirst() {
        let rows = WatchRanking.rank([Fixture.standing("b", rain: 60), Fixture.standing("c", rain: 60, alert: .i), Fixture.standing("a", rain: 60)])
        #expect(rows.map(\.site) == ["c", "a", "b"])
    }

    @Test("yesterday's rain counts 84 of a hundred, and rain of six days ago nothing")
    func yesterdaysRainCountsOf() {
        let falls = [0.5, 30, 150].map { EffectiveRain.Fall(until: Fixture.start.advanced(by: .hours(-$0)), millimetres: 100) }
        #expect(EffectiveRain.sum([falls[0]], at: Fixture.start) == 100)
        #expect(abs(EffectiveRain.sum([falls[1]], at: Fixture.start) - 84) < 1e-9)
        #expect(EffectiveRain.sum([falls[2]], at: Fixture.start) == 0)
    }
}
