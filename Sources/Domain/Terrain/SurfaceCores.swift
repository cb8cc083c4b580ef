/// Core points laid over a cloud by the program itself: points of the cloud, about `spacing` metres apart.
public enum SurfaceCores {
    /// More cores than this are no map any more, and cost an hour.
    public static let countMax = 2_000_000

    /// The point nearest to the middle of the points of each cell of `spacing` metres, where no other chosen point lies within six tenths of
    /// that; in an order that depends on the points alone. Cells with a single point are left out: they are stray returns.
    public static func thinned(_ cloud: PointCloud, spacing: Double) throws(TerrainFault) -> [SIMD3<Double>] {
        guard spacing.isFinite, spacing > 0 else { throw TerrainFault("the spacing of cores is \(spacing) m: give a positive number of metres") }
        let frame = try FaceFrame(of: cloud)
        var cells: [SIMD3<Int32>: Cell] = [:]
        for index in 0..<cloud.count {
            let place = frame.local(cloud[index])
            guard let key = key(place / spacing) else { continue }
            cells[key, default: Cell()].add(place)
            guard cells.count <= cellsMax else {
                throw TerrainFault(
                    "\(cloud.name): a core every \(spacing) m would be more than \(cellsMax) cores. Widen --spacing, or check the units.")
            }
        }
        for index in 0..<cloud.count {
            let place = frame.local(cloud[index])
            if let key = key(place / spacing) { cells[key]?.choose(index, place) }
        }
        return spread(cells, spacing, cloud)
    }

    /// Stray points take up cells too until they are left out.
    private static let cellsMax = 2 * countMax

    private static func spread(_ cells: [SIMD3<Int32>: Cell], _ spacing: Double, _ cloud: PointCloud) -> [SIMD3<Double>] {
        let keys = cells.filter { $0.value.count > 1 }.keys.sorted { ($0.y, $0.x, $0.z) < ($1.y, $1.x, $1.z) }
        var chosen: [SIMD3<Int32>: SIMD3<Double>] = [:]
        let near = (0.6 * spacing) * (0.6 * spacing)
        var result: [SIMD3<Double>] = []
        for key in keys {
            guard let cell = cells[key] else { continue }
            let point = cloud[cell.best]
            let isCrowded = neighbours.contains { step in
                chosen[key &+ step].map { ($0 - point).dot($0 - point) < near } ?? false
            }
            if isCrowded { continue }
            chosen[key] = point
            result.append(point)
        }
        return result
    }

    private static let neighbours: [SIMD3<Int32>] = (0..<27).map { Neighbourhoods.step($0) }

    private static func key(_ place: SIMD3<Double>) -> SIMD3<Int32>? {
        let low = place.rounded(.down)
        guard all(low .> SIMD3(repeating: -1e9)), all(low .< SIMD3(repeating: 1e9)) else { return nil }
        return SIMD3(Int32(low.x), Int32(low.y), Int32(low.z))
    }

    private struct Cell {
        var count = 0
        var sum = SIMD3<Double>()
        var best = 0
        var nearest = Double.infinity

        mutating func add(_ place: SIMD3<Double>) {
            count += 1
            sum += place
        }

        mutating func choose(_ index: Int, _ place: SIMD3<Double>) {
            let d = place - sum / Double(count)
            guard d.dot(d) < nearest else { return }
            (best, nearest) = (index, d.dot(d))
        }
    }
}
