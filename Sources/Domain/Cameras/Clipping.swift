/// A point that lies on a line between two others.
protocol ClippedPoint {
    func towards(_ other: Self, part: Double) -> Self
}

/// Cuts rings by straight lines (Sutherland and Hodgman 1974, Reentrant polygon clipping).
enum Clipping {
    /// What of a ring lies where `depth` is not negative. `depth` must be linear.
    static func clip<Point: ClippedPoint>(_ ring: [Point], by depth: (Point) -> Double) -> [Point] {
        guard var before = ring.last else { return [] }
        var kept: [Point] = []
        for point in ring {
            let (from, to) = (depth(before), depth(point))
            if (from < 0) != (to < 0) { kept.append(before.towards(point, part: from / (from - to))) }
            if to >= 0 { kept.append(point) }
            before = point
        }
        return kept
    }
}
