import City
import Foundation
import Geo

/// Lines that stand in a fire's way, from GeoJSON (RFC 7946): LineString and MultiLineString with `width_m` and either `from_minute` or `built` (a time).
///
/// Without a width no flame reaches over the line; without a time it stands from the beginning.
public enum BarriersFile {
    /// - Parameter start: the time of the ignition, which `built` is counted from.
    public static func read(_ file: String, _ data: Data, frame: LandscapeFrame, start: Instant?) throws(FireFileFault) -> [BarrierLine] {
        let collection: Collection
        do {
            collection = try JSONDecoder().decode(Collection.self, from: data)
        } catch {
            throw FireFileFault(file, "it is no GeoJSON of lines: a FeatureCollection of LineString and MultiLineString is wanted")
        }
        guard collection.features.count <= linesMax else { throw FireFileFault(file, "more than \(linesMax) lines") }
        var lines: [BarrierLine] = []
        for (number, feature) in collection.features.enumerated() {
            let what = "line \(number + 1)"
            guard let parts = feature.geometry.lines else { throw FireFileFault(file, "\(what) is a \(feature.geometry.type); lines are wanted") }
            var minute = feature.properties?.fromMinute ?? 0
            if let built = feature.properties?.built {
                guard let moment = Instant(rfc3339: built) else { throw FireFileFault(file, "\(what): built is '\(built.prefix(40))', no time") }
                guard let start else { throw FireFileFault(file, "\(what) has a time; say with --start when the fire began") }
                minute = Double(moment.millisecondsSince1970 - start.millisecondsSince1970) / 60_000
            }
            for part in parts {
                var points: [SIMD2<Double>] = []
                for position in part {
                    guard position.count >= 2, abs(position[0]) <= 180, abs(position[1]) <= 90 else {
                        throw FireFileFault(file, "\(what) has a point that is no longitude and latitude")
                    }
                    points.append(frame.zone.metres(of: Coordinate(latitude: position[1], longitude: position[0])))
                }
                lines.append(BarrierLine(points: points, fromMinute: minute, width: feature.properties?.width ?? .infinity))
            }
        }
        return lines
    }

    /// Nobody draws more by hand, and a road graph has its own way in.
    private static let linesMax = 10_000

    private struct Collection: Decodable { let features: [Feature] }

    private struct Feature: Decodable {
        let geometry: Geometry
        let properties: Properties?
    }

    private struct Properties: Decodable {
        let width: Double?
        let fromMinute: Double?
        let built: String?

        enum CodingKeys: String, CodingKey {
            case width = "width_m"
            case fromMinute = "from_minute"
            case built
        }
    }

    private struct Geometry: Decodable {
        let type: String
        let lines: [[[Double]]]?

        enum CodingKeys: String, CodingKey { case type, coordinates }

        init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: CodingKeys.self)
            type = try container.decode(String.self, forKey: .type)
            switch type {
            case "LineString": lines = [try container.decode([[Double]].self, forKey: .coordinates)]
            case "MultiLineString": lines = try container.decode([[[Double]]].self, forKey: .coordinates)
            default: lines = nil
            }
        }
    }
}
