import City
import Wildfire

/// Sightings of cameras from a file of columns: camera_lon, camera_lat (degrees, WGS 84), height_m, azimuth_deg (clockwise from true north),
/// half_angle_deg, time (RFC 3339, or seconds of one clock).
///
/// A row that is no look does not spoil the others: it is named with its line and reason.
public struct SightingsFile: Sendable {
    public let sightings: [Sighting]
    /// The line of each sighting in the file.
    public let lines: [Int]
    public let refused: [FireFileFault]

    /// Throws `FireFileFault` when the file as a whole cannot be read: no header, a column missing, rows of another length.
    public init(_ file: String, _ bytes: some Sequence<UInt8>) throws(FireFileFault) {
        let table = try ColumnTable(file, bytes)
        let columns = try Columns(table)
        var (sightings, lines, refused) = ([Sighting](), [Int](), [FireFileFault]())
        for row in table.rows {
            do throws(FireFileFault) {
                guard sightings.count < FireLocator.sightingsMax else {
                    throw FireFileFault(file, line: row.line, "more than \(FireLocator.sightingsMax) sightings; cut the file")
                }
                sightings.append(try columns.sighting(row, table))
                lines.append(row.line)
            } catch {
                refused.append(error)
            }
        }
        (self.sightings, self.lines, self.refused) = (sightings, lines, refused)
    }

    private struct Columns {
        let longitude: Int
        let latitude: Int
        let height: Int?
        let azimuth: Int
        let half: Int
        let time: Int

        init(_ table: ColumnTable) throws(FireFileFault) {
            longitude = try table.requirePlace("camera_lon", "lon", "longitude", "camera_longitude", "lng")
            latitude = try table.requirePlace("camera_lat", "lat", "latitude", "camera_latitude")
            height = table.place("height_m", "height", "camera_height_m", "camera_height")
            azimuth = try table.requirePlace("azimuth_deg", "azimuth")
            half = try table.requirePlace("half_angle_deg", "half_angle", "half_angle_degrees", "halfAngle")
            time = try table.requirePlace("time", "time_s", "timestamp")
        }

        func sighting(_ row: ColumnTable.Row, _ table: ColumnTable) throws(FireFileFault) -> Sighting {
            let camera = Coordinate(latitude: try table.number(row, latitude), longitude: try table.number(row, longitude))
            var metres = 0.0
            if let height { metres = try table.number(row, height) }
            let (azimuth, half) = (try table.number(row, azimuth), try table.number(row, half))
            let time = try moment(row, table)
            if let sighting = Sighting(camera: camera, heightMetres: metres, azimuthDegrees: azimuth, halfAngleDegrees: half, time: time) {
                return sighting
            }
            let reason = Sighting.refusal(camera: camera, heightMetres: metres, azimuthDegrees: azimuth, halfAngleDegrees: half)
            throw FireFileFault(table.file, line: row.line, reason?.en ?? "it is no look")
        }

        private func moment(_ row: ColumnTable.Row, _ table: ColumnTable) throws(FireFileFault) -> Instant {
            let text = row.fields[time]
            if let moment = Instant(rfc3339: text) { return moment }
            guard let seconds = Double(text), abs(seconds) < secondsMax else {
                throw FireFileFault(table.file, line: row.line, "the time is '\(text.prefix(40))'; write 2026-03-01T12:07:00+08:00, or seconds")
            }
            return Instant(millisecondsSince1970: Int64((seconds * 1000).rounded()))
        }

        /// Some three thousand years: no clock counts further.
        private let secondsMax = 1e11
    }
}
