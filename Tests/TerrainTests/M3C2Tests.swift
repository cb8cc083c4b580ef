import Foundation
import PointFiles
import Terrain
import Testing

@Suite("M3C2")
struct M3C2Tests {
    /// The folder with the epochs of py4dgeo's answer.
    private func cloud(_ name: String) throws -> PointCloud {
        let url = try #require(Bundle.module.url(forResource: "Fixtures/m3c2-py4dgeo/\(name)", withExtension: nil))
        return try PointFile.read(path: url.path)
    }

    private func expected() throws -> [[Double]] {
        let url = try #require(Bundle.module.url(forResource: "Fixtures/m3c2-py4dgeo/expected_py4dgeo_1.2.0.csv", withExtension: nil))
        let lines = try String(contentsOf: url, encoding: .utf8).split(separator: "\n").dropFirst()
        return lines.map { $0.split(separator: ",").compactMap { Double($0) } }
    }

    @Test("distances, levels, spreads, counts and normals agree with py4dgeo within a micrometre, also at UTM coordinates", arguments: [false, true])
    func oracle(isFarAway: Bool) throws {
        let far: SIMD3<Double> = isFarAway ? [500_000, 3_300_000, 300] : .zero
        let (one, two, corePoints) = (try moved("epoch1.csv", far), try moved("epoch2.csv", far), try moved("points.csv", far))
        let cores = (0..<corePoints.count).map { corePoints[$0] }
        let changes = try RockFace.compare(one, two, cores, plane: false)
        let rows = try expected()
        try #require(rows.count == changes.count)
        var worst = 0.0
        for (row, change) in zip(rows, changes) {
            let found = [change.distance, change.level, change.spreads.x, change.spreads.y, change.normal.x, change.normal.y, change.normal.z]
            let wanted = [row[0], row[1], row[2], row[4], row[6], row[7], row[8]]
            worst = zip(found, wanted).reduce(worst) { max($0, abs($1.0 - $1.1)) }
            #expect(change.counts == SIMD2(Int32(row[3]), Int32(row[5])))
        }
        #expect(worst < 1e-6)
    }

    private func moved(_ name: String, _ far: SIMD3<Double>) throws -> PointCloud {
        let cloud = try cloud(name)
        return PointCloud(name: name, coordinates: (0..<cloud.count).flatMap { [cloud[$0].x + far.x, cloud[$0].y + far.y, cloud[$0].z + far.z] })
    }

    @Test("a core without points has no distance and no level, and one with few points no level")
    func absent() throws {
        // Given a face, a core far off it, and one over a corner of a hole that three points look into
        let face = RockFace(size: [6, 6])
        let cores = face.cores() + [SIMD3(3, -5, 3)]
        // When the epochs are compared
        let changes = try RockFace.compare(face.epoch("a", seed: 1), face.epoch("b", seed: 2), cores, plane: false)
        // Then the stray core says nothing, rather than zero
        let stray = try #require(changes.last)
        #expect(stray.distance.isNaN)
        #expect(stray.level.isNaN)
        #expect(!stray.isUsable)
        let usable = changes.dropLast().filter(\.isUsable)
        #expect(usable.count == changes.count - 1)
    }

    @Test("any slices of the cores give what the whole list gives")
    func slices() throws {
        let face = RockFace(size: [6, 6])
        let cores = face.cores()
        let grid = EpochGrid(face.epoch("a", seed: 1), frame: try FaceFrame(of: face.epoch("a", seed: 1)), cores: cores, reach: 2, cell: 0.25)
        let whole = SurfaceNormals.normals(of: cores[...], in: grid, radius: 1, orientation: [0, -1, 0])
        let parts = [cores[..<7], cores[7...]].flatMap { SurfaceNormals.normals(of: $0, in: grid, radius: 1, orientation: [0, -1, 0]) }
        #expect(whole == parts)
    }
}
