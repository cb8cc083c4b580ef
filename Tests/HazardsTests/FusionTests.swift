import City
import HazardKit
import Testing

@testable import Landslide

@Suite("The fused grade of a site")
struct FusionTests {
    private let start = Sample.start

    private func verdict(_ method: WarningMethod, _ grade: Grade?, canTell: Bool = true) -> MethodVerdict {
        MethodVerdict(method, grade: grade, canTell: canTell, reasons: [])
    }

    @Test("a grade counts when rate and time reach it; what one alone reaches counts one step milder, and blue stays blue")
    func families() {
        #expect(FusionRule.grade(of: [verdict(.tangentialAngle, .i), verdict(.voight, .i)]) == .i)
        #expect(FusionRule.grade(of: [verdict(.tangentialAngle, .i), verdict(.voight, nil)]) == .ii)
        #expect(FusionRule.grade(of: [verdict(.tangentialAngle, .iii), verdict(.voight, .i)]) == .ii)
        #expect(FusionRule.grade(of: [verdict(.tangentialAngle, .iv), verdict(.voight, nil)]) == .iv)
        #expect(FusionRule.grade(of: [verdict(.tangentialAngle, nil), verdict(.voight, nil)]) == nil)
    }

    @Test("where the first method of a family cannot tell, the next one speaks")
    func nextMethod() {
        let verdicts = [verdict(.tangentialAngle, nil, canTell: false), verdict(.velocityMultiples, .ii), verdict(.voight, .ii)]
        #expect(FusionRule.grade(of: verdicts) == .ii)
    }

    @Test("two sensors make a site's grade, an indicator confirms one, and alone it sets at most yellow")
    func sensors() {
        #expect(FusionRule.site(gravest: .i, second: .i, indicator: nil) == .i)
        #expect(FusionRule.site(gravest: .i, second: nil, indicator: nil) == .ii)
        #expect(FusionRule.site(gravest: .i, second: nil, indicator: .i) == .i)
        #expect(FusionRule.site(gravest: nil, second: nil, indicator: .ii) == .iii)
    }

    @Test("a grade rises at once and falls one step at a time, each after its hold")
    func hysteresis() {
        var hold = GradeHold(holdFor: .hours(24))
        hold.settle(.i, hasData: true, at: start)
        #expect(hold.grade == .i)
        var seen: [Grade?] = []
        for hour in 1...100 {
            hold.settle(nil, hasData: true, at: start.advanced(by: .hours(Double(hour))))
            if seen.last != hold.grade { seen.append(hold.grade) }
        }
        #expect(seen == [.i, .ii, .iii, .iv, nil])
    }

    @Test("a grade does not fall while data is missing, however long")
    func missingData() {
        var hold = GradeHold(holdFor: .hours(24))
        hold.settle(.ii, hasData: true, at: start)
        for hour in 1...500 { hold.settle(nil, hasData: false, at: start.advanced(by: .hours(Double(hour)))) }
        #expect(hold.grade == .ii)
    }

    @Test("a geologist's word holds until its end, with a reason and a name, and for three days at most")
    func override() throws {
        let reason = LocalizedText(zh: "现场核查，为施工扰动", en: "seen on the spot: works")
        let word = try #require(GradeOverride(grade: .iv, reason: reason, by: "person-1", from: start, until: start.advanced(by: .hours(48))))
        #expect(GradeOverride.effective(.ii, word, at: start.advanced(by: .hours(47))) == .iv)
        #expect(GradeOverride.effective(.ii, word, at: start.advanced(by: .hours(48))) == .ii)
        #expect(GradeOverride(grade: .iv, reason: reason, by: "person-1", from: start, until: start.advanced(by: .hours(73))) == nil)
        #expect(GradeOverride(grade: .iv, reason: LocalizedText(zh: "", en: ""), by: "p", from: start, until: start.advanced(by: 60)) == nil)
        #expect(GradeOverride(grade: .iv, reason: reason, by: "", from: start, until: start.advanced(by: 60)) == nil)
    }

    @Test("a failure type lets only those methods speak whose law holds for it")
    func failureTypes() {
        #expect(FailureType.creepSlide.allows(.saito) && !FailureType.toppling.allows(.saito))
        #expect(!FailureType.brittleRockFall.allows(.voight) && FailureType.brittleRockFall.allows(.velocityMultiples))
        #expect(!FailureType.debrisFlow.allows(.velocityMultiples) && FailureType.debrisFlow.allows(.rainIntensityDuration))
    }

    @Test("neighbouring seeds give streams that share no value, and the same seed the same stream")
    func seeds() {
        func stream(_ seed: UInt64) -> [UInt64] {
            var noise = SeededNoise(seed: seed)
            return (0..<1000).map { _ in noise.next() }
        }
        #expect(Set((1...20).flatMap { stream($0) }).count == 20_000)
        #expect(stream(7) == stream(7))
    }
}
