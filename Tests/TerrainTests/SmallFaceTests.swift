import Testing

@testable import Terrain

@Suite("Small faces")
struct SmallFaceTests {
    /// A face of 225 cores, of which a disc of 2 m, a twentieth of the cores, has moved.
    private func verdict(_ metres: Double, seeds: (UInt64, UInt64)) throws -> (FaceVerdict, [Change]) {
        let still = RockFace(pointsPerSquareMetre: 90)
        var moved = still
        moved.shift = { ($0.x - 6) * ($0.x - 6) + ($0.y - 6) * ($0.y - 6) < 4 ? metres : 0 }
        let cores = still.cores()
        var changes = try RockFace.compare(still.epoch("first", seed: seeds.0), moved.epoch("second", seed: seeds.1), cores, plane: true)
        return (FaceVerdict(cores, &changes, cylinder: RockFace.cylinder, calibrates: true), changes)
    }

    @Test("a twentieth of a face that moved is a patch, and does not widen the level of the rest", arguments: [0.012, 0.007])
    func found(metres: Double) throws {
        let (calm, _) = try verdict(0, seeds: (21, 22))
        let (verdict, _) = try verdict(metres, seeds: (21, 22))
        let patch = try #require(verdict.patches.first)
        #expect(verdict.patches.count == 1)
        #expect(abs(patch.center.x - 6) < 1 && abs(patch.center.z - 6) < 1)
        #expect(abs(patch.median - metres) < 0.3 * metres)
        #expect(calm.patches.isEmpty)
        #expect(verdict.medianLevel < 1.25 * calm.medianLevel)
    }

    @Test("suspects are what lies beyond three spreads, also where a third of the face moved")
    func suspects() {
        var chance = Chance(seed: 3)
        let changes = (0..<300).map { index in
            let distance = chance.normal() + (index < 100 ? 20 : 0)
            return Change(distance: distance, level: 1.96, counts: [50, 50], spreads: [1, 1], normal: [0, -1, 0])
        }
        let suspects = LevelCalibration.suspects(changes)
        #expect(suspects.prefix(100).allSatisfy { $0 })
        #expect(suspects.dropFirst(100).count { $0 } <= 2)
    }

    @Test("windows that hardly fit the face side by side are not searched: nothing tells how far their means scatter")
    func windows() throws {
        let (few, many) = (RockFace().cores(), RockFace(size: [40, 40]).cores())
        let change = Change(distance: 0, level: 1, counts: [50, 50], spreads: [1, 1], normal: [0, -1, 0])
        let small = try #require(PatchSearch.windows(at: few, few.map { _ in change }))
        let large = try #require(PatchSearch.windows(at: many, many.map { _ in change }))
        #expect(small.count < large.count && large.count == WindowScores.radii.count)
        #expect(small.dropFirst().allSatisfy { 12 * $0.typicalCount <= few.count })
    }
}
