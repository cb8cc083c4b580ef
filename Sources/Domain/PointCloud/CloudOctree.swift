/// Builds the octree of a cloud: the same points give the same bytes.
public struct CloudOctree {
    /// One answer of the server and one buffer of the graphics card.
    public static let nodePointsMax = 20_000
    /// Bits of a Morton code per axis: on a cube of 1 km a step of half a millimetre.
    static let levels = 21

    private let points: CloudPoints
    private let corner: [Double]
    private let edge: Double
    private var nodes: [CloudIndex.Node] = []
    private var leftOut = 0
    private let write: (String, [UInt8]) throws -> Void

    /// - Parameter write: takes the key and the bytes of each node, in the order of the index; it may throw.
    public static func build(
        _ points: CloudPoints, note: String, synthetic: Bool, patches: [CloudPatch], anchor: CloudAnchor? = nil,
        write: @escaping (String, [UInt8]) throws -> Void
    ) throws -> CloudIndex {
        try points.check()
        try anchor?.check()
        var tree = CloudOctree(points, write: write)
        try tree.divide(tree.sorted(), key: "r", level: 0, corner: tree.corner, spacing: tree.edge)
        return tree.index(note: note, synthetic: synthetic, patches: patches, anchor: anchor)
    }

    private init(_ points: CloudPoints, write: @escaping (String, [UInt8]) throws -> Void) {
        self.points = points
        self.write = write
        corner = [points.x.min() ?? 0, points.y.min() ?? 0, points.z.min() ?? 0]
        let far = [points.x.max() ?? 0, points.y.max() ?? 0, points.z.max() ?? 0]
        // A single point has no extent; its cube still needs one.
        edge = max(zip(far, corner).map { $0 - $1 }.max() ?? 0, 0.001)
    }

    /// A point with its place along the Morton curve.
    private struct Placed {
        let code: UInt64
        let index: Int32
    }

    private func sorted() -> [Placed] {
        let scale = Double((1 << Self.levels) - 1) / edge
        var placed = (0..<points.count).map { index in
            let cell = [points.x[index] - corner[0], points.y[index] - corner[1], points.z[index] - corner[2]].map { UInt64($0 * scale) }
            return Placed(code: Self.spread(cell[0]) | Self.spread(cell[1]) << 1 | Self.spread(cell[2]) << 2, index: Int32(index))
        }
        placed.sort { ($0.code, $0.index) < ($1.code, $1.index) }
        return placed
    }

    /// Two zero bits between any two of the lowest 21 bits.
    static func spread(_ value: UInt64) -> UInt64 {
        var bits = value & 0x1f_ffff
        bits = (bits | bits << 32) & 0x001f_0000_0000_ffff
        bits = (bits | bits << 16) & 0x001f_0000_ff00_00ff
        bits = (bits | bits << 8) & 0x100f_00f0_0f00_f00f
        bits = (bits | bits << 4) & 0x10c3_0c30_c30c_30c3
        return (bits | bits << 2) & 0x1249_2492_4924_9249
    }

    private mutating func divide(_ held: [Placed], key: String, level: Int, corner: [Double], spacing: Double) throws {
        let size = edge / Double(1 << level)
        guard held.count > Self.nodePointsMax, level < Self.levels else {
            let kept = held.prefix(Self.nodePointsMax)
            leftOut += held.count - kept.count
            let own = level == 0 ? size / Double(kept.count).squareRoot() : spacing / 2
            return try put(kept.map(\.index), key: key, corner: corner, size: size, spacing: own)
        }
        let cells = finestCells(held, below: level)
        var chosen: [Int32] = []
        var rest = [[Placed]](repeating: [], count: 8)
        let shift = UInt64(3 * (Self.levels - cells)), octant = UInt64(3 * (Self.levels - level - 1))
        var start = 0
        while start < held.count {
            var end = start + 1
            while end < held.count, held[end].code >> shift == held[start].code >> shift { end += 1 }
            let middle = (start + end) / 2
            chosen.append(held[middle].index)
            for number in start..<end where number != middle { rest[Int(held[number].code >> octant & 7)].append(held[number]) }
            start = end
        }
        let own = edge / Double(1 << cells)
        try put(chosen, key: key, corner: corner, size: size, spacing: own)
        for (number, part) in rest.enumerated() where !part.isEmpty {
            let low = (0..<3).map { corner[$0] + (number >> $0 & 1 == 1 ? size / 2 : 0) }
            try divide(part, key: key + String(number), level: level + 1, corner: low, spacing: own)
        }
    }

    /// The finest level whose occupied cells are not more than a node may hold; one point of each cell stays in the node.
    private func finestCells(_ held: [Placed], below level: Int) -> Int {
        var found = level + 1
        while found < Self.levels {
            let shift = UInt64(3 * (Self.levels - found - 1))
            var count = 1
            for number in 1..<held.count where held[number].code >> shift != held[number - 1].code >> shift { count += 1 }
            if count > Self.nodePointsMax { break }
            found += 1
        }
        return found
    }

    private mutating func put(_ chosen: [Int32], key: String, corner: [Double], size: Double, spacing: Double) throws {
        let bytes = CloudNodeBytes.encode(points, chosen, corner: corner, edge: size)
        try write(key, bytes)
        nodes.append(CloudIndex.Node(key: key, count: chosen.count, length: bytes.count, spacing: spacing))
    }

    private func index(note: String, synthetic: Bool, patches: [CloudPatch], anchor: CloudAnchor?) -> CloudIndex {
        let low = corner, high = [points.x.max() ?? 0, points.y.max() ?? 0, points.z.max() ?? 0]
        return CloudIndex(
            version: CloudIndex.versionNow, note: note, synthetic: synthetic, origin: low, cube: [0, 0, 0], edge: edge,
            bounds: [[0, 0, 0], zip(high, low).map { $0 - $1 }], pointCount: points.count - leftOut, leftOut: leftOut, nodes: nodes,
            epochs: points.epochs.map { CloudIndex.Epoch(id: $0.id, at: $0.at, levelMm: $0.levelMedian.map(Double.init)) }, patches: patches,
            anchor: anchor)
    }
}
