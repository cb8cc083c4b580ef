/// What a picture is, by its own first bytes: what a browser or a phone says of it is not asked.
public enum PhotoType: String, Codable, Hashable, Sendable, CaseIterable {
    case jpeg = "image/jpeg"
    case png = "image/png"
    case webP = "image/webp"

    /// A phone's picture of 1,600 pixels has some 400 KiB, a camera's frame of 4K some 2 MiB; nothing larger shows more on a screen.
    public static let photoBytesMax = 4 * 1_048_576

    /// The type of a whole picture.
    /// - Throws: `photo.too-large`, `photo.type-unknown`, `photo.cut-off`.
    public init(of bytes: [UInt8]) throws(Refusal) {
        guard bytes.count <= Self.photoBytesMax else {
            throw Refusal(
                .photoTooLarge, "The picture has \(bytes.count) bytes; at most \(Self.photoBytesMax) are kept. Make it smaller and send it again.")
        }
        guard let type = Self(signature: bytes) else {
            throw Refusal(
                .photoTypeUnknown, "The body is no picture that is kept here: its first bytes are not those of JPEG, PNG or WebP. Send one of these.")
        }
        guard type.isWhole(bytes) else {
            throw Refusal(.photoCutOff, "The picture (\(type.rawValue), \(bytes.count) bytes) ends before its own end. Send it once more, whole.")
        }
        self = type
    }

    /// By the signature: ISO/IEC 10918-1 B.1.1.3 (SOI and a next marker), ISO/IEC 15948 5.2, RFC 9649 2.3 (the RIFF header).
    private init?(signature bytes: [UInt8]) {
        if bytes.starts(with: [0xFF, 0xD8, 0xFF]) {
            self = .jpeg
        } else if bytes.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) {
            self = .png
        } else if bytes.starts(with: Array("RIFF".utf8)), bytes.dropFirst(8).starts(with: Array("WEBP".utf8)) {
            self = .webP
        } else {
            return nil
        }
    }

    /// True when the end is there: the mark EOI, the chunk IEND, or as many bytes as the RIFF header counts.
    private func isWhole(_ bytes: [UInt8]) -> Bool {
        switch self {
        case .jpeg:
            // Some phones write a few bytes of their own behind the end.
            let tail = bytes.suffix(Self.tailBytesMax)
            return zip(tail, tail.dropFirst()).contains { $0 == 0xFF && $1 == 0xD9 }
        case .png:
            return bytes.suffix(8) == [0x49, 0x45, 0x4E, 0x44, 0xAE, 0x42, 0x60, 0x82]
        case .webP:
            let size = bytes[4..<8].reversed().reduce(0) { $0 << 8 | Int($1) }
            return size >= 4 && bytes.count >= size + 8
        }
    }

    /// Where the end of a JPEG is looked for: more than any phone has been seen to write behind it, and far less than a picture.
    private static let tailBytesMax = 64
}
