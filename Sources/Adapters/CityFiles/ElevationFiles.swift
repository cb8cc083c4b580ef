import City
import Foundation
import Geo

/// `elevation/*.asc`: heights of the ground as ESRI ASCII grids in degrees of WGS 84. A package may have none.
enum ElevationFiles {
    static let folder = "elevation"
    static let ending = "asc"

    static func read(_ package: PackageFolder) -> ElevationModel {
        guard package.has(folder) else { return ElevationModel() }
        let names = package.list(folder, endings: [ending], required: true)
        if names.count > ElevationModel.gridsMax {
            package.faults.report(
                Place(file: folder, line: 1), "there are \(names.count) grids and at most \(ElevationModel.gridsMax) are read: join some")
        }
        var left = ElevationModel.crossingsMax
        let grids = names.prefix(ElevationModel.gridsMax).compactMap { name -> ElevationModel.Grid? in
            guard let text = package.text(name) else { return nil }
            do throws(ElevationFault) {
                let grid = try ElevationGridText(text).grid(crossingsMax: left)
                left -= grid.columns * grid.rows
                return grid
            } catch {
                package.faults.report(Place(file: name, line: error.line), error.message)
                return nil
            }
        }
        return ElevationModel(grids: grids)
    }
}

/// What is wrong with a grid, and where.
struct ElevationFault: Error {
    let line: Int
    let message: String
}

/// An ESRI ASCII grid: a header of names and numbers, then rows from north to south. Heights stand at the middle of the cells.
struct ElevationGridText {
    private let lines: [Substring]

    init(_ text: String) {
        lines = text.split(omittingEmptySubsequences: false) { $0.isNewline }
    }

    private struct Header {
        var numbers: [String: Double] = [:]
        var lineCount = 0
    }

    private struct Shape {
        let columns: Int
        let rows: Int
        let step: Double
        let southWest: Coordinate
        let unknown: Double
    }

    private static let names = ["ncols", "nrows", "xllcorner", "xllcenter", "yllcorner", "yllcenter", "cellsize", "nodata_value"]
    /// What the format takes where the header does not name it.
    private static let unknownUsual = -9_999.0
    /// From the Dead Sea's deepest shafts to above Everest; a height beyond is another unit.
    private static let heightsMetres = -1_500.0...9_000.0

    func grid(crossingsMax: Int) throws(ElevationFault) -> ElevationModel.Grid {
        let header = try header()
        let shape = try shape(header, crossingsMax)
        var heights = [Float](repeating: .nan, count: shape.columns * shape.rows)
        var row = 0
        for (index, line) in lines.enumerated().dropFirst(header.lineCount) where !line.allSatisfy(\.isWhitespace) {
            guard row < shape.rows else { throw ElevationFault(line: index + 1, message: "there are more rows than nrows says, \(shape.rows)") }
            try fill(&heights, from: (shape.rows - 1 - row) * shape.columns, line, at: index + 1, shape)
            row += 1
        }
        guard row == shape.rows else {
            throw ElevationFault(
                line: lines.count, message: "the file ends after \(row) of \(shape.rows) rows: it was cut off, or nrows is wrong")
        }
        guard heights.contains(where: \.isFinite) else { throw ElevationFault(line: 1, message: "no height of the grid is known") }
        return ElevationModel.Grid(
            southWest: shape.southWest, stepDegrees: shape.step, columns: shape.columns, rows: shape.rows, heights: heights)
    }

    private func fill(_ heights: inout [Float], from start: Int, _ line: Substring, at number: Int, _ shape: Shape) throws(ElevationFault) {
        var column = 0
        for field in line.split(whereSeparator: \.isWhitespace) {
            guard column < shape.columns else { throw Self.width(number, "more", shape) }
            guard let height = Double(field), height.isFinite else {
                throw ElevationFault(line: number, message: "`\(field.prefix(20))` is no height: write metres")
            }
            if height != shape.unknown {
                guard Self.heightsMetres.contains(height) else {
                    throw ElevationFault(line: number, message: "a height of \(height) m is not on this Earth: heights are in metres")
                }
                heights[start + column] = Float(height)
            }
            column += 1
        }
        guard column == shape.columns else { throw Self.width(number, "fewer", shape) }
    }

    private static func width(_ line: Int, _ much: String, _ shape: Shape) -> ElevationFault {
        ElevationFault(line: line, message: "the row has \(much) heights than ncols says, \(shape.columns)")
    }

    private func header() throws(ElevationFault) -> Header {
        var header = Header()
        for line in lines {
            let fields = line.split(whereSeparator: \.isWhitespace)
            guard let name = fields.first?.lowercased(), Self.names.contains(name) else { break }
            guard fields.count == 2, let number = Double(fields[1]), number.isFinite else {
                throw ElevationFault(line: header.lineCount + 1, message: "\(name) needs one number")
            }
            header.numbers[name] = number
            header.lineCount += 1
        }
        return header
    }

    private func shape(_ header: Header, _ crossingsMax: Int) throws(ElevationFault) -> Shape {
        let head = header.numbers
        guard let columns = head["ncols"].flatMap(Int.init(exactly:)), let rows = head["nrows"].flatMap(Int.init(exactly:)), columns >= 2,
            rows >= 2, let step = head["cellsize"], step > 0
        else { throw ElevationFault(line: 1, message: "the header needs ncols and nrows from 2 and a cellsize above 0") }
        // Each is bounded by itself before they are multiplied, so that no header overflows.
        guard columns <= crossingsMax, rows <= crossingsMax, columns * rows <= crossingsMax else {
            throw ElevationFault(
                line: 1, message: "\(columns) by \(rows) heights are more than are left of \(ElevationModel.crossingsMax) for all grids: thin them")
        }
        guard let x = head["xllcenter"] ?? head["xllcorner"].map({ $0 + step / 2 }),
            let y = head["yllcenter"] ?? head["yllcorner"].map({ $0 + step / 2 })
        else { throw ElevationFault(line: 1, message: "the header needs xllcorner or xllcenter, and yllcorner or yllcenter") }
        let corner = Coordinate(latitude: y, longitude: x)
        let far = Coordinate(latitude: y + step * Double(rows - 1), longitude: x + step * Double(columns - 1))
        guard corner.isOnEarth, far.isOnEarth else {
            throw ElevationFault(
                line: 1, message: "the grid reaches from \(x), \(y) to \(far.longitude), \(far.latitude): it must be in degrees of WGS 84 (EPSG:4326)"
            )
        }
        return Shape(columns: columns, rows: rows, step: step, southWest: corner, unknown: head["nodata_value"] ?? Self.unknownUsual)
    }
}
