import City
import HazardKit
import Sensing

/// Landslides and rock falls: what the rain and the sensors say about a slope.
public enum LandslideHazard: Hazard {
    public static let kind: MatterKind = "landslide"
    public static let name = LocalizedText(zh: "滑坡与危岩崩塌", en: "Landslide and rock fall")

    /// Names the rules of this folder, for messages.
    static let types = [RecentAntecedentRule.type, IntensityDurationRule.type, SiteWarningRule.type]

    public static func rules(for city: CityModel, parameters: [RuleParameters]) throws(RuleFault) -> [any HazardRule] {
        var rules: [any HazardRule] = []
        for rule in parameters {
            switch rule.type {
            case RecentAntecedentRule.type: rules.append(try RecentAntecedentRule(rule, city: city))
            case IntensityDurationRule.type: rules.append(try IntensityDurationRule(rule, city: city))
            case SiteWarningRule.type: rules.append(try SiteWarningRule(rule, city: city))
            default: throw rule.fault("the type '\(rule.type)' is not known to Landslide; use \(types.joined(separator: " or "))")
            }
        }
        return rules
    }
}
