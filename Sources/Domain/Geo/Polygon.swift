import City

/// An area with an outer ring and perhaps holes, in WGS 84 degrees. Edges are straight in longitude and latitude, as GeoJSON has them.
///
/// A ring must not cross the antimeridian; RFC 7946 §3.1.9 asks for such an area to be cut into two polygons.
public struct Polygon: Hashable, Sendable {
    public let outer: [Coordinate]
    public let holes: [[Coordinate]]
    let box: Box

    /// Throws when a ring is too short, too long, off the Earth or crosses the antimeridian.
    public init(outer: [Coordinate], holes: [[Coordinate]] = []) throws(GeoFault) {
        var pointCount = 0
        for ring in [outer] + holes {
            try Self.check(ring)
            pointCount += ring.count
        }
        guard pointCount <= Self.pointCountMax else {
            throw GeoFault("the polygon has \(pointCount) points and at most \(Self.pointCountMax) are taken: simplify it")
        }
        self.outer = outer
        self.holes = holes
        box = Box(outer)
    }

    /// True inside the outer ring and outside every hole. A point on an edge may fall on either side, but on one side only of an edge
    /// that two polygons share.
    public func contains(_ point: Coordinate) -> Bool {
        box.contains(point) && Self.isInside(point, outer) && !holes.contains { Self.isInside(point, $0) }
    }

    /// Ray casting along the parallel to the east. The half-open comparison counts a shared vertex once.
    private static func isInside(_ point: Coordinate, _ ring: [Coordinate]) -> Bool {
        var inside = false
        var previous = ring[ring.count - 1]
        for current in ring {
            if (current.latitude > point.latitude) != (previous.latitude > point.latitude) {
                let part = (point.latitude - current.latitude) / (previous.latitude - current.latitude)
                if point.longitude < current.longitude + part * (previous.longitude - current.longitude) { inside.toggle() }
            }
            previous = current
        }
        return inside
    }

    private static func check(_ ring: [Coordinate]) throws(GeoFault) {
        guard Set(ring).count >= 3 else { throw GeoFault("a ring needs at least three different points, this one has \(Set(ring).count)") }
        if let point = ring.first(where: { !$0.isOnEarth }) {
            throw GeoFault("the point longitude \(point.longitude), latitude \(point.latitude) is off the Earth: GeoJSON writes longitude first")
        }
        let box = Box(ring)
        guard box.east - box.west <= 180 else {
            throw GeoFault("a ring spans more than 180° of longitude: cut it at the antimeridian (RFC 7946 §3.1.9)")
        }
    }

    /// The bound of docs/promises.md: a polygon with more points costs too much per question.
    public static let pointCountMax = 10_000
}

/// The rectangle around some points.
struct Box: Hashable, Sendable {
    let south: Double
    let north: Double
    let west: Double
    let east: Double

    init(_ points: [Coordinate]) {
        south = points.map(\.latitude).min() ?? 0
        north = points.map(\.latitude).max() ?? 0
        west = points.map(\.longitude).min() ?? 0
        east = points.map(\.longitude).max() ?? 0
    }

    func contains(_ point: Coordinate) -> Bool {
        point.latitude >= south && point.latitude <= north && point.longitude >= west && point.longitude <= east
    }
}

/// The official outline of one center, in one or more pieces.
public struct Boundary: Hashable, Sendable {
    public let code: CenterCode
    public let polygons: [Polygon]

    public init(code: CenterCode, polygons: [Polygon]) {
        self.code = code
        self.polygons = polygons
    }

    public func contains(_ point: Coordinate) -> Bool { polygons.contains { $0.contains(point) } }
}
