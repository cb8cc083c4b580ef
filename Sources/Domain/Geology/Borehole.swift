/// A vertical hole and what was met in it.
public struct Borehole: Codable, Hashable, Sendable {
    /// A stretch of one layer, in metres below the collar.
    public struct Stretch: Codable, Hashable, Sendable {
        public let fromMetres: Double
        public let toMetres: Double
        /// The id of a layer, or a word that no layer bears.
        public let layer: String

        public init(fromMetres: Double, toMetres: Double, layer: String) {
            self.fromMetres = fromMetres
            self.toMetres = toMetres
            self.layer = layer
        }
    }

    public let id: String
    public let collar: PlanPoint
    public let collarHeightMetres: Double
    /// From the top down, none over another.
    public let stretches: [Stretch]

    public init(id: String, collar: PlanPoint, collarHeightMetres: Double, stretches: [Stretch]) {
        self.id = id
        self.collar = collar
        self.collarHeightMetres = collarHeightMetres
        self.stretches = stretches
    }

    /// Deeper than any hole on a slope; more is a mistake of units.
    public static let depthMetresMax = 2_000.0
    public static let stretchesMax = 200
}
