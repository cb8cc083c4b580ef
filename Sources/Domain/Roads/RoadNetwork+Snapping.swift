import City

#if canImport(Glibc)
    import Glibc
#else
    import Foundation
#endif

/// The place on the roads where a trip begins or ends.
public struct RoadFoothold: Sendable {
    /// A road and the share of its length, 0 … 1, at which the place lies. Several where roads meet.
    struct Spot: Hashable, Sendable {
        let road: Int32
        let share: Double
    }

    let spots: [Spot]
    /// From the point that was asked for, as the crow flies.
    public let distanceMetres: Double
    public let point: MapPoint
}

extension RoadNetwork {
    /// Metres. Who is farther from every road than this does not begin a drive there.
    public static let snapMetresUsual = 1_000.0

    /// The nearest road place within so many metres.
    ///
    /// - Parameter closures: places that are closed are passed over. What lies in a fire is driven to as far as the road goes.
    public func foothold(
        _ place: Coordinate, within metres: Double = snapMetresUsual, onlyMain: Bool = false, outside closures: RoadClosures = RoadClosures()
    ) -> RoadFoothold? {
        guard let point = MapPoint(place), metres > 0 else { return nil }
        let plane = LocalPlane(at: point.latitudeDegrees)
        var reach = min(metres, Self.firstReachMetres)
        while true {
            if let found = nearest(point, plane, reach, onlyMain, closures) { return found }
            guard reach < metres else { return nil }
            reach = min(metres, reach * 4)
        }
    }

    /// Most points lie on a road or beside one.
    private static let firstReachMetres = 60.0
    /// Roads that pass this near to the place found are met in it, and who stands this near to the end of a road stands at its junction:
    /// points are often given in six decimals, which moves them by up to 8 cm.
    private static let tieMetres = 0.1

    private func isMain(_ road: Int32) -> Bool {
        let it = graph.roads[Int(road)]
        return [it.forwardLane, it.backwardLane].contains { $0 >= 0 && graph.lanes[Int($0)].island == 0 }
    }

    /// The place nearest to a point on one stretch.
    private struct Foot {
        let road: Int32
        /// The first point of the stretch.
        let point: Int
        let part: Double
        /// From the point that was asked for, in metres.
        let vector: SIMD2<Double>
        let distance: Double
    }

    private func nearest(
        _ point: MapPoint, _ plane: LocalPlane, _ reach: Double, _ onlyMain: Bool, _ closures: RoadClosures
    ) -> RoadFoothold? {
        var best = reach
        var feet: [Foot] = []
        index.forEachStretch(in: box(point, plane, reach)) { stretch in
            let first = Int(stretch.point)
            let foot = Self.foot(plane, point, graph.points[first], graph.points[first + 1], stretch)
            guard foot.distance <= best + Self.tieMetres, graph.roads[Int(stretch.road)].isStart, !onlyMain || isMain(stretch.road) else { return }
            if let closed = closures.spans[stretch.road], closed.contains(share(of: Int(stretch.road), first, foot.part)) { return }
            best = min(best, foot.distance)
            feet.append(foot)
        }
        guard let nearest = feet.min(by: { $0.distance < $1.distance }), nearest.distance <= reach else { return nil }
        let together = feet.filter { foot in
            let apart = foot.vector - nearest.vector
            return (apart * apart).sum() <= Self.tieMetres * Self.tieMetres
        }
        let spots = Set(together.map { RoadFoothold.Spot(road: $0.road, share: settled(Int($0.road), $0.point, $0.part)) })
        let ordered = spots.sorted { ($0.road, $0.share) < ($1.road, $1.share) }.prefix(Self.spotsMax)
        return RoadFoothold(spots: Array(ordered), distanceMetres: nearest.distance, point: between(nearest.point, nearest.part))
    }

    /// No junction has more roads.
    private static let spotsMax = 16

    private func box(_ point: MapPoint, _ plane: LocalPlane, _ metres: Double) -> RoadIndex.Box {
        func moved(_ value: Int32, _ steps: Double, _ most: Double) -> Int32 { Int32(max(-most, min(most, Double(value) + steps))) }
        let (north, east) = (metres / plane.north, metres / max(plane.east, plane.north / 100))
        return RoadIndex.Box(
            MapPoint(latitude: moved(point.latitude, -north, 9e8), longitude: moved(point.longitude, -east, 18e8)),
            MapPoint(latitude: moved(point.latitude, north, 9e8), longitude: moved(point.longitude, east, 18e8)))
    }

    /// The share of a road's length, 0 or 1 within a hand's breadth of an end.
    private func settled(_ road: Int, _ point: Int, _ part: Double) -> Double {
        let share = share(of: road, point, part)
        let slack = Self.tieMetres * 100 / Double(max(1, graph.roads[road].centimetres))
        return share <= slack ? 0 : share >= 1 - slack ? 1 : share
    }

    private static func foot(_ plane: LocalPlane, _ point: MapPoint, _ a: MapPoint, _ b: MapPoint, _ stretch: RoadIndex.Stretch) -> Foot {
        let along = plane.vector(from: a, to: b)
        let there = plane.vector(from: a, to: point)
        let squared = (along * along).sum()
        let part = squared > 0 ? max(0, min(1, (along * there).sum() / squared)) : 0
        let vector = along * part - there
        return Foot(road: stretch.road, point: Int(stretch.point), part: part, vector: vector, distance: (vector * vector).sum().squareRoot())
    }

    private func between(_ first: Int, _ part: Double) -> MapPoint {
        let (a, b) = (graph.points[first], graph.points[first + 1])
        func mixed(_ x: Int32, _ y: Int32) -> Int32 { Int32((Double(x) + (Double(y) - Double(x)) * part).rounded()) }
        return MapPoint(latitude: mixed(a.latitude, b.latitude), longitude: mixed(a.longitude, b.longitude))
    }

    /// The share of a road's length at a part of one of its stretches.
    func share(of road: Int, _ point: Int, _ part: Double) -> Double {
        let range = graph.pointRange(road)
        let plane = LocalPlane(at: graph.points[range.lowerBound].latitudeDegrees)
        var before = 0.0
        var whole = 0.0
        for first in range.dropLast() {
            let metres = plane.metres(from: graph.points[first], to: graph.points[first + 1])
            if first < point { before += metres }
            if first == point { before += metres * part }
            whole += metres
        }
        return whole > 0 ? min(1, before / whole) : 0
    }
}
