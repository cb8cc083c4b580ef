import Testing

@testable import Terrain

@Suite("Patches that moved")
struct PatchTests {
    private func verdict(_ face: RockFace) throws -> FaceVerdict {
        let cores = face.cores()
        var changes = try RockFace.compare(face.epoch("first", seed: 11), face.epoch("second", seed: 12), cores, plane: true)
        return FaceVerdict(cores, &changes, cylinder: RockFace.cylinder, calibrates: true)
    }

    @Test("a patch of five millimetres is found once, where it is, and nothing on a face that stands still")
    func found() throws {
        let still = RockFace(size: [20, 20])
        let calm = try verdict(still)
        #expect(calm.patches.isEmpty)
        var first = still
        first.strayShare = 0.001
        let cores = first.cores()
        var moved = first
        moved.shift = { place in (place.x - 8) * (place.x - 8) + (place.y - 9) * (place.y - 9) < 9 ? 0.005 : 0 }
        var changes = try RockFace.compare(first.epoch("first", seed: 11), moved.epoch("second", seed: 12), cores, plane: true)
        let patches = FaceVerdict(cores, &changes, cylinder: RockFace.cylinder, calibrates: true).patches
        let patch = try #require(patches.first)
        #expect(patches.count == 1)
        #expect(abs(patch.center.x - 8) < 1 && abs(patch.center.z - 9) < 1)
        #expect(abs(patch.median - 0.005) < 0.0015)
    }

    @Test("levels of M3C2 stay as published, and patches are tested with levels that fit what stands still")
    func published() throws {
        let face = RockFace(size: [20, 20])
        let cores = face.cores()
        let raw = try RockFace.compare(face.epoch("first", seed: 11), face.epoch("second", seed: 12), cores, plane: false)
        var changes = raw
        let verdict = FaceVerdict(cores, &changes, cylinder: RockFace.cylinder, calibrates: false)
        #expect(zip(raw, changes).allSatisfy { $0.level == $1.level })
        let calibration = try #require(verdict.calibration)
        #expect(calibration.isFitted)
        #expect((0.04...0.06).contains(calibration.firingShare))
    }

    @Test("a face with too few cores to calibrate on has its levels doubled once")
    func assumed() throws {
        let face = RockFace(size: [12, 12])
        let cores = face.cores()
        let raw = try RockFace.compare(face.epoch("first", seed: 11), face.epoch("second", seed: 12), cores, plane: true)
        var changes = raw
        let verdict = FaceVerdict(cores, &changes, cylinder: RockFace.cylinder, calibrates: true)
        #expect(verdict.calibration?.isFitted == false)
        #expect(zip(raw, changes).allSatisfy { $1.level == 2 * $0.level })
    }

    @Test("a registration samples the same on one lane and on three, whatever order they end in")
    func lanes() throws {
        let face = RockFace(size: [12, 12])
        let (first, second) = (face.epoch("first", seed: 1), face.epoch("second", seed: 2))
        let frame = try FaceFrame(of: first)
        let grids = [first, second].map { EpochGrid($0, frame: frame, cores: face.cores(), reach: 2, cell: 0.25) }
        let backwards = Lanes(count: 3) { count, body in for part in (0..<count).reversed() { body(part) } }
        let still = RigidMotion(pivot: SIMD3())
        let one = Ties(grids[0], grids[1], still, radius: 0.5, samples: 200, lanes: .one)
        let three = Ties(grids[0], grids[1], still, radius: 0.5, samples: 200, lanes: backwards)
        #expect(one.ties.count > 200 && one.ties.map(\.gap) == three.ties.map(\.gap) && one.ties.map(\.point) == three.ties.map(\.point))
        #expect(one.foundShare == three.foundShare && one.meanCount == three.meanCount)
    }

    @Test("epochs of other places, other units and too few points are refused")
    func refused() throws {
        let face = RockFace(size: [8, 8])
        let first = face.epoch("first", seed: 1)
        var far = face
        far.origin = [5000, 0, 0]
        let millimetres = PointCloud(name: "second", coordinates: face.epoch("second", seed: 2).coordinates.map { $0 * 1000 })
        for second in [far.epoch("second", seed: 2), millimetres, PointCloud(name: "second", coordinates: [1, 2, 3])] {
            #expect(throws: TerrainFault.self) { try EpochCheck.verify(first, second) }
        }
    }
}
