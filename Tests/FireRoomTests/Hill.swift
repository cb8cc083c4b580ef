import City
import Foundation
import Geo
import HazardKit
import Incidents
import Roads
import Testing
import Wildfire

@testable import FireRoom

/// A made-up hill of three kilometres by three under grass, with a road along its foot and a village on the way of the fire.
enum Hill {
    static let start = Instant(millisecondsSince1970: 1_780_000_000_000)
    static let cell = 30.0
    static let side = 100

    static let frame = CornerFrame(
        southWest: Coordinate(latitude: 30, longitude: 106), southEast: Coordinate(latitude: 30, longitude: 106.0311),
        northEast: Coordinate(latitude: 30.02705, longitude: 106.0311), northWest: Coordinate(latitude: 30.02705, longitude: 106),
        widthMetres: 3_000, heightMetres: 3_000)

    static func ground(bare: Set<Int> = []) throws -> ForestGround {
        let count = side * side
        let landscape = Landscape(
            columns: side, rows: side, cellSize: cell, models: [try #require(FuelCatalogue().findModel(102))],
            fuels: (0..<count).map { bare.contains($0) ? Landscape.nothing : 0 }, slopes: Array(repeating: .level, count: count), canopies: [.none])
        return ForestGround(landscape: landscape, frame: frame)
    }

    static func point(_ column: Int, _ row: Int) -> Coordinate { frame.coordinate(SIMD2(Double(column) + 0.5, Double(row) + 0.5) * cell) }

    static let city = CityModel(
        id: "t", name: words("town"), timeZone: "Asia/Shanghai", attribution: [], centers: [], departments: [], posts: [], teams: [team],
        sites: [Site(id: "hill", kind: "wildfire", name: words("Hill"), point: point(20, 50), township: nil, synthetic: true)],
        datastreams: [
            Datastream(
                id: "wx-wind", name: words("wind"), site: nil, point: point(50, 50), property: "wind-speed", unit: "m/s", interval: 60,
                synthetic: true)
        ],
        kinds: [], codes: CodeBook(dispositions: [], causes: [], rejectionLabels: [], teamStates: []),
        clocks: ClockTable(rows: [], reports: [], warnAtFraction: 0.75), playbooks: [])

    static let team = Team(
        id: "crew", name: words("crew"), department: "forestry", center: "1", skills: ["forest-fire"], home: point(95, 3), people: 20)

    static func words(_ text: String) -> LocalizedText { LocalizedText(zh: text, en: text) }

    static let village = RiskZone(
        id: "village", name: words("village"),
        outline: [(60, 45), (66, 45), (66, 55), (60, 55), (60, 45)].map { point($0.0, $0.1) }, people: 120, households: 40, assembly: nil,
        clearance: 20 * 60)

    static let forest: Forest = {
        let json = """
            {"id":"hill","name":{"zh":"山","en":"Hill"},"site":"hill","landscape":"hill","synthetic":true,
             "standard":{"wind-speed":20,"wind-from":270,"temperature":33,"humidity":30,"herbaceous":0.6,"woody":0.8,"foliar":0.9},
             "water":[{"id":"pond","name":{"zh":"塘","en":"Pond"},"kind":"pond","latitude":30.0008,"longitude":106.028,"usable":300}],
             "stations":[{"id":"west","name":{"zh":"西","en":"West"},"latitude":30.0005,"longitude":106.0005}]}
            """
        do { return try JSONDecoder().decode(Forest.self, from: Data(json.utf8)) } catch { fatalError("\(error)") }
    }()

    /// A road along the southern edge, and one up the middle of the hill.
    static func roads() throws -> RoadNetwork {
        var map = RoadMap()
        func add(_ column: Int, _ row: Int) throws -> Int32 {
            map.places.append(try #require(MapPoint(point(column, row))))
            return Int32(map.places.count - 1)
        }
        let foot = try (0..<10).map { try add($0 * 10 + 5, 3) }
        let up = try (0..<5).map { try add(35, 23 + $0 * 10) }
        map.ways.append(RoadMap.Way(id: 1, places: foot, tags: RoadTags(["highway": "secondary"])))
        map.ways.append(RoadMap.Way(id: 2, places: [foot[3]] + up, tags: RoadTags(["highway": "unclassified"])))
        return try RoadNetwork(try RoadGraph(map, for: .fireEngine))
    }

    static func incident(at point: Coordinate = Hill.point(20, 50)) throws -> Incident {
        let open = OpenIncident(
            id: "I-1", kind: "wildfire", title: words("fire"), point: point, township: "1", district: "1", owner: "1", grade: .ii, alert: nil,
            exercise: false, synthetic: true, approximate: false, site: "hill")
        let context = DecisionContext(
            now: start, actor: Actor(kind: .person, name: "officer", role: "duty-officer", center: "1"), codes: city.codes, clocks: city.clocks,
            levels: [],
            heldTask: { _ in nil })
        let events = try Incident.decide(nil, .open(open), context)
        var state: Incident?
        for event in events { Incident.apply(event, to: &state, at: start, by: context.actor) }
        return try #require(state)
    }

    static func question(
        _ ground: ForestGround, at point: Coordinate = Hill.point(20, 50), minutes: Double = 30, onScene: Bool = false, position: CrewPosition? = nil,
        zones: [RiskZone] = [village]
    ) throws -> FireQuestion {
        let weather = WeatherNow(forest, at: start) { _ in nil }
        return FireQuestion(
            incident: try incident(at: point), forest: forest, ground: ground, weather: weather,
            outlook: WeatherOutlook(now: start, weather: weather.hour, forecast: nil, hours: 24),
            bands: [WeatherBand(fromMinute: 0, weather: weather.fireWeather(forest))], start: start,
            origin: .point(frame.metres(of: point), deviation: 60), deviation: 60,
            crews: [FireQuestion.Crew(team: team, isFree: !onScene, isOnScene: onScene, position: position)], zones: zones, closed: [],
            times: [.detected: start, .confirmed: start.advanced(by: 60)], now: start.advanced(by: Seconds(minutes * 60)), notes: [])
    }

    static func made(_ question: FireQuestion, _ roads: RoadNetwork?) async -> (PictureMaker.Made, FireForecast) {
        let forecast = await FireForecast.run(
            question.ground.landscape, from: .point(frame.metres(of: question.incident.point), deviation: 60), weather: question.bands,
            start: question.start, seed: 7, threads: 2, isTimeUp: { true })
        return (PictureMaker(question: question, forecast: forecast, roads: roads).make(number: 1, tookMilliseconds: { 0 }), forecast)
    }

    static func remove(_ folder: URL) {
        do { try FileManager.default.removeItem(at: folder) } catch { Issue.record("\(folder.path) stays: \(error)") }
    }
}
