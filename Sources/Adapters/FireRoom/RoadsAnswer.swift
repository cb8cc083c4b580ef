import City
import Geo
import Incidents
import Roads
import Wildfire

/// What the roads say to one fire: who is there when, what is reached in time, and which roads the fire takes.
struct RoadsAnswer {
    let part: FirePicture.RoadsPart
    let approach: Coordinate?
    let access: AccessMap
    /// Cells with a road that leads away from the fire and stays open for the next hours.
    let openRoadCells: Set<Int>
    private let network: RoadNetwork
    private let costs: RoadCosts
    private let search: RouteSearch
    private let end: RoadFoothold?

    init(_ maker: PictureMaker, _ network: RoadNetwork, _ areas: [Polygon]) {
        self.network = network
        costs = network.costs(closing: network.closures(in: areas + maker.question.closed))
        search = RouteSearch(network)
        end = network.foothold(maker.question.incident.point, within: Self.snapMetres, outside: costs.closures)
        approach = end?.point.coordinate
        let stretchesOver = RoadsOverGround(network, maker.ground)
        let cut = stretchesOver.cut(by: maker.forecast)
        let reaching = Reaching(network, costs, maker, stretchesOver)
        access = reaching.access
        openRoadCells = stretchesOver.openCells(maker.forecast, reached: reaching.reach, until: maker.nowMinute + Self.openAheadMinutes)
        part = FirePicture.RoadsPart(
            approach: approach, teams: Self.teams(maker, network, costs, search, end), reach: reaching.row(), cut: cut)
    }

    func seconds(toWater point: Coordinate) -> Double? {
        guard let end, let there = network.foothold(point, within: Self.waterSnapMetres, outside: costs.closures) else { return nil }
        return search.cost(from: end, to: there, costs)?.seconds
    }

    private static func teams(
        _ maker: PictureMaker, _ network: RoadNetwork, _ costs: RoadCosts, _ search: RouteSearch, _ end: RoadFoothold?
    ) -> [FirePicture.TeamRow] {
        guard let end else { return [] }
        let rows = maker.question.crews.map { crew -> (FirePicture.TeamRow, RoadFoothold?) in
            let start = network.foothold(crew.team.home, within: snapMetres)
            let cost = start.flatMap { search.cost(from: $0, to: end, costs) }
            let row = FirePicture.TeamRow(
                team: crew.team.id, name: crew.team.name, skills: crew.team.skills, isFree: crew.isFree, seconds: cost?.seconds,
                metres: cost?.metres, isCutOff: start != nil && cost == nil, route: [])
            return (row, start)
        }.sorted { ($0.0.seconds ?? .infinity, $0.0.team) < ($1.0.seconds ?? .infinity, $1.0.team) }
        return rows.enumerated().map { number, pair in
            let (row, start) = pair
            guard number < routesMax, row.seconds != nil, let start, let route = search.route(from: start, to: end, costs) else { return row }
            return row.along(route.points.map { [$0.longitudeDegrees, $0.latitudeDegrees] })
        }
    }

    /// Metres from the nearest road, as for dispatch.
    private static let snapMetres = 5_000.0
    /// Hoses reach so far from the road.
    private static let waterSnapMetres = 300.0
    /// A map with more ways on it shows none of them.
    private static let routesMax = 5
    private static let openAheadMinutes = 120.0
}

extension FirePicture.TeamRow {
    fileprivate func along(_ route: [[Double]]) -> FirePicture.TeamRow {
        FirePicture.TeamRow(
            team: team, name: name, skills: skills, isFree: isFree, seconds: seconds, metres: metres, isCutOff: isCutOff, route: route)
    }
}

/// The roads that cross the ground of a forest, cell by cell.
struct RoadsOverGround {
    let network: RoadNetwork
    let ground: ForestGround
    /// Roads with a point on the ground.
    let roads: [Int]

    init(_ network: RoadNetwork, _ ground: ForestGround) {
        (self.network, self.ground) = (network, ground)
        let frame = ground.frame
        let corners = [frame.southWest, frame.southEast, frame.northEast, frame.northWest]
        let (latitudes, longitudes) = (corners.map(\.latitude), corners.map(\.longitude))
        roads = network.roads(
            from: Coordinate(latitude: latitudes.min() ?? 0, longitude: longitudes.min() ?? 0),
            to: Coordinate(latitude: latitudes.max() ?? 0, longitude: longitudes.max() ?? 0))
    }

    /// Ways that the expected fire comes to within the hours that matter to whoever is on the road now, soonest first.
    func cut(by forecast: FireForecast) -> [FirePicture.CutRoad] {
        var ways: [Int64: (minute: Float, line: [[Double]])] = [:]
        for road in roads {
            let points = network.points(of: road, from: 0, to: 1)
            let minute = ground.cells(along: points.map(\.coordinate)).compactMap { forecast.arrival($0.cell) }.min()
            guard let minute, minute <= Self.cutMinutesMax else { continue }
            let way = network.graph.roads[road].wayID
            guard minute < ways[way]?.minute ?? .infinity else { continue }
            ways[way] = (minute, points.map { [$0.longitudeDegrees, $0.latitudeDegrees] })
        }
        return ways.map { FirePicture.CutRoad(way: $0.key, minute: Double($0.value.minute), line: $0.value.line) }
            .sorted { ($0.minute, $0.way) < ($1.minute, $1.way) }.prefix(Self.cutMax).map { $0 }
    }

    /// Where the roads that are reached lead over the ground, with the earliest minute.
    func cells(_ reach: RoadReach) -> [(cell: Int, minute: Float)] {
        var found: [Int: Float] = [:]
        for stretch in reach.stretches {
            let points = network.points(of: stretch)
            let cells = ground.cells(along: points.map(\.coordinate))
            for (number, cell) in cells.enumerated() {
                let part = Double(number) / Double(max(cells.count, 1))
                let minute = Float((stretch.fromSeconds + part * (stretch.toSeconds - stretch.fromSeconds)) / 60)
                if minute < found[cell.cell] ?? .infinity { found[cell.cell] = minute }
            }
        }
        return found.map { ($0.key, $0.value) }
    }

    /// Cells of roads that somebody reaches from outside and the fire does not before a minute.
    func openCells(_ forecast: FireForecast, reached: RoadReach, until minute: Double) -> Set<Int> {
        Set(cells(reached).map(\.cell).filter { forecast.arrival[$0] > Float(minute) })
    }

    /// Six hours.
    private static let cutMinutesMax: Float = 360
    private static let cutMax = 100
}

/// What free teams reach in time, and where another one would help.
struct Reaching {
    let reach: RoadReach
    let access: AccessMap
    private let maker: PictureMaker
    private let network: RoadNetwork
    private let costs: RoadCosts
    private let over: RoadsOverGround

    init(_ network: RoadNetwork, _ costs: RoadCosts, _ maker: PictureMaker, _ over: RoadsOverGround) {
        (self.maker, self.network, self.costs, self.over) = (maker, network, costs, over)
        let starts = maker.question.crews.filter(\.isFree).compactMap { network.foothold($0.team.home, within: Self.snapMetres) }
        reach = network.reach(from: starts.map { ($0, Self.turnoutSeconds) }, within: Self.accessMinutes * 60, costs)
        access = AccessMap(maker.landscape, roads: over.cells(reach), withinMinutes: Self.accessMinutes)
    }

    func row() -> FirePicture.Reach {
        let seconds = Self.ringMinutes * 60
        let lines = reach.stretches.filter { $0.fromSeconds <= seconds }.map { stretch in
            network.points(of: stretch.within(seconds)).map { [$0.longitudeDegrees, $0.latitudeDegrees] }
        }
        return FirePicture.Reach(
            withinSeconds: seconds, roads: lines.filter { $0.count > 1 }, share: access.share(by: Self.ringMinutes, of: maker.landscape),
            station: station())
    }

    private func station() -> FirePicture.StationRow? {
        let stations = maker.question.forest.stations
        let candidates = stations.map { station -> [Float] in
            guard let foothold = network.foothold(station.point, within: Self.snapMetres) else {
                return Array(repeating: .infinity, count: maker.landscape.count)
            }
            let own = network.reach(from: [(foothold, Self.turnoutSeconds)], within: Self.ringMinutes * 60, costs)
            return AccessMap(maker.landscape, roads: over.cells(own), withinMinutes: Self.ringMinutes).minutes
        }
        let ranked = Stationing.ranked(maker.landscape, covered: access.minutes, candidates: candidates, withinMinutes: Self.ringMinutes)
        guard let best = ranked.first else { return nil }
        let station = stations[best.candidate]
        let cell = maker.landscape.cellSize * maker.landscape.cellSize / 1e6
        return FirePicture.StationRow(id: station.id, name: station.name, point: station.point, gains: Double(best.gainedCells) * cell)
    }

    private static let snapMetres = 1_000.0
    /// From the alarm to the wheels turning.
    private static let turnoutSeconds = 60.0
    /// The promise of the district: a team at the fire in five minutes.
    static let ringMinutes = 5.0
    /// Half an hour: what lies further out has no first attack.
    private static let accessMinutes = 30.0
}

extension RoadReach.Stretch {
    /// The part that is reached in so many seconds.
    fileprivate func within(_ seconds: Double) -> RoadReach.Stretch {
        guard toSeconds > seconds, toSeconds > fromSeconds else { return self }
        let part = (seconds - fromSeconds) / (toSeconds - fromSeconds)
        return RoadReach.Stretch(
            road: road, isBackward: isBackward, from: from, to: from + (to - from) * part, fromSeconds: fromSeconds, toSeconds: seconds)
    }
}
