import City
import Foundation

/// A table of places in degrees, as CSV with a header line: each row gives some points, or says why it does not.
public struct CoordinateTable {
    public struct Row: Sendable {
        /// Counted from 1, with the header.
        public let line: Int
        /// The fields of the asked columns as they stand there.
        public let fields: [String]
        /// Two columns a point; what is wrong with the row instead.
        public let points: Result<[Coordinate], Reason>
    }

    public struct Reason: Error, Equatable, Sendable {
        public let words: String
    }

    public let rows: [Row]

    /// More rows than this are for several runs.
    public static let rowsMax = 1_000_000
    static let bytesMax = 256 * 1024 * 1024

    /// - Parameter columns: names of the columns, longitude and latitude in turn; others in the file are passed over.
    /// - Throws: `RoadFileFault` when the file cannot be read, is too large, or its header lacks one of the columns.
    public init(_ path: String, columns: [String]) throws {
        let text = try Self.text(path)
        var lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated().lazy.map { (number: $0 + 1, text: $1) }
            .filter { !$0.text.allSatisfy(\.isWhitespace) && $0.text.first != "#" }.makeIterator()
        guard let header = lines.next() else {
            throw RoadFileFault(path, "the file is empty. It begins with a line \(columns.joined(separator: ",")).")
        }
        let names = Self.fields(header.text).map { $0.lowercased() }
        let places = columns.compactMap(names.firstIndex)
        guard places.count == columns.count else {
            let absent = columns.filter { !names.contains($0) }.joined(separator: ", ")
            throw RoadFileFault(path, "line \(header.number): the header lacks \(absent). It begins with a line \(columns.joined(separator: ",")).")
        }
        var rows: [Row] = []
        while let line = lines.next() {
            guard rows.count < Self.rowsMax else { throw RoadFileFault(path, "there are more than \(Self.rowsMax) rows: split the file.") }
            rows.append(Self.row(line.number, Self.fields(line.text), names.count, places, columns))
        }
        self.rows = rows
    }

    private static func text(_ path: String) throws -> String {
        let data: Data
        do {
            let size = try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int ?? 0
            guard size <= bytesMax else { throw RoadFileFault(path, "the file has \(size) bytes, and at most \(bytesMax) are taken: split it.") }
            data = try Data(contentsOf: URL(fileURLWithPath: path))
        } catch let fault as RoadFileFault {
            throw fault
        } catch {
            throw RoadFileFault(path, "cannot be read: \(error.localizedDescription) Check the name.")
        }
        let text = String(decoding: data, as: UTF8.self)
        return text.hasPrefix("\u{FEFF}") ? String(text.dropFirst()) : text
    }

    private static func fields(_ line: Substring) -> [String] {
        line.split(separator: ",", omittingEmptySubsequences: false).map { field in
            let trimmed = field.trimmingCharacters(in: .whitespaces)
            return trimmed.count >= 2 && trimmed.hasPrefix("\"") && trimmed.hasSuffix("\"") ? String(trimmed.dropFirst().dropLast()) : trimmed
        }
    }

    private static func row(_ line: Int, _ all: [String], _ width: Int, _ places: [Int], _ columns: [String]) -> Row {
        let fields = places.map { $0 < all.count ? all[$0] : "" }
        guard all.count == width else {
            return Row(line: line, fields: fields, points: .failure(Reason(words: "the row has \(all.count) fields and the header \(width)")))
        }
        var points: [Coordinate] = []
        for index in stride(from: 0, to: fields.count - 1, by: 2) {
            switch degrees(fields[index], columns[index], 180) {
            case .failure(let reason): return Row(line: line, fields: fields, points: .failure(reason))
            case .success(let longitude):
                switch degrees(fields[index + 1], columns[index + 1], 90) {
                case .failure(let reason): return Row(line: line, fields: fields, points: .failure(reason))
                case .success(let latitude): points.append(Coordinate(latitude: latitude, longitude: longitude))
                }
            }
        }
        return Row(line: line, fields: fields, points: .success(points))
    }

    private static func degrees(_ text: String, _ column: String, _ most: Double) -> Result<Double, Reason> {
        guard !text.isEmpty else { return .failure(Reason(words: "\(column) is empty")) }
        guard let value = Double(text), value.isFinite else { return .failure(Reason(words: "\(column) is no number: \(text.prefix(40))")) }
        guard abs(value) <= most else {
            return .failure(Reason(words: "\(column) is \(text.prefix(40)), beyond ±\(Int(most))°: columns are in degrees, longitude first"))
        }
        return .success(value)
    }
}
