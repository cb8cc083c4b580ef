/// A kind of traveller that the road graph answers for.
public enum Vehicle: String, CaseIterable, Sendable {
    case car
    /// An engine on its way to an emergency.
    case fireEngine = "fire-engine"
    /// People on foot with what they carry.
    case footCrew = "foot"

    public var rules: VehicleRules {
        switch self {
        case .car: .car
        case .fireEngine: .fireEngine
        case .footCrew: .footCrew
        }
    }
}
