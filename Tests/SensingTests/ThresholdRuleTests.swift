import City
import HazardKit
import Sensing
import Testing

@Suite("Rules on a value")
struct ThresholdRuleTests {
    @Test("a value at its limit claims, and one just below does not")
    func limit() throws {
        var engine = try Sample.engine(Sample.rule("threshold", limits: ["III": 10]))
        #expect(engine.feed([9.999]).isEmpty)
        #expect(short(engine.feed([10], from: 60)) == ["III"])
    }

    @Test("a claim carries value, unit, limit, rule with version, place and both languages")
    func evidence() throws {
        var engine = try Sample.engine(Sample.rule("threshold", limits: ["III": 10], ["version": 3, "confidence": 0.6], imminentFrom: "III"))
        let claim = try #require(engine.feed([12.5]).first)
        #expect(claim.evidence.value == 12.5)
        #expect(claim.evidence.unit == "mm")
        #expect(claim.evidence.limit == 10)
        #expect(claim.evidence.rule == "r@3")
        #expect(claim.sourceKey == "rule:r:gnss")
        #expect(claim.site == "cliff")
        #expect(claim.point == Coordinate(latitude: 29.81, longitude: 106.41))
        #expect(claim.imminent && claim.synthetic && claim.confidence == 0.6)
        #expect(claim.evidence.summary.en == "Series gnss: 12.5 mm, at or beyond the grade III limit of 10 mm")
        #expect(claim.evidence.summary.zh == "测点 gnss：12.5 mm，达到或超过三级（黄色）限值 10 mm")
    }

    @Test("a value that hovers at its limit makes one claim, and clears below the clearing level")
    func hysteresis() throws {
        var engine = try Sample.engine(Sample.rule("threshold", limits: ["III": 10, "II": 20], ["clearBelow": 8]))
        #expect(short(engine.feed([10, 9.9, 10.1, 8, 9])) == ["III"])
        #expect(short(engine.feed([7.9, 9.9], from: 600)) == ["over III"])
        #expect(short(engine.feed([20, 19, 18, 17.9, 7], from: 1200)) == ["II", "III", "over III"])
    }

    @Test("a claim waits for as many readings in a row as it must")
    func confirmReadings() throws {
        var engine = try Sample.engine(Sample.rule("threshold", limits: ["III": 10, "II": 20], ["confirmReadings": 3]))
        #expect(engine.feed([25, 25, 5, 25, 12]).isEmpty)
        #expect(short(engine.feed([25], from: 600)) == ["III"])
        #expect(short(engine.feed([5, 5, 12, 5, 5, 5], from: 1200)) == ["over III"])
    }

    @Test("low values are dangerous where the rule says falling")
    func falling() throws {
        var engine = try Sample.engine(Sample.rule("threshold", limits: ["III": -10, "II": -20], ["falling": 1, "clearAbove": -8]))
        #expect(short(engine.feed([0, -10, -9, -20, -7])) == ["III", "II", "over II"])
    }

    @Test("implausible and late readings are not looked at")
    func quality() throws {
        var engine = try Sample.engine(Sample.rule("threshold", limits: ["III": 10]))
        #expect(engine.take(Sample.reading(5000, at: 0, "gnss", .implausible), at: Sample.start).isEmpty)
        #expect(engine.take(Sample.reading(50, at: 0, "gnss", .late), at: Sample.start).isEmpty)
        #expect(engine.take(Sample.reading(50, at: 0, "unknown"), at: Sample.start).isEmpty)
    }

    @Test("each series of a rule has a claim of its own")
    func severalSeries() throws {
        var engine = try Sample.engine(Sample.rule("threshold", limits: ["III": 10], on: ["gnss", "tilt"]))
        #expect(engine.ruleCount == 2)
        #expect(engine.take(Sample.reading(11, at: 0, "tilt"), at: Sample.start).map(\.sourceKey) == ["rule:r:tilt"])
        #expect(engine.take(Sample.reading(11, at: 0, "gnss"), at: Sample.start).map(\.sourceKey) == ["rule:r:gnss"])
    }
}
