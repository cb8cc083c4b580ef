import FireFiles
import Testing

@Suite("Rasters of NumPy")
struct NumPyRasterTests {
    private func file(_ kind: String, _ shape: String, _ body: [UInt8], fortran: Bool = false) -> [UInt8] {
        let header = "{'descr': '\(kind)', 'fortran_order': \(fortran ? "True" : "False"), 'shape': \(shape), }\n"
        return [0x93, 0x4E, 0x55, 0x4D, 0x50, 0x59, 1, 0, UInt8(header.utf8.count), 0] + Array(header.utf8) + body
    }

    @Test("what is written is read again")
    func roundTrip() throws {
        let values: [Float] = [1, -2.5, .nan, 3e8, 0, 7]
        let raster = try NumPyRaster("a.npy", NumPyRaster.bytes(rows: 2, columns: 3, values))
        #expect(raster.rows == 2 && raster.columns == 3)
        #expect(zip(raster.values, values).allSatisfy { $0 == $1 || ($0.isNaN && $1.isNaN) })
    }

    @Test(
        "numbers of each kind and order of bytes",
        arguments: [
            ("|u1", [1, 255]), ("|i1", [1, 255]), ("<i2", [1, 0, 0xFF, 0xFF]), (">i2", [0, 1, 0xFF, 0xFF]),
            ("<i4", [1, 0, 0, 0, 0xFF, 0xFF, 0xFF, 0xFF]),
            ("<f8", [0, 0, 0, 0, 0, 0, 0xF0, 0x3F, 0, 0, 0, 0, 0, 0, 0xF0, 0xBF]),
        ])
    func kinds(kind: String, body: [UInt8]) throws {
        #expect(try NumPyRaster("a.npy", file(kind, "(1, 2)", body)).values == [1, kind == "|u1" ? 255 : -1])
    }

    @Test("Fortran's order is turned")
    func fortran() throws {
        #expect(try NumPyRaster("a.npy", file("|u1", "(2, 3)", [1, 4, 2, 5, 3, 6], fortran: true)).values == [1, 2, 3, 4, 5, 6])
    }

    @Test("a file that is no raster says why")
    func refused() {
        let wrong: [([UInt8], String)] = [
            ([1, 2, 3], "no .npy"), (file("<f4", "(2, 2)", [0, 0, 0, 0]), "2 × 2 numbers are announced and 1 are there"),
            (file("<f4", "(4,)", []), "rows × columns"),
            (file("<c8", "(1, 1)", [0, 0, 0, 0, 0, 0, 0, 0]), "save it as float32"), (file("<f4", "(99999, 99999)", []), "at most"),
            (Array(file("<f4", "(1, 1)", []).prefix(30)), "within its header"), (file("<f4", "(9223372036854775807, 2)", []), "at most"),
        ]
        for (bytes, words) in wrong {
            #expect {
                _ = try NumPyRaster("a.npy", bytes)
            } throws: { error in
                "\(error)".contains(words)
            }
        }
    }
}
