/// Which way the edges of a picture run, in 80 × 45 fields: enough to tell whether a camera still looks where it looked, and too little to show
/// anything of it. A field that has no clear edge is nearly zero, so that noise and fog weigh nothing.
public struct EdgeSketch: Hashable, Sendable {
    public static let columns = 80
    public static let rows = 45
    /// A gradient of this many steps of light over two fields counts half: less is noise, much more is no clearer.
    static let halfStep: Float = 12

    /// Of each field how the light rises to the right, then how it rises downwards; each −1 … 1.
    private(set) var edges: [Float]

    init(_ frame: PixelFrame) {
        let lights = Self.lights(frame)
        var edges = [Float](repeating: 0, count: 2 * Self.columns * Self.rows)
        for row in 1..<Self.rows - 1 {
            for column in 1..<Self.columns - 1 {
                let here = row * Self.columns + column
                let right = lights[here + 1] - lights[here - 1]
                let down = lights[here + Self.columns] - lights[here - Self.columns]
                let length = (right * right + down * down).squareRoot()
                edges[2 * here] = right / (length + Self.halfStep)
                edges[2 * here + 1] = down / (length + Self.halfStep)
            }
        }
        self.edges = edges
    }

    /// The mean light of each field, from every second pixel of every second row.
    private static func lights(_ frame: PixelFrame) -> [Float] {
        var lights = [Float](repeating: 0, count: columns * rows)
        var counts = lights
        let (width, height) = (frame.width, frame.height)
        frame.rgb.withUnsafeBufferPointer { rgb in
            lights.withUnsafeMutableBufferPointer { lights in
                counts.withUnsafeMutableBufferPointer { counts in
                    var y = 0
                    while y < height {
                        let start = y * rows / height * columns
                        var x = 0
                        while x < width {
                            let pixel = 3 * (y * width + x)
                            let luma = 77 * Int(rgb[pixel]) + 150 * Int(rgb[pixel + 1]) + 29 * Int(rgb[pixel + 2])
                            let field = start + x * columns / width
                            lights[field] += Float(luma) / 256
                            counts[field] += 1
                            x += 2
                        }
                        y += 2
                    }
                }
            }
        }
        return zip(lights, counts).map { $0 / max($1, 1) }
    }

    /// How much there is to compare by: the mean square of its edges, 0 … 1.
    var strength: Float { edges.reduce(0) { $0 + $1 * $1 } / Float(Self.columns * Self.rows) }

    /// Correlation with another, −1 … 1, the best of those shifted by up to one field: a mast sways in the wind. Zero where one of them is empty.
    func likeness(to other: EdgeSketch) -> Float {
        let (own, others) = (strength, other.strength)
        guard own > 0, others > 0 else { return 0 }
        var best: Float = -1
        for down in -1...1 {
            for right in -1...1 { best = max(best, product(other, down, right)) }
        }
        return best / (own * others).squareRoot() / Float(Self.columns * Self.rows)
    }

    private func product(_ other: EdgeSketch, _ down: Int, _ right: Int) -> Float {
        let shift = 2 * (down * Self.columns + right)
        var sum: Float = 0
        edges.withUnsafeBufferPointer { own in
            other.edges.withUnsafeBufferPointer { others in
                // Fields at the rim are zero, so that a shift runs over no end.
                for index in 2 * Self.columns + 2..<own.count - 2 * Self.columns - 2 { sum += own[index] * others[index + shift] }
            }
        }
        return sum
    }

    mutating func approach(_ other: EdgeSketch, by part: Float) {
        for index in edges.indices { edges[index] += part * (other.edges[index] - edges[index]) }
    }
}

extension EdgeSketch {
    /// A byte for each number, to be kept in a file.
    public var bytes: [UInt8] { edges.map { UInt8(bitPattern: Int8(($0 * 127).rounded())) } }

    /// Nil where the bytes are not as many as a sketch has.
    public init?(bytes: [UInt8]) {
        guard bytes.count == 2 * Self.columns * Self.rows else { return nil }
        edges = bytes.map { max(-1, Float(Int8(bitPattern: $0)) / 127) }
    }
}
