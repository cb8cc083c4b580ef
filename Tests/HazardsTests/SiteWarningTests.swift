import City
import HazardKit
import Sensing
import Testing

@testable import Landslide

@Suite("The early warning of a site")
struct SiteWarningTests {
    private static let kinds = SiteSimulation.sensors
    private let ids = kinds.indices.map { DatastreamID("s-\($0)") }
    private let city = Sample.city(
        kinds.enumerated().map { Sample.datastream(DatastreamID("s-\($0)"), property: $1.rawValue, unit: "mm", interval: 3600) })

    private func parameters(_ numbers: [String: Double] = [:]) -> RuleParameters {
        Sample.rule(SiteWarningRule.type, ids, limits: [:], ["failureType": 1].merging(numbers) { $1 })
    }

    private func moment(_ hour: Int) -> Instant { Sample.start.advanced(by: .hours(Double(hour))) }

    /// Hour by hour until `end`, through the rule engine; `keeps` says which sensors still report.
    private func run(
        _ engine: inout RuleEngine, seed: UInt64, failing: Bool, hours: Range<Int>, keeps: (Int, Int) -> Bool = { _, _ in true }
    ) -> [AlertClaim] {
        var year = SiteSimulation(seed: seed, failing: failing)
        var row = [Float](repeating: 0, count: Self.kinds.count)
        var claims: [AlertClaim] = []
        for hour in 0..<hours.upperBound {
            year.next(into: &row)
            guard hour >= hours.lowerBound else { continue }
            for sensor in row.indices where !row[sensor].isNaN && keeps(sensor, hour) {
                claims += engine.take(Reading(datastream: ids[sensor], phenomenonTime: moment(hour), value: Double(row[sensor])), at: moment(hour))
            }
            claims += engine.pass(moment(hour))
        }
        return claims
    }

    private func engine(_ numbers: [String: Double] = [:]) throws -> RuleEngine {
        try RuleEngine.build(city: city, parameters: [parameters(numbers)], hazards: [LandslideHazard.self])
    }

    private func failure(_ seed: UInt64) throws -> (first: Int, end: Int) {
        let span = try #require(SiteSimulation(seed: seed, failing: true).acceleration)
        return (Int(span.lowerBound), Int(span.upperBound))
    }

    @Test(
        "an acceleration raises the grade to red before the failure, and the evidence names sensors, methods and rule",
        arguments: [4, 6] as [UInt64])
    func acceleration(seed: UInt64) throws {
        let span = try failure(seed)
        var engine = try engine()
        let claims = run(&engine, seed: seed, failing: true, hours: max(0, span.first - 1000)..<span.end)
        let danger = claims.filter { $0.evidence.source == .reading && $0.active }
        let gravest = try #require(danger.first { $0.grade >= .ii && $0.evidence.observedAt > moment(span.first) })
        #expect(moment(span.end).since(gravest.evidence.observedAt) >= .hours(12))
        #expect(gravest.evidence.rule == "r@1")
        #expect(gravest.evidence.summary.en.contains("Voight") && gravest.evidence.summary.en.contains(FusionRule.version))
        #expect(gravest.sourceKey == "rule:r")
    }

    @Test(
        "a forecast that nothing has borne out yet says that it counts as yellow, once while the grade stays",
        arguments: [4, 6] as [UInt64])
    func heldForecast(seed: UInt64) throws {
        let span = try failure(seed)
        var engine = try engine()
        let claims = run(&engine, seed: seed, failing: true, hours: max(0, span.first - 1000)..<span.end)
        let said = claims.filter { $0.evidence.source == .reading && $0.active }
        let held = try #require(said.first { $0.evidence.summary.en.contains("not borne out") })
        #expect(held.grade == .iii)
        #expect(held.evidence.summary.zh.contains("暂按黄色计"))
        for (one, next) in zip(said, said.dropFirst()) where one.grade == next.grade {
            #expect(!one.evidence.summary.en.contains("not borne out") && next.evidence.summary.en.contains("not borne out"))
        }
    }

    @Test("sensors that fall silent during an acceleration are named and lower no grade")
    func silence() throws {
        let span = try failure(6)
        var engine = try engine(["holdHours": 6])
        let cut = span.end - 12
        let claims = run(&engine, seed: 6, failing: true, hours: max(0, span.first - 1000)..<span.end + 200) { _, hour in hour < cut }
        let later = claims.filter { $0.evidence.observedAt > moment(cut) }
        #expect(!later.contains { $0.evidence.source == .reading && !$0.active })
        let named = try #require(later.first { $0.evidence.source == .silence && $0.active })
        #expect(named.evidence.summary.en.contains("46 of 46 sensors give no data"))
        let last = try #require(claims.last { $0.evidence.source == .reading })
        #expect(last.active && last.grade >= .ii)
    }

    @Test("after a restart the rule knows what it knew, and says nothing that the log already says")
    func restart() throws {
        let span = try failure(4)
        let from = max(0, span.first - 1000)
        let until = span.end - 30
        var first = try engine()
        var active: [String: Grade] = [:]
        for claim in run(&first, seed: 4, failing: true, hours: from..<until) { active[claim.sourceKey] = claim.active ? claim.grade : nil }
        let memory = first.memory(of: "s-0")
        var readings: [Reading] = []
        var year = SiteSimulation(seed: 4, failing: true)
        var row = [Float](repeating: 0, count: Self.kinds.count)
        for hour in 0..<until {
            year.next(into: &row)
            guard moment(until).since(moment(hour)) <= memory else { continue }
            for sensor in row.indices where !row[sensor].isNaN {
                readings.append(Reading(datastream: ids[sensor], phenomenonTime: moment(hour), value: Double(row[sensor])))
            }
        }
        var second = try engine()
        let news = second.replay(readings, active: active, now: moment(until))
        #expect(news.allSatisfy { $0.active })
        #expect((active["rule:r"] ?? .iv) >= .iii)
    }

    @Test("a geologist's word stands above what is measured until its end or until it is taken back, and is told with its reason")
    func word() throws {
        let slope: SiteID = "slope"
        let site = Site(
            id: slope, kind: "landslide", name: LocalizedText(zh: "坡", en: "Slope"), point: Coordinate(latitude: 29.8, longitude: 106.4),
            township: nil, synthetic: true)
        let stream = Sample.datastream("a", property: "displacement", unit: "mm", interval: 3600)
        let rule = RuleParameters(
            id: "r", type: SiteWarningRule.type, kind: "landslide", datastreams: ["a"], site: slope, title: LocalizedText(zh: "测试", en: "Test"),
            numbers: ["failureType": 1], limits: [:], imminentFrom: nil, synthetic: true)
        var engine = try RuleEngine.build(city: Sample.city([stream], sites: [site]), parameters: [rule], hazards: [LandslideHazard.self])
        #expect(engine.isGraded(slope) && !engine.isGraded("other"))
        let reason = LocalizedText(zh: "新裂缝", en: "a new crack")
        let word = try #require(GradeOverride(grade: .ii, reason: reason, by: "post-1", from: moment(0), until: moment(24)))
        let raised = engine.heed(word, of: slope, at: moment(0))
        #expect(raised.map(\.grade) == [.ii] && raised.allSatisfy { $0.active && $0.evidence.summary.en.contains("a new crack") })
        #expect(engine.heed(word, of: slope, at: moment(1)).isEmpty)
        #expect(engine.pass(moment(23)).allSatisfy { $0.evidence.source == .silence })
        #expect(engine.pass(moment(24)).filter { $0.evidence.source == .reading }.map(\.active) == [false])
        #expect(engine.heed(word, of: slope, at: moment(2)).map(\.active) == [true])
        #expect(engine.heed(nil, of: slope, at: moment(3)).map(\.active) == [false])

        // After a restart the word is still the word and no measurement.
        var again = try RuleEngine.build(city: Sample.city([stream], sites: [site]), parameters: [rule], hazards: [LandslideHazard.self])
        _ = again.heed(word, of: slope, at: moment(2))
        again.resume(["rule:r": .ii])
        #expect(again.heed(word, of: slope, at: moment(2)).isEmpty)
        #expect(again.heed(nil, of: slope, at: moment(3)).map(\.active) == [false])
    }

    @Test("series that one rule watches together are replayed together, also across two rules that share one")
    func together() throws {
        let city = Sample.city(["a", "b", "c", "d"].map { Sample.datastream($0, property: "rain", unit: "mm", interval: 3600) })
        let rules = [("one", ["a", "b"]), ("two", ["b", "c"]), ("three", ["d"])].map { (id, series) in
            RuleParameters(
                id: id, type: SiteWarningRule.type, kind: "landslide", datastreams: series.map { DatastreamID($0) }, site: nil,
                title: LocalizedText(zh: "测试", en: "Test"), numbers: ["failureType": 1], limits: [:], imminentFrom: nil, synthetic: true)
        }
        let engine = try RuleEngine.build(city: city, parameters: rules, hazards: [LandslideHazard.self])
        #expect(Set(engine.seriesTogether.map { Set($0) }) == [["a", "b", "c"], ["d"]])
    }

    @Test("a rule that cannot be built says why")
    func faults() {
        #expect(throws: RuleFault.self) { try engine(["failureType": 9]) }
        #expect(throws: RuleFault.self) { try engine(["noDataGrade": 7]) }
        #expect(throws: RuleFault.self) { try engine(["unknown": 1]) }
        let wrong = Sample.city([Sample.datastream("w", property: "wind", unit: "m/s", interval: 60)])
        let rule = Sample.rule(SiteWarningRule.type, ["w"], limits: [:], ["failureType": 1])
        #expect(throws: RuleFault.self) { try RuleEngine.build(city: wrong, parameters: [rule], hazards: [LandslideHazard.self]) }
    }

    @Test("over site-years on seeds nobody tuned on nothing turns red by mistake, and the accelerations are found")
    func siteYears() {
        var score = SiteScore()
        for seed in 810_000..<810_002 {
            var year = SiteSimulation(seed: UInt64(seed), failing: seed % 2 == 0)
            var values: [Float] = []
            var row = [Float](repeating: 0, count: Self.kinds.count)
            for _ in 0..<4000 {
                year.next(into: &row)
                values += row
            }
            let acceleration = year.acceleration.flatMap { $0.upperBound < 4000 ? $0 : nil }
            score.add(SiteScore.year(values, sensors: Self.kinds, acceleration: acceleration))
        }
        #expect(score.falseRed == 0)
        #expect(score.found == score.failures)
    }
}
