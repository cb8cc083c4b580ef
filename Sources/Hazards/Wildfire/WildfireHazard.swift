import City
import HazardKit
import Sensing

/// Forest and grass fires: what sensors, cameras and people see of them.
public enum WildfireHazard: Hazard {
    public static let kind: MatterKind = "wildfire"
    public static let name = LocalizedText(zh: "森林草原火灾", en: "Wildfire")

    public static func rules(for city: CityModel, parameters: [RuleParameters]) throws(RuleFault) -> [any HazardRule] {
        var rules: [any HazardRule] = []
        for rule in parameters {
            guard rule.type == InfraredRule.type else {
                throw rule.fault("the type '\(rule.type)' is not known to Wildfire; use \(InfraredRule.type)")
            }
            rules.append(try InfraredRule(rule, city: city))
        }
        return rules
    }

    public static func fusion(ground: @escaping @Sendable (Coordinate) -> Double?, known: [KnownSource]) -> (any DetectionFusion)? {
        FireFusion(ground: ground, known: known)
    }

    public static let isWatchedFor = true
}
