import City
import Roads

/// Made-up towns for tests; every place is synthetic.
struct Town {
    var map = RoadMap()

    /// A place so many metres east and north of 30° N, 106° E, roughly.
    mutating func place(_ east: Double, _ north: Double) -> Int32 {
        map.places.append(MapPoint(latitude: Int32(300_000_000 + north * 90), longitude: Int32(1_060_000_000 + east * 104)))
        return Int32(map.places.count - 1)
    }

    mutating func way(_ id: Int64, _ places: [Int32], _ tags: KeyValuePairs<String, String> = ["highway": "residential"]) {
        map.ways.append(RoadMap.Way(id: id, places: places, tags: RoadTags(tags)))
    }

    static func coordinate(_ east: Double, _ north: Double) -> Coordinate {
        Coordinate(latitude: (300_000_000 + north * 90) / 1e7, longitude: (1_060_000_000 + east * 104) / 1e7)
    }

    func network(_ vehicle: Vehicle = .car) throws -> RoadNetwork { try RoadNetwork(try RoadGraph(map, for: vehicle)) }
}

extension Town {
    /// Blocks of `side` by `side` junctions, 100 m apart and moved about, with streets missing, oneways, several kinds of road, barriers and turn
    /// restrictions, all by chance. The same seed gives the same town.
    static func random(seed: UInt64, side: Int) -> Town {
        var chance = Dice(seed: seed)
        var town = Town()
        var corners: [[Int32]] = []
        for row in 0..<side {
            corners.append(
                (0..<side).map { column in
                    town.place(Double(column) * 100 + chance.real(-30, 30), Double(row) * 100 + chance.real(-30, 30))
                })
        }
        var id: Int64 = 0
        for row in 0..<side {
            for column in 0..<side {
                for (down, right) in [(0, 1), (1, 0)] where row + down < side && column + right < side && chance.real(0, 1) < 0.85 {
                    id += 1
                    let ends = [corners[row][column], corners[row + down][column + right]]
                    town.way(id, ends, chance.street())
                }
            }
        }
        for _ in 0..<side / 2 {
            town.map.placeTags[corners[chance.below(side)][chance.below(side)]] = RoadTags(
                chance.below(2) == 0 ? ["barrier": "bollard"] : ["barrier": "gate"])
        }
        for _ in 0..<side * 2 { town.restrict(&chance) }
        return town
    }

    /// Forbids, or demands, some turn over a junction, or over a whole street between two.
    private mutating func restrict(_ chance: inout Dice) {
        let kind: RoadMap.Restriction.Kind = chance.below(3) == 0 ? .only : .no
        let first = map.ways[chance.below(map.ways.count)]
        let meeting = first.places[chance.below(first.places.count)]
        let seconds = map.ways.filter { $0.places.contains(meeting) && $0.id != first.id }
        guard !seconds.isEmpty else { return }
        let second = seconds[chance.below(seconds.count)]
        if chance.below(2) == 0 {
            map.restrictions.append(RoadMap.Restriction(kind: kind, from: [first.id], via: .place(meeting), to: [second.id]))
            return
        }
        guard let far = second.places.first(where: { $0 != meeting }) else { return }
        let thirds = map.ways.filter { $0.places.contains(far) && $0.id != second.id && $0.id != first.id }
        guard !thirds.isEmpty else { return }
        map.restrictions.append(
            RoadMap.Restriction(kind: kind, from: [first.id], via: .ways([second.id]), to: [thirds[chance.below(thirds.count)].id]))
    }
}

/// Chance that can be repeated (SplitMix64, Steele et al. 2014).
struct Dice {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    mutating func below(_ count: Int) -> Int { Int(next() % UInt64(count)) }
    mutating func real(_ low: Double, _ high: Double) -> Double { low + (high - low) * Double(next() >> 11) / Double(1 << 53) }

    mutating func street() -> KeyValuePairs<String, String> {
        switch below(8) {
        case 0: ["highway": "primary"]
        case 1: ["highway": "secondary", "oneway": "yes"]
        case 2: ["highway": "residential", "oneway": "-1"]
        case 3: ["highway": "service", "access": "private"]
        case 4: ["highway": "tertiary", "maxspeed": "30", "lanes": "1"]
        default: ["highway": "residential"]
        }
    }
}
