import Foundation
import GDALRasters
import Testing

@Suite("Rasters that say where they lie")
struct GeoRasterTests {
    private let folder = FileManager.default.temporaryDirectory.appendingPathComponent("rasters-\(UUID().uuidString)")

    /// Runs a test in a folder of its own, gone afterwards.
    private func inFolder(_ body: (String) throws -> Void) throws {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { #expect(throws: Never.self) { try FileManager.default.removeItem(at: folder) } }
        try body(folder.path)
    }

    private static let grid = RasterGrid(columns: 40, rows: 30, cellSize: 30, corner: SIMD2(633_000, 3_301_000), epsg: 32648)

    /// Rises by one metre a cell to the east and two to the north.
    private static let plane = (0..<grid.count).map { Float($0 % grid.columns) + 2 * Float(grid.rows - 1 - $0 / grid.columns) }

    private func refused(_ words: String, _ body: () throws -> Void) {
        #expect { try body() } throws: { "\($0)".contains(words) }
    }

    @Test("what is written as GeoTIFF is read as it was, with its place, its system and its holes")
    func roundTrip() throws {
        try inFolder { path in
            var values = Self.plane
            values[7] = .nan
            try GeoRaster.write(path + "/a.tif", Self.grid, values)
            let layer = try GeoRaster.read(path + "/a.tif")
            #expect(layer.grid == Self.grid)
            #expect(layer.values[7].isNaN)
            #expect(zip(layer.values, values).allSatisfy { $0 == $1 || $1.isNaN })
        }
    }

    @Test("heights come bilinearly onto a finer grid, codes from the nearest cell")
    func resampling() throws {
        try inFolder { path in
            try GeoRaster.write(path + "/a.tif", Self.grid, Self.plane)
            let fine = RasterGrid(columns: 20, rows: 20, cellSize: 15, corner: Self.grid.corner + 300, epsg: 32648)
            let heights = try GeoRaster.read(path + "/a.tif", onto: fine, .height).values
            #expect(heights.indices.dropFirst().allSatisfy { $0 % 20 == 0 || abs(heights[$0] - heights[$0 - 1] - 0.5) < 1e-3 })
            let codes = try GeoRaster.read(path + "/a.tif", onto: fine, .code).values
            #expect(codes.allSatisfy { $0 == $0.rounded() })
        }
    }

    @Test("a raster of another zone is brought over: a plane stays one within a centimetre a cell")
    func reprojection() throws {
        try inFolder { path in
            try GeoRaster.write(path + "/a.tif", Self.grid, Self.plane)
            // The same ground in zone 49, which lies six degrees further east.
            let around = try RasterGrid(west: 106.3800, south: 29.8340, east: 106.3840, north: 29.8370, cellSize: 30, epsg: 32649)
            let found = try GeoRaster.read(path + "/a.tif", onto: around, .amount).values.filter(\.isFinite)
            #expect(found.count > 100)
            #expect(found.allSatisfy { (0...100).contains($0) })
        }
    }

    @Test("small voids are filled from around and counted, and large ones are refused with their number")
    func voids() throws {
        try inFolder { path in
            var values = Self.plane
            for cell in [505, 506, 545] { values[cell] = .nan }
            try GeoRaster.write(path + "/few.tif", Self.grid, values)
            let layer = try GeoRaster.read(path + "/few.tif", onto: Self.grid, .height)
            #expect(layer.filled == 3)
            #expect(abs(layer.values[505] - Self.plane[505]) < 2)
            for cell in 0..<400 { values[cell] = .nan }
            try GeoRaster.write(path + "/many.tif", Self.grid, values)
            refused("many.tif: 403 of 1200 cells have no height") { _ = try GeoRaster.read(path + "/many.tif", onto: Self.grid, .height) }
        }
    }

    @Test("a raster somewhere else is refused, and both places are said")
    func apart() throws {
        try inFolder { path in
            try GeoRaster.write(path + "/a.tif", Self.grid, Self.plane)
            let far = RasterGrid(columns: 10, rows: 10, cellSize: 30, corner: SIMD2(700_000, 3_400_000), epsg: 32648)
            refused("does not overlap the landscape: it covers 633000.0") { _ = try GeoRaster.read(path + "/a.tif", onto: far, .height) }
        }
    }

    @Test("cut off anywhere, a file ends in words or in a raster, never in a crash")
    func truncated() throws {
        try inFolder { path in
            try GeoRaster.write(path + "/a.tif", Self.grid, Self.plane)
            let whole = try Data(contentsOf: URL(fileURLWithPath: path + "/a.tif"))
            var refusals = 0
            for length in stride(from: 0, to: whole.count, by: max(1, whole.count / 60)) {
                try whole.prefix(length).write(to: URL(fileURLWithPath: path + "/cut.tif"))
                do { _ = try GeoRaster.read(path + "/cut.tif", onto: Self.grid, .height) } catch { refusals += 1 }
            }
            #expect(refusals > 30)
        }
    }

    @Test("a file that is not there, a name of GDAL's own and a text are refused")
    func noRaster() throws {
        try inFolder { path in
            refused("is not there") { _ = try GeoRaster.read(path + "/none.tif") }
            refused("is not there") { _ = try GeoRaster.read("/vsicurl/http://localhost/a.tif") }
            try Data("<VRTDataset/>".utf8).write(to: URL(fileURLWithPath: path + "/a.vrt"))
            refused("no GeoTIFF") { _ = try GeoRaster.read(path + "/a.vrt") }
        }
    }

    @Test("a file without a coordinate system is refused unless the caller knows it, and one in degrees with metres in it always")
    func systems() throws {
        try inFolder { path in
            let bare = path + "/bare.tif"
            try PlainTIFF(columns: 40, rows: 30, west: 633_000, north: 3_301_900, step: 30).bytes.write(to: URL(fileURLWithPath: bare))
            refused("names no coordinate system") { _ = try GeoRaster.read(bare, onto: Self.grid, .code) }
            #expect(try GeoRaster.read(bare, onto: Self.grid, .code, epsg: 32648).values.allSatisfy { $0 == 102 })
            refused("one of them is wrong") { _ = try GeoRaster.read(bare, onto: Self.grid, .code, epsg: 4326) }
            refused("is no coordinate system that is known") { _ = try GeoRaster.read(bare, onto: Self.grid, .code, epsg: 999_998) }
        }
    }

    @Test("forty thousand million cells are no matter where a few are wanted, and too many where all are")
    func huge() throws {
        try inFolder { path in
            let file = path + "/huge.tif"
            try PlainTIFF(columns: 200_000, rows: 200_000, west: 0, north: 6_000_000, step: 30).head.write(to: URL(fileURLWithPath: file))
            #expect(try GeoRaster.read(file, onto: Self.grid, .code, epsg: 32648).values.count == 1200)
            refused("no projected system") { _ = try GeoRaster.read(file) }
        }
    }

    @Test("an area too large, in degrees or nowhere on the Earth makes no grid")
    func grids() {
        refused("at most") { _ = try RasterGrid(west: 100, south: 25, east: 110, north: 35, cellSize: 1, epsg: 32648) }
        refused("no projected system in metres") { _ = try RasterGrid(west: 1, south: 42, east: 2, north: 43, cellSize: 30, epsg: 4326) }
    }
}

/// A TIFF of bytes, one row a strip, that says where it lies and not in which coordinate system (TIFF 6.0; GeoTIFF 1.1, ModelPixelScale and
/// ModelTiepoint).
struct PlainTIFF {
    let columns: Int
    let rows: Int
    let west: Double
    let north: Double
    let step: Double

    var bytes: Data { made(isSparse: false) }
    /// Without any cell: strips at nought are strips that were never written.
    var head: Data { made(isSparse: true) }

    private func made(isSparse: Bool) -> Data {
        var data = Data([0x49, 0x49, 42, 0, 8, 0, 0, 0])
        let count = 11
        let after = 8 + 2 + count * 12 + 4
        let (scale, tie, offsets) = (after, after + 24, after + 72)
        let (counts, cells) = (offsets + 4 * rows, offsets + 8 * rows)
        let entries: [(Int, Int, Int, Int)] = [
            (256, 4, 1, columns), (257, 4, 1, rows), (258, 3, 1, 8), (259, 3, 1, 1), (262, 3, 1, 1), (273, 4, rows, offsets), (277, 3, 1, 1),
            (278, 4, 1, 1), (279, 4, rows, counts), (33550, 12, 3, scale), (33922, 12, 6, tie),
        ]
        append(UInt16(count), &data)
        for (tag, type, number, value) in entries {
            append(UInt16(tag), &data)
            append(UInt16(type), &data)
            append(UInt32(number), &data)
            append(UInt32(value), &data)
        }
        append(UInt32(0), &data)
        for value in [step, step, 0, 0, 0, 0, west, north, 0] { append(value.bitPattern, &data) }
        for row in 0..<rows { append(UInt32(isSparse ? 0 : cells + row * columns), &data) }
        for _ in 0..<rows { append(UInt32(isSparse ? 0 : columns), &data) }
        if !isSparse { data.append(Data(repeating: 102, count: columns * rows)) }
        return data
    }

    private func append(_ value: some FixedWidthInteger, _ data: inout Data) {
        withUnsafeBytes(of: value.littleEndian) { data.append(contentsOf: $0) }
    }
}
