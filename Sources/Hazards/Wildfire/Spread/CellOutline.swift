/// The outline of some cells of a landscape, as rings along their sides.
public enum CellOutline {
    /// - Returns: rings in metres east and north of the south-western corner, not closed (the last corner is not the first again). The cells lie to the
    ///   left of each: outer rings run counter-clockwise, rings around holes clockwise. Cells that touch in a corner only are in rings of their own.
    public static func rings(columns: Int, rows: Int, cellSize: Double, _ holds: (Int) -> Bool) -> [[SIMD2<Double>]] {
        var sides = Sides(columns: columns, rows: rows)
        for row in 0..<rows {
            for column in 0..<columns where holds(row * columns + column) {
                if row == 0 || !holds((row - 1) * columns + column) { sides.add(from: (column, row), .east) }
                if column == columns - 1 || !holds(row * columns + column + 1) { sides.add(from: (column + 1, row), .north) }
                if row == rows - 1 || !holds((row + 1) * columns + column) { sides.add(from: (column + 1, row + 1), .west) }
                if column == 0 || !holds(row * columns + column - 1) { sides.add(from: (column, row + 1), .south) }
            }
        }
        return sides.rings().map { ring in ring.map { SIMD2(Double($0.0), Double($0.1)) * cellSize } }
    }

    /// The area of a ring in the square of its unit; negative for a hole.
    public static func area(_ ring: [SIMD2<Double>]) -> Double {
        ring.indices.reduce(0) { sum, index in
            let (a, b) = (ring[index], ring[(index + 1) % ring.count])
            return sum + (a.x * b.y - b.x * a.y) / 2
        }
    }
}

private enum Heading: UInt8, CaseIterable {
    case east, north, west, south

    var step: (Int, Int) {
        switch self {
        case .east: (1, 0)
        case .north: (0, 1)
        case .west: (-1, 0)
        case .south: (0, -1)
        }
    }

    /// Left first, so that cells that touch in a corner stay apart.
    var next: [Heading] {
        let own = Int(rawValue)
        return [1, 0, 3].map { Heading.allCases[(own + $0) % 4] }
    }
}

/// Directed sides of cells by the corner they begin in: one bit for each heading.
private struct Sides {
    private let width: Int
    private var open: [UInt8]

    init(columns: Int, rows: Int) {
        width = columns + 1
        open = Array(repeating: 0, count: width * (rows + 1))
    }

    mutating func add(from corner: (Int, Int), _ heading: Heading) { open[corner.1 * width + corner.0] |= 1 << heading.rawValue }

    private mutating func take(_ corner: (Int, Int), _ heading: Heading) -> Bool {
        let place = corner.1 * width + corner.0
        guard open[place] & 1 << heading.rawValue != 0 else { return false }
        open[place] &= ~(1 << heading.rawValue)
        return true
    }

    /// Corners at which the outline turns.
    mutating func rings() -> [[(Int, Int)]] {
        var rings: [[(Int, Int)]] = []
        for place in open.indices {
            while let first = Heading.allCases.first(where: { open[place] & 1 << $0.rawValue != 0 }) {
                rings.append(ring(from: (place % width, place / width), first))
            }
        }
        return rings
    }

    private mutating func ring(from start: (Int, Int), _ first: Heading) -> [(Int, Int)] {
        var (corner, heading) = (start, first)
        var turns: [(Int, Int)] = []
        while take(corner, heading) {
            let step = heading.step
            corner = (corner.0 + step.0, corner.1 + step.1)
            let isStart = corner == start
            guard let next = heading.next.first(where: { open[corner.1 * width + corner.0] & 1 << $0.rawValue != 0 }), !isStart else {
                if heading != first || !isStart { turns.append(corner) }
                break
            }
            if next != heading { turns.append(corner) }
            heading = next
        }
        return turns
    }
}
