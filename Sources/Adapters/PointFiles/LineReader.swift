/// Lines of a text file, each handed over as its fields.
struct LineReader<Source: ByteSource> {
    private var reader: ByteReader<Source>
    private var line: [UInt8] = []
    private var ends: [(Int, Int)] = []
    /// Counted from one.
    private(set) var number = 0
    /// True for the line that names the columns, until the next line is read.
    var isHeader = false

    /// A line of coordinates is shorter; more is no text of points.
    private static var lineBytesMax: Int { 65_536 }

    init(_ reader: ByteReader<Source>) { self.reader = reader }

    /// Reads the next line; false at the end.
    mutating func next() throws -> Bool {
        line.removeAll(keepingCapacity: true)
        isHeader = false
        var any = false
        while let byte = try reader.byte() {
            any = true
            if byte == 10 { break }
            guard line.count < Self.lineBytesMax else {
                throw reader.fault(
                    "line \(number + 1) is longer than \(Self.lineBytesMax) bytes: this is no text of points. Write one point a line, x,y,z.")
            }
            line.append(byte)
        }
        if any { number += 1 }
        split()
        return any
    }

    /// Fields stand between commas, semicolons, spaces or tabs; several in a row separate once.
    private mutating func split() {
        ends.removeAll(keepingCapacity: true)
        var start = 0
        for index in 0...line.count {
            let isSeparator = index == line.count || Self.separates(line[index])
            guard isSeparator else { continue }
            if index > start { ends.append((start, index)) }
            start = index + 1
        }
    }

    @inline(__always) private static func separates(_ byte: UInt8) -> Bool {
        byte == 44 || byte == 59 || byte == 32 || byte == 9 || byte == 13
    }

    var fieldCount: Int { ends.count }
    var text: String { String(decoding: line.filter { $0 != 13 }, as: UTF8.self) }
    var fields: [String] { ends.map { String(decoding: line[$0.0..<$0.1], as: UTF8.self) } }

    func value(_ field: Int) -> Double? {
        guard field < ends.count else { return nil }
        return line.withUnsafeBytes { DecimalNumber.parse(UnsafeRawBufferPointer(rebasing: $0[ends[field].0..<ends[field].1])) }
    }

    /// Whether the line's first byte is this one.
    func text(startsWith byte: UInt8) -> Bool { line.first == byte }

    func fault(_ what: String) -> PointFileFault { reader.fault("line \(number): \(what)") }
}
