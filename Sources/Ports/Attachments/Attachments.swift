import City

/// Where large bytes that belong to a matter are kept: photos, frames of a camera. They are named by their SHA-256 and never change.
///
/// The store sees ciphertext only and knows no media type: what the bytes are stands in the event that names their digest, and whoever keeps
/// them has sealed them under a key of their own. Destroying that key erases them, in every copy.
public protocol Attachments: Sendable {
    /// Keeps the bytes and returns their SHA-256. On disk before it returns; bytes that are there already are kept once.
    /// Throws `AttachmentFault`, and then nothing is kept.
    func keep(_ bytes: [UInt8]) async throws -> AttachmentDigest
    /// The bytes of a digest; nil where there are none. Throws `AttachmentFault.corrupt` when they are not what their digest says.
    func find(_ digest: AttachmentDigest) async throws -> [UInt8]?
    /// Removes the bytes. True when there were any.
    func remove(_ digest: AttachmentDigest) async throws -> Bool
}

/// The bounds of every store of attachments.
public enum AttachmentBounds {
    /// One attachment is read into memory whole: twice the largest photo, so that its seal always fits.
    public static let bytesMax = 8 * 1_048_576
}

/// Attachments could not be read or written. `message` says what happened, where, and what to do.
public struct AttachmentFault: Error, Hashable, Sendable {
    public enum Kind: String, Sendable { case diskFull, corrupt, io, tooLarge }
    public let kind: Kind
    public let message: String
    public init(_ kind: Kind, _ message: String) {
        self.kind = kind
        self.message = message
    }

    /// What every store says of more bytes than it takes.
    public static func tooLarge(_ byteCount: Int) -> AttachmentFault {
        AttachmentFault(.tooLarge, "An attachment has \(byteCount) bytes; at most \(AttachmentBounds.bytesMax) are kept. Make it smaller.")
    }
}
