import City
import HazardKit

public enum WildfireHazard: Hazard {
    public static let kind: MatterKind = "wildfire"
    public static let name = LocalizedText(zh: "", en: "")
    public static func rules(for city: CityModel, parameters: [RuleParameters]) throws(RuleFault) -> [any HazardRule] { [] }
}
