/// Where a vehicle may go and how fast, as tables that a function over tags reads.
///
/// The car follows what the stock car profile of OSRM 26.10 decides (Project OSRM, `profiles/car.lua`), so that both choose the same roads. Table
/// of contents: who may enter (`accessKeys` … `forbiddenServices`), what fits through (`heightMetres` …), how fast (`speeds` …), what stands in
/// the way (`openBarriers` …), and what turning costs (`turning`).
public struct VehicleRules: Sendable {
    /// Keys that say who may enter, the most specific first.
    public var accessKeys: [String]
    public var allowed: Set<String>
    public var forbidden: Set<String>
    /// Entering is for those with business there. On a road of `speeds` that is a bar to passing through, elsewhere it forbids.
    public var localOnly: Set<String>
    public var forbiddenServices: Set<String> = []
    /// Roads that are not ready, or not for wheels.
    public var forbiddenRoads: Set<String>
    public var keepsOneways = true
    public var keepsTurnRestrictions = true
    /// Which kinds of turn restrictions speak to the vehicle, and which exceptions free it.
    public var restrictionKeys: [String] = []

    public var heightMetres: Double
    public var widthMetres: Double
    public var lengthMetres: Double
    public var weightKilograms: Double

    /// km/h by kind of road.
    public var speeds: [String: Double]
    /// km/h on any other way that is expressly open; nil where such ways are not used.
    public var otherSpeed: Double?
    /// How much of a posted limit is driven; nil where limits do not speak to the vehicle.
    public var limitShare: Double?
    public var topSpeed = 140.0
    public var surfaceSpeeds: [String: Double] = [:]
    public var trackSpeeds: [String: Double] = [:]
    public var smoothnessSpeeds: [String: Double] = [:]
    /// Prefers roads that are wide and meant for passing through, beyond what the time says.
    public var prefersMainRoads = true

    public var openBarriers: Set<String>
    /// Barriers that open, and the seconds that takes.
    public var openingSeconds: [String: Double]
    public var waitsAtSigns = true
    /// Ferries and car trains, km/h.
    public var ferrySpeeds: [String: Double] = ["ferry": 5, "shuttle_train": 10]

    public var turning: TurnCosts
}
