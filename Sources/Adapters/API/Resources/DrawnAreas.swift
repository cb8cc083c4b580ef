import City
import Incidents

/// Areas as GeoJSON (RFC 7946): a Polygon or MultiPolygon, a Feature of one, or a FeatureCollection of such.
struct DrawnAreas: Decodable, Sendable {
    let areas: [MeasuredExtent.Area]

    private enum Keys: String, CodingKey { case type, coordinates, geometry, features }

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Keys.self)
        switch try container.decode(String.self, forKey: .type) {
        case "Polygon": areas = [Self.area(try container.decode([[[Double]]].self, forKey: .coordinates))]
        case "MultiPolygon": areas = try container.decode([[[[Double]]]].self, forKey: .coordinates).map(Self.area)
        case "Feature": areas = try container.decode(DrawnAreas.self, forKey: .geometry).areas
        case "FeatureCollection": areas = try container.decode([DrawnAreas].self, forKey: .features).flatMap(\.areas)
        default:
            throw DecodingError.dataCorruptedError(
                forKey: .type, in: container, debugDescription: "an area is a Polygon or MultiPolygon, a Feature or a FeatureCollection of such")
        }
    }

    /// A position is longitude, latitude and perhaps a height; one with fewer numbers becomes a place off the Earth, which is refused in words.
    private static func area(_ rings: [[[Double]]]) -> MeasuredExtent.Area {
        rings.map { ring in
            let points = ring.map { $0.count >= 2 ? Coordinate(latitude: $0[1], longitude: $0[0]) : Coordinate(latitude: .nan, longitude: .nan) }
            // The first point comes again at the end; one of them is enough.
            return points.count > 1 && points.first == points.last ? Array(points.dropLast()) : points
        }
    }
}
