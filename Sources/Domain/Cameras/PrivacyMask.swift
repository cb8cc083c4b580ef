/// A corner in a picture: 0 … 1 from the left and from the top.
public struct PictureCorner: Hashable, Codable, Sendable {
    public let x: Double
    public let y: Double

    public init(x: Double, y: Double) {
        self.x = x
        self.y = y
    }
}

/// A part of the picture that nobody sees, such as the windows of a home: a polygon, closed by itself.
public struct PrivacyMask: Hashable, Codable, Sendable {
    public let corners: [PictureCorner]

    /// Throws when it has too few or too many corners, one outside the picture, or no area.
    public init(corners: [PictureCorner]) throws(PrivacyMaskFault) {
        guard Self.cornerCounts.contains(corners.count) else {
            throw PrivacyMaskFault(message: "a mask has \(Self.cornerCounts.lowerBound) to \(Self.cornerCounts.upperBound) corners")
        }
        guard corners.allSatisfy({ (0...1).contains($0.x) && (0...1).contains($0.y) }) else {
            throw PrivacyMaskFault(message: "a corner lies outside the picture: x and y go from 0 to 1, from the left and from the top")
        }
        guard Box(around: corners).isThick else { throw PrivacyMaskFault(message: "a mask covers nothing: its corners lie on one line") }
        self.corners = corners
    }

    /// A house with its yard needs fewer; the bound keeps the work of drawing small.
    public static let cornerCounts = 3...32

    /// A rectangle of the picture, in parts of its width and height.
    public struct Box: Hashable, Sendable {
        public let left: Double
        public let top: Double
        public let right: Double
        public let bottom: Double

        init(left: Double, top: Double, right: Double, bottom: Double) {
            self.left = left
            self.top = top
            self.right = right
            self.bottom = bottom
        }

        init(around corners: [PictureCorner]) {
            let (xs, ys) = (corners.map(\.x), corners.map(\.y))
            self.init(left: xs.min() ?? 0, top: ys.min() ?? 0, right: xs.max() ?? 0, bottom: ys.max() ?? 0)
        }

        /// Touching along an edge is no overlap.
        var isThick: Bool { right - left > 1e-9 && bottom - top > 1e-9 }
    }

    /// Rectangles that cover the whole mask, and at most one cell of a 64 × 36 grid more: what draws over pictures may know rectangles only,
    /// and too much covered is better than too little.
    public var boxes: [Box] {
        let rows = (0..<Self.rows).map { row in runs(in: row) }
        var boxes: [Box] = []
        var start = 0
        while start < Self.rows {
            let end = rows[start...].firstIndex { $0 != rows[start] } ?? Self.rows
            boxes += rows[start].map { run in
                Box(
                    left: Double(run.lowerBound) / Double(Self.columns), top: Double(start) / Double(Self.rows),
                    right: Double(run.upperBound) / Double(Self.columns), bottom: Double(end) / Double(Self.rows))
            }
            start = end
        }
        return boxes.count <= Self.boxCountMax ? boxes : [Box(around: corners)]
    }

    static let columns = 64
    static let rows = 36
    /// A mask in more pieces is covered by the one rectangle around it.
    static let boxCountMax = 64

    /// The columns of a row that the mask touches, as runs.
    private func runs(in row: Int) -> [Range<Int>] {
        var runs: [Range<Int>] = []
        for column in 0..<Self.columns where touches(column: column, row: row) {
            if let last = runs.last, last.upperBound == column {
                runs[runs.count - 1] = last.lowerBound..<column + 1
            } else {
                runs.append(column..<column + 1)
            }
        }
        return runs
    }

    private func touches(column: Int, row: Int) -> Bool {
        let left = Double(column) / Double(Self.columns)
        let top = Double(row) / Double(Self.rows)
        let right = Double(column + 1) / Double(Self.columns)
        let bottom = Double(row + 1) / Double(Self.rows)
        var ring = corners
        ring = Clipping.clip(ring) { $0.x - left }
        ring = Clipping.clip(ring) { right - $0.x }
        ring = Clipping.clip(ring) { $0.y - top }
        ring = Clipping.clip(ring) { bottom - $0.y }
        return ring.count >= 3 && Box(around: ring).isThick
    }
}

/// What is wrong with a mask, and what to do.
public struct PrivacyMaskFault: Error, Hashable, Sendable {
    public let message: String
}

extension PictureCorner: ClippedPoint {
    func towards(_ other: PictureCorner, part: Double) -> PictureCorner {
        PictureCorner(x: x + (other.x - x) * part, y: y + (other.y - y) * part)
    }
}
