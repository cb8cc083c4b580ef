import City

#if canImport(Glibc)
    import Glibc
#else
    import Foundation
#endif

/// A closed line of points, as somebody draws one: what is asked before it is taken for an area.
public enum Ring {
    /// m² within, on a sphere of the Earth's mean radius; positive whichever way round it goes.
    ///
    /// R. G. Chamberlain, W. H. Duquette 2007, Some algorithms for polygons on a sphere (JPL Publication 07-03), equation 4.
    public static func squareMetres(_ ring: [Coordinate]) -> Double {
        guard ring.count >= 3 else { return 0 }
        var sum = 0.0
        for index in ring.indices {
            let (from, to) = (ring[index], ring[(index + 1) % ring.count])
            sum += radians(to.longitude - from.longitude) * (2 + sin(radians(from.latitude)) + sin(radians(to.latitude)))
        }
        return abs(sum) * Coordinate.earthRadiusMetres * Coordinate.earthRadiusMetres / 2
    }

    /// True where two sides that do not follow one another meet, or one lies back on the side before it.
    ///
    /// Each side is asked against each other one, so whoever calls bounds the number of points.
    public static func crossesItself(_ ring: [Coordinate]) -> Bool {
        let points = ring.first == ring.last ? Array(ring.dropLast()) : ring
        guard points.count > 3 else { return false }
        let sides = points.indices.map { (points[$0], points[($0 + 1) % points.count]) }
        for first in sides.indices {
            for second in sides.indices.dropFirst(first + 1) {
                let areNeighbours = second == first + 1 || (first == 0 && second == sides.count - 1)
                if areNeighbours ? liesBack(sides[first], sides[second]) : meet(sides[first], sides[second]) { return true }
            }
        }
        return false
    }

    private typealias Side = (Coordinate, Coordinate)

    /// The sign says on which side of a line a point lies.
    private static func turn(_ side: Side, _ point: Coordinate) -> Double {
        (side.1.longitude - side.0.longitude) * (point.latitude - side.0.latitude)
            - (side.1.latitude - side.0.latitude) * (point.longitude - side.0.longitude)
    }

    private static func meet(_ left: Side, _ right: Side) -> Bool {
        let (a, b) = (turn(left, right.0), turn(left, right.1))
        let (c, d) = (turn(right, left.0), turn(right, left.1))
        if a * b < 0, c * d < 0 { return true }
        return a == 0 && isBetween(right.0, left) || b == 0 && isBetween(right.1, left) || c == 0 && isBetween(left.0, right)
            || d == 0 && isBetween(left.1, right)
    }

    /// Of two sides that share a point.
    private static func liesBack(_ left: Side, _ right: Side) -> Bool {
        let shared = left.1 == right.0 ? (left.0, left.1, right.1) : (left.1, left.0, right.0)
        guard turn((shared.0, shared.1), shared.2) == 0 else { return false }
        return isBetween(shared.2, (shared.0, shared.1)) || isBetween(shared.0, (shared.1, shared.2))
    }

    private static func isBetween(_ point: Coordinate, _ side: Side) -> Bool {
        (min(side.0.longitude, side.1.longitude)...max(side.0.longitude, side.1.longitude)).contains(point.longitude)
            && (min(side.0.latitude, side.1.latitude)...max(side.0.latitude, side.1.latitude)).contains(point.latitude)
    }

    private static func radians(_ degrees: Double) -> Double { degrees * .pi / 180 }
}
