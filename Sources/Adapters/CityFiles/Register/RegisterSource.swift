import City
import Foundation
import Geo

/// A file that a survey or another system hands over: CSV with latitude and longitude, GeoJSON, or an ESRI shapefile.
struct RegisterSource {
    let path: String
    /// Property of the register → column of the file; columns that are not named keep their names.
    let columns: [String: String]
    let datum: ChineseDatum

    private var name: String { URL(fileURLWithPath: path).lastPathComponent }

    /// The features in the register's words. What cannot be used is reported with its line, or its record where a file has no lines.
    func features(_ faults: FaultLog) -> [RegisterFeature] {
        let raw: [RegisterFeature]
        switch URL(fileURLWithPath: path).pathExtension.lowercased() {
        case "csv": raw = text(faults).map { table($0, faults) } ?? []
        case "geojson", "json": raw = text(faults).map { RegisterFeatures.read($0, file: name, faults: faults) } ?? []
        case "shp": raw = ShapefileReader(path: path, file: name, faults: faults).features()
        case let other:
            faults.report(
                Place(file: name, line: 1), "the ending `.\(other)` is none of .csv, .geojson, .json and .shp: export the file as one of them")
            return []
        }
        if raw.isEmpty, faults.faults.isEmpty { faults.report(Place(file: name, line: 1), "the file holds no record: check what was exported") }
        let known = Set(raw.flatMap(\.properties.keys))
        for (property, column) in columns.sorted(by: { $0.key < $1.key }) where !known.contains(column) && !raw.isEmpty {
            faults.report(
                Place(file: name, line: 1), "there is no column `\(column)` for `\(property)`: it has \(known.sorted().joined(separator: ", "))")
        }
        return raw.map(renamed)
    }

    private func text(_ faults: FaultLog) -> String? {
        let file = URL(fileURLWithPath: path)
        return PackageFolder(root: file.deletingLastPathComponent(), faults: faults).text(file.lastPathComponent)
    }

    private func table(_ text: String, _ faults: FaultLog) -> [RegisterFeature] {
        let latitude = columns["latitude"] ?? "latitude"
        let longitude = columns["longitude"] ?? "longitude"
        guard let table = CSVTable(text, file: name, columns: [latitude, longitude], faults: faults) else { return [] }
        return table.rows.compactMap { row in
            guard let y = table.number(row, latitude), let x = table.number(row, longitude) else {
                table.report(row, "the row has no `\(latitude)` or no `\(longitude)`: every site needs a place")
                return nil
            }
            let point = Coordinate(latitude: y, longitude: x)
            guard point.isOnEarth else {
                table.report(row, "\(y), \(x) lies outside ±90° latitude, ±180° longitude: check whether the two were swapped, or are metres")
                return nil
            }
            var properties = table.fields(row).mapValues { RegisterFeature.Value.text($0) }
            properties[latitude] = nil
            properties[longitude] = nil
            return RegisterFeature(properties: properties, shape: .point(point), place: row.place)
        }
    }

    /// In the register's words and in WGS 84. A record without `is` is a site.
    private func renamed(_ feature: RegisterFeature) -> RegisterFeature {
        var properties = feature.properties
        for (property, column) in columns where property != column {
            properties[property] = properties.removeValue(forKey: column)
        }
        if case .text = properties["is"] {} else { properties["is"] = .text("site") }
        let shape: RegisterFeature.Shape =
            switch feature.shape {
            case .point(let point): .point(point.wgs84(from: datum).rounded)
            case .ring(let ring): .ring(ring.map { $0.wgs84(from: datum).rounded })
            case .none: .none
            }
        return RegisterFeature(properties: properties, shape: shape, place: feature.place)
    }
}

extension Coordinate {
    /// To a centimetre: what a survey of slopes can mean, and a text that compares.
    fileprivate var rounded: Coordinate {
        Coordinate(latitude: (latitude * 1e7).rounded() / 1e7, longitude: (longitude * 1e7).rounded() / 1e7)
    }
}
