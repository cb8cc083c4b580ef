/// What two epochs say at one core point: how far the surface moved along its normal, and from which distance on that means anything.
public struct Change: Sendable {
    /// Metres along the normal, positive on the side of the orientation; NaN where one epoch has no points.
    public var distance: Double
    /// The level of detection in metres: a core that stands still stays below it 95 times of 100. NaN where it cannot be said.
    public var level: Double
    /// How many points of each epoch stood in the cylinder.
    public var counts: SIMD2<Int32>
    /// The standard deviation in metres of each epoch's points along the normal.
    public var spreads: SIMD2<Double>
    /// A unit vector in the axes of the files.
    public var normal: SIMD3<Double>

    /// The distance is known and so is how much it may be trusted.
    public var isUsable: Bool { distance.isFinite && level.isFinite && level > 0 }

    static func absent(_ counts: SIMD2<Int32>, normal: SIMD3<Double>) -> Change {
        Change(distance: .nan, level: .nan, counts: counts, spreads: SIMD2(repeating: .nan), normal: normal)
    }
}

/// The cylinder about a normal in which two epochs are compared.
public struct Cylinder: Sendable {
    /// Metres.
    public let radius: Double
    /// How far it reaches to either side of the core point, in metres.
    public let depth: Double

    public init(radius: Double, depth: Double) {
        self.radius = radius
        self.depth = depth
    }

    /// How far from the core point a point of the cylinder can be, in metres.
    public var reach: Double { (radius * radius + depth * depth).squareRoot() }

    /// Half the sides of the smallest axis-parallel box around the cylinder about a unit normal.
    @inline(__always) func half(_ normal: SIMD3<Double>) -> SIMD3<Double> {
        let across = SIMD3(repeating: 1.0) - normal * normal
        let sides = across.replacing(with: SIMD3(), where: across .< SIMD3()).squareRoot() * radius
        let along = normal.replacing(with: -normal, where: normal .< SIMD3()) * depth
        return sides + along
    }
}
