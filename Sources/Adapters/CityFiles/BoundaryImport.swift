import City
import Foundation
import Geo

/// Reads official outlines from GeoJSON (RFC 7946) and writes them as the package keeps them.
public enum BoundaryImport {
    /// A GeoJSON text that cannot be used: the line, where the parser knows it, and what to do.
    public struct Fault: Error, Hashable, Sendable {
        public let line: Int
        public let message: String
    }

    /// The boundaries of a FeatureCollection (or one Feature) whose features have the property `code`, converted from `datum`.
    public static func boundaries(geoJSON data: Data, from datum: ChineseDatum) throws(Fault) -> [Boundary] {
        guard data.count <= PackageFolder.fileBytesMax else {
            throw Fault(line: 1, message: "the file has \(data.count) bytes and at most \(PackageFolder.fileBytesMax) are read: split it")
        }
        let lines = FeatureLines(data)
        let features = try decode(data, lines)
        guard !features.isEmpty, features.count <= featureCountMax else {
            throw Fault(line: 1, message: "the file has \(features.count) features; between 1 and \(featureCountMax) are read")
        }
        var boundaries: [Boundary] = []
        boundaries.reserveCapacity(features.count)
        for (index, feature) in features.enumerated() {
            do throws(ShapeFault) {
                boundaries.append(try boundary(feature, from: datum))
            } catch {
                throw Fault(line: lines.line(of: index), message: "feature \(index + 1)\(error.message)")
            }
        }
        return boundaries
    }

    private static func decode(_ data: Data, _ lines: FeatureLines) throws(Fault) -> [GeoJSONFeature] {
        do {
            let collection = try JSONDecoder().decode(GeoJSONCollection.self, from: data)
            switch collection.type {
            case "FeatureCollection": return collection.features ?? []
            case "Feature": return [try JSONDecoder().decode(GeoJSONFeature.self, from: data)]
            default: throw Fault(line: 1, message: "the type is `\(collection.type)`: a FeatureCollection is needed")
            }
        } catch let fault as Fault {
            throw fault
        } catch {
            throw JSONFault.fault(error, in: data, lines)
        }
    }

    /// What is wrong with one feature; the caller knows which one it is.
    private struct ShapeFault: Error { let message: String }

    private static func boundary(_ feature: GeoJSONFeature, from datum: ChineseDatum) throws(ShapeFault) -> Boundary {
        guard let code = feature.properties?.code?.text, !code.isEmpty else {
            throw ShapeFault(message: " has no property `code`: add the code of its center from network.csv")
        }
        guard let geometry = feature.geometry else {
            throw ShapeFault(message: " (`\(code)`) has no geometry: a Polygon or MultiPolygon is needed")
        }
        do {
            return Boundary(code: CenterCode(code), polygons: try polygons(geometry, from: datum))
        } catch {
            throw ShapeFault(message: " (`\(code)`)\(error.message)")
        }
    }

    private static func polygons(_ geometry: GeoJSONGeometry, from datum: ChineseDatum) throws(ShapeFault) -> [Polygon] {
        let pieces: [[[[Double]]]]
        switch geometry.coordinates {
        case .polygon(let rings): pieces = [rings]
        case .multiPolygon(let all): pieces = all
        case .other: throw ShapeFault(message: " is a \(geometry.type): a Polygon or MultiPolygon is needed")
        }
        guard !pieces.isEmpty, pieces.count <= pieceCountMax else {
            throw ShapeFault(message: " has \(pieces.count) pieces; between 1 and \(pieceCountMax) are read")
        }
        do {
            return try pieces.map { try polygon($0, from: datum) }
        } catch let fault as GeoFault {
            throw ShapeFault(message: ": \(fault.message)")
        } catch {
            throw ShapeFault(message: ": \(error)")
        }
    }

    private static func polygon(_ rings: [[[Double]]], from datum: ChineseDatum) throws -> Polygon {
        let converted = try rings.map { ring in
            try ring.map { position in
                guard position.count >= 2 else { throw GeoFault("a position needs longitude and latitude") }
                let point = Coordinate(latitude: position[1], longitude: position[0])
                guard point.isOnEarth else {
                    throw GeoFault("the point \(position[0]), \(position[1]) is off the Earth: GeoJSON writes longitude first")
                }
                return point.wgs84(from: datum)
            }
        }
        guard let outer = converted.first else { throw GeoFault("a polygon has no ring") }
        return try Polygon(outer: outer, holes: Array(converted.dropFirst()))
    }

    /// Ten times the units of the largest city.
    static let featureCountMax = 20_000
    /// Islands and exclaves; more pieces are a conversion gone wrong.
    static let pieceCountMax = 1_000
}
