/// A raster as NumPy writes it: .npy, two dimensions, numbers of any of its common kinds, of either byte order, in C or Fortran order.
public struct NumPyRaster: Sendable {
    public let rows: Int
    public let columns: Int
    /// Row after row.
    public let values: [Float]

    public init(_ file: String, _ bytes: [UInt8]) throws(FireFileFault) {
        guard bytes.count >= 12, bytes.starts(with: [0x93, 0x4E, 0x55, 0x4D, 0x50, 0x59]) else { throw FireFileFault(file, "it is no .npy file") }
        let wide = bytes[6] > 1
        let length = (wide ? 0..<4 : 0..<2).reduce(0) { $0 | Int(bytes[8 + $1]) << (8 * $1) }
        let begin = (wide ? 12 : 10) + length
        guard begin <= bytes.count else { throw FireFileFault(file, "it ends within its header") }
        let text = String(decoding: bytes[(wide ? 12 : 10)..<begin], as: UTF8.self).filter { $0 != " " }
        (rows, columns) = try Self.shape(file, text)
        let number = try Self.number(file, text)
        let needed = rows * columns * number.width
        guard bytes.count - begin >= needed else {
            throw FireFileFault(file, "\(rows) × \(columns) numbers are announced and \((bytes.count - begin) / number.width) are there")
        }
        let isFortran = text.contains("'fortran_order':True")
        let (rows, columns) = (rows, columns)
        values = bytes.withUnsafeBytes { raw in
            (0..<rows * columns).map { index in
                let place = isFortran ? index % columns * rows + index / columns : index
                return number.read(raw, begin + place * number.width)
            }
        }
    }

    private struct Number {
        let width: Int
        let read: (UnsafeRawBufferPointer, Int) -> Float
    }

    private static func shape(_ file: String, _ text: String) throws(FireFileFault) -> (Int, Int) {
        guard let open = text.firstIndex(of: "("), let close = text.firstIndex(of: ")"), open < close else {
            throw FireFileFault(file, "its header has no shape")
        }
        let sizes = text[text.index(after: open)..<close].split(separator: ",").map { Int($0) ?? -1 }
        guard sizes.count == 2, sizes[0] > 0, sizes[1] > 0 else {
            throw FireFileFault(file, "its shape is \(text[open...close]); rows × columns is wanted")
        }
        guard sizes[0] <= cellsMax, sizes[1] <= cellsMax, sizes[0] * sizes[1] <= cellsMax else {
            throw FireFileFault(file, "\(sizes[0]) × \(sizes[1]) cells; at most \(cellsMax) are taken")
        }
        return (sizes[0], sizes[1])
    }

    private static func number(_ file: String, _ text: String) throws(FireFileFault) -> Number {
        guard let range = text.firstRange(of: "'descr':'") else { throw FireFileFault(file, "its header does not say what numbers it holds") }
        let kind = text[range.upperBound...].prefix { $0 != "'" }
        let isBig = kind.first == ">"
        switch kind.dropFirst() {
        case "f4": return Number(width: 4) { Float(bitPattern: whole($0, $1, isBig)) }
        case "f8": return Number(width: 8) { Float(Double(bitPattern: whole($0, $1, isBig))) }
        case "u1", "b1": return Number(width: 1) { Float(whole($0, $1, isBig) as UInt8) }
        case "i1": return Number(width: 1) { Float(whole($0, $1, isBig) as Int8) }
        case "u2": return Number(width: 2) { Float(whole($0, $1, isBig) as UInt16) }
        case "i2": return Number(width: 2) { Float(whole($0, $1, isBig) as Int16) }
        case "i4": return Number(width: 4) { Float(whole($0, $1, isBig) as Int32) }
        case "i8": return Number(width: 8) { Float(whole($0, $1, isBig) as Int64) }
        default: throw FireFileFault(file, "its numbers are '\(kind)'; save it as float32: numpy.save(name, raster.astype('f4'))")
        }
    }

    private static func whole<Whole: FixedWidthInteger>(_ raw: UnsafeRawBufferPointer, _ place: Int, _ isBig: Bool) -> Whole {
        let value = raw.loadUnaligned(fromByteOffset: place, as: Whole.self)
        return isBig ? Whole(bigEndian: value) : Whole(littleEndian: value)
    }

    /// As many as a landscape may have cells.
    private static let cellsMax = 1 << 24

    /// The bytes of a .npy file with these values as float32, row after row.
    public static func bytes(rows: Int, columns: Int, _ values: [Float]) -> [UInt8] {
        let dictionary = "{'descr': '<f4', 'fortran_order': False, 'shape': (\(rows), \(columns)), }"
        let padding = (64 - (10 + dictionary.utf8.count + 1) % 64) % 64
        let header = Array(dictionary.utf8) + Array(repeating: UInt8(ascii: " "), count: padding) + [UInt8(ascii: "\n")]
        var bytes: [UInt8] = [0x93, 0x4E, 0x55, 0x4D, 0x50, 0x59, 1, 0, UInt8(header.count & 0xFF), UInt8(header.count >> 8)] + header
        bytes.reserveCapacity(bytes.count + 4 * values.count)
        for value in values { withUnsafeBytes(of: value.bitPattern.littleEndian) { bytes.append(contentsOf: $0) } }
        return bytes
    }
}
