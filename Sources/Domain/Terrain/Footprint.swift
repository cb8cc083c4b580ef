/// The points of one epoch, or of several together, in and around a cylinder: their places across its axis and their heights along it, in small
/// square bins.
///
/// Made once for a slice of cores and filled again for each, so that no core costs an allocation.
struct Footprint {
    private(set) var a: [Double] = []
    private(set) var b: [Double] = []
    private(set) var height: [Double] = []
    private(set) var inside: [Bool] = []
    private(set) var insideCount = 0
    /// Of which epoch each point is, where there are several.
    private(set) var epoch: [UInt8] = []
    /// Bins: the points of each, one run after the other.
    private var order: [Int32] = []
    private var starts: [Int32] = []
    private var next: [Int32] = []
    private var side = 1.0
    private var across = 1
    private var edge = 1.0

    /// Points a bin holds on average: a block of three by three then holds the nearest six in nearly every place.
    private static let perBin = 2.5
    private static let acrossMax = 64

    mutating func gather(_ search: GridSearch, core: SIMD3<Double>, normal: SIMD3<Double>, _ cylinder: Cylinder) {
        cut(to: 0)
        add(search, core: core, normal: normal, cylinder)
        fillBins((1 + PlaneShift.rim) * cylinder.radius)
    }

    /// Several epochs together. Gives back how many points of each lie inside; epochs with fewer than `countMin` are left out altogether.
    mutating func gather(
        _ searches: [GridSearch], core: SIMD3<Double>, normal: SIMD3<Double>, _ cylinder: Cylinder, countMin: Int
    ) -> [Int] {
        cut(to: 0)
        epoch.removeAll(keepingCapacity: true)
        let counts = searches.indices.map { number in
            let before = (a.count, insideCount)
            add(searches[number], core: core, normal: normal, cylinder)
            let count = insideCount - before.1
            if count < countMin { cut(to: before.0) }
            epoch.append(contentsOf: repeatElement(UInt8(number), count: a.count - epoch.count))
            return count
        }
        fillBins((1 + PlaneShift.rim) * cylinder.radius)
        return counts
    }

    private mutating func cut(to count: Int) {
        a.removeLast(a.count - count)
        b.removeLast(b.count - count)
        height.removeLast(height.count - count)
        inside.removeLast(inside.count - count)
        insideCount = inside.count { $0 }
    }

    private mutating func add(_ search: GridSearch, core: SIMD3<Double>, normal: SIMD3<Double>, _ cylinder: Cylinder) {
        let axis = search.frame.turn(normal)
        let (e, f) = axis.across
        let place = search.place(core)
        let wide = Cylinder(radius: (1 + PlaneShift.rim) * cylinder.radius, depth: cylinder.depth)
        let (limit, inner) = (wide.radius * wide.radius, cylinder.radius * cylinder.radius)
        search.forEachRun(around: place, half: wide.half(axis)) { run in
            for index in run {
                let d = search.point(index) - place
                let along = d.dot(axis)
                let square = d.dot(d) - along * along
                guard abs(along) <= wide.depth, square <= limit else { continue }
                a.append(d.dot(e))
                b.append(d.dot(f))
                height.append(along)
                inside.append(square <= inner)
                if square <= inner { insideCount += 1 }
            }
        }
    }

    private mutating func fillBins(_ radius: Double) {
        edge = radius
        let area = 4 * radius * radius
        side = max((area * Self.perBin / Double(max(1, a.count))).squareRoot(), 2 * radius / Double(Self.acrossMax))
        across = Int(2 * radius / side) + 1
        starts.removeAll(keepingCapacity: true)
        starts.append(contentsOf: repeatElement(0, count: across * across + 1))
        order.removeAll(keepingCapacity: true)
        order.append(contentsOf: repeatElement(0, count: a.count))
        for index in a.indices { starts[bin(index) + 1] += 1 }
        for index in 1..<starts.count { starts[index] += starts[index - 1] }
        next.removeAll(keepingCapacity: true)
        next.append(contentsOf: starts)
        for index in a.indices {
            let bin = bin(index)
            order[Int(next[bin])] = Int32(index)
            next[bin] += 1
        }
    }

    private func bin(_ index: Int) -> Int { binIndex(b[index]) * across + binIndex(a[index]) }

    private func binIndex(_ value: Double) -> Int { min(across - 1, max(0, Int((value + edge) / side))) }

    /// The heights of the points inside the cylinder above planes through the nearest points of the other epoch; points in a gap of the other
    /// epoch, or beyond its rim, are passed over.
    func heights(above other: Footprint) -> [Double] {
        guard other.a.count >= PlaneShift.neighbourCount else { return [] }
        var nearest = NearestPoints()
        var result: [Double] = []
        result.reserveCapacity(insideCount)
        for index in a.indices where inside[index] {
            other.findNearest(a[index], b[index], &nearest)
            guard nearest.count == PlaneShift.neighbourCount else { continue }
            if let plane = other.plane(nearest, a[index], b[index]) { result.append(height[index] - plane) }
        }
        return result
    }

    /// Searches the bins ring by ring until no bin that is left can hold a nearer point.
    func findNearest(_ x: Double, _ y: Double, _ nearest: inout NearestPoints, except own: Int32 = -1) {
        nearest.clear()
        let (column, row) = (binIndex(x), binIndex(y))
        // How near the edge of the middle bin is: the rings beyond are at least that far, and one side more for each ring.
        let inBin = SIMD4(
            x + edge - Double(column) * side, Double(column + 1) * side - x - edge, y + edge - Double(row) * side,
            Double(row + 1) * side - y - edge
        ).min()
        for ring in 0..<across {
            for j in max(0, row - ring)...min(across - 1, row + ring) {
                let isEnd = abs(j - row) == ring
                let step = isEnd || ring == 0 ? 1 : 2 * ring
                var i = column - ring
                while i <= column + ring {
                    if i >= 0, i < across { scan(j * across + i, x, y, &nearest, own) }
                    i += step
                }
            }
            let safe = inBin + Double(ring) * side
            if nearest.isFull, nearest.farthest <= safe * safe { return }
            if safe > edge { return }
        }
    }

    @inline(__always) private func scan(_ bin: Int, _ x: Double, _ y: Double, _ nearest: inout NearestPoints, _ own: Int32) {
        for slot in Int(starts[bin])..<Int(starts[bin + 1]) where order[slot] != own {
            let index = order[slot]
            let (dx, dy) = (a[Int(index)] - x, b[Int(index)] - y)
            nearest.offer(index, dx * dx + dy * dy)
        }
    }

    /// The height at (x, y) of the plane of weighted least squares through the nearest points, as the share that each of them has in it; weights
    /// of the squares fall to zero just beyond the farthest (Epanechnikov's kernel), so that the plane does not jump when one neighbour replaces
    /// another. Nil where the points lie nearly on one line.
    func weights(_ nearest: NearestPoints, _ x: Double, _ y: Double) -> SIMD8<Double>? {
        let width = nearest.farthest * Self.kernelMargin
        var (s, sx, sy, sxx, sxy, syy) = (0.0, 0.0, 0.0, 0.0, 0.0, 0.0)
        var shares = SIMD8<Double>()
        for slot in 0..<nearest.count {
            let index = Int(nearest.indices[slot])
            let weight = 1 - nearest.squares[slot] / width
            let (dx, dy) = (a[index] - x, b[index] - y)
            shares[slot] = weight
            s += weight
            sx += weight * dx
            sy += weight * dy
            sxx += weight * dx * dx
            sxy += weight * dx * dy
            syy += weight * dy * dy
        }
        // The inverse's first row alone: the height at the origin.
        let (c0, c1, c2) = (sxx * syy - sxy * sxy, sxy * sy - sx * syy, sx * sxy - sxx * sy)
        let determinant = s * c0 + sx * c1 + sy * c2
        guard determinant > Self.flatness * s * sxx * syy else { return nil }
        for slot in 0..<nearest.count {
            let index = Int(nearest.indices[slot])
            shares[slot] *= (c0 + c1 * (a[index] - x) + c2 * (b[index] - y)) / determinant
        }
        return shares
    }

    private func plane(_ nearest: NearestPoints, _ x: Double, _ y: Double) -> Double? {
        guard let shares = weights(nearest, x, y) else { return nil }
        return (0..<nearest.count).reduce(0) { $0 + shares[$1] * height[Int(nearest.indices[$1])] }
    }

    /// In squared distance; the farthest neighbour keeps a tenth of a full weight.
    private static let kernelMargin = 1.1
    /// Neighbours nearly on one line hold no plane. Below this share the plane would be tilted by noise alone.
    private static let flatness = 0.02
}

/// The nearest points found so far, nearest first, in a fixed place on the stack.
struct NearestPoints {
    private(set) var indices = SIMD8<Int32>()
    private(set) var squares = SIMD8<Double>(repeating: .infinity)
    private(set) var count = 0

    var isFull: Bool { count == PlaneShift.neighbourCount }
    var farthest: Double { squares[count - 1] }

    mutating func clear() { count = 0 }

    @inline(__always) mutating func offer(_ index: Int32, _ square: Double) {
        if isFull {
            if square >= squares[PlaneShift.neighbourCount - 1] { return }
        } else {
            count += 1
        }
        var slot = count - 1
        while slot > 0, squares[slot - 1] > square {
            squares[slot] = squares[slot - 1]
            indices[slot] = indices[slot - 1]
            slot -= 1
        }
        squares[slot] = square
        indices[slot] = index
    }
}
