import City
import HazardKit

public enum LandslideHazard: Hazard {
    public static let kind: MatterKind = "landslide"
    public static let name = LocalizedText(zh: "", en: "")
    public static func rules(for city: CityModel, parameters: [RuleParameters]) throws(RuleFault) -> [any HazardRule] { [] }
}
