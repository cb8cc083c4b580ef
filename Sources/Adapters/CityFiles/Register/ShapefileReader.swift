import CShapelib
import City
import Foundation

#if canImport(Glibc)
    import Glibc
#endif

/// Points and polygons of an ESRI shapefile with the table beside it, read by shapelib.
struct ShapefileReader {
    let path: String
    let file: String
    let faults: FaultLog

    func features() -> [RegisterFeature] {
        guard isGeographic() else { return [] }
        guard let shapes = SHPOpen(path, "rb") else {
            report(1, "the shapefile cannot be opened: .shp and .shx must lie side by side and be whole")
            return []
        }
        defer { SHPClose(shapes) }
        guard let table = DBFOpen(path, "rb") else {
            report(1, "the table cannot be opened: the .dbf must lie beside the .shp")
            return []
        }
        defer { DBFClose(table) }
        var count: Int32 = 0
        var kind: Int32 = 0
        SHPGetInfo(shapes, &count, &kind, nil, nil)
        let rows = DBFGetRecordCount(table)
        guard count == rows, count <= Self.recordsMax else {
            report(1, "the .shp has \(count) records and the .dbf \(rows), at most \(Self.recordsMax): export the file again")
            return []
        }
        guard let text = TextDecoder(named: encoding(of: table)) else {
            report(1, "the encoding `\(encoding(of: table))` is not known: write UTF-8 or GB18030 into a .cpg file")
            return []
        }
        return (0..<count).compactMap { index in
            guard let shape = shape(shapes, index) else { return nil }
            return RegisterFeature(
                properties: properties(table, index, text), shape: shape, place: Place(file: file, line: Int(index) + 1))
        }
    }

    /// Refuses metres of a projection and datums that lie a street away.
    private func isGeographic() -> Bool {
        let projection = URL(fileURLWithPath: path).deletingPathExtension().appendingPathExtension("prj")
        guard let text = try? String(contentsOf: projection, encoding: .utf8) else {  // swallowed because what follows says what to do
            report(1, "there is no .prj that says in which system the coordinates are: add it, or convert with ogr2ogr -t_srs EPSG:4326")
            return false
        }
        let words = text.uppercased()
        guard !words.contains("PROJCS"), !words.contains("PROJCRS") else {
            report(1, "the coordinates are metres of a projection: convert with ogr2ogr -t_srs EPSG:4326 OUT.shp IN.shp")
            return false
        }
        guard ["WGS_1984", "WGS 84", "CGCS2000", "CHINA_2000", "CHINA GEODETIC"].contains(where: { words.contains($0) }) else {
            report(1, "the datum is neither WGS 84 nor CGCS2000: convert with ogr2ogr -t_srs EPSG:4326 OUT.shp IN.shp")
            return false
        }
        return true
    }

    private func encoding(of table: DBFHandle) -> String {
        let page = URL(fileURLWithPath: path).deletingPathExtension().appendingPathExtension("cpg")
        // swallowed because most tables have no such file, and then the table's own mark or the usual encoding counts
        if let text = try? String(contentsOf: page, encoding: .utf8) { return text.trimmingCharacters(in: .whitespacesAndNewlines) }
        return DBFGetCodePage(table).map { String(cString: $0) } ?? "UTF-8"
    }

    private func shape(_ shapes: SHPHandle, _ index: Int32) -> RegisterFeature.Shape? {
        guard let object = SHPReadObject(shapes, index) else {
            report(index + 1, "the record cannot be read: the file is cut off or damaged")
            return nil
        }
        defer { SHPDestroyObject(object) }
        let vertices = Int(object.pointee.nVertices)
        guard let xs = object.pointee.padfX, let ys = object.pointee.padfY, vertices > 0 else { return RegisterFeature.Shape.none }
        let points = (0..<vertices).map { Coordinate(latitude: ys[$0], longitude: xs[$0]) }
        guard points.allSatisfy(\.isOnEarth) else {
            report(index + 1, "a position is no longitude and latitude in degrees: convert with ogr2ogr -t_srs EPSG:4326")
            return nil
        }
        switch object.pointee.nSHPType {
        case SHPT_POINT, SHPT_POINTZ, SHPT_POINTM: return .point(points[0])
        case SHPT_POLYGON, SHPT_POLYGONZ, SHPT_POLYGONM:
            guard object.pointee.nParts == 1, (4...RegisterFeatures.cornersMax).contains(points.count) else {
                report(
                    index + 1,
                    "the outline has \(object.pointee.nParts) parts and \(points.count) positions: one ring of 4 to \(RegisterFeatures.cornersMax) is needed"
                )
                return nil
            }
            return .ring(points)
        default:
            report(index + 1, "the record is neither a point nor a polygon: draw the slope as one of them")
            return nil
        }
    }

    private func properties(_ table: DBFHandle, _ row: Int32, _ decoder: TextDecoder) -> [String: RegisterFeature.Value] {
        var properties: [String: RegisterFeature.Value] = [:]
        for field in 0..<DBFGetFieldCount(table) {
            var title = [CChar](repeating: 0, count: 12)
            let type = DBFGetFieldInfo(table, field, &title, nil, nil)
            let name = decoder.text(title)
            if DBFIsAttributeNULL(table, row, field) != 0 {
                properties[name] = RegisterFeature.Value.none
            } else if type == FTInteger || type == FTDouble {
                properties[name] = .number(DBFReadDoubleAttribute(table, row, field))
            } else if let raw = DBFReadStringAttribute(table, row, field) {
                properties[name] = .text(decoder.text(Array(UnsafeBufferPointer(start: raw, count: strlen(raw) + 1))))
            }
        }
        return properties
    }

    private func report(_ record: Int32, _ message: String) { faults.report(Place(file: file, line: Int(record)), message) }

    /// Ten times what a register holds.
    private static let recordsMax: Int32 = 100_000
}

/// Text of a table in its encoding, by iconv: tables from Chinese offices are GBK more often than not.
private final class TextDecoder {
    private let handle: iconv_t

    init?(named name: String) {
        let plain = name.uppercased().replacingOccurrences(of: "LDID/", with: "").replacingOccurrences(of: "CP", with: "")
        // 77 is the table's own mark for GBK; GB18030 contains GBK.
        let known = ["77": "GB18030", "936": "GB18030", "GBK": "GB18030", "GB2312": "GB18030", "65001": "UTF-8", "UTF8": "UTF-8", "0": "UTF-8"]
        handle = iconv_open("UTF-8", known[plain] ?? plain)
        // iconv answers with minus one for an encoding that it does not know.
        if Int(bitPattern: handle) == -1 { return nil }
    }

    deinit { iconv_close(handle) }

    /// What cannot be read becomes the replacement mark, so that it is seen in the preview.
    func text(_ bytes: [CChar]) -> String {
        var input = Array(bytes.prefix { $0 != 0 })
        var output = [CChar](repeating: 0, count: input.count * 4 + 1)
        var left = input.count
        var room = output.count - 1
        let failed = input.withUnsafeMutableBufferPointer { from in
            output.withUnsafeMutableBufferPointer { to in
                var source = from.baseAddress
                var target = to.baseAddress
                iconv(handle, nil, nil, nil, nil)
                return iconv(handle, &source, &left, &target, &room) == Int.max || left > 0
            }
        }
        let written = output.prefix(output.count - 1 - room).map { UInt8(bitPattern: $0) }
        return String(decoding: written, as: UTF8.self).trimmingCharacters(in: .whitespaces) + (failed && left > 0 ? "\u{FFFD}" : "")
    }
}
