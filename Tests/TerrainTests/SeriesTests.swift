import Testing

@testable import Terrain

@Suite("Series of epochs")
struct SeriesTests {
    private static var face: RockFace { RockFace(size: [14, 14], pointsPerSquareMetre: 80) }

    /// A patch at (6, 6) with a radius of three metres that has moved by `metres`.
    private static func epoch(_ number: Int, _ metres: Double = 0) -> PointCloud {
        var moved = face
        moved.shift = { place in (place.x - 6) * (place.x - 6) + (place.y - 6) * (place.y - 6) < 9 ? metres : 0 }
        return moved.epoch("epoch \(number)", seed: UInt64(100 + number))
    }

    /// The shifts of a series whose patch lies where `metres` says in each epoch, and what the face says of them.
    private func verdict(_ metres: [Double], _ model: SeriesModel) throws -> (FaceVerdict, [Change], [SIMD3<Double>]) {
        let cores = Self.face.cores(every: 0.8)
        let first = Self.epoch(1, metres[0])
        let later = try metres.indices.dropFirst().map { try RockFace.compare(first, Self.epoch($0 + 1, metres[$0]), cores, plane: true) }
        let series = try EpochSeries(count: metres.count, model: model)
        var changes = cores.indices.map { core in series.shift(later.map { $0[core] }).change }
        return (FaceVerdict(cores, &changes, cylinder: RockFace.cylinder, calibrates: true), changes, cores)
    }

    @Test("the level falls with the number of epochs, stable cores fire at 4 to 6 %, and a still face shows no patch")
    func levels() throws {
        let levels = try [2, 4, 6].map { count -> Double in
            // Given that nothing moved
            let still = [Double](repeating: 0, count: count)
            // When a step in the middle is asked for; two epochs are compared as they always are
            let (verdict, changes, _) =
                count == 2 ? try pair() : try verdict(still, .step(after: count / 2))
            // Then five stable cores of a hundred lie beyond the level
            let firing = Double(changes.count { abs($0.distance) > $0.level }) / Double(changes.count)
            #expect((0.04...0.06).contains(firing))
            #expect(verdict.patches.isEmpty)
            return verdict.medianLevel
        }
        #expect(levels[1] < 0.85 * levels[0])
        #expect(levels[2] < 0.92 * levels[1])
    }

    private func pair() throws -> (FaceVerdict, [Change], [SIMD3<Double>]) {
        let cores = Self.face.cores(every: 0.8)
        var changes = try RockFace.compare(Self.epoch(1), Self.epoch(2), cores, plane: true)
        return (FaceVerdict(cores, &changes, cylinder: RockFace.cylinder, calibrates: true), changes, cores)
    }

    @Test("a patch that creeps half a millimetre an epoch is found where it is, with its shift over the series")
    func creeps() throws {
        let metres = (0..<7).map { 0.0005 * Double($0) }
        let (verdict, _, _) = try verdict(metres, .steady(times: metres.indices.map(Double.init)))
        let patch = try #require(verdict.patches.first)
        #expect(verdict.patches.count == 1)
        #expect(abs(patch.center.x - 6) < 1 && abs(patch.center.z - 6) < 1)
        #expect(abs(patch.median - 0.003) < 0.001)
    }

    private func change(_ distance: Double, level: Double = 1.96) -> Change {
        Change(distance: distance, level: level, counts: [50, 40], spreads: [1, 1], normal: [0, -1, 0])
    }

    @Test("weights follow least squares: exact movements come back, and the error of the first epoch is counted once")
    func exact() throws {
        // Given changes that follow the times exactly, each of variance 1, half of it of the first epoch
        let steady = try EpochSeries(count: 4, model: .steady(times: [0, 1, 3, 6]))
        let found = steady.shift([change(1), change(3), change(6)])
        #expect(abs(found.change.distance - 6) < 1e-12)
        #expect(found.scatter < 1e-12)
        // Then the variance is 36 v / Σ(t − 2.5)² = 36 · 0.5 / 21
        #expect(abs(found.change.level / 1.96 - (36 * 0.5 / 21).squareRoot()) < 1e-12)
        let step = try EpochSeries(count: 4, model: .step(after: 2)).shift([change(0.2), change(1), change(1.2)])
        #expect(abs(step.change.distance - 1) < 1e-12)
        #expect(abs(step.change.level / 1.96 - 0.5.squareRoot()) < 1e-12)
        #expect(abs(step.scatter - 0.1 * 2.0.squareRoot()) < 1e-12)
    }

    @Test("an epoch without points at a core is passed over, and a core seen over less than half of the movement says nothing")
    func gaps() throws {
        let series = try EpochSeries(count: 4, model: .steady(times: [0, 1, 2, 3]))
        let absent = Change.absent([50, 0], normal: [0, -1, 0])
        let gap = series.shift([change(1), absent, change(3)])
        #expect(abs(gap.change.distance - 3) < 1e-12)
        #expect(gap.epochs == 3)
        #expect(gap.change.counts == [50, 40])
        let short = series.shift([change(1), absent, absent])
        #expect(!short.change.isUsable)
    }

    @Test("two epochs, times that fall, and a step outside of the series are refused")
    func refused() {
        #expect(throws: TerrainFault.self) { try EpochSeries(count: 2, model: .step(after: 1)) }
        #expect(throws: TerrainFault.self) { try EpochSeries(count: 3, model: .steady(times: [0, 2, 1])) }
        #expect(throws: TerrainFault.self) { try EpochSeries(count: 3, model: .steady(times: [0, 1])) }
        #expect(throws: TerrainFault.self) { try EpochSeries(count: 3, model: .step(after: 3)) }
        #expect(throws: TerrainFault.self) { try EpochSeries(count: EpochSeries.countMax + 1, model: .step(after: 3)) }
    }
}
