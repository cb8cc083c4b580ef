/// The order in which lanes are contracted: the roads that cut the network into two like parts come last, and so on within each part.
///
/// For turn costs the lanes are the nodes of the hierarchy, and the roads of a cut are a separator of them (Buchhold, Wagner, Zeitz, Zündorf:
/// Customizable Contraction Hierarchies with Turn Costs, ATMOS 2020, section 4). Cuts are found by inertial flow: junctions are sorted along a
/// direction, the first and the last quarter are source and sink, and a smallest cut between them is a largest flow (Schild, Sommer: On Balanced
/// Separators in Road Networks, SEA 2015).
struct NestedDissection {
    private let network: JunctionNetwork
    private let lanesOfRoad: [[Int32]]
    /// Lanes by falling rank.
    private var falling: [Int32] = []

    /// All lanes of the draft, the first contracted one first.
    static func order(_ draft: RoadDraft) -> [Int32] {
        var lanesOfRoad = [[Int32]](repeating: [], count: draft.roads.count)
        for (index, lane) in draft.lanes.enumerated() { lanesOfRoad[Int(lane.road)].append(Int32(index)) }
        let network = JunctionNetwork(
            points: draft.junctionPlaces.map { draft.map.places[Int($0)] }, roads: draft.roads.map { ($0.from, $0.to) })
        var dissection = NestedDissection(network: network, lanesOfRoad: lanesOfRoad)
        dissection.dissect()
        return dissection.falling.reversed()
    }

    private init(network: JunctionNetwork, lanesOfRoad: [[Int32]]) {
        self.network = network
        self.lanesOfRoad = lanesOfRoad
        falling.reserveCapacity(lanesOfRoad.count * 2)
    }

    private mutating func dissect() {
        var flow = InertialFlow(network)
        var cells = flow.pieces(of: Array(0..<Int32(network.points.count)))
        var isPlaced = [Bool](repeating: false, count: lanesOfRoad.count)
        while let cell = cells.popLast() {
            guard cell.count > 1 else {
                place(network.roads(at: cell[0]), &isPlaced)
                continue
            }
            let (first, second) = flow.cut(cell)
            place(flow.roads(between: first, and: second), &isPlaced)
            cells += flow.pieces(of: second) + flow.pieces(of: first)
        }
    }

    /// The largest names first; a road is placed once.
    private mutating func place(_ roads: [Int32], _ isPlaced: inout [Bool]) {
        for road in roads where !isPlaced[Int(road)] {
            isPlaced[Int(road)] = true
            falling += lanesOfRoad[Int(road)]
        }
    }
}

/// Junctions with the roads between them, whichever way those are travelled.
struct JunctionNetwork {
    let points: [MapPoint]
    /// The other end of each road at each junction, and the road: CSR.
    private let start: [Int32]
    private let ends: [(junction: Int32, road: Int32)]

    init(points: [MapPoint], roads: [(from: Int32, to: Int32)]) {
        self.points = points
        var start = [Int32](repeating: 0, count: points.count + 1)
        for road in roads {
            start[Int(road.from) + 1] += 1
            start[Int(road.to) + 1] += 1
        }
        for index in 1..<max(1, start.count) { start[index] += start[index - 1] }
        var next = start
        var ends = [(junction: Int32, road: Int32)](repeating: (0, 0), count: roads.count * 2)
        for (index, road) in roads.enumerated() {
            ends[Int(next[Int(road.from)])] = (road.to, Int32(index))
            next[Int(road.from)] += 1
            ends[Int(next[Int(road.to)])] = (road.from, Int32(index))
            next[Int(road.to)] += 1
        }
        self.start = start
        self.ends = ends
    }

    func slots(_ junction: Int32) -> Range<Int> { Int(start[Int(junction)])..<Int(start[Int(junction) + 1]) }
    @inline(__always) func end(_ slot: Int) -> (junction: Int32, road: Int32) { ends[slot] }
    func roads(at junction: Int32) -> [Int32] { slots(junction).map { ends[$0].road } }
    var slotCount: Int { ends.count }
}
