import City
import HazardKit
import Testing

@testable import Sensing

@Suite("Readings that come long after their time")
struct FreshnessTests {
    private let day = 86_400.0

    @Test("a series is fresh for three of its intervals, and for an hour at least")
    func span() {
        #expect(Freshness.span(every: 60) == .hours(1))
        #expect(Freshness.span(every: .hours(6)) == .hours(18))
    }

    @Test("no rule claims anything on years-old readings, whatever their values")
    func old() throws {
        var engine = try Sample.engine(
            Sample.rule("threshold", limits: ["I": 10], id: "t", imminentFrom: "I"),
            Sample.rule("rate", limits: ["I": 5], ["windowSeconds": 3600], id: "r"),
            Sample.rule("duration", limits: ["I": 10], ["holdSeconds": 600], id: "d"))
        for index in 0..<60 {
            let reading = Sample.reading(Double(index) * 10, at: Double(index) * 60, "gnss", .late)
            #expect(engine.take(reading, at: Sample.at(5 * 365 * day)).isEmpty)
        }
        #expect(short(engine.feed([12], from: 5 * 365 * day)) == ["I"])
    }

    @Test("what a gateway sends after a cut fills the window, and the next fresh reading is held against all of it")
    func backfill() throws {
        let rule = Sample.rule("rate", limits: ["III": 5], ["windowSeconds": 10_800])
        var engine = try Sample.engine(rule)
        let now = Sample.at(10_000)
        for index in 0..<60 { #expect(engine.take(Sample.reading(Double(index), at: Double(index) * 60, "gnss", .late), at: now).isEmpty) }
        #expect(short(engine.take(Sample.reading(160, at: 9_990), at: now)) == ["III"])
        var without = try Sample.engine(rule)
        #expect(without.take(Sample.reading(160, at: 9_990), at: now).isEmpty)
    }

    @Test("an old reading below the limit ends a count, an old one beyond it begins none")
    func duration() throws {
        let rule = Sample.rule("duration", limits: ["III": 10], ["holdSeconds": 7200])
        var engine = try Sample.engine(rule)
        _ = engine.take(Sample.reading(12, at: 0), at: Sample.at(5000))
        #expect(engine.take(Sample.reading(12, at: 5000), at: Sample.at(5000)).isEmpty)
        #expect(engine.feed([12, 12], from: 7200).isEmpty)
        _ = engine.take(Sample.reading(5, at: 6000, "gnss", .late), at: Sample.at(10_000))
        #expect(engine.feed([12], from: 12_300).isEmpty)
        #expect(short(engine.feed([12, 12, 12], from: 14_400)) == ["III"])
    }

    @Test("a silent sensor's old news does not end its silence, and says since when it lasts")
    func silence() throws {
        var engine = try Sample.engine(Sample.rule("silence", limits: ["IV": 14_400], id: "quiet"))
        #expect(engine.pass(Sample.at(0)).isEmpty)
        #expect(engine.pass(Sample.at(14_399)).isEmpty)
        #expect(engine.take(Sample.reading(1, at: 6000, "gnss", .late), at: Sample.at(14_399)).isEmpty)
        #expect(engine.pass(Sample.at(14_401)).isEmpty)
        #expect(short(engine.pass(Sample.at(20_401))) == ["IV"])
        #expect(engine.take(Sample.reading(1, at: -5 * 365 * day, "gnss", .late), at: Sample.at(20_402)).isEmpty)
        #expect(short(engine.feed([1], from: 20_403)) == ["over IV"])
    }

    @Test("a start acts as the running server did: late readings raise nothing, good ones of an outage are made up for")
    func replay() throws {
        let rule = Sample.rule("rate", limits: ["III": 5], ["windowSeconds": 3600])
        let late = (0..<40).map { Sample.reading(Double($0) * 10, at: Double($0) * 60, "gnss", .late) }
        var engine = try Sample.engine(rule)
        #expect(engine.replay(late, active: [:], now: Sample.at(2400)).isEmpty)
        let good = late.map { Sample.reading($0.value, at: $0.phenomenonTime.since(Sample.start).value) }
        var cut = try Sample.engine(rule)
        #expect(short(cut.replay(good, active: [:], now: Sample.at(2400 + 6 * 3600))) == ["III"])
        var ancient = try Sample.engine(rule)
        #expect(ancient.replay(good, active: [:], now: Sample.at(365 * day)).isEmpty)
    }
}
