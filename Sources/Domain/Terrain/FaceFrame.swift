/// Right-handed axes that lie along a rock face: u and v in the face, w across it, all in metres from an origin near the points.
///
/// The grid of points is laid out along these axes, so that a column of cells crosses the face once, whichever way the face looks.
public struct FaceFrame: Sendable {
    public let origin: SIMD3<Double>
    let u: SIMD3<Double>
    let v: SIMD3<Double>
    let w: SIMD3<Double>

    /// The principal axes of a sample of the points. The outermost hundredth of each coordinate is left out, so that stray returns kilometres
    /// away do not turn the frame. Throws when no sample is left.
    public init(of cloud: PointCloud) throws(TerrainFault) {
        let sample = cloud.sample(Self.sampleMax)
        let box = LocalBox(trimmed: sample, share: Self.trimmedShare)
        let kept = sample.filter(box.contains)
        guard let first = kept.first else { throw TerrainFault("\(cloud.name) holds no points: nothing can be compared with it") }
        let mean = kept.reduce(SIMD3<Double>()) { $0 + ($1 - first) } / Double(kept.count)
        var moments = SymmetricMatrix()
        for point in kept {
            let d = point - first - mean
            moments.xx += d.x * d.x
            moments.xy += d.x * d.y
            moments.xz += d.x * d.z
            moments.yy += d.y * d.y
            moments.yz += d.y * d.z
            moments.zz += d.z * d.z
        }
        let axes = moments.eigen().vectors
        origin = first + mean
        u = axes[2]
        v = axes[1]
        w = axes[2].cross(axes[1])
    }

    func local(_ point: SIMD3<Double>) -> SIMD3<Double> { turn(point - origin) }

    func turn(_ vector: SIMD3<Double>) -> SIMD3<Double> { SIMD3(vector.dot(u), vector.dot(v), vector.dot(w)) }

    func turnBack(_ vector: SIMD3<Double>) -> SIMD3<Double> { u * vector.x + v * vector.y + w * vector.z }

    func world(_ local: SIMD3<Double>) -> SIMD3<Double> { turnBack(local) + origin }

    /// Enough for axes to a fraction of a degree, and too few to be felt.
    static let sampleMax = 20_000
    static let trimmedShare = 0.01
}

/// An axis-parallel box in metres.
public struct LocalBox: Sendable {
    public internal(set) var low: SIMD3<Double>
    public internal(set) var high: SIMD3<Double>

    /// The box of all points; empty, with low above high, when there are none.
    init(_ points: [SIMD3<Double>]) {
        low = SIMD3(repeating: .infinity)
        high = SIMD3(repeating: -.infinity)
        for point in points {
            low = low.replacing(with: point, where: point .< low)
            high = high.replacing(with: point, where: point .> high)
        }
    }

    /// The box that leaves out a share of the points at each end of each axis.
    init(trimmed points: [SIMD3<Double>], share: Double) {
        self.init([])
        for axis in 0..<3 where !points.isEmpty {
            let values = points.map { $0[axis] }.sorted()
            let cut = Int(share * Double(values.count))
            low[axis] = values[cut]
            high[axis] = values[values.count - 1 - cut]
        }
    }

    var isEmpty: Bool { any(low .> high) }
    public var size: SIMD3<Double> { high - low }
    var center: SIMD3<Double> { (low + high) / 2 }

    func contains(_ point: SIMD3<Double>) -> Bool { all(point .>= low) && all(point .<= high) }

    func padded(by margin: Double) -> LocalBox {
        var box = self
        box.low -= margin
        box.high += margin
        return box
    }

    func meets(_ other: LocalBox) -> Bool { all(low .<= other.high) && all(other.low .<= high) }
}
