import Terrain

/// One variable length record of a LAS file: who wrote it, its number, its bytes.
struct LASRecord {
    let user: String
    let number: Int
    let content: [UInt8]

    init(_ reader: inout ByteReader<some ByteSource>) throws {
        let head = try reader.bytes(LASHeader.recordHeaderBytes)
        user = String(decoding: head[2..<18].prefix { $0 != 0 }, as: UTF8.self)
        let length: Int
        (number, length) = head.withUnsafeBytes { (Int($0.little(18, as: UInt16.self)), Int($0.little(20, as: UInt16.self))) }
        content = try reader.bytes(length)
    }

    func refuseCompressed(_ file: String) throws {
        if user == "laszip encoded" || user == "copc" { throw PointFileFault(file, LASHeader.compressed) }
    }

    /// The reference system, from GeoTIFF keys (record 34735) or well-known text (record 2112).
    var reference: SpatialReference? {
        guard user == "LASF_Projection" else { return nil }
        return number == 34735 ? fromKeys : number == 2112 ? fromText : nil
    }

    /// GeoTIFF 1.0, §2.4: four shorts of header, then four shorts a key: id, where the value lies (0 = here), count, value.
    private var fromKeys: SpatialReference? {
        content.withUnsafeBytes { raw in
            guard raw.count >= 8 else { return nil }
            let announced = Int(raw.little(6, as: UInt16.self))
            var keys: [UInt16: UInt16] = [:]
            for index in 0..<min(announced, (raw.count - 8) / 8) where raw.little(10 + 8 * index, as: UInt16.self) == 0 {
                keys[raw.little(8 + 8 * index, as: UInt16.self)] = raw.little(14 + 8 * index, as: UInt16.self)
            }
            let unit = keys[3076].flatMap { Self.metres[$0] } ?? keys[4099].flatMap { Self.metres[$0] }
            if let projected = keys[3072] { return SpatialReference(name: "EPSG:\(projected)", metresPerUnit: unit, isGeographic: false) }
            if let geographic = keys[2048], keys[1024] != 1 {
                return SpatialReference(name: "EPSG:\(geographic)", metresPerUnit: nil, isGeographic: keys[1024] == 2)
            }
            return unit.map { SpatialReference(name: "unnamed", metresPerUnit: $0, isGeographic: false) }
        }
    }

    /// EPSG units of length.
    private static let metres: [UInt16: Double] = [9001: 1, 9002: 0.3048, 9003: 1200.0 / 3937]

    private var fromText: SpatialReference? {
        let text = String(decoding: content.prefix { $0 != 0 }, as: UTF8.self)
        let kind = text.prefix { $0 != "[" }
        let name = text.split(separator: "\"", maxSplits: 2, omittingEmptySubsequences: false).dropFirst().first.map(String.init) ?? "unnamed"
        guard !kind.isEmpty else { return nil }
        let isGeographic = kind.hasPrefix("GEOG") || kind.hasPrefix("GEODCRS")
        return SpatialReference(name: name, metresPerUnit: isGeographic ? nil : Self.lastLength(in: text), isGeographic: isGeographic)
    }

    /// The unit of the projection stands after the angular one of its base: UNIT["metre",1] or LENGTHUNIT["metre",1]; degrees are 0.0174….
    private static func lastLength(in text: String) -> Double? {
        let lengths = text.split(separator: "UNIT[").dropFirst().compactMap { part -> Double? in
            let fields = part.prefix { $0 != "]" }.split(separator: ",")
            guard fields.count >= 2, !fields[0].lowercased().contains("degree") else { return nil }
            return Double(fields[1].filter { $0 != " " })
        }
        return lengths.first { $0 > 0.1 }
    }
}
