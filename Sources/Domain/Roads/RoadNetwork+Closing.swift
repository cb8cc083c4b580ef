import City
import Geo

extension RoadNetwork {
    /// The parts of roads that lie in an area or touch it.
    public func closures(in areas: [Polygon]) -> RoadClosures {
        var closures = RoadClosures()
        for area in areas {
            let outline = AreaOutline(area)
            guard let box = outline.box else { continue }
            var seen: Set<Int32> = []
            index.forEachStretch(in: box) { stretch in
                let point = Int(stretch.point)
                guard seen.insert(stretch.point).inserted else { return }
                guard let part = outline.part(of: graph.points[point], graph.points[point + 1]) else { return }
                let road = Int(stretch.road)
                closures.add(stretch.road, share(of: road, point, part.lowerBound)...share(of: road, point, part.upperBound))
            }
        }
        return closures
    }

    /// All of these ways of the map, by their numbers there.
    public func closures(ofWays ways: Set<Int64>) -> RoadClosures {
        var closures = RoadClosures()
        for (road, it) in graph.roads.enumerated() where ways.contains(it.wayID) { closures.add(Int32(road), 0...1) }
        return closures
    }
}

/// A polygon that stretches of roads are held against; its sides are sorted into bands of latitude, so that one with thousands of points stays quick.
struct AreaOutline {
    private struct Side {
        let a: SIMD2<Double>
        let b: SIMD2<Double>
    }

    let box: RoadIndex.Box?
    private let polygon: Polygon
    private let south: Double
    private let bandDegrees: Double
    private let bands: [[Side]]

    init(_ polygon: Polygon) {
        self.polygon = polygon
        let corners = polygon.outer.compactMap { MapPoint($0) }
        let sides = ([polygon.outer] + polygon.holes).flatMap { ring in
            ring.indices.map { Side(a: Self.vector(ring[$0]), b: Self.vector(ring[($0 + 1) % ring.count])) }
        }
        let latitudes = polygon.outer.map(\.latitude)
        let (low, high) = (latitudes.min() ?? 0, latitudes.max() ?? 0)
        let count = min(Self.bandsMax, sides.count / 4 + 1)
        south = low
        bandDegrees = max((high - low) / Double(count), 1e-9)
        var bands = [[Side]](repeating: [], count: count)
        for side in sides {
            for band in Self.bands(min(side.a.y, side.b.y), max(side.a.y, side.b.y), low, bandDegrees, count) { bands[band].append(side) }
        }
        self.bands = bands
        box = corners.isEmpty ? nil : corners.dropFirst().reduce(into: RoadIndex.Box(corners[0], corners[0])) { $0.include($1) }
    }

    private static let bandsMax = 512

    private static func vector(_ point: Coordinate) -> SIMD2<Double> { SIMD2(point.longitude, point.latitude) }

    private static func bands(_ low: Double, _ high: Double, _ south: Double, _ degrees: Double, _ count: Int) -> ClosedRange<Int> {
        func band(_ latitude: Double) -> Int { Int(max(0, min(Double(count - 1), (latitude - south) / degrees))) }
        return band(low)...band(high)
    }

    /// The hull of what a stretch has in the area, as parts 0 … 1 of it; nil when it stays outside.
    func part(of a: MapPoint, _ b: MapPoint) -> ClosedRange<Double>? {
        guard let box, box.meets(RoadIndex.Box(a, b)) else { return nil }
        let (from, to) = (Self.vector(a.coordinate), Self.vector(b.coordinate))
        var low = polygon.contains(a.coordinate) ? 0.0 : .infinity
        var high = polygon.contains(b.coordinate) ? 1.0 : -.infinity
        for band in Self.bands(min(from.y, to.y), max(from.y, to.y), south, bandDegrees, bands.count) {
            for side in bands[band] {
                guard let part = Self.crossing(from, to, side) else { continue }
                low = min(low, part)
                high = max(high, part)
            }
        }
        if low == .infinity, high == -.infinity { return nil }
        // Inside at one end and, by rounding, nowhere across the edge: closed from end to end.
        return low <= high ? low...high : 0...1
    }

    /// Where on the stretch a side crosses it.
    private static func crossing(_ from: SIMD2<Double>, _ to: SIMD2<Double>, _ side: Side) -> Double? {
        let (along, edge) = (to - from, side.b - side.a)
        let cross = along.x * edge.y - along.y * edge.x
        guard cross != 0 else { return nil }
        let gap = side.a - from
        let onStretch = (gap.x * edge.y - gap.y * edge.x) / cross
        let onSide = (gap.x * along.y - gap.y * along.x) / cross
        return (0...1).contains(onStretch) && (0...1).contains(onSide) ? onStretch : nil
    }
}
