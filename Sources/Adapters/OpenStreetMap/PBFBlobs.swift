import CZlib
import Foundation

/// The blobs of an OpenStreetMap PBF file, one after the other, unpacked. Never holds more than one of them (OpenStreetMap wiki, "PBF Format": a
/// header has at most 64 KiB, a blob at most 32 MiB).
final class PBFBlobs {
    private let file: String
    private let handle: FileHandle
    private let size: UInt64
    private var position: UInt64 = 0

    static let headerBytesMax = 64 * 1024
    static let blobBytesMax = 32 * 1024 * 1024

    init(_ file: String) throws {
        guard let handle = FileHandle(forReadingAtPath: file) else {
            throw MapFileFault(file, "cannot be opened. Check the name and that you may read it.")
        }
        self.file = file
        self.handle = handle
        do {
            size = try handle.seekToEnd()
            try handle.seek(toOffset: 0)
        } catch {
            throw MapFileFault(file, "cannot be read: \(error.localizedDescription) Is it a folder?")
        }
    }

    deinit { try? handle.close() }  // swallowed because it was only read from

    /// The next blob of a type; nil at the end of the file.
    func next() throws -> (type: String, bytes: [UInt8])? {
        guard position < size else { return nil }
        let isFirst = position == 0
        let length = try read(4).reduce(0) { $0 << 8 | Int($1) }
        guard length > 0, length <= Self.headerBytesMax else { throw notPBF(isFirst) }
        let header = try read(length)
        guard let (type, blobBytes) = Self.header(header), isFirst == (type == "OSMHeader") || !isFirst else { throw notPBF(isFirst) }
        guard blobBytes <= Self.blobBytesMax else {
            throw MapFileFault(
                file, "a block of \(blobBytes) bytes is announced and the format allows \(Self.blobBytesMax): the file is damaged. Fetch it again.")
        }
        return (type, try unpacked(try read(blobBytes)))
    }

    private func notPBF(_ isFirst: Bool) -> MapFileFault {
        isFirst
            ? MapFileFault(file, "this is no OpenStreetMap PBF file. Take an extract that ends in .osm.pbf; osmium cat makes one from .osm.")
            : damaged("no block begins at byte \(position)")
    }

    private func damaged(_ what: String) -> MapFileFault { MapFileFault(file, "the file is damaged: \(what). Fetch or copy it again.") }

    private func read(_ count: Int) throws -> [UInt8] {
        guard UInt64(count) <= size - position else {
            throw MapFileFault(
                file, "the file is cut off: \(count) more bytes are announced and \(size - position) are there. Fetch or copy it again.")
        }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(count)
        while bytes.count < count {
            guard let piece = try handle.read(upToCount: count - bytes.count), !piece.isEmpty else {
                throw damaged("it became shorter while it was read")
            }
            bytes += piece
        }
        position += UInt64(count)
        return bytes
    }

    /// BlobHeader: type = 1, datasize = 3.
    private static func header(_ bytes: [UInt8]) -> (type: String, bytes: Int)? {
        bytes.withUnsafeBytes { raw in
            var reader = WireReader(raw)
            var type: String?
            var size: UInt64?
            do {
                while let (tag, value) = try reader.field() {
                    if tag == 1, case .bytes(let text) = value { type = WireReader.text(text) }
                    if tag == 3, case .number(let number) = value { size = number }
                }
            } catch {
                return nil
            }
            guard let type, let size, size <= UInt64(Int32.max) else { return nil }
            return (type, Int(size))
        }
    }

    /// Blob: raw = 1, raw_size = 2, zlib_data = 3; others are other kinds of compression.
    private func unpacked(_ blob: [UInt8]) throws -> [UInt8] {
        try blob.withUnsafeBytes { raw in
            var reader = WireReader(raw)
            var size = 0
            var packed: UnsafeRawBufferPointer?
            do {
                while let (tag, value) = try reader.field() {
                    switch (tag, value) {
                    case (1, .bytes(let bytes)): return Array(bytes)
                    case (2, .number(let number)): size = Int(clamping: number)
                    case (3, .bytes(let bytes)): packed = bytes
                    case (4...7, .bytes):
                        throw MapFileFault(
                            file, "a block is compressed in a way that is not read here. Write the file anew with zlib: osmium cat does.")
                    default: break
                    }
                }
            } catch is WireReader.Broken {
                throw damaged("a block before byte \(position) cannot be read")
            }
            guard let packed else { throw damaged("a block before byte \(position) is empty") }
            return try inflated(packed, to: size)
        }
    }

    private func inflated(_ packed: UnsafeRawBufferPointer, to size: Int) throws -> [UInt8] {
        guard size > 0, size <= Self.blobBytesMax else {
            throw damaged("a block unpacks to \(size) bytes, and the format allows \(Self.blobBytesMax)")
        }
        var length = uLongf(size)
        let bytes = [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
            let code = uncompress(buffer.baseAddress, &length, packed.bindMemory(to: UInt8.self).baseAddress, uLong(packed.count))
            count = code == Z_OK ? Int(length) : 0
        }
        guard bytes.count == size else { throw damaged("a block before byte \(position) does not unpack") }
        return bytes
    }
}
