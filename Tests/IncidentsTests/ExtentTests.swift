import City
import Geo
import Testing

@testable import Incidents

@Suite("How far a matter reaches, as somebody measured it")
struct ExtentTests {
    private func code(_ measure: MeasureExtent) throws -> RefusalCode? {
        do throws(Refusal) {
            _ = try Incident.decide(Fixture.incident("i7"), .measureExtent(measure), Fixture.context())
            return nil
        } catch {
            return error.code
        }
    }

    private func places(_ pairs: [(Double, Double)]) -> [Coordinate] { pairs.map { Coordinate(latitude: 29 + $0.0, longitude: 106 + $0.1) } }

    @Test("a square of a fiftieth of a degree has 4.32 km², a hole in it less, two areas more")
    func area() {
        #expect(abs(Incident.squareKilometres([[Samples.square]]) - 4.3246) < 0.001)
        let hole = places([(0.005, 0.005), (0.005, 0.015), (0.015, 0.015), (0.015, 0.005)])
        #expect(abs(Incident.squareKilometres([[Samples.square, hole]]) - 4.3246 * 0.75) < 0.001)
        #expect(abs(Incident.squareKilometres([[Samples.square], [Samples.square.reversed()]]) - 2 * 4.3246) < 0.002)
    }

    @Test("an edge that crosses itself, lies back on itself, has too few or too many points is refused in words")
    func shapes() throws {
        #expect(try code(Samples.measure()) == nil)
        let bow = places([(0, 0), (0.02, 0.02), (0.02, 0), (0, 0.02)])
        let spike = places([(0, 0), (0, 0.02), (0, 0.01), (0.02, 0.01)])
        let touching = places([(0, 0), (0, 0.02), (0.02, 0.02), (0, 0.01), (0.02, 0)])
        for ring in [bow, spike, touching, places([(0, 0), (0, 0.01)]), []] { #expect(try code(Samples.measure([[ring]])) == .extentShape) }
        #expect(try code(Samples.measure([])) == .extentShape)
        let many = (0...Incident.extentPointsMax).map { Coordinate(latitude: 29, longitude: 106 + Double($0) * 1e-6) }
        #expect(try code(Samples.measure([[many]])) == .extentShape)
        #expect(try code(Samples.measure([[places([(0, 0), (0, 1e-6), (1e-6, 0)])]])) == .extentArea)
        #expect(try code(Samples.measure([[places([(0, 0), (0, 3), (3, 0)])]])) == .extentArea)
    }

    @Test("a ring that is closed by its first point is as good as one that is not")
    func closed() {
        #expect(!Ring.crossesItself(Samples.square + [Samples.square[0]]) && !Ring.crossesItself(Samples.square))
    }

    @Test("what was seen tomorrow, or long before the matter was known, is refused; a phone two minutes fast is not")
    func times() throws {
        #expect(try code(Samples.measure(at: Fixture.start.advanced(by: 600))) == .extentTime)
        #expect(try code(Samples.measure(at: Fixture.start.advanced(by: .hours(-25)))) == .extentTime)
        #expect(try code(Samples.measure(at: Fixture.start.advanced(by: 60))) == nil)
    }

    @Test("the newest by its own time counts, in whatever order they are told")
    func order() throws {
        var state = Fixture.incident("i7")
        for minutes in [10.0, 30, 20] {
            let extent = MeasuredExtent(
                at: Fixture.start.advanced(by: .minutes(minutes)), areas: [[Samples.square]], squareKilometres: minutes, note: nil, expectation: nil)
            state = Incident.evolve(state, .extentMeasured(ExtentMeasured(extent: extent)), at: Fixture.start, by: Fixture.system)
        }
        #expect(state?.extent?.squareKilometres == 30 && state?.extentCount == 3)
    }
}
