extension VehicleRules {
    private static let roadSpeeds: [String: Double] = [
        "motorway": 90, "motorway_link": 45, "trunk": 85, "trunk_link": 40, "primary": 65, "primary_link": 30, "secondary": 55,
        "secondary_link": 25, "tertiary": 40, "tertiary_link": 20, "unclassified": 25, "residential": 25, "living_street": 10, "service": 15,
        "winter_road": 20, "ice_road": 15,
    ]

    private static let unbuilt: Set<String> = ["construction", "proposed", "steps", "area", "reversible", "impassable", "hov_lanes"]

    /// A family car. Source of every figure: the stock car profile of OSRM 26.10, after which the reference routes were made.
    public static let car = VehicleRules(
        accessKeys: ["motorcar", "motor_vehicle", "vehicle", "access"],
        allowed: ["yes", "motorcar", "motor_vehicle", "vehicle", "permissive", "designated", "hov"],
        forbidden: [
            "no", "agricultural", "forestry", "emergency", "psv", "taxi", "share_taxi", "minibus", "bus", "foot", "emergency_vehicle", "restricted",
            "military", "official", "customers", "private", "delivery", "destination", "permit", "residents",
        ],
        localOnly: ["private", "delivery", "destination", "customers", "permit", "residents", "unknown"],
        forbiddenServices: ["emergency_access"], forbiddenRoads: unbuilt, restrictionKeys: ["motorcar", "motor_vehicle", "vehicle"],
        heightMetres: 2, widthMetres: 1.9, lengthMetres: 4.8, weightKilograms: 2_000,
        speeds: roadSpeeds, otherSpeed: 10, limitShare: 0.8,
        surfaceSpeeds: [
            "cement": 80, "compacted": 80, "fine_gravel": 80, "paving_stones": 60, "metal": 60, "bricks": 60, "grass": 40, "wood": 40, "sett": 40,
            "grass_paver": 40, "gravel": 40, "unpaved": 40, "ground": 40, "dirt": 40, "pebblestone": 40, "tartan": 40, "cobblestone": 30, "clay": 30,
            "earth": 20, "stone": 20, "rocky": 20, "sand": 20, "laterite": 15, "mud": 10, "ice": 20, "snow": 30,
        ],
        trackSpeeds: ["grade1": 60, "grade2": 40, "grade3": 30, "grade4": 25, "grade5": 20],
        smoothnessSpeeds: ["intermediate": 80, "bad": 40, "very_bad": 20, "horrible": 10, "very_horrible": 5, "impassable": 0],
        openBarriers: ["cattle_grid", "border_control", "toll_booth", "sally_port", "no", "entrance", "height_restrictor", "arch"],
        openingSeconds: ["gate": 60, "lift_gate": 60], turning: .car)

    /// A fire engine of about 16 t on its way: the car's roads and forest tracks, private ways and fire lanes too. Choices of this project: it
    /// does not wait at signals or keep turn restrictions (PRC Road Traffic Safety Law, art. 53), is planned along oneways and not against them,
    /// drives what a loaded engine can, and takes the quickest way, not the most comfortable.
    public static let fireEngine: VehicleRules = {
        var rules = car
        rules.accessKeys = ["emergency", "motor_vehicle", "vehicle", "access"]
        rules.allowed = rules.allowed.union(rules.localOnly).union(["official", "emergency", "emergency_vehicle", "forestry", "agricultural"])
        rules.forbidden = ["no", "foot", "military"]
        rules.localOnly = []
        rules.forbiddenServices = []
        rules.keepsTurnRestrictions = false
        rules.restrictionKeys = []
        (rules.heightMetres, rules.widthMetres, rules.lengthMetres, rules.weightKilograms) = (3.4, 2.5, 8.5, 16_000)
        rules.speeds["track"] = 15
        rules.speeds["road"] = 15
        rules.topSpeed = 80
        rules.limitShare = 0.9
        rules.surfaceSpeeds["mud"] = 5
        rules.prefersMainRoads = false
        rules.openingSeconds = ["gate": 60, "lift_gate": 30, "chain": 60, "swing_gate": 60]
        rules.waitsAtSigns = false
        rules.turning = .fireEngine
        return rules
    }()

    /// A crew on foot with equipment, 4 km/h on made ways. Grades are not in OpenStreetMap, so climbs cost nothing here.
    public static let footCrew = VehicleRules(
        accessKeys: ["foot", "access"],
        allowed: ["yes", "permissive", "designated", "destination", "private", "customers", "official", "foot"], forbidden: ["no", "military"],
        localOnly: [], forbiddenRoads: ["construction", "proposed", "motorway", "motorway_link"], keepsOneways: false,
        keepsTurnRestrictions: false, heightMetres: 0, widthMetres: 0, lengthMetres: 0, weightKilograms: 0,
        speeds: [
            "trunk": 4, "trunk_link": 4, "primary": 4, "primary_link": 4, "secondary": 4, "secondary_link": 4, "tertiary": 4, "tertiary_link": 4,
            "unclassified": 4, "residential": 4, "living_street": 4, "service": 4, "road": 4, "track": 4, "pedestrian": 4, "footway": 4,
            "cycleway": 4, "bridleway": 3.5, "path": 3, "steps": 2, "corridor": 4,
        ],
        otherSpeed: 3, limitShare: nil, prefersMainRoads: false,
        openBarriers: [
            "cattle_grid", "border_control", "toll_booth", "sally_port", "no", "entrance", "height_restrictor", "arch", "bollard", "stile",
            "kissing_gate", "turnstile", "cycle_barrier", "block", "kerb", "log", "chain", "gate", "lift_gate", "swing_gate", "bump_gate",
            "hampshire_gate", "full-height_turnstile", "motorcycle_barrier", "jersey_barrier", "rope", "debris",
        ],
        openingSeconds: [:], waitsAtSigns: false, turning: .none)
}
