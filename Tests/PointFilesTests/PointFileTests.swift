import PointFiles
import Terrain
import Testing

@Suite("Files of points")
struct PointFileTests {
    private func read(_ name: String, _ text: String) throws -> PointCloud { try PointFile.read(name, from: BytesInMemory(Array(text.utf8))) }

    private func little(_ values: [Double]) -> [UInt8] {
        values.flatMap { value in (0..<8).map { UInt8(truncatingIfNeeded: value.bitPattern >> (8 * $0)) } }
    }

    private func numpy(_ shape: String, fortran: Bool = false, _ values: [Double]) -> [UInt8] {
        let header = "{'descr': '<f8', 'fortran_order': \(fortran ? "True" : "False"), 'shape': \(shape), }\n"
        return [0x93] + Array("NUMPY".utf8) + [1, 0, UInt8(header.utf8.count), 0] + Array(header.utf8) + little(values)
    }

    @Test("text is read with and without a header, and UTM coordinates keep every digit")
    func text() throws {
        let headed = try read("a.csv", "x,y,z\n500000.123456,3300000.654321,1e2\n").coordinates
        #expect(headed == [500000.123456, 3300000.654321, 100])
        let bare = try read("a.xyz", "1 2 3 255\r\n\n-4.5 5 6 255").coordinates
        #expect(bare == [1, 2, 3, -4.5, 5, 6])
    }

    @Test("NumPy arrays are read in C and in Fortran order")
    func orders() throws {
        let rows: [Double] = [1, 2, 3, 4, 5, 6]
        let c = try PointFile.read("a.npy", from: BytesInMemory(numpy("(2, 3)", rows)))
        let fortran = try PointFile.read("a.npy", from: BytesInMemory(numpy("(2, 3)", fortran: true, [1, 4, 2, 5, 3, 6])))
        #expect(c.coordinates == rows)
        #expect(fortran.coordinates == rows)
    }

    @Test("PLY is read as text")
    func ply() throws {
        let header = "ply\nformat ascii 1.0\nelement vertex 1\nproperty float x\nproperty float y\nproperty float z\nend_header\n"
        let vertices = try read("a.ply", header + "1 2 3\n").coordinates
        #expect(vertices == [1, 2, 3])
        #expect(throws: PointFileFault.self) { try read("a.ply", header) }
    }

    @Test("files that are empty, cut off, not finite or of another kind are refused by name")
    func refused() {
        for bytes in [
            [], Array("1,2,nan\n".utf8), Array("1,2\n".utf8), Array("PK\u{3}".utf8), numpy("(2, 3)", [1, 2, 3]), numpy("(999999999999, 3)", [1]),
            Array("LASF".utf8),
        ] {
            do {
                _ = try PointFile.read("epoch.las", from: BytesInMemory(bytes))
                Issue.record("\(bytes.count) bytes were taken for points")
            } catch { #expect("\(error)".hasPrefix("epoch.las: ")) }
        }
    }
}
