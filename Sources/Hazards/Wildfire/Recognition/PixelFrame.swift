/// One picture as it lies in memory: red, green and blue bytes of each pixel, row after row from the top, no padding.
public struct PixelFrame: Sendable {
    public let width: Int
    public let height: Int
    /// `3 · width · height` bytes.
    public let rgb: [UInt8]

    /// - Throws: `PixelFrameFault` when the sides lie outside `sides`, or the bytes are not as many as they must be.
    public init(width: Int, height: Int, rgb: [UInt8]) throws(PixelFrameFault) {
        guard Self.sides.contains(width), Self.sides.contains(height) else { throw .sides(width: width, height: height) }
        guard rgb.count == 3 * width * height else { throw .byteCount(expected: 3 * width * height, found: rgb.count) }
        self.width = width
        self.height = height
        self.rgb = rgb
    }

    /// A smaller picture has no room for a grid of cells; a larger one is made smaller by whoever decodes it, since nothing here looks at finer
    /// detail than 640 × 360 shows.
    public static let sides = 64...1_920
}

/// Why bytes are no picture that can be looked at.
public enum PixelFrameFault: Error, Hashable, Sendable, CustomStringConvertible {
    case sides(width: Int, height: Int)
    case byteCount(expected: Int, found: Int)

    public var description: String {
        switch self {
        case .sides(let width, let height):
            "the picture has \(width) × \(height) pixels; each side must have \(PixelFrame.sides.lowerBound) to \(PixelFrame.sides.upperBound)"
        case .byteCount(let expected, let found): "the picture has \(found) bytes instead of \(expected)"
        }
    }
}
