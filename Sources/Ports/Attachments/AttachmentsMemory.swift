import City

/// Attachments in memory: for tests and simulation. SHA-256 is handed in, so that the port needs no package.
public actor AttachmentsMemory: Attachments {
    private var bytes: [AttachmentDigest: [UInt8]] = [:]
    private var fault: AttachmentFault?
    private let digest: @Sendable ([UInt8]) -> [UInt8]

    public init(sha256: @escaping @Sendable ([UInt8]) -> [UInt8]) { digest = sha256 }

    public func keep(_ bytes: [UInt8]) async throws -> AttachmentDigest {
        guard bytes.count <= AttachmentBounds.bytesMax else { throw AttachmentFault.tooLarge(bytes.count) }
        if let fault { throw fault }
        let name = AttachmentDigest(bytes: digest(bytes))
        self.bytes[name] = bytes
        return name
    }

    public func find(_ digest: AttachmentDigest) async throws -> [UInt8]? { bytes[digest] }

    public func remove(_ digest: AttachmentDigest) async throws -> Bool { bytes.removeValue(forKey: digest) != nil }

    /// How many are kept.
    public var count: Int { bytes.count }

    /// From now on nothing can be kept; nil for a disk that works.
    public func fail(with fault: AttachmentFault?) { self.fault = fault }
}
