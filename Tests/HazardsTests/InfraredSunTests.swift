import City
import Geo
import HazardKit
import Testing

@testable import Sensing
@testable import Wildfire

@Suite("Sun, rock and sensors that are off, under the infrared rule")
struct InfraredSunTests {
    static let sectors: [DatastreamID] = ["a", "b", "c", "d", "e"]
    /// Midnight of the sun at 106.4° east, in August.
    static let midnight = Instant(millisecondsSince1970: 1_787_158_464_000)

    /// A rule over five sectors at one place; `setting` is that of sector a.
    static func rule(_ setting: SensorSetting? = nil, _ numbers: [String: Double] = [:]) throws -> InfraredRule {
        let streams = sectors.map { id in
            Datastream(
                id: id, name: LocalizedText(zh: "测点 \(id)", en: "Series \(id)"), site: nil, point: Coordinate(latitude: 29.8, longitude: 106.4),
                property: "surface-temperature", unit: "Cel", interval: 600, setting: id == "a" ? setting : nil, synthetic: true)
        }
        let all = ["floor": 45.0, "contrast": 15, "stepSeconds": 600, "clearBelow": 45].merging(numbers) { $1 }
        return try InfraredRule(
            Sample.rule(InfraredRule.type, sectors, kind: "wildfire", limits: ["III": 70, "II": 100, "I": 180], all), city: Sample.city(streams))
    }

    /// Readings of `hours`, six an hour; the others are forest, which follows the air.
    @discardableResult
    static func live(_ rule: inout InfraredRule, hours: Range<Int>, _ first: (Double) -> Double) -> [AlertClaim] {
        var claims: [AlertClaim] = []
        for step in hours.lowerBound * 6..<hours.upperBound * 6 {
            let hour = Double(step) / 6
            let moment = midnight.advanced(by: .hours(hour))
            for (index, id) in sectors.enumerated() {
                let value = index == 0 ? first(hour) : forest(hour) + Double(index) / 2
                claims += rule.take(Reading(datastream: id, phenomenonTime: moment, value: value), at: moment)
            }
        }
        return claims.filter { $0.sourceKey == "rule:r:a" || $0.sourceKey == "rule:r:a:untrue" }
    }

    /// 0 at night, 1 at noon.
    static func sunlight(_ hour: Double) -> Double {
        let day = hour.truncatingRemainder(dividingBy: 24)
        return day > 6 && day < 18 ? 1 - abs(day - 12) / 6 : 0
    }
    static func forest(_ hour: Double) -> Double { 26 + 10 * sunlight(hour) }
    /// Bare rock: 72 °C at noon.
    static func rock(_ hour: Double) -> Double { 26 + 46 * sunlight(hour) }

    @Test("rock that the sun heats every noon is claimed on the first days and not once it is known")
    func learned() throws {
        var rule = try Self.rule()
        #expect(Self.live(&rule, hours: 0..<24, Self.rock).contains { $0.active })
        Self.live(&rule, hours: 24..<72, Self.rock)
        #expect(Self.live(&rule, hours: 72..<120, Self.rock).isEmpty)
    }

    @Test("rock that the package declares is quiet from the first day")
    func declared() throws {
        var rule = try Self.rule(SensorSetting(surface: .rock))
        #expect(Self.live(&rule, hours: 0..<48, Self.rock).isEmpty)
    }

    @Test("a fire on rock that is known is claimed within the hour, at its full grade")
    func burning() throws {
        var rule = try Self.rule(SensorSetting(surface: .rock))
        Self.live(&rule, hours: 0..<72, Self.rock)
        let claims = Self.live(&rule, hours: 72..<86) { $0 < 85 ? Self.rock($0) : 130 }
        #expect(claims.first?.grade == .ii && claims.first?.active == true)
    }

    @Test("a small fire at night stands out on rock as anywhere")
    func night() throws {
        var rule = try Self.rule(SensorSetting(surface: .rock))
        Self.live(&rule, hours: 0..<72, Self.rock)
        let claims = Self.live(&rule, hours: 72..<75) { $0 < 74 ? Self.rock($0) : 48 }
        #expect(claims.map(\.grade) == [.iii])
    }

    @Test("a slope that is hot all over is claimed at night, and by day beyond what the sun can do")
    func allOver() throws {
        for (hour, value, isClaimed) in [(74.0, 75.0, true), (84, 75, false), (84, 95, true)] {
            var rule = try Self.rule(SensorSetting(surface: .rock))
            Self.live(&rule, hours: 0..<72, Self.rock)
            let moment = Self.midnight.advanced(by: .hours(hour))
            var claims: [AlertClaim] = []
            for id in Self.sectors.reversed() { claims += rule.take(Reading(datastream: id, phenomenonTime: moment, value: value), at: moment) }
            #expect(claims.contains { $0.sourceKey == "rule:r:a" } == isClaimed)
        }
    }

    @Test("a fire that burns for days is not learned as usual")
    func fireTeachesNothing() throws {
        var rule = try Self.rule()
        Self.live(&rule, hours: 0..<72, Self.forest)
        let flicker: (Double) -> Double = { hour in 50 + (Int(hour * 6) % 2 == 0 ? 12 : 0) }
        Self.live(&rule, hours: 72..<144, flicker)
        let cold = Self.live(&rule, hours: 144..<146, Self.forest)
        #expect(cold.map(\.active) == [false])
        #expect(Self.live(&rule, hours: 146..<148, flicker).contains { $0.active })
    }

    @Test("a sensor is believed through its calibration")
    func calibrated() throws {
        var rule = try Self.rule(SensorSetting(gain: 1, offset: -40, calibratedOn: "2026-03-14"))
        #expect(Self.live(&rule, hours: 0..<24) { Self.forest($0) + 40 }.isEmpty)
        let claims = Self.live(&rule, hours: 24..<26) { _ in 145 }
        #expect(claims.first?.grade == .ii && claims.first?.evidence.value == 105)
    }

    @Test("a sensor that is off from its neighbours at night is told of, and again when it was mended")
    func off() throws {
        var rule = try Self.rule(SensorSetting(calibratedOn: "2025-01-02"))
        let claims = Self.live(&rule, hours: 0..<110) { Self.forest($0) + 11 }
        #expect(claims.map(\.sourceKey) == ["rule:r:a:untrue"])
        #expect(claims[0].evidence.source == .silence && claims[0].evidence.summary.en.contains("2025-01-02"))
        let mended = Self.live(&rule, hours: 110..<400, Self.forest)
        #expect(mended.map(\.active) == [false])
    }

    @Test("where the sun's image lies in the view a claim is held at the mildest grade and says why, and rises when the sun has moved on")
    func glint() throws {
        // The sun of 16:00 stands in the west at some 27°; its image in level water is seen looking west and 27° down.
        let sun = SunPosition(at: Self.midnight.advanced(by: .hours(16)), seenFrom: Coordinate(latitude: 29.8, longitude: 106.4))
        var rule = try Self.rule(SensorSetting(bearing: sun.azimuth, tilt: -sun.elevation, surface: .water))
        let claims = Self.live(&rule, hours: 0..<22) { $0 < 16 ? Self.forest($0) : 200 }
        #expect(claims.map(\.grade) == [.iii, .i])
        #expect(claims[0].evidence.summary.en.contains("glint") && claims[0].confidence < claims[1].confidence)
    }

    @Test("heat that a neighbour sees without the sun in its view is no glint")
    func confirmedByNeighbour() throws {
        let sun = SunPosition(at: Self.midnight.advanced(by: .hours(16)), seenFrom: Coordinate(latitude: 29.8, longitude: 106.4))
        var rule = try Self.rule(SensorSetting(bearing: sun.azimuth, tilt: -sun.elevation))
        let moment = Self.midnight.advanced(by: .hours(16))
        _ = rule.take(Reading(datastream: "b", phenomenonTime: moment, value: 190), at: moment)
        let claims = rule.take(Reading(datastream: "a", phenomenonTime: moment, value: 200), at: moment)
        #expect(claims.map(\.grade) == [.i])
    }

    @Test("what was learned survives a restart by tape")
    func tape() throws {
        var rule = try Self.rule()
        Self.live(&rule, hours: 0..<72, Self.rock)
        var kept = MemoryTape()
        rule.carry(on: &kept)
        var again = try Self.rule()
        var recalling = MemoryTape(recalling: kept.bytes)
        again.carry(on: &recalling)
        #expect(recalling.isWhole && again.newest(of: "a") == rule.newest(of: "a"))
        #expect(Self.live(&again, hours: 72..<96, Self.rock).isEmpty)
        var other = try Self.rule(nil, ["minimumNeighbours": 2])
        var broken = MemoryTape(recalling: Array(kept.bytes.dropLast()))
        other.carry(on: &broken)
        #expect(!broken.isWhole)
    }
}
