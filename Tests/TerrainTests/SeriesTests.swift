import Testing

@testable import Terrain

@Suite("Series of epochs")
struct SeriesTests {
    private static var face: RockFace { RockFace(size: [20, 20]) }

    /// A face of 361 cores; a disc of 3 m about (7, 8) stands so many metres out at each epoch.
    private static func grids(_ metres: [Double], _ cores: [SIMD3<Double>], seed: Int, lacking: Int? = nil) throws -> [EpochGrid] {
        var frame: FaceFrame?
        return try metres.enumerated().map { number, out in
            var face = Self.face
            face.shift = { ($0.x - 7) * ($0.x - 7) + ($0.y - 8) * ($0.y - 8) < 9 ? out : 0 }
            var cloud = face.epoch("epoch \(number + 1)", seed: UInt64(seed + number))
            if number == lacking {
                let kept = (0..<cloud.count).map { cloud[$0] }.filter { $0.x > 6 }
                cloud = PointCloud(name: cloud.name, coordinates: kept.flatMap { [$0.x, $0.y, $0.z] })
            }
            let laid = try frame ?? FaceFrame(of: cloud)
            frame = laid
            return EpochGrid(cloud, frame: laid, cores: cores, reach: 2, cell: 0.25)
        }
    }

    private static func courses(_ grids: [EpochGrid], _ cores: [SIMD3<Double>]) -> SeriesCourses {
        let normals = SurfaceNormals.normals(of: cores[...], in: grids[0], radius: 1, orientation: [0, -1, 0])
        let movements: [EpochSeries.Movement] = [.steady(grids.indices.map(Double.init)), .latest(of: grids.count)]
        return SeriesCourses(
            EpochSeries(grids, cylinder: RockFace.cylinder, movements: movements).courses(at: cores[...], normals: normals[...]))
    }

    @Test("a patch that creeps a third of a millimetre an epoch is found, though no two epochs show it, and its place at each epoch is told")
    func creeps() throws {
        // Given a patch 0, 0.3, 0.6, 0.9 mm out in four epochs
        let cores = Self.face.cores()
        let grids = try Self.grids([0, 0.0003, 0.0006, 0.0009], cores, seed: 140)
        // When the whole series is looked at, and the first and the last epoch alone
        var courses = Self.courses(grids, cores)
        let verdict = SeriesVerdict(cores, &courses, cylinder: RockFace.cylinder, isRegistered: false)
        let normals = courses.shifts[0].map(\.normal)
        var pair = PlaneShift(first: grids[0], second: grids[3], cylinder: RockFace.cylinder).changes(at: cores[...], normals: normals[...])
        let alone = FaceVerdict(cores, &pair, cylinder: RockFace.cylinder, calibrates: true)
        // Then only the series shows it, and its level is lower by more than pooling epochs alone would give: √(1/2 + 1/6) = 0.82
        #expect(alone.patches.isEmpty)
        #expect(verdict.patches.count == 1)
        let found = try #require(verdict.patches.first)
        #expect(found.movement == 0)
        #expect(abs(found.patch.center.x - 7) < 1 && abs(found.patch.center.z - 8) < 1)
        #expect(abs(found.patch.median - 0.0009) < 0.0003)
        #expect(found.places.count == 3 && found.places.allSatisfy { $0.level < 0.0008 })
        #expect(zip(found.places, [0.0003, 0.0006, 0.0009]).allSatisfy { abs($0.distance - $1) < $0.level })
        #expect(verdict.movements[1].medianLevel < 0.75 * alone.medianLevel)
        let calibration = try #require(verdict.movements[0].calibration)
        #expect(calibration.isFitted && (0.04...0.06).contains(calibration.firingShare))
    }

    @Test("what moved at the newest epoch alone is found with its whole shift, and nothing on a face that stands still")
    func latest() throws {
        let cores = Self.face.cores()
        var courses = Self.courses(try Self.grids([0, 0, 0.003], cores, seed: 40), cores)
        let verdict = SeriesVerdict(cores, &courses, cylinder: RockFace.cylinder, isRegistered: false)
        let found = try #require(verdict.patches.first)
        #expect(verdict.patches.count == 1 && found.movement == 1)
        #expect(abs(found.patch.median - 0.003) < 0.0008)
        #expect(abs(found.places[0].distance) < found.places[0].level)
        var still = Self.courses(try Self.grids([0, 0, 0], cores, seed: 40), cores)
        #expect(SeriesVerdict(cores, &still, cylinder: RockFace.cylinder, isRegistered: false).patches.isEmpty)
    }

    @Test("an epoch that lacks a part of the face is passed over there; where the newest lacks it nothing is said")
    func gaps() throws {
        let cores = RockFace(size: [16, 5]).cores()
        let between = Self.courses(try Self.grids([0, 0, 0], cores, seed: 40, lacking: 1), cores)
        let newest = Self.courses(try Self.grids([0, 0, 0], cores, seed: 40, lacking: 2), cores)
        for index in cores.indices where cores[index].x < 5 {
            #expect(!between.places[0][index].isUsable && between.places[1][index].isUsable && between.shifts[1][index].isUsable)
            #expect(!newest.places[0][index].isUsable && !newest.shifts[0][index].isUsable)
        }
    }

    @Test("places follow from rows that are exact, whatever bias they share, and shifts from places")
    func exact() throws {
        // Given rows of points whose neighbours are of the other epochs, with places 0, 1, 3 and a bias of 7
        let places = [0.0, 1, 3]
        var fit = SeriesFit(epochs: 3)
        var chance = Chance(seed: 5)
        for row in 0..<60 {
            let own = row % 3
            let share = chance.uniform()
            let others = [(own + 1) % 3, (own + 2) % 3]
            let neighbours = SIMD8<UInt8>(UInt8(others[0]), UInt8(others[1]), 0, 0, 0, 0, 0, 0)
            let residual = 7 + places[own] - share * places[others[0]] - (1 - share) * places[others[1]]
            fit.add(residual, UInt8(own), neighbours, SIMD8(share, 1 - share, 0, 0, 0, 0, 0, 0), count: 2)
        }
        // When they are solved
        let isSolved = fit.solve([true, true, true])
        // Then
        #expect(isSolved)
        #expect(abs(fit.place(1).value - 1) < 1e-9 && abs(fit.place(2).value - 3) < 1e-9)
        #expect(abs(fit.shift([0, 1.0 / 3, 1]).value - 3) < 1e-9)
        #expect(fit.place(1).error < fit.place(1).value)
        let isHeld = fit.solve([true, false, true])
        #expect(isHeld && fit.place(2).value.isFinite)
    }

    @Test("a tilt that a registration left is taken out of the changes, and a patch stays")
    func tilt() {
        let face = RockFace(size: [40, 40])
        let cores = face.cores()
        var chance = Chance(seed: 9)
        var changes = cores.map { core -> Change in
            let isPatch = (core.x - 20) * (core.x - 20) + (core.z - 20) * (core.z - 20) < 9
            let distance = 0.0004 + 0.00002 * core.x + 0.001 * chance.normal() + (isPatch ? 0.005 : 0)
            return Change(distance: distance, level: 0.002, counts: [50, 50], spreads: [1, 1], normal: [0, -1, 0])
        }
        RestMotion.remove(from: &changes, at: cores)
        let (patch, rest) = (0..<cores.count).reduce(into: ([Double](), [Double]())) { lists, index in
            let core = cores[index]
            let isPatch = (core.x - 20) * (core.x - 20) + (core.z - 20) * (core.z - 20) < 9
            if isPatch { lists.0.append(changes[index].distance) } else { lists.1.append(changes[index].distance) }
        }
        #expect(abs(Ranked.median(rest)) < 0.0001)
        #expect(abs(Ranked.median(patch) - 0.005) < 0.0006)
    }
}
