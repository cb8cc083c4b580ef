import City
import HazardKit
import Testing

@testable import Sensing

@Suite("Judging observations")
struct ReadingJudgeTests {
    func quality(_ verdict: ReadingJudge.Verdict) -> Reading.Quality? {
        guard case .keep(let reading) = verdict else { return nil }
        return reading.quality
    }

    @Test("readings are good, implausible or late, and a repeat is a duplicate")
    func verdicts() throws {
        var judge = ReadingJudge(city: Sample.city)
        #expect(quality(try judge.judge("gnss", 1000, at: Sample.at(60), now: Sample.start)) == .good)
        #expect(quality(try judge.judge("gnss", 1000.1, at: Sample.at(120), now: Sample.start)) == .implausible)
        #expect(quality(try judge.judge("gnss", 1, at: Sample.at(90), now: Sample.start)) == .good)
        #expect(quality(try judge.judge("gnss", 1, at: Sample.at(30), now: Sample.start)) == .late)
        #expect(quality(try judge.judge("gnss", 7, at: Sample.at(30), now: Sample.start)) == nil)
        #expect(quality(try judge.judge("gnss", 7, at: Sample.at(120), now: Sample.start)) == nil)
        #expect(quality(try judge.judge("tilt", 7, at: Sample.at(30), now: Sample.start)) == .good)
    }

    @Test("an implausible reading does not make later good ones late")
    func implausibleAhead() throws {
        var judge = ReadingJudge(city: Sample.city)
        #expect(quality(try judge.judge("gnss", 9999, at: Sample.at(500), now: Sample.start)) == .implausible)
        #expect(quality(try judge.judge("gnss", 1, at: Sample.at(10), now: Sample.start)) == .good)
    }

    @Test("times are refused just beyond their bounds and taken at them")
    func bounds() throws {
        var judge = ReadingJudge(city: Sample.city)
        let ahead = Sample.start.advanced(by: ReadingJudge.aheadMax)
        let ago = Sample.start.advanced(by: ReadingJudge.agoMax * -1)
        let millisecond = Seconds(milliseconds: 1)
        #expect(quality(try judge.judge("gnss", 1, at: ago, now: Sample.start)) == .late)
        #expect(quality(try judge.judge("gnss", 1, at: ahead, now: Sample.start)) == .good)
        let tooFar = ahead.advanced(by: millisecond)
        let tooOld = ago.advanced(by: millisecond * -1)
        #expect(throws: ReadingRefusal.tooFarAhead("gnss", tooFar)) { try judge.judge("gnss", 1, at: tooFar, now: Sample.start) }
        #expect(throws: ReadingRefusal.tooOld("gnss", tooOld)) { try judge.judge("gnss", 1, at: tooOld, now: Sample.start) }
        #expect(throws: ReadingRefusal.unknownDatastream("x")) { try judge.judge("x", 1, at: Sample.start, now: Sample.start) }
        #expect(throws: ReadingRefusal.notFinite("gnss")) { try judge.judge("gnss", .nan, at: Sample.start, now: Sample.start) }
    }

    @Test("what is taken back is forgotten: the same observation is news again, and no newer one is late for it")
    func restore() throws {
        var judge = ReadingJudge(city: Sample.city)
        _ = try judge.judge("gnss", 1, at: Sample.at(60), now: Sample.start)
        let memory = judge.memory(of: [try #require(judge.place(of: "gnss"))])
        #expect(quality(try judge.judge("gnss", 2, at: Sample.at(120), now: Sample.start)) == .good)
        #expect(quality(try judge.judge("tilt", 2, at: Sample.at(120), now: Sample.start)) == .good)
        judge.restore(memory)
        #expect(quality(try judge.judge("gnss", 1, at: Sample.at(90), now: Sample.start)) == .good)
        #expect(quality(try judge.judge("gnss", 2, at: Sample.at(120), now: Sample.start)) == .good)
        #expect(quality(try judge.judge("gnss", 1, at: Sample.at(60), now: Sample.start)) == nil)
        #expect(quality(try judge.judge("tilt", 2, at: Sample.at(120), now: Sample.start)) == nil)
    }

    @Test("a reading that comes long after its time is late although nothing newer is known", arguments: [("gnss", 3600.0), ("level", 3600.0)])
    func stale(series: String, age: Double) throws {
        var judge = ReadingJudge(city: Sample.city)
        #expect(quality(try judge.judge(DatastreamID(series), 1, at: Sample.at(-age - 1), now: Sample.start)) == .late)
        #expect(quality(try judge.judge(DatastreamID(series), 1, at: Sample.at(-age), now: Sample.start)) == .good)
    }

    @Test("after a restart the judge still knows what was late or seen")
    func resume() throws {
        var judge = ReadingJudge(city: Sample.city)
        judge.resume([Sample.reading(1, at: 60)])
        #expect(quality(try judge.judge("gnss", 1, at: Sample.at(30), now: Sample.start)) == .late)
        #expect(quality(try judge.judge("gnss", 1, at: Sample.at(60), now: Sample.start)) == nil)
    }
}
