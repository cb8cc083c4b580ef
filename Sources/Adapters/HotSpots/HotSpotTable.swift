import City
import Geo
import HazardKit

/// Hot spots of satellites as NASA's FIRMS gives them out: one row a pixel, VIIRS (375 m) or MODIS (1 km) by the columns of the header.
///
/// Columns by name: latitude, longitude, acq_date (2026-08-01), acq_time (HHMM, UTC), satellite, confidence (l, n, h or 0–100), and scan and
/// track, the size of the pixel in km. See the attributes at earthdata.nasa.gov/learn/find-data/near-real-time/firms.
public struct HotSpotTable: Sendable {
    public struct Fault: Hashable, Sendable {
        /// 1 is the header.
        public let line: Int
        public let message: String
    }

    public private(set) var detections: [Detection] = []
    /// Rows that were left out, and why.
    public private(set) var faults: [Fault] = []
    /// Rows at heat that is known and burns nothing.
    public private(set) var knownCount = 0

    /// - Parameter known: places of known heat, such as furnaces, with the radius around each.
    public init(_ text: String, known: [Detection.Spot] = []) {
        let lines = text.split(omittingEmptySubsequences: false) { $0.isNewline }
        guard let header = lines.first else {
            faults = [Fault(line: 1, message: "the file is empty")]
            return
        }
        let names = header.split(separator: ",", omittingEmptySubsequences: false).map { $0.filter { !$0.isWhitespace }.lowercased() }
        let columns = Dictionary(names.enumerated().map { ($1, $0) }) { first, _ in first }
        for needed in ["latitude", "longitude", "acq_date", "acq_time"] where columns[needed] == nil {
            faults.append(Fault(line: 1, message: "the header has no column \(needed)"))
        }
        guard faults.isEmpty else { return }
        for (index, line) in lines.enumerated().dropFirst() where !line.allSatisfy(\.isWhitespace) {
            guard index <= Self.rowsMax else {
                faults.append(Fault(line: index + 1, message: "more than \(Self.rowsMax) rows; send the rest in another file"))
                return
            }
            switch Row.read(line.split(separator: ",", omittingEmptySubsequences: false), columns) {
            case .failure(let fault): faults.append(Fault(line: index + 1, message: fault.message))
            case .success(let row):
                if known.contains(where: { $0.point.distanceMetres(to: row.point) <= $0.uncertaintyMetres }) {
                    knownCount += 1
                } else {
                    detections.append(row.detection)
                }
            }
        }
    }

    /// A day of the whole planet has about so many; a city's has a hundred.
    static let rowsMax = 100_000
}

private struct RowFault: Error {
    let message: String
}

/// One pixel.
private struct Row {
    let point: Coordinate
    let detection: Detection

    static func read(_ cells: [Substring], _ columns: [String: Int]) -> Result<Row, RowFault> {
        do throws(RowFault) {
            return .success(try Row(cells: cells, columns))
        } catch {
            return .failure(error)
        }
    }

    private init(cells: [Substring], _ columns: [String: Int]) throws(RowFault) {
        func cell(_ name: String) -> String? {
            guard let index = columns[name], index < cells.count else { return nil }
            let text = cells[index].filter { !$0.isWhitespace && $0 != "\"" }
            return text.isEmpty ? nil : text
        }
        guard let latitude = cell("latitude").flatMap(Double.init), let longitude = cell("longitude").flatMap(Double.init) else {
            throw RowFault(message: "latitude and longitude must be numbers")
        }
        point = Coordinate(latitude: latitude, longitude: longitude)
        guard point.isOnEarth else { throw RowFault(message: "latitude lies within ±90 and longitude within ±180") }
        guard let day = cell("acq_date"), let clock = cell("acq_time"), clock.count <= 4, clock.allSatisfy(\.isNumber),
            let time = Instant(rfc3339: "\(day)T\(Self.padded(clock).prefix(2)):\(Self.padded(clock).suffix(2)):00Z")
        else { throw RowFault(message: "acq_date must be like 2026-08-01 and acq_time like 0612, UTC") }
        let satellite = cell("satellite") ?? "satellite"
        let pixel = Self.pixelMetres(scan: cell("scan"), track: cell("track"), isViirs: columns["bright_ti4"] != nil)
        guard let confidence = Self.confidence(cell("confidence")) else {
            throw RowFault(message: "confidence is l, n, h or a number from 0 to 100")
        }
        detection = Detection(
            id: "firms/\(satellite)/\(day)T\(Self.padded(clock))/\(latitude),\(longitude)", detector: "firms-\(satellite)", source: .satellite,
            time: time,
            confidence: confidence, label: "heat", look: .spot(Detection.Spot(point: point, uncertaintyMetres: pixel)), synthetic: false)
    }

    private static func padded(_ clock: String) -> String { String(repeating: "0", count: max(0, 4 - clock.count)) + clock }

    /// Something burns anywhere in the pixel: half its diagonal, which holds nine tenths and more.
    private static func pixelMetres(scan: String?, track: String?, isViirs: Bool) -> Double {
        let standard = isViirs ? 0.375 : 1.0
        let (wide, long) = (scan.flatMap(Double.init) ?? standard, track.flatMap(Double.init) ?? standard)
        let (a, b) = (min(max(wide, standard), 10), min(max(long, standard), 10))
        return 500 * (a * a + b * b).squareRoot()
    }

    private static func confidence(_ text: String?) -> Double? {
        switch text?.lowercased() {
        case nil: 0.5
        case "l", "low": 0.3
        case "n", "nominal": 0.6
        case "h", "high": 0.9
        case let text?: Double(text).flatMap { (0...100).contains($0) ? $0 / 100 : nil }
        }
    }
}
