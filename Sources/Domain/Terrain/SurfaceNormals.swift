/// Normals of the surface at core points, from the first epoch.
public enum SurfaceNormals {
    /// One unit normal in world axes for each core of the slice: the direction of least spread of the points within `radius` metres (Lague,
    /// Brodu and Leroux 2013, §3.2), on the side of `orientation`. Zero where fewer than three points lie within the radius.
    public static func normals(
        of cores: ArraySlice<SIMD3<Double>>, in grid: EpochGrid, radius: Double, orientation: SIMD3<Double>
    ) -> [SIMD3<Double>] {
        let toward = grid.frame.turn(orientation)
        return grid.search { search in
            cores.map { core in
                guard let fit = PlaneFit(search, around: search.place(core), radius: radius) else { return SIMD3() }
                let normal = grid.frame.turnBack(fit.normal)
                return fit.normal.dot(toward) < 0 ? -normal : normal
            }
        }
    }
}

/// The plane of least squares through the points of a ball.
struct PlaneFit {
    let count: Int
    /// The mean of the points, in metres from the middle of the grid's box.
    let mean: SIMD3<Double>
    let normal: SIMD3<Double>
    /// Variances in m² across the plane, and along its narrower side.
    let across: Double
    let along: Double

    init?(_ search: GridSearch, around place: SIMD3<Double>, radius: Double) {
        var count = 0.0
        var sum = SIMD3<Double>()
        var squares = SIMD3<Double>()
        var products = SIMD3<Double>()
        let limit = radius * radius
        search.forEachRun(around: place, half: SIMD3(repeating: radius)) { run in
            for index in run {
                let d = search.point(index) - place
                guard d.dot(d) <= limit else { continue }
                count += 1
                sum += d
                squares += d * d
                products += d * SIMD3(d.y, d.z, d.x)
            }
        }
        guard count >= 3 else { return nil }
        let mean = sum / count
        let square = squares / count - mean * mean
        let product = products / count - mean * SIMD3(mean.y, mean.z, mean.x)
        let moments = SymmetricMatrix(xx: square.x, xy: product.x, xz: product.z, yy: square.y, yz: product.y, zz: square.z)
        let (values, vectors) = moments.eigen()
        self.count = Int(count)
        self.mean = place + mean
        normal = vectors[0]
        across = max(0, values[0])
        along = max(0, values[1])
    }
}
