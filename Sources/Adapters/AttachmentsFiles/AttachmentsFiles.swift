import Attachments
import City
import Crypto
import Dispatch
import Foundation

/// Attachments as files, `attachments/ab/abcd…` in the data directory, each named by its SHA-256.
///
/// A file is written under another name, brought to the disk, given its own name, and then the folder is brought to the disk: after a crash
/// a file is there whole or not at all. What a crash left under the other name is removed at the next start.
public final class AttachmentsFiles: Attachments {
    /// The name of the folder in the data directory.
    public static let folderName = "attachments"
    /// The ending of a file that is being written.
    static let partEnding = ".part"
    /// Pictures leave this much of the disk to the log: an hour of a busy city, in which somebody can make room.
    static let freeBytesMin: UInt64 = 64 * 1_048_576

    let folder: String
    private let freeBytesMin: UInt64
    /// Files wait for the disk here and not on the threads that answer requests. As many at once as the doors let in.
    private let queue = DispatchQueue(label: "bayu.attachments", attributes: .concurrent)

    init(folder: String, freeBytesMin: UInt64) {
        self.folder = folder
        self.freeBytesMin = freeBytesMin
    }

    public func keep(_ bytes: [UInt8]) async throws -> AttachmentDigest {
        guard bytes.count <= AttachmentBounds.bytesMax else { throw AttachmentFault.tooLarge(bytes.count) }
        return try await perform { [self] in
            let digest = Self.digest(of: bytes)
            let shelf = try shelf(of: digest)
            let path = shelf + "/" + digest.rawValue
            if FileManager.default.fileExists(atPath: path) { return digest }
            try requireRoom(bytes.count)
            try AttachmentFile.write(bytes, to: path, in: shelf)
            return digest
        }
    }

    public func find(_ digest: AttachmentDigest) async throws -> [UInt8]? {
        guard digest.isWellFormed else { return nil }
        return try await perform { [self] in
            let path = self.path(of: digest)
            guard let bytes = try AttachmentFile.read(path) else { return nil }
            guard Self.digest(of: bytes) == digest else {
                throw AttachmentFault(.corrupt, "\(path) is not what its name says: it was changed or damaged. Take it from a copy of the folder.")
            }
            return bytes
        }
    }

    public func remove(_ digest: AttachmentDigest) async throws -> Bool {
        guard digest.isWellFormed else { return false }
        return try await perform { [self] in try AttachmentFile.remove(path(of: digest)) }
    }

    private func path(of digest: AttachmentDigest) -> String { folder + "/" + digest.rawValue.prefix(2) + "/" + digest.rawValue }

    /// The folder of all digests that begin alike, so that none grows too long to be listed.
    private func shelf(of digest: AttachmentDigest) throws -> String {
        let shelf = folder + "/" + digest.rawValue.prefix(2)
        if !FileManager.default.fileExists(atPath: shelf) {
            try AttachmentFile.makeFolder(shelf)
            try AttachmentFile.sync(folder: folder)
        }
        return shelf
    }

    private func requireRoom(_ byteCount: Int) throws {
        guard let free = AttachmentFile.freeBytes(at: folder), free < freeBytesMin + UInt64(byteCount) else { return }
        throw AttachmentFault(
            .diskFull,
            "The disk of \(folder) has \(free) bytes free; pictures leave the last \(freeBytesMin) to the log. Free space and send it again.")
    }

    static func digest(of bytes: [UInt8]) -> AttachmentDigest { AttachmentDigest(bytes: SHA256.hash(data: bytes)) }

    private func perform<Value: Sendable>(_ work: @escaping @Sendable () throws -> Value) async throws -> Value {
        try await withCheckedThrowingContinuation { continuation in
            queue.async { continuation.resume(with: Result { try work() }) }
        }
    }
}
