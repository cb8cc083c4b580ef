import City
import HazardKit
import Testing

@testable import Sensing

@Suite("Rules on change, duration and silence")
struct WindowRuleTests {
    let rate = Sample.rule("rate", limits: ["III": 5], ["windowSeconds": 3600, "clearBelow": 3])

    @Test("the rate is that of the line through all readings, not of the last two")
    func rateOfLine() throws {
        var engine = try Sample.engine(rate)
        // 1 mm/h with a spike of one reading: between two points it would be 120 mm/h.
        var values = (0..<60).map { Double($0) / 60 }
        values[50] += 2
        #expect(engine.feed(values).isEmpty)
        let claims = engine.feed((0..<60).map { 1 + Double($0) / 10 }, from: 3600)
        #expect(short(claims) == ["III"])
        #expect(claims.first?.evidence.unit == "mm/h")
        #expect(short(engine.feed(Array(repeating: 7, count: 70), from: 7200)) == ["over III"])
    }

    @Test("two readings are not enough for a rate, however far apart their values")
    func tooFew() throws {
        var engine = try Sample.engine(rate)
        #expect(engine.feed([0, 100], every: 2000).isEmpty)
        #expect(short(engine.feed([200], from: 3500)) == ["III"])
    }

    @Test("a gap in the data does not clear a rate")
    func rateGap() throws {
        var engine = try Sample.engine(rate)
        #expect(short(engine.feed((0..<60).map { Double($0) })) == ["III"])
        #expect(engine.feed([60, 60, 60], from: 100_000).isEmpty)
        #expect(short(engine.feed(Array(repeating: 60, count: 60), from: 100_180)) == ["over III"])
    }

    @Test("a slope stays exact over ten thousand readings, late ones included")
    func slope() {
        var window = SlopeWindow(span: 3600, expectedReadings: 16)
        for index in 0..<10_000 {
            let seconds = Double(index) * 10
            if index % 7 == 3 { continue }
            window.add(1000 + seconds / 3600 * 2.5, at: Sample.at(seconds))
            if index % 7 == 5 { window.add(1000 + (seconds - 20) / 3600 * 2.5, at: Sample.at(seconds - 20)) }
            window.add(-5000, at: Sample.at(seconds))
        }
        #expect(window.count > 350 && window.count <= 361)
        #expect(abs((window.slopePerHour ?? 0) - 2.5) < 1e-6)
    }

    @Test("the window is bounded: more readings than it holds push out the oldest")
    func windowBound() {
        var window = SlopeWindow(span: 3600, expectedReadings: 8)
        for index in 0..<5000 { window.add(Double(index), at: Sample.at(Double(index) / 10)) }
        #expect(window.count == SlopeWindow.readingsMax)
        #expect(abs((window.slopePerHour ?? 0) - 36_000) < 1e-3)
        window.add(0, at: Sample.at(0))
        #expect(window.count == SlopeWindow.readingsMax)
    }

    @Test("a level must hold for its time without interruption")
    func duration() throws {
        var engine = try Sample.engine(Sample.rule("duration", limits: ["III": 10], ["holdSeconds": 300, "clearBelow": 8]))
        #expect(engine.feed([11, 11, 11, 9, 11, 11, 11, 11, 11]).isEmpty)
        #expect(short(engine.feed([11, 9, 8, 7], from: 540)) == ["III", "over III"])
    }

    @Test("a late low reading restarts a duration, and a gap longer than the hold does")
    func durationInterrupted() throws {
        var engine = try Sample.engine(Sample.rule("duration", limits: ["III": 10], ["holdSeconds": 300]))
        #expect(engine.feed([11, 11, 11, 11, 11]).isEmpty)
        #expect(engine.take(Sample.reading(1, at: 90, "gnss", .late), at: Sample.at(250)).isEmpty)
        #expect(engine.feed([11], from: 300).isEmpty)
        #expect(engine.feed([11], from: 1000).isEmpty)
        #expect(short(engine.feed([11], from: 1300)) == ["III"])
    }

    @Test("a graver level waits for its own time")
    func durationGrades() throws {
        var engine = try Sample.engine(Sample.rule("duration", limits: ["III": 10, "II": 20], ["holdSeconds": 120]))
        #expect(short(engine.feed([11, 21, 21, 21, 12, 9])) == ["III", "II", "III", "over III"])
    }

    @Test("silence is claimed as no data, grows graver, and clears when readings come back")
    func silence() throws {
        var engine = try Sample.engine(Sample.rule("silence", limits: ["IV": 300, "III": 3600]))
        #expect(engine.feed([1]).isEmpty)
        #expect(engine.pass(Sample.at(299)).isEmpty)
        let claims = engine.pass(Sample.at(300))
        #expect(short(claims) == ["IV"])
        #expect(claims.first?.evidence.source == .silence)
        #expect(claims.first?.title.en == "No data: Displacement")
        #expect(engine.pass(Sample.at(400)).isEmpty)
        #expect(short(engine.pass(Sample.at(3600))) == ["III"])
        // A value outside the plausible range is no sign of life, nor is an old one.
        #expect(engine.take(Sample.reading(9999, at: 3700, "gnss", .implausible), at: Sample.at(3700)).isEmpty)
        #expect(engine.take(Sample.reading(1, at: -60, "gnss", .late), at: Sample.at(3700)).isEmpty)
        #expect(short(engine.feed([1], from: 3800)) == ["over III"])
    }

    @Test("a sensor that never spoke is silent from when the watch began")
    func neverSpoke() throws {
        var engine = try Sample.engine(Sample.rule("silence", limits: ["IV": 300]))
        #expect(engine.pass(Sample.at(10_000)).isEmpty)
        #expect(short(engine.pass(Sample.at(10_300))) == ["IV"])
    }
}
