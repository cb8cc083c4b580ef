/// A decoded picture at the one size at which pictures are looked at: red, green and blue bytes, row after row.
public struct RawPicture: Hashable, Sendable {
    /// Any picture is brought to this size, whatever its shape: enough to see a plume, and a bound on work and memory.
    public static let width = 640
    public static let height = 360
    static let byteCount = 3 * width * height

    public let rgb: [UInt8]
}

/// A file or a run of bytes gave no picture, or not all of them: what, and what to do.
public struct DecodingFault: Error, Hashable, Sendable, CustomStringConvertible {
    public let description: String
    init(_ description: String) { self.description = description }
}
