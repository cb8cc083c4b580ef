extension SIMD3<Double> {
    @inline(__always) func dot(_ other: SIMD3<Double>) -> Double { x * other.x + y * other.y + z * other.z }

    var length: Double { dot(self).squareRoot() }

    func cross(_ other: SIMD3<Double>) -> SIMD3<Double> {
        SIMD3(y * other.z - z * other.y, z * other.x - x * other.z, x * other.y - y * other.x)
    }

    /// Two unit vectors across this one (itself of length one), so that the three form a right-handed frame.
    var across: (SIMD3<Double>, SIMD3<Double>) {
        let least: SIMD3<Double> = abs(x) <= abs(y) && abs(x) <= abs(z) ? [1, 0, 0] : abs(y) <= abs(z) ? [0, 1, 0] : [0, 0, 1]
        let raw = least - self * dot(least)
        let first = raw / raw.length
        return (first, cross(first))
    }
}

/// Order statistics over small unsorted lists.
enum Ranked {
    /// The value at a share of the sorted list, without interpolation; NaN of an empty list.
    static func quantile(_ share: Double, of values: [Double]) -> Double {
        guard !values.isEmpty else { return .nan }
        let sorted = values.sorted()
        return sorted[min(sorted.count - 1, Int(share * Double(sorted.count)))]
    }

    static func median(_ values: [Double]) -> Double { quantile(0.5, of: values) }

    /// The median distance from the median, scaled to the standard deviation of a normal distribution.
    static func spread(_ values: [Double]) -> Double {
        let middle = median(values)
        return normalPerMedianDeviation * median(values.map { abs($0 - middle) })
    }

    /// 1 / Φ⁻¹(3/4).
    static let normalPerMedianDeviation = 1.4826
}
