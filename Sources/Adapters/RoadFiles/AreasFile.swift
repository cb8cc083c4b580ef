import City
import Foundation
import Geo

/// Areas out of a GeoJSON file (RFC 7946): polygons and multipolygons, bare, in features or in collections.
public enum AreasFile {
    static let bytesMax = 64 * 1024 * 1024
    public static let areasMax = 10_000
    /// Collections within collections; RFC 7946 advises against any.
    private static let depthMax = 4

    /// - Throws: `RoadFileFault` when the file cannot be read, is no GeoJSON, or holds anything but areas.
    public static func read(_ path: String) throws -> [Polygon] {
        let data: Data
        do {
            let size = try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int ?? 0
            guard size <= bytesMax else { throw RoadFileFault(path, "the file has \(size) bytes, and at most \(bytesMax) are taken: simplify it.") }
            data = try Data(contentsOf: URL(fileURLWithPath: path))
        } catch let fault as RoadFileFault {
            throw fault
        } catch {
            throw RoadFileFault(path, "cannot be read: \(error.localizedDescription) Check the name.")
        }
        let shape: Shape
        do {
            shape = try JSONDecoder().decode(Shape.self, from: data)
        } catch {
            throw RoadFileFault(path, "this is no GeoJSON with areas: \(complaint(error)). Take polygons in WGS 84, longitude first.")
        }
        var areas: [Polygon] = []
        try collect(shape, path, "the file", depth: 0, &areas)
        return areas
    }

    private static func complaint(_ error: any Error) -> String {
        switch error {
        case DecodingError.keyNotFound(let key, let context): "\(key.stringValue) is missing at \(place(context.codingPath))"
        case DecodingError.typeMismatch(_, let context), DecodingError.valueNotFound(_, let context): "a wrong value at \(place(context.codingPath))"
        default: "it is no JSON"
        }
    }

    private static func place(_ path: [any CodingKey]) -> String {
        path.isEmpty ? "the top" : path.prefix(8).map { $0.intValue.map(String.init) ?? $0.stringValue }.joined(separator: ".")
    }

    private static func collect(_ shape: Shape, _ path: String, _ what: String, depth: Int, _ areas: inout [Polygon]) throws {
        guard depth <= depthMax else { throw RoadFileFault(path, "\(what): collections lie in each other more than \(depthMax) deep") }
        switch shape {
        case .many(let shapes):
            for (index, shape) in shapes.enumerated() {
                try collect(shape, path, depth == 0 ? "feature \(index + 1)" : what, depth: depth + 1, &areas)
            }
        case .areas(let pieces):
            for rings in pieces { areas.append(try polygon(rings, path, what)) }
            guard areas.count <= areasMax else { throw RoadFileFault(path, "there are more than \(areasMax) areas: simplify them.") }
        case .nothing: break
        case .other(let type): throw RoadFileFault(path, "\(what) is a \(type.prefix(40)), and only areas can be left out: draw a polygon around it.")
        }
    }

    private static func polygon(_ rings: [[[Double]]], _ path: String, _ what: String) throws -> Polygon {
        let points = try rings.map { ring in
            var ring = try ring.map { position in
                guard position.count >= 2 else { throw RoadFileFault(path, "\(what): a position has \(position.count) numbers, and it takes two") }
                return Coordinate(latitude: position[1], longitude: position[0])
            }
            if ring.count > 1, ring.first == ring.last { ring.removeLast() }
            return ring
        }
        guard let outer = points.first else { throw RoadFileFault(path, "\(what) has no ring: leave it out of the file, or draw it.") }
        do {
            return try Polygon(outer: outer, holes: Array(points.dropFirst()))
        } catch let fault {
            throw RoadFileFault(path, "\(what): \(fault.message).")
        }
    }

    /// What any GeoJSON object says of areas.
    private enum Shape: Decodable {
        case many([Shape])
        case areas([[[[Double]]]])
        case nothing
        case other(String)

        private enum CodingKeys: String, CodingKey { case type, coordinates, features, geometry, geometries }

        init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: CodingKeys.self)
            switch try container.decode(String.self, forKey: .type) {
            case "FeatureCollection": self = .many(try container.decode([Shape].self, forKey: .features))
            case "GeometryCollection": self = .many(try container.decode([Shape].self, forKey: .geometries))
            case "Feature": self = try container.decodeIfPresent(Shape.self, forKey: .geometry) ?? .nothing
            case "Polygon": self = .areas([try container.decode([[[Double]]].self, forKey: .coordinates)])
            case "MultiPolygon": self = .areas(try container.decode([[[[Double]]]].self, forKey: .coordinates))
            case let type: self = .other(type)
            }
        }
    }
}
