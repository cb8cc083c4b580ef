import Foundation

/// The bytes of a file on disk, read in pieces so that a cloud of millions of points is never held twice.
public final class FileBytes: ByteSource {
    public let size: Int
    private let handle: FileHandle

    /// Throws `PointFileFault` when the file cannot be opened.
    public init(path: String) throws {
        guard let handle = FileHandle(forReadingAtPath: path) else {
            throw PointFileFault(path, "cannot be opened. Check the name and that you may read it.")
        }
        self.handle = handle
        let end = try handle.seekToEnd()
        size = Int(end)
        try handle.seek(toOffset: 0)
    }

    public func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
        guard let piece = try handle.read(upToCount: buffer.count) else { return 0 }
        piece.copyBytes(to: buffer)
        return piece.count
    }
}
