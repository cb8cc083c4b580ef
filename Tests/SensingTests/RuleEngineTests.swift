import City
import HazardKit
import Sensing
import Testing

@Suite("The rule engine")
struct RuleEngineTests {
    @Test("a silent sensor does not clear its own active alert")
    func silenceIsNotSafety() throws {
        var engine = try Sample.engine(
            Sample.rule("threshold", limits: ["III": 10]), Sample.rule("silence", limits: ["IV": 300], id: "quiet"))
        #expect(short(engine.feed([12])) == ["III"])
        #expect(engine.pass(Sample.at(100_000)).map(\.sourceKey) == ["rule:quiet:gnss:no-data"])
    }

    @Test("after a restart nothing is claimed twice and a standing claim is still cleared")
    func restart() throws {
        let rule = Sample.rule("threshold", limits: ["III": 10], ["clearBelow": 8])
        var engine = try Sample.engine(rule)
        #expect(engine.replay([Sample.reading(9, at: 0)], active: ["rule:r:gnss": .iii], now: Sample.at(60)).isEmpty)
        #expect(engine.feed([11, 9], from: 60).isEmpty)
        #expect(short(engine.feed([7], from: 180)) == ["over III"])
    }

    @Test("a claim that was never written is made up for after a restart, and one that is over is cleared")
    func restartAfterCrash() throws {
        let rule = Sample.rule("threshold", limits: ["III": 10])
        let readings = [Sample.reading(5, at: 0), Sample.reading(11, at: 60)]
        var unwritten = try Sample.engine(rule)
        #expect(short(unwritten.replay(readings, active: [:], now: Sample.at(60))) == ["III"])
        var written = try Sample.engine(rule)
        #expect(written.replay(readings, active: ["rule:r:gnss": .iii], now: Sample.at(60)).isEmpty)
        var over = try Sample.engine(rule)
        #expect(short(over.replay(readings.reversed(), active: ["rule:r:gnss": .iii], now: Sample.at(60))) == ["over III"])
    }

    @Test("a replayed window gives the same rate as one that never stopped")
    func replayWindow() throws {
        let rule = Sample.rule("rate", limits: ["III": 5], ["windowSeconds": 3600])
        let readings = (0..<40).map { Sample.reading(Double($0) * 0.05, at: Double($0) * 60) }
        var engine = try Sample.engine(rule)
        #expect(engine.memory(of: "gnss") == 3600)
        #expect(engine.replay(readings, active: [:], now: Sample.at(60)).isEmpty)
        #expect(short(engine.feed((0..<30).map { 2 + Double($0) }, from: 2400)) == ["III"])
    }

    @Test(
        "a rule that cannot be built names what is wrong",
        arguments: [
            (Sample.rule("threshold", limits: [:]), "limits is empty"),
            (Sample.rule("threshold", limits: ["V": 1]), "grade 'V'"),
            (Sample.rule("threshold", limits: ["III": 20, "II": 10]), "not beyond"),
            (Sample.rule("threshold", limits: ["III": .nan]), "not a finite number"),
            (Sample.rule("threshold", limits: ["III": 10], ["clearBelow": 11]), "clearBelow lies beyond"),
            (Sample.rule("threshold", limits: ["III": 10], ["clearbelow": 9]), "'clearbelow' is not known"),
            (Sample.rule("threshold", limits: ["III": 10], ["confirmReadings": 1.5]), "whole number"),
            (Sample.rule("threshold", limits: ["III": 10], imminentFrom: "red"), "imminentFrom"),
            (Sample.rule("threshold", limits: ["III": 10], on: ["nowhere"]), "'nowhere' is not among"),
            (Sample.rule("threshold", limits: ["III": 10], on: []), "datastreams is empty"),
            (Sample.rule("guess", limits: ["III": 10]), "type 'guess' is not known"),
            (Sample.rule("flood.level", limits: ["III": 10]), "no hazard 'flood'"),
            (Sample.rule("rate", limits: ["III": 10]), "'windowSeconds' is missing"),
            (Sample.rule("rate", limits: ["III": 10], ["windowSeconds": 999_999]), "more than 1024 readings"),
            (Sample.rule("duration", limits: ["III": 10], ["holdSeconds": 30]), "shorter than"),
            (Sample.rule("silence", limits: ["III": 60]), "called silent while it works"),
            (Sample.rule("silence", limits: ["III": 600], imminentFrom: "III"), "proves no danger"),
        ])
    func faults(rule: RuleParameters, words: String) {
        let faults = RuleEngine.faults(city: Sample.city, parameters: [rule], hazards: [])
        #expect(faults.count == 1)
        #expect(faults.first?.message.contains(words) == true, "\(faults.first?.message ?? "no fault")")
    }

    @Test("two rules with one id are a fault")
    func twice() {
        #expect(throws: RuleFault(rule: "r", message: "another rule has the same id")) {
            try Sample.engine(Sample.rule("threshold", limits: ["III": 1]), Sample.rule("threshold", limits: ["III": 2]))
        }
    }

    @Test("figures are written without noise", arguments: [(0.1 + 0.2, "0.3"), (-1.5, "-1.5"), (10, "10"), (-0.0001, "0"), (1234.5678, "1234.568")])
    func figures(value: Double, text: String) {
        #expect(Figure.text(value) == text)
    }
}
