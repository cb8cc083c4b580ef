/// Roads being cut out of a map for one vehicle: ways fall apart into roads at junctions and obstacles.
struct RoadDraft {
    struct Road {
        let way: Int32
        let points: Range<Int>
        /// Indexes of the junctions at its ends.
        let from: Int32
        let to: Int32
        var metres: Double
    }

    /// One usable direction of a road, before turns are known.
    struct Lane {
        let road: Int32
        let isBackward: Bool
        let passage: WayUse.Passage
        var weight: Int32
        var milliseconds: Int32
        /// The lane that this one is a copy of; itself for a first one.
        var original: Int32
        var turns: [RoadGraph.Turn] = []
    }

    let rules: VehicleRules
    let map: RoadMap
    private(set) var uses: [WayUse?]
    private(set) var points: [MapPoint] = []
    private(set) var roads: [Road] = []
    var lanes: [Lane] = []
    /// The place of the map at each junction.
    private(set) var junctionPlaces: [Int32] = []
    private(set) var obstacles: [Int32: NodeObstacle] = [:]
    /// By place, −1 where there is no junction.
    private(set) var junctionOf: [Int32]
    /// Lanes by road, forward and backward.
    private(set) var laneOf: [(forward: Int32, backward: Int32)] = []
    /// Lanes that remember a past, by the lane they are copies of.
    var copiesOf: [Int32: [Int32]] = [:]

    init(_ map: RoadMap, _ vehicle: Vehicle) {
        self.map = map
        rules = vehicle.rules
        let rules = rules
        uses = map.ways.map { rules.use(of: $0.tags) }
        junctionOf = [Int32](repeating: -1, count: map.places.count)
        for (place, tags) in map.placeTags {
            if let obstacle = rules.obstacle(of: tags) { obstacles[place] = obstacle }
        }
        nameJunctions()
        for way in map.ways.indices where uses[way] != nil { cut(way) }
    }

    /// A junction is where ways meet, end, or are held up.
    private mutating func nameJunctions() {
        var visits = [UInt8](repeating: 0, count: map.places.count)
        for (way, use) in zip(map.ways, uses) where use != nil {
            for place in way.places where visits[Int(place)] < 2 { visits[Int(place)] += 1 }
            if let first = way.places.first, let last = way.places.last { (visits[Int(first)], visits[Int(last)]) = (2, 2) }
        }
        for place in obstacles.keys where visits[Int(place)] > 0 { visits[Int(place)] = 2 }
        for place in visits.indices where visits[place] == 2 {
            junctionOf[place] = Int32(junctionPlaces.count)
            junctionPlaces.append(Int32(place))
        }
    }

    private mutating func cut(_ index: Int) {
        let way = map.ways[index]
        guard let use = uses[index], way.places.count >= 2 else { return }
        let wholeMetres = zip(way.places, way.places.dropFirst()).reduce(0) { $0 + map.places[Int($1.0)].metres(to: map.places[Int($1.1)]) }
        var start = 0
        for end in 1..<way.places.count where junctionOf[Int(way.places[end])] >= 0 {
            add(way.places[start...end], of: index, use, share: { wholeMetres > 0 ? $0 / wholeMetres : 1 })
            start = end
        }
    }

    private mutating func add(_ places: ArraySlice<Int32>, of way: Int, _ use: WayUse, share: (Double) -> Double) {
        let first = points.count
        for place in places where points.count == first || points[points.count - 1] != map.places[Int(place)] {
            points.append(map.places[Int(place)])
        }
        if points.count == first + 1 { points.append(points[first]) }
        let metres = zip(points[first...], points[(first + 1)...]).reduce(0) { $0 + $1.0.metres(to: $1.1) }
        guard let from = places.first, let to = places.last else { return }
        let road = Int32(roads.count)
        roads.append(Road(way: Int32(way), points: first..<points.count, from: junctionOf[Int(from)], to: junctionOf[Int(to)], metres: metres))
        let fixed = use.seconds.map { $0 * share(metres) }
        let forward = lane(road, isBackward: false, use.forward, metres, fixed)
        let backward = lane(road, isBackward: true, use.backward, metres, fixed)
        laneOf.append((forward, backward))
    }

    private mutating func lane(_ road: Int32, isBackward: Bool, _ passage: WayUse.Passage?, _ metres: Double, _ fixed: Double?) -> Int32 {
        guard let passage else { return -1 }
        let seconds = fixed ?? metres / (passage.speed / 3.6)
        let weight = seconds * passage.speed / passage.rate
        let lane = Int32(lanes.count)
        lanes.append(
            Lane(
                road: road, isBackward: isBackward, passage: passage, weight: Self.milliseconds(weight), milliseconds: Self.milliseconds(seconds),
                original: lane))
        return lane
    }

    static func milliseconds(_ seconds: Double) -> Int32 {
        Int32(max(0, min(Double(RoadGraph.roadMillisecondsMax), (seconds * 1_000).rounded())))
    }

    func start(of lane: Lane) -> Int32 { lane.isBackward ? roads[Int(lane.road)].to : roads[Int(lane.road)].from }
    func end(of lane: Lane) -> Int32 { lane.isBackward ? roads[Int(lane.road)].from : roads[Int(lane.road)].to }
    func wayID(of lane: Int32) -> Int64 { map.ways[Int(roads[Int(lanes[Int(lane)].road)].way)].id }
    func use(of lane: Lane) -> WayUse? { uses[Int(roads[Int(lane.road)].way)] }
}
