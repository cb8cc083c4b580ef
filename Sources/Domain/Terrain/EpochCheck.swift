/// Finds out before any work whether two epochs can be compared at all.
public enum EpochCheck {
    /// A plane and its roughness need more; a file with fewer points is broken or empty.
    static let countMin = 100
    static let sampleMax = 20_000
    /// Stray returns are at most this share at each end.
    static let strayShare = 0.01

    /// Throws when an epoch has too few points, when the two say that they lie in different systems, or when they do not overlap.
    public static func verify(_ first: PointCloud, _ second: PointCloud) throws(TerrainFault) {
        for cloud in [first, second] where cloud.count < countMin {
            throw TerrainFault("cannot tell: \(cloud.name) has \(cloud.count) points, and at least \(countMin) are needed. Export the epoch again.")
        }
        if let one = first.reference, let two = second.reference, one.name != two.name {
            throw TerrainFault(
                "\(first.name) is in \(one.name) and \(second.name) in \(two.name). Transform one of them, so that both are in the same system.")
        }
        let (one, two) = (box(first), box(second))
        try verifyUnits(one, two, first.name, second.name)
        guard one.meets(two) else {
            let apart = (one.center - two.center).length
            throw TerrainFault(
                "\(second.name) does not overlap \(first.name): their middles are \(metres(apart)) apart. They show different places, or one is in "
                    + "another coordinate system or has another origin. Compare epochs of one place in one system.")
        }
        let shared = overlap(one, two)
        guard shared >= overlapMin else {
            throw TerrainFault(
                "\(second.name) and \(first.name) share only \(Int(100 * shared)) % of their extent. Cut both to the same place, or check their "
                    + "coordinate systems.")
        }
    }

    /// Throws when cores were given that do not lie on the first epoch.
    public static func verify(cores: [SIMD3<Double>], named name: String, on cloud: PointCloud, reach: Double) throws(TerrainFault) {
        guard !cores.isEmpty else { throw TerrainFault("\(name) has no core points. Give a file with x,y,z, or --spacing.") }
        guard cores.count <= SurfaceCores.countMax else {
            throw TerrainFault("\(name) has \(cores.count) core points. At most \(SurfaceCores.countMax) are taken; thin them.")
        }
        let face = LocalBox(cloud.sample(sampleMax)).padded(by: reach)
        let beside = cores.reduce(0) { $0 + (face.contains($1) ? 0 : 1) }
        guard beside * 2 <= cores.count else {
            throw TerrainFault(
                "\(beside) of the \(cores.count) core points of \(name) do not lie on \(cloud.name). They are of another place or in another system.")
        }
    }

    /// Two boxes that share less than this along any axis cannot be two views of one face.
    static let overlapMin = 0.2

    private static func box(_ cloud: PointCloud) -> LocalBox { LocalBox(trimmed: cloud.sample(sampleMax), share: strayShare) }

    private static func overlap(_ one: LocalBox, _ two: LocalBox) -> Double {
        (0..<3).map { axis in
            let shared = min(one.high[axis], two.high[axis]) - max(one.low[axis], two.low[axis])
            let smaller = min(one.size[axis], two.size[axis])
            // A flat or shallow axis says nothing beyond that the boxes meet.
            return smaller < flat ? 1 : max(0, shared) / smaller
        }.min() ?? 0
    }

    /// Metres below which an extent is roughness and not shape.
    private static let flat = 1.0

    private static let units: [(Double, String)] = [
        (1000, "millimetres"), (100, "centimetres"), (1 / 0.3048, "feet"), (0.001, "kilometres"),
    ]

    private static func verifyUnits(_ one: LocalBox, _ two: LocalBox, _ first: String, _ second: String) throws(TerrainFault) {
        for (box, name) in [(one, first), (two, second)] {
            guard box.size.max() > 0 else { throw TerrainFault("cannot tell: all points of \(name) lie in one place. Export the epoch again.") }
            guard box.size.max() < extentMax else {
                throw TerrainFault("\(name) is \(metres(box.size.max())) wide. Is it in millimetres or feet? Convert it to metres.")
            }
        }
        let ratio = two.size.length / one.size.length
        for (factor, unit) in units {
            for (value, name) in [(ratio, second), (1 / ratio, first)] where abs(value / factor - 1) < unitTolerance {
                throw TerrainFault("\(name) is \(rounded(value)) times as wide as the other epoch: it seems to be in \(unit). Convert it to metres.")
            }
        }
    }

    /// How closely the extents of one face agree in two epochs.
    private static let unitTolerance = 0.06
    /// Metres. No face is watched as one beyond this, and the quantum of the grid would exceed a hundredth of a millimetre.
    private static let extentMax = 20_000.0

    static func rounded(_ value: Double) -> String {
        abs(value) >= 100 ? "\(Int(value.rounded()))" : "\((value * 10).rounded() / 10)"
    }

    private static func metres(_ value: Double) -> String {
        value >= 1000 ? "\(rounded(value / 1000)) km" : "\(rounded(value)) m"
    }
}
