/// What a channel of a site measures, as far as its early warning is concerned.
public enum SensorKind: String, Hashable, Codable, Sendable, CaseIterable {
    case displacement
    case crack = "crack-width"
    case tilt
    case porePressure = "pore-pressure"
    case microSeismic = "micro-seismic"
    case rain

    /// True for what moves with the slope, so that velocity and the laws of creep mean something.
    public var isMotion: Bool { self == .displacement || self == .crack || self == .tilt }

    /// The movement of one day, in the sensor's unit, below which nothing is an acceleration: 1 mm for satellite positions, 0.1 mm for a
    /// crack, 0.01° for tilt. Smaller movements are real and are of no concern to anybody who has to leave a house.
    var dailyFloor: Double {
        switch self {
        case .displacement: 1
        case .crack: 0.1
        case .tilt: 0.01
        case .porePressure, .microSeismic, .rain: 0
        }
    }
}
