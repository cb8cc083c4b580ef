extension Footprint {
    /// Holds every point inside the cylinder against the plane of weighted least squares through its nearest points of all epochs, itself left out.
    func hold(against fit: inout SeriesFit) {
        guard a.count > PlaneShift.neighbourCount else { return }
        var nearest = NearestPoints()
        for index in a.indices where inside[index] {
            findNearest(a[index], b[index], &nearest, except: Int32(index))
            guard nearest.count == PlaneShift.neighbourCount, let weights = weights(nearest, a[index], b[index]) else { continue }
            var epochs = SIMD8<UInt8>()
            var plane = 0.0
            for slot in 0..<nearest.count {
                let neighbour = Int(nearest.indices[slot])
                epochs[slot] = epoch[neighbour]
                plane += weights[slot] * height[neighbour]
            }
            fit.add(height[index] - plane, epoch[index], epochs, weights, count: nearest.count)
        }
    }
}
