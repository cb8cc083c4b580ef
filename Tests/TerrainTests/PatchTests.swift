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
