import City
import Foundation
import Geo

/// `boundaries/*.geojson`: official outlines, where a city has imported them. In WGS 84, as `bayu city import-boundaries` leaves them.
enum BoundaryFiles {
    static func read(_ folder: PackageFolder, codes: Set<CenterCode>) -> [Boundary] {
        folder.list("boundaries", endings: ["geojson"], required: false).flatMap { file -> [Boundary] in
            guard let text = folder.text(file) else { return [] }
            do throws(BoundaryImport.Fault) {
                let boundaries = try BoundaryImport.boundaries(geoJSON: Data(text.utf8), from: .wgs84)
                for boundary in boundaries where !codes.contains(boundary.code) {
                    folder.faults.report(
                        Place(file: file, line: 1), "the boundary of `\(boundary.code)` belongs to no center in network.csv: mend its `code` property"
                    )
                }
                return boundaries
            } catch {
                folder.faults.report(Place(file: file, line: error.line), error.message)
                return []
            }
        }
    }
}
