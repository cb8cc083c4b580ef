/// The points of one epoch sorted into cells along a face, ready for neighbourhood searches.
///
/// Twelve bytes a point: each coordinate is a whole number of quanta from the middle of the box, and a quantum is the smallest power of two that
/// lets the box fit, so a face of 500 m is kept to a quarter of a micrometre. Cells of one row lie behind each other in memory, so a search reads
/// one run of points for each row it touches. The three coordinates of a point lie together: sorting writes each point to a place of its own, and the
/// memory is what it waits for.
public struct EpochGrid: Sendable {
    public let name: String
    public let frame: FaceFrame
    /// In metres of the frame. Points outside were left out: no core reaches them.
    let box: LocalBox
    let layout: GridLayout
    let quantum: Double
    /// u, v, w, u, v, w … in quanta.
    var quanta: [Int32]
    /// Where each cell begins among the points; one more than there are cells.
    var starts: [Int32]

    /// How many points lie in the box.
    public var count: Int { quanta.count / 3 }

    /// Sorts the points that lie within the reach of the cores; `motion`, where given, turns each point about the
    /// middle of the box and shifts it, in the axes of the frame; it comes from `Registration`.
    ///
    /// `reach` in metres is how far from a core a search can look, `cell` in metres the edge of a cell in the face.
    /// A counting sort: one pass to count, one to place.
    public init(_ cloud: PointCloud, frame: FaceFrame, cores: [SIMD3<Double>], reach: Double, cell: Double, motion: RigidMotion? = nil) {
        name = cloud.name
        self.frame = frame
        box = LocalBox(cores.map(frame.local)).padded(by: reach)
        layout = GridLayout(box: box, cell: cell, cellsMax: max(GridLayout.cellsMin, cloud.count / GridLayout.pointsPerCell))
        quantum = Self.quantum(for: box)
        (quanta, starts) = ([], [])
        let aboutMiddle = motion.map { $0.about(box.center) }
        let keys = count(cloud, aboutMiddle)
        place(cloud, aboutMiddle, keys)
    }

    /// The smallest power of two in metres that lets half the box be counted in 30 bits.
    private static func quantum(for box: LocalBox) -> Double {
        var quantum = 1.0 / 1_073_741_824
        let half = max(box.size.max() / 2, 1)
        while half / quantum > 1_073_741_823 { quantum *= 2 }
        return quantum
    }

    static let outside = UInt32.max

    @inline(__always) private static func local(_ xyz: UnsafePointer<Double>, _ frame: FaceFrame, _ motion: RigidMotion?) -> SIMD3<Double> {
        let place = frame.local(SIMD3(xyz[0], xyz[1], xyz[2]))
        return motion.map { $0.apply(place) } ?? place
    }

    /// Counts the points of each cell into `starts` and gives the cell of each point.
    ///
    /// Unsafe buffers here and in `place`: with arrays the bounds checks of these loops were a third of the index's time.
    private mutating func count(_ cloud: PointCloud, _ motion: RigidMotion?) -> [UInt32] {
        let (frame, box, layout) = (frame, box, layout)
        var counts = [Int32](repeating: 0, count: layout.count + 1)
        let keys = [UInt32](unsafeUninitializedCapacity: cloud.count) { keys, filled in
            cloud.coordinates.withUnsafeBufferPointer { xyz in
                counts.withUnsafeMutableBufferPointer { counts in
                    guard let base = xyz.baseAddress else { return }
                    for index in 0..<cloud.count {
                        let point = Self.local(base + 3 * index, frame, motion)
                        guard box.contains(point) else {
                            keys[index] = Self.outside
                            continue
                        }
                        let cell = layout.cell(of: point - box.low)
                        keys[index] = UInt32(truncatingIfNeeded: cell)
                        counts[cell] &+= 1
                    }
                }
            }
            filled = cloud.count
        }
        var sum: Int32 = 0
        for cell in counts.indices {
            let here = counts[cell]
            counts[cell] = sum
            sum += here
        }
        starts = counts
        return keys
    }

    private mutating func place(_ cloud: PointCloud, _ motion: RigidMotion?, _ keys: [UInt32]) {
        let (frame, center, scale) = (frame, box.center, 1 / quantum)
        let total = Int(starts[layout.count])
        var next = starts
        quanta = [Int32](unsafeUninitializedCapacity: 3 * total) { quanta, filled in
            next.withUnsafeMutableBufferPointer { next in
                cloud.coordinates.withUnsafeBufferPointer { xyz in
                    guard let base = xyz.baseAddress else { return }
                    for index in 0..<cloud.count where keys[index] != Self.outside {
                        let slot = 3 * Int(next[Int(keys[index])])
                        next[Int(keys[index])] &+= 1
                        let q = (Self.local(base + 3 * index, frame, motion) - center) * scale
                        quanta[slot] = Int32(q.x.rounded())
                        quanta[slot + 1] = Int32(q.y.rounded())
                        quanta[slot + 2] = Int32(q.z.rounded())
                    }
                }
            }
            filled = 3 * total
        }
    }
}

/// How a box is cut into cells: square in the face, deeper across it.
struct GridLayout: Sendable {
    let edge: Double
    let depth: Double
    let columns: Int
    let rows: Int
    let layers: Int

    /// Points for each cell at least, on average over the box: with more cells than that the counts alone no longer fit a processor's cache. A face
    /// crosses each column once, so layers save little.
    static let pointsPerCell = 4
    /// Fewer cells than this cost nothing, however few the points.
    static let cellsMin = 65_536

    /// Widens the cells until there are at most `cellsMax`, so that an enormous box with few points costs no memory.
    init(box: LocalBox, cell: Double, cellsMax: Int) {
        let size = box.size.replacing(with: SIMD3(), where: box.size .< SIMD3())
        var edge = cell
        // Counted as Double: the product of a box of thousands of kilometres overflows an Int.
        while (size.x / edge + 1) * (size.y / edge + 1) > Double(cellsMax) { edge *= 1.5 }
        self.edge = edge
        columns = Int(size.x / edge) + 1
        rows = Int(size.y / edge) + 1
        let layersMax = max(1, cellsMax / (columns * rows))
        layers = min(layersMax, Int(min(size.z / edge, 1e6)) + 1)
        depth = max(size.z / Double(layers), .leastNormalMagnitude)
    }

    var count: Int { columns * rows * layers }

    /// The cell of a place given from the low corner of the box; a place on the far faces falls into the last cell.
    @inline(__always) func cell(of place: SIMD3<Double>) -> Int {
        (layer(place.z) * rows + row(place.y)) * columns + column(place.x)
    }

    @inline(__always) func column(_ u: Double) -> Int { Self.clamp(u / edge, columns) }
    @inline(__always) func row(_ v: Double) -> Int { Self.clamp(v / edge, rows) }
    @inline(__always) func layer(_ w: Double) -> Int { Self.clamp(w / depth, layers) }

    @inline(__always) private static func clamp(_ value: Double, _ count: Int) -> Int {
        value <= 0 ? 0 : value >= Double(count) ? count - 1 : Int(value)
    }
}
