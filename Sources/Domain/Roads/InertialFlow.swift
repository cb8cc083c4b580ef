/// Cuts a set of junctions into two along a few roads.
struct InertialFlow {
    private let network: JunctionNetwork
    /// Which cell a junction is in now; junctions of other cells are not seen.
    private var cellOf: [Int32]
    private var cells: Int32 = 0
    /// Flow through each slot, outwards: −1, 0 or 1, for each road carries one.
    private var flow: [Int8]
    private var reverse: [Int32]
    /// The slot by which a search came to a junction; −1 unseen, −2 a source.
    private var cameBy: [Int32]
    private var isSink: [Bool]

    init(_ network: JunctionNetwork) {
        self.network = network
        let count = network.points.count
        cellOf = [Int32](repeating: 0, count: count)
        flow = [Int8](repeating: 0, count: network.slotCount)
        reverse = [Int32](repeating: -1, count: network.slotCount)
        cameBy = [Int32](repeating: -1, count: count)
        isSink = [Bool](repeating: false, count: count)
        var seen = [Int32: Int32](minimumCapacity: 0)
        for junction in 0..<Int32(count) {
            for slot in network.slots(junction) {
                let road = network.end(slot).road
                if let other = seen.removeValue(forKey: road) {
                    (reverse[slot], reverse[Int(other)]) = (other, Int32(slot))
                } else {
                    seen[road] = Int32(slot)
                }
            }
        }
    }

    /// Junctions of the cell at either end in the sorted order that are source and sink.
    private static let endShare = 0.25
    /// East, north and the two diagonals.
    private static let directions = [SIMD2<Double>(1, 0), SIMD2(0, 1), SIMD2(1, 1), SIMD2(1, -1)]

    /// Two parts that few roads join; both have members.
    mutating func cut(_ cell: [Int32]) -> ([Int32], [Int32]) {
        name(cell)
        let plane = LocalPlane(at: network.points[Int(cell[0])].latitudeDegrees)
        var best: (roads: Int, smaller: Int, side: [Int32]) = (.max, 0, [])
        for direction in Self.directions {
            let sorted = cell.map { junction in
                let point = network.points[Int(junction)]
                return (Double(point.longitude) * plane.east * direction.x + Double(point.latitude) * plane.north * direction.y, junction)
            }.sorted { $0 < $1 }.map(\.1)
            let ends = max(1, Int(Double(cell.count) * Self.endShare))
            let (roads, side) = smallestCut(cell, from: sorted.prefix(ends), to: sorted.suffix(ends), below: best.roads)
            let smaller = min(side.count, cell.count - side.count)
            if roads < best.roads || roads == best.roads && smaller > best.smaller { best = (roads, smaller, side) }
        }
        let first = Set(best.side)
        return (best.side, cell.filter { !first.contains($0) })
    }

    private mutating func name(_ cell: [Int32]) {
        cells += 1
        for junction in cell { cellOf[Int(junction)] = cells }
    }

    /// The roads with one end in each part.
    mutating func roads(between first: [Int32], and second: [Int32]) -> [Int32] {
        name(second)
        return first.flatMap { junction in
            network.slots(junction).map(network.end).filter { cellOf[Int($0.junction)] == cells }.map(\.road)
        }
    }

    /// Augments along shortest paths (Edmonds, Karp 1972) until source and sink are apart; what the source still reaches is its side. Gives up as
    /// soon as the cut is no smaller than one that is known.
    private mutating func smallestCut(
        _ cell: [Int32], from sources: ArraySlice<Int32>, to sinks: ArraySlice<Int32>, below known: Int
    ) -> (roads: Int, side: [Int32]) {
        for junction in cell { for slot in network.slots(junction) { flow[slot] = 0 } }
        for junction in sinks { isSink[Int(junction)] = true }
        defer { for junction in sinks { isSink[Int(junction)] = false } }
        var roads = 0
        while true {
            let (reached, sink) = search(from: sources)
            if let sink { augment(to: sink) }
            for junction in reached { cameBy[Int(junction)] = -1 }
            guard sink != nil else { return (roads, reached) }
            roads += 1
            if roads > known { return (roads, []) }
        }
    }

    private mutating func search(from sources: ArraySlice<Int32>) -> (reached: [Int32], sink: Int32?) {
        var reached = Array(sources)
        for junction in reached { cameBy[Int(junction)] = -2 }
        var next = 0
        while next < reached.count {
            let junction = reached[next]
            next += 1
            for slot in network.slots(junction) where flow[slot] < 1 {
                let end = network.end(slot).junction
                guard cellOf[Int(end)] == cells, cameBy[Int(end)] == -1 else { continue }
                cameBy[Int(end)] = Int32(slot)
                reached.append(end)
                if isSink[Int(end)] { return (reached, end) }
            }
        }
        return (reached, nil)
    }

    private mutating func augment(to sink: Int32) {
        var junction = sink
        while cameBy[Int(junction)] >= 0 {
            let slot = Int(cameBy[Int(junction)])
            let back = Int(reverse[slot])
            flow[slot] += 1
            flow[back] -= 1
            junction = network.end(back).junction
        }
    }

    /// The connected parts of a set of junctions.
    mutating func pieces(of set: [Int32]) -> [[Int32]] {
        name(set)
        let here = cells
        var pieces: [[Int32]] = []
        for root in set where cellOf[Int(root)] == here {
            cellOf[Int(root)] = 0
            var piece = [root]
            var next = 0
            while next < piece.count {
                for slot in network.slots(piece[next]) {
                    let end = network.end(slot).junction
                    guard cellOf[Int(end)] == here else { continue }
                    cellOf[Int(end)] = 0
                    piece.append(end)
                }
                next += 1
            }
            pieces.append(piece)
        }
        return pieces
    }
}
