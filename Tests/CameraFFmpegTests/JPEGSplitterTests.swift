import CameraGateway
import Testing

@testable import CameraFFmpeg

@Suite("A run of JPEGs is cut into pictures")
struct JPEGSplitterTests {
    /// A segment that holds the bytes of an end, a scan with a stuffed FF and a restart mark, a second table between two scans.
    private static let tricky: [UInt8] = [
        0xFF, 0xD8, 0xFF, 0xE1, 0x00, 0x06, 0xFF, 0xD9, 0xFF, 0xD8, 0xFF, 0xDA, 0x00, 0x03, 0x01, 0x11, 0xFF, 0x00, 0x22, 0xFF, 0xD0, 0x33, 0xFF,
        0xC4, 0x00, 0x03, 0x55, 0xFF, 0xDA, 0x00, 0x02, 0x44, 0xFF, 0xD9,
    ]

    @Test("however the bytes are cut, the pictures come out whole and in order", arguments: [1, 2, 3, 7, 16, 33, 34, 35, 1_000])
    func cuts(size: Int) throws {
        let run = Self.tricky + [0xFF, 0xD8, 0xFF, 0xD9] + Self.tricky
        var splitter = JPEGSplitter()
        var pictures: [[UInt8]] = []
        for start in stride(from: 0, to: run.count, by: size) { pictures += try splitter.take(run[start..<min(start + size, run.count)]) }
        #expect(pictures == [Self.tricky, [0xFF, 0xD8, 0xFF, 0xD9], Self.tricky])
    }

    @Test("what does not begin as a picture, or breaks off within a segment, is garbage")
    func garbage() {
        for bytes in [Array("<html>".utf8), [0xFF, 0xD8, 0x00, 0x00], [0xFF, 0xD8, 0xFF, 0xE0, 0x00, 0x01, 0x00]] as [[UInt8]] {
            var splitter = JPEGSplitter()
            #expect(throws: JPEGSplitter.Garbage.self) { try splitter.take(bytes) }
        }
    }

    @Test("a picture that never ends is given up at the bound and not before")
    func bound() throws {
        var splitter = JPEGSplitter()
        let start: [UInt8] = [0xFF, 0xD8, 0xFF, 0xDA, 0x00, 0x02]
        #expect(try splitter.take(start + [UInt8](repeating: 7, count: CameraRate.pictureBytesMax - start.count)).isEmpty)
        #expect(throws: JPEGSplitter.Garbage.self) { try splitter.take([7]) }
    }
}
