import City
import Foundation
import Geo

/// Taking official outlines into a package.
extension BoundaryImport {
    /// What an import did, for the operator.
    public struct Report: Hashable, Sendable {
        /// Inside the package.
        public let file: String
        public let boundaryCount: Int
        public let pointCount: Int
        /// The coordinate system that the points were converted from.
        public let datum: ChineseDatum
    }

    /// Reads a GeoJSON file, converts it to WGS 84 and writes `boundaries/<name>.geojson` into the package. Changes nothing when a
    /// shape is broken or belongs to a center that the package does not have.
    public static func run(file: String, into directory: String, name: String, datum: ChineseDatum) throws(CityFaults) -> Report {
        guard !name.isEmpty, name.utf8.count <= Entry.identifierBytesMax, name.utf8.allSatisfy(Entry.isIdentifierByte), !name.hasPrefix(".") else {
            throw CityFaults([CityFault(file: name, line: 1, message: "this name cannot be a file's: use only letters, digits, `-` and `_`")])
        }
        let package = try CityPackage.load(directory: directory)
        let (boundaries, lines) = try read(file, datum: datum)
        let unknown = boundaries.enumerated().filter { package.model.center($0.element.code) == nil }
        guard unknown.isEmpty else {
            throw CityFaults(
                unknown.prefix(FaultLog.faultCountMax).map { index, boundary in
                    CityFault(
                        file: file, line: lines.line(of: index),
                        message:
                            "feature \(index + 1): the boundary of `\(boundary.code)` belongs to no center in network.csv: mend its `code` property"
                    )
                })
        }
        let target = "boundaries/\(name).geojson"
        try write(boundaries, to: URL(fileURLWithPath: directory).appendingPathComponent(target))
        let points = boundaries.flatMap(\.polygons).reduce(0) { $0 + $1.outer.count + $1.holes.reduce(0) { $0 + $1.count } }
        return Report(file: target, boundaryCount: boundaries.count, pointCount: points, datum: datum)
    }

    private static func read(_ file: String, datum: ChineseDatum) throws(CityFaults) -> ([Boundary], FeatureLines) {
        do {
            let data = try Data(contentsOf: URL(fileURLWithPath: file), options: .mappedIfSafe)
            return (try boundaries(geoJSON: data, from: datum), FeatureLines(data))
        } catch let fault as Fault {
            throw CityFaults([CityFault(file: file, line: fault.line, message: fault.message)])
        } catch {
            throw CityFaults([CityFault(file: file, line: 1, message: "the file cannot be read (\(error.localizedDescription)): check the path")])
        }
    }

    private static func write(_ boundaries: [Boundary], to url: URL) throws(CityFaults) {
        let features = boundaries.map { boundary in
            GeoJSONFeature(
                type: "Feature", properties: .init(code: CodeText(boundary.code.rawValue)),
                geometry: GeoJSONGeometry(
                    type: "MultiPolygon",
                    coordinates: .multiPolygon(
                        boundary.polygons.map { polygon in ([polygon.outer] + polygon.holes).map { $0.map { [$0.longitude, $0.latitude] } } })))
        }
        do {
            try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
            try encoder.encode(GeoJSONCollection(type: "FeatureCollection", features: features)).write(to: url, options: .atomic)
        } catch {
            throw CityFaults([
                CityFault(file: url.path, line: 1, message: "the file cannot be written (\(error.localizedDescription)): check the folder")
            ])
        }
    }
}
