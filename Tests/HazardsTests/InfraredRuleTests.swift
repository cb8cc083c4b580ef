import City
import HazardKit
import Testing

@testable import Wildfire

@Suite("The infrared rule of wildfires")
struct InfraredRuleTests {
    static let sectors: [DatastreamID] = ["a", "b", "c", "d"]
    let city = Sample.city(sectors.map { Sample.datastream($0, property: "surface-temperature", unit: "Cel", interval: 10) })

    func rule(_ numbers: [String: Double] = [:]) throws -> InfraredRule {
        let all = ["floor": 45.0, "contrast": 20, "stepSeconds": 10, "clearBelow": 60].merging(numbers) { $1 }
        return try InfraredRule(
            Sample.rule(InfraredRule.type, Self.sectors, kind: "wildfire", limits: ["III": 80, "II": 120], all), city: city)
    }

    func step(_ rule: inout InfraredRule, _ number: Int, _ values: [Double?]) -> [AlertClaim] {
        let moment = Sample.start.advanced(by: Seconds(Double(number) * 10))
        return zip(Self.sectors, values).flatMap { id, value -> [AlertClaim] in
            value.map { rule.take(Reading(datastream: id, phenomenonTime: moment, value: $0), at: moment) } ?? []
        }
    }

    @Test("a sector that stands out from its neighbours is claimed, and a slope that is hot all over is not")
    func contrast() throws {
        var rule = try rule()
        #expect(step(&rule, 0, [55, 56, 54, 57]).isEmpty)
        #expect(step(&rule, 10, [20, 21, 20, 22]).isEmpty)
        let claims = step(&rule, 11, [20, 21, 50, 22])
        #expect(claims.map(\.sourceKey) == ["rule:r:c"])
        #expect(claims.first?.grade == .iii)
        #expect(step(&rule, 12, [20, 21, 22, 22]).map(\.active) == [false])
    }

    @Test("an absolute limit needs no neighbours")
    func absolute() throws {
        var rule = try rule()
        #expect(step(&rule, 0, [nil, 130, nil, nil]).map(\.grade) == [.ii])
    }

    @Test("without neighbours nothing is cleared")
    func lostNeighbours() throws {
        var rule = try rule()
        _ = step(&rule, 0, [20, 20, 90, 20])
        #expect(step(&rule, 10, [nil, nil, 20, nil]).isEmpty)
        #expect(step(&rule, 20, [20, 20, 20, 20]).map(\.active) == [false])
    }
}
