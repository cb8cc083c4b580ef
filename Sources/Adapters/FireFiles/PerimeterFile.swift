import City
import Wildfire

/// Perimeters of a fire as GeoJSON (RFC 7946): one feature for each hour asked for, a MultiPolygon of what has burned by then with its holes.
public struct PerimeterFile: Sendable {
    private let landscape: Landscape
    /// Longitude and latitude of a place told in metres from the south-western corner.
    private let place: @Sendable (SIMD2<Double>) -> SIMD2<Double>
    private var features: [String] = []

    /// - Parameter frame: where the landscape lies; without one its corners say it.
    public init(_ landscape: Landscape, folder: String, frame: LandscapeFrame? = nil) throws(FireFileFault) {
        self.landscape = landscape
        if let frame {
            place = { point in
                let found = frame.coordinate(at: point)
                return SIMD2(found.longitude, found.latitude)
            }
        } else {
            let size = SIMD2(Double(landscape.columns), Double(landscape.rows)) * landscape.cellSize
            let corners = try LandscapeCorners(folder: folder, size: size)
            place = { corners.coordinate($0 / size) }
        }
    }

    /// - Parameter arrival: minutes, nil where the fire does not come.
    public mutating func add(hours: Double, arrival: (Int) -> Float?) {
        let latest = Float(hours * 60)
        let burned = (0..<landscape.count).map { (arrival($0) ?? .infinity) <= latest }
        let rings = CellOutline.rings(columns: landscape.columns, rows: landscape.rows, cellSize: landscape.cellSize) { burned[$0] }
        let cells = burned.count { $0 }
        let area = Double(cells) * landscape.cellSize * landscape.cellSize / 1e6
        let polygons = Self.polygons(rings, cellSize: landscape.cellSize).map { "[" + $0.map(text).joined(separator: ",") + "]" }
        features.append(
            "{\"type\":\"Feature\",\"properties\":{\"hours\":\(hours),\"cells\":\(cells),\"area_km2\":\(Self.rounded(area, 1e4))},"
                + "\"geometry\":{\"type\":\"MultiPolygon\",\"coordinates\":[\(polygons.joined(separator: ","))]}}")
    }

    public var text: String { "{\"type\":\"FeatureCollection\",\"features\":[\n" + features.joined(separator: ",\n") + "\n]}\n" }

    /// A ring, closed as GeoJSON wants it.
    private func text(_ ring: [SIMD2<Double>]) -> String {
        let places = (ring + ring.prefix(1)).map { point in
            let place = self.place(point)
            return "[\(Self.rounded(place.x, Self.degreeParts)),\(Self.rounded(place.y, Self.degreeParts))]"
        }
        return "[" + places.joined(separator: ",") + "]"
    }

    /// Each outer ring with the holes in it; a hole belongs to the smallest ring around it.
    static func polygons(_ rings: [[SIMD2<Double>]], cellSize: Double) -> [[[SIMD2<Double>]]] {
        var outers = rings.filter { CellOutline.area($0) > 0 }.map { Outer($0) }.sorted { $0.area < $1.area }
        for hole in rings where CellOutline.area(hole) < 0 {
            // The burned cells lie to the left of the hole's sides, so that a quarter of a cell to the right lies in the hole.
            let way = hole[1] - hole[0]
            let right = SIMD2(way.y, -way.x) / max(abs(way.x), abs(way.y)) * (cellSize / 4)
            let inside = (hole[0] + hole[1]) / 2 + right
            if let place = outers.firstIndex(where: { $0.holds(inside) }) { outers[place].holes.append(hole) }
        }
        return outers.map { [$0.ring] + $0.holes }
    }

    private struct Outer {
        let ring: [SIMD2<Double>]
        let area: Double
        var holes: [[SIMD2<Double>]] = []
        private let low, high: SIMD2<Double>

        init(_ ring: [SIMD2<Double>]) {
            self.ring = ring
            area = CellOutline.area(ring)
            low = ring.reduce(ring[0]) { pointwiseMin($0, $1) }
            high = ring.reduce(ring[0]) { pointwiseMax($0, $1) }
        }

        /// By the number of sides east of the point.
        func holds(_ point: SIMD2<Double>) -> Bool {
            guard point.x > low.x, point.y > low.y, point.x < high.x, point.y < high.y else { return false }
            let crossed = ring.indices.count { index in
                let (a, b) = (ring[index], ring[(index + 1) % ring.count])
                return a.x == b.x && a.x > point.x && (a.y > point.y) != (b.y > point.y)
            }
            return crossed % 2 == 1
        }
    }

    private static func rounded(_ value: Double, _ parts: Double) -> Double { (value * parts).rounded() / parts }

    /// Ten millionths of a degree: a centimetre.
    private static let degreeParts = 1e7
}
