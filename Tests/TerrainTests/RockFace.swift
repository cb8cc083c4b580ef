@testable import Terrain

/// A made-up rock face for tests: waves of several lengths, seeded noise, and patches that move.
struct RockFace {
    var size = SIMD2(16.0, 16.0)
    var pointsPerSquareMetre = 139.0
    var noise = 0.004
    var roughness = 0.03
    var origin = SIMD3<Double>()
    /// Outward shift in metres at a place of the face.
    var shift: (SIMD2<Double>) -> Double = { _ in 0 }
    var strayShare = 0.0

    /// Heights in metres, out of the face along −y: long waves for its shape, short ones for its roughness.
    func height(_ x: Double, _ z: Double) -> Double {
        let shape = 0.4 * Self.wave(x / 6.1 + z / 9.7) + 0.3 * Self.wave(z / 4.3 - x / 11)
        let rough = Self.wave(x / 0.7 + 0.3 * z) + Self.wave(z / 0.45 - 0.5 * x) + 0.5 * Self.wave((x + z) / 0.29)
        return shape + 0.6 * roughness * rough
    }

    /// A triangle wave smoothed by its own cube; a test target needs no C library.
    private static func wave(_ turns: Double) -> Double {
        let phase = 4 * abs(turns - turns.rounded(.down) - 0.5) - 1
        return phase * (1.5 - 0.5 * phase * phase)
    }

    func epoch(_ name: String, seed: UInt64) -> PointCloud {
        var chance = Chance(seed: seed)
        var coordinates: [Double] = []
        for _ in 0..<Int(size.x * size.y * pointsPerSquareMetre) {
            let (x, z) = (chance.uniform() * size.x, chance.uniform() * size.y)
            var y = -height(x, z) - shift(SIMD2(x, z)) + noise * chance.normal()
            if chance.uniform() < strayShare { y -= 0.2 + 2.5 * chance.uniform() }
            coordinates += [x + origin.x, y + origin.y, z + origin.z]
        }
        return PointCloud(name: name, coordinates: coordinates)
    }

    /// Cores on a square grid, one metre from the rim.
    func cores(every spacing: Double = 1) -> [SIMD3<Double>] {
        stride(from: 1.0, through: size.y - 1, by: spacing).flatMap { z in
            stride(from: 1.0, through: size.x - 1, by: spacing).map { x in SIMD3(x, -height(x, z), z) + origin }
        }
    }

    /// Both epochs against each other by one method, without calibration.
    func changes(plane: Bool, seeds: (UInt64, UInt64) = (1, 2), spacing: Double = 1) throws -> [Change] {
        let cores = cores(every: spacing)
        let (first, second) = (epoch("first", seed: seeds.0), epoch("second", seed: seeds.1))
        return try Self.compare(first, second, cores, plane: plane)
    }

    static let cylinder = Cylinder(radius: 0.5, depth: 1)

    static func compare(_ first: PointCloud, _ second: PointCloud, _ cores: [SIMD3<Double>], plane: Bool) throws -> [Change] {
        let frame = try FaceFrame(of: first)
        let one = EpochGrid(first, frame: frame, cores: cores, reach: 2, cell: 0.25)
        let two = EpochGrid(second, frame: frame, cores: cores, reach: 2, cell: 0.25)
        let normals = SurfaceNormals.normals(of: cores[...], in: one, radius: 1, orientation: [0, -1, 0])
        if plane { return PlaneShift(first: one, second: two, cylinder: cylinder).changes(at: cores[...], normals: normals[...]) }
        return M3C2(first: one, second: two, cylinder: cylinder).changes(at: cores[...], normals: normals[...])
    }
}

/// Seeded chance for tests.
struct Chance {
    private var generator: SeededGenerator

    init(seed: UInt64) { generator = SeededGenerator(seed: seed) }

    mutating func uniform() -> Double { Double(generator.next() >> 11) / 9_007_199_254_740_992 }

    /// Twelve uniform numbers less six: near enough to normal for noise.
    mutating func normal() -> Double { (0..<12).reduce(-6) { sum, _ in sum + uniform() } }
}
