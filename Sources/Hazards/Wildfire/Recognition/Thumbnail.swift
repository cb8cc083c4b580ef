/// A picture of 32 × 18 lights, to tell whether a camera still looks where it looked.
struct Thumbnail: Sendable {
    static let columns = 32
    static let rows = 18
    var lights: [Float]

    init(_ light: LightPlane) {
        let across = light.width / LightPlane.blockSide
        let down = light.height / LightPlane.blockSide
        var sums = [Float](repeating: 0, count: Self.columns * Self.rows)
        var counts = sums
        for row in 0..<down {
            for column in 0..<across {
                let cell = row * Self.rows / down * Self.columns + column * Self.columns / across
                sums[cell] += Float(light.blocks[row * across + column])
                counts[cell] += 1
            }
        }
        lights = zip(sums, counts).map { $0 / max($1, 1) }
    }

    /// Correlation of the lights, −1 … 1; nil when one of them shows nothing, as fog or the night does.
    func likeness(to other: Thumbnail) -> Float? {
        let count = Float(lights.count)
        let (meanA, meanB) = (lights.reduce(0, +) / count, other.lights.reduce(0, +) / count)
        var (aa, bb, ab) = (Float(0), Float(0), Float(0))
        for (a, b) in zip(lights, other.lights) {
            aa += (a - meanA) * (a - meanA)
            bb += (b - meanB) * (b - meanB)
            ab += (a - meanA) * (b - meanB)
        }
        guard min(aa, bb) / count >= Self.variationMin else { return nil }
        return ab / (aa * bb).squareRoot()
    }

    /// Variance of the lights (0 … 255) below which there is nothing to compare.
    static let variationMin: Float = 30

    mutating func approach(_ other: Thumbnail, by part: Float) {
        for index in lights.indices { lights[index] += part * (other.lights[index] - lights[index]) }
    }
}
