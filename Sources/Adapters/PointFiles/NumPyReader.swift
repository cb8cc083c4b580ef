import Terrain

/// NumPy's .npy, versions 1 to 3: an array of N × 3 numbers of 4 or 8 bytes, in C or Fortran order, of either byte order.
enum NumPyReader {
    static func read(_ name: String, _ source: some ByteSource) throws -> PointCloud {
        var reader = ByteReader(name, source)
        let header = try Header(&reader)
        guard header.count <= PointFile.countMax else {
            throw reader.fault("it announces \(header.count) points. At most \(PointFile.countMax) are read.")
        }
        let needed = header.count * 3 * header.width
        guard needed <= reader.remaining else {
            throw reader.cutOff("\(header.count) points are announced and \(reader.remaining / (3 * header.width)) are there")
        }
        let (count, fortran, isSingle) = (header.count, header.isFortran, header.width == 4)
        let coordinates = try [Double](unsafeUninitializedCapacity: 3 * count) { out, filled in
            try reader.forEachRecord(3 * count, bytes: header.width) { raw, index in
                let value = header.value(raw)
                // Fortran order holds all x, then all y, then all z.
                let (point, axis) = fortran ? (index % count, index / count) : (index / 3, index % 3)
                try PointFile.check(value, name, point: point, axis: axis)
                if isSingle { try PointFile.checkSingle(value, name, point: point, axis: axis) }
                out[3 * point + axis] = value
            }
            filled = 3 * count
        }
        return PointCloud(name: name, coordinates: coordinates)
    }

    /// The dictionary at the beginning, such as {'descr': '<f8', 'fortran_order': False, 'shape': (100, 3), }.
    struct Header {
        let width: Int
        let isBig: Bool
        let isFortran: Bool
        let count: Int

        init(_ reader: inout ByteReader<some ByteSource>) throws {
            let start = try reader.bytes(8)
            let lengthBytes = try reader.bytes(start[6] == 1 ? 2 : 4)
            let length = lengthBytes.reversed().reduce(0) { $0 << 8 | Int($1) }
            let text = String(decoding: try reader.bytes(length), as: UTF8.self).filter { $0 != " " }
            switch Self.value("descr", in: text) {
            case "'<f8'": (width, isBig) = (8, false)
            case "'>f8'": (width, isBig) = (8, true)
            case "'<f4'": (width, isBig) = (4, false)
            case "'>f4'": (width, isBig) = (4, true)
            case let other: throw reader.fault("its numbers are \(other ?? "unnamed"). Save it as float64: numpy.save(name, points.astype('f8')).")
            }
            isFortran = Self.value("fortran_order", in: text) == "True"
            guard let open = text.firstIndex(of: "("), let close = text.firstIndex(of: ")"), open < close else {
                throw reader.fault("its header has no shape. Save it again with numpy.save.")
            }
            let shape = text[text.index(after: open)..<close].split(separator: ",").map { Int($0) }
            guard shape.count == 2, shape[1] == 3, let rows = shape[0], rows >= 0 else {
                throw reader.fault("its shape is \(text[open...close]). Save an array of N rows with the three columns x, y, z.")
            }
            count = rows
        }

        private static func value(_ key: String, in text: String) -> String? {
            guard let range = text.firstRange(of: "'\(key)':") else { return nil }
            return String(text[range.upperBound...].prefix { $0 != "," && $0 != "}" })
        }

        @inline(__always) func value(_ raw: UnsafeRawBufferPointer) -> Double {
            if width == 8 {
                let bits = raw.loadUnaligned(as: UInt64.self)
                return Double(bitPattern: isBig ? UInt64(bigEndian: bits) : UInt64(littleEndian: bits))
            }
            let bits = raw.loadUnaligned(as: UInt32.self)
            return Double(Float(bitPattern: isBig ? UInt32(bigEndian: bits) : UInt32(littleEndian: bits)))
        }
    }
}
