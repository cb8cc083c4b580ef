/// A surface fuel model: what lies and stands on the ground, as Rothermel's equations want to know it.
///
/// Numbers keep the units of the publications, so that a table can be held beside the paper: Rothermel 1972 (INT-115), Albini 1976 (INT-30),
/// Anderson 1982 (INT-122), Scott and Burgan 2005 (RMRS-GTR-153). Particles have a density of 32 lb/ft³, 5.55 % minerals, 1 % effective.
public struct FuelModel: Hashable, Sendable {
    /// The five classes of particles a model tells of. Cured grass, a sixth, comes out of the living grass.
    public struct Classes: Hashable, Sendable {
        /// Dead, thinner than 6 mm (1 h).
        public var oneHour: Double
        /// Dead, 6 to 25 mm (10 h).
        public var tenHour: Double
        /// Dead, 25 to 75 mm (100 h).
        public var hundredHour: Double
        /// Living grass and herbs.
        public var herbaceous: Double
        /// Living twigs and shrubs.
        public var woody: Double

        public init(_ oneHour: Double, _ tenHour: Double, _ hundredHour: Double, _ herbaceous: Double, _ woody: Double) {
            self.oneHour = oneHour
            self.tenHour = tenHour
            self.hundredHour = hundredHour
            self.herbaceous = herbaceous
            self.woody = woody
        }
    }

    public let code: Int
    public let name: String
    /// Depth of the fuel bed in feet.
    public let depth: Double
    /// Moisture of extinction of dead fuel, as a fraction.
    public let extinction: Double
    /// Heat content in Btu/lb.
    public let heat: Double
    /// Oven-dry loads in lb/ft².
    public let loads: Classes
    /// Surface-area-to-volume ratios in ft²/ft³.
    public let ratios: Classes
    /// True where living grass cures into dead fuel as it dries.
    public let isDynamic: Bool

    public init(
        code: Int, name: String, depth: Double, extinction: Double, heat: Double, loads: Classes, ratios: Classes, isDynamic: Bool
    ) {
        self.code = code
        self.name = name
        self.depth = depth
        self.extinction = extinction
        self.heat = heat
        self.loads = loads
        self.ratios = ratios
        self.isDynamic = isDynamic
    }
}
