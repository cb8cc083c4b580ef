import PointCloud
import Testing

/// A bent sheet of seeded points, 100 m wide.
private func sheet(_ count: Int, change: Float = 5, level: Float = 2) -> CloudPoints {
    var state: UInt64 = 7
    func next() -> Double {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Double(state >> 11) / Double(1 << 53)
    }
    let x = (0..<count).map { _ in next() * 100 + 500_000 }
    let y = (0..<count).map { _ in next() * 60 + 3_300_000 }
    let z = x.map { ($0 - 500_000) * 0.3 }
    let epoch = CloudEpoch(id: "e2", at: "2026-05-01", change: .init(repeating: change, count: count), level: .init(repeating: level, count: count))
    return CloudPoints(x: x, y: y, z: z, epochs: [epoch])
}

private func built(_ points: CloudPoints) throws -> (CloudIndex, [String: [UInt8]]) {
    var files: [String: [UInt8]] = [:]
    let index = try CloudOctree.build(points, note: "local", synthetic: true, patches: []) { files[$0] = $1 }
    return (index, files)
}

@Suite struct CloudOctreeTests {
    @Test("every point stands in exactly one node, and no node holds too many")
    func division() throws {
        let (index, files) = try built(sheet(90_000))
        #expect(index.nodes.map(\.count).reduce(0, +) == 90_000)
        #expect(index.nodes.allSatisfy { $0.count <= CloudOctree.nodePointsMax && files[$0.key]?.count == $0.length })
        #expect(index.nodes.first?.key == "r" && index.nodes.count > 4)
    }

    @Test("the same points give the same bytes")
    func repeatable() throws {
        let (first, files) = try built(sheet(50_000))
        let (second, again) = try built(sheet(50_000))
        #expect(first == second && files == again)
    }

    @Test("a child adds points that lie closer than its parent's")
    func spacing() throws {
        let (index, _) = try built(sheet(90_000))
        let spacing = Dictionary(uniqueKeysWithValues: index.nodes.map { ($0.key, $0.spacing) })
        for node in index.nodes where node.key != "r" {
            let parent = try #require(spacing[String(node.key.dropLast())])
            #expect(node.spacing < parent)
        }
    }

    @Test("coincident points end the division and are counted")
    func coincident() throws {
        var points = sheet(30_000)
        points.x = points.x.map { _ in 1 }
        points.y = points.x
        points.z = points.x
        let (index, _) = try built(points)
        #expect(index.pointCount + index.leftOut == 30_000)
        #expect(index.nodes.allSatisfy { $0.count <= CloudOctree.nodePointsMax })
    }

    @Test(
        "a change is told, or not, or cannot be told at all",
        arguments: [(5, 2, UInt8(0)), (1, 2, 1), (.nan, 2, 2), (5, .nan, 2)] as [(Float, Float, UInt8)])
    func aChangeIsMovedOrBelowTheLevelOrUnknown(change: Float, level: Float, flag: UInt8) throws {
        let (_, files) = try built(sheet(10, change: change, level: level))
        #expect(files["r"]?.suffix(10).allSatisfy { $0 == flag } == true)
    }

    @Test("points that are no places are refused with their number")
    func noPlaces() {
        var points = sheet(10)
        points.z[3] = .nan
        #expect { try built(points) } throws: { "\($0)".contains("Point 4") }
        #expect(throws: CloudFault.self) { try built(CloudPoints(x: [], y: [], z: [], epochs: [])) }
    }
}
