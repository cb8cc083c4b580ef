import City
import Testing
import Wildfire

@testable import FireRoom

@Suite("Figures of initial attack over many fires")
struct AttackFiguresTests {
    private func at(_ minutes: Double) -> Instant { Hill.start.advanced(by: .minutes(minutes)) }

    /// Detected at nought, confirmed a minute later, and then as said; nil where a step was not reached.
    private func fire(
        attacked: Double? = 6, contained: Double? = 40, out: Double? = 50, extents: [(Double, Double)] = [], cause: String? = nil
    ) -> AttackCase {
        var times: [AttackRecord.Step: Instant] = [.detected: at(0), .confirmed: at(1)]
        times[.attacked] = attacked.map(at)
        times[.contained] = contained.map(at)
        times[.out] = out.map(at)
        return AttackCase(times: times, extents: extents.map { (at($0.0), $0.1) }, cause: cause)
    }

    @Test("p50 and p90 are values that were there, by nearest rank, and one value is both")
    func spreads() throws {
        let ten = try #require(AttackFigures.Spread((1...10).map(Double.init)))
        #expect(ten.count == 10 && ten.p50 == 5 && ten.p90 == 9)
        let one = try #require(AttackFigures.Spread([7]))
        #expect(one.p50 == 7 && one.p90 == 7 && AttackFigures.Spread([]) == nil)
    }

    @Test("each span counts the fires that reached both of its ends, so that denominators differ and are said")
    func denominators() {
        let figures = AttackFigures([fire(), fire(attacked: 11, contained: nil, out: nil), fire(attacked: nil)])
        #expect(figures.fires == 3 && figures.spans[.detectedToConfirmed]?.count == 3)
        #expect(figures.spans[.confirmedToAttacked] == AttackFigures.Spread([5, 10]) && figures.spans[.attackedToContained]?.count == 1)
        #expect(figures.spans[.detectedToContained]?.p50 == 40 && figures.heldOf == 2 && figures.heldInTime == 2)
        #expect(AttackFigures([]).spans.isEmpty && AttackFigures([]).fires == 0)
    }

    @Test("a step that comes before the one it should follow is no span")
    func backwards() { #expect(AttackFigures([fire(attacked: 60, contained: 40)]).spans[.attackedToContained] == nil) }

    @Test("spread is prevented at a hectare or less when it was contained, by what was measured, and unknown where nobody measured it")
    func prevented() {
        let small = fire(extents: [(10, 0.004), (38, 0.0099)])
        let large = fire(extents: [(20, 0.02)])
        let soonAfter = fire(extents: [(65, 0.006)])
        let muchLater = fire(extents: [(300, 0.006)])
        #expect([small, large, soonAfter, muchLater, fire()].map(\.isSpreadPrevented) == [true, false, true, nil, nil])
        let figures = AttackFigures([small, large, soonAfter, muchLater])
        #expect(figures.prevented == 2 && figures.preventedOf == 3 && figures.areas[.contained]?.count == 3)
        #expect(small.areas[.contained] == 0.0099 && small.areas[.attacked] == 0.004 && small.areas[.detected] == nil)
    }

    @Test("beyond eight hours initial attack has failed, and an open fire is counted in neither")
    func held() {
        #expect(fire(contained: 481, out: 500).isHeldInTime == false && fire(contained: 479).isHeldInTime == true)
        #expect(fire(contained: nil, out: nil).isHeldInTime == nil)
    }

    @Test("causes are counted by their code, those without one too")
    func causes() {
        let figures = AttackFigures([fire(cause: "lightning"), fire(cause: "lightning"), fire()])
        #expect(figures.causes["lightning"] == 2 && figures.causes[nil] == 1)
    }

    @Test("the table for a spreadsheet has as many cells in each line as in its header")
    func csv() {
        let figures = AttackFigures([fire(extents: [(10, 0.004)], cause: "lightning")])
        let row = AttackTable.Row(
            group: "all", key: "", name: nil, fires: 1,
            spans: Dictionary(uniqueKeysWithValues: figures.spans.map { ($0.key.rawValue, $0.value) }), areas: [:], prevented: 1, preventedOf: 1,
            heldInTime: 1, heldOf: 1, causes: [AttackTable.Cause(code: "lightning", count: 1)])
        let lines = AttackTable(filter: "real", preventedUpTo: 0.01, rows: [row], falseAlarms: 0).csv.split(separator: "\n")
        #expect(lines.count == 2 && Set(lines.map { $0.split(separator: ",", omittingEmptySubsequences: false).count }) == [38])
        #expect(lines[1].hasSuffix("lightning:1") && lines[0].contains("detectedToConfirmed_p90_min"))
    }
}
