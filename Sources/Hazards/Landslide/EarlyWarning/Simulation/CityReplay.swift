import City
import HazardKit

/// A made-up city of watched slopes, hour by hour: a `SiteSimulation` for each site, one in twenty on its way to failure within the weeks
/// that are asked for, and one rule `landslide.site-warning` for each. The city is made up too, or a package's own. Synthetic, for measuring
/// what a replay and a restart cost.
public struct CityReplay: Sendable {
    public let city: CityModel
    public let parameters: [RuleParameters]
    private var years: [SiteSimulation] = []
    private var row: [Float] = []
    /// The full hour of the first readings.
    public let start: Instant
    public private(set) var hour = 0

    /// - Parameters:
    ///   - sites: how many; 883 with 46 sensors each are the seed case.
    ///   - hours: how long the replay will run; the failing sites fail in the second half of it.
    ///   - start: the full hour of the first readings.
    public init(sites: Int, hours: Int, seed: UInt64, start: Instant) {
        self.start = start
        var streams: [Datastream] = []
        var parameters: [RuleParameters] = []
        for site in 0..<sites {
            let ids = SiteSimulation.sensors.indices.map { DatastreamID("replay-\(site)-\($0)") }
            for (id, kind) in zip(ids, SiteSimulation.sensors) { streams.append(Self.stream(id, kind)) }
            parameters.append(
                RuleParameters(
                    id: "replay-\(site)", type: SiteWarningRule.type, kind: "landslide", datastreams: ids, site: nil,
                    title: LocalizedText(zh: "合成回放", en: "Synthetic replay"), numbers: ["failureType": 1], limits: [:], imminentFrom: nil,
                    synthetic: true))
            years.append(Self.year(site, sensors: SiteSimulation.sensors, hours: hours, seed: seed &+ UInt64(site)))
        }
        self.parameters = parameters
        city = CityModel(
            id: "replay", name: LocalizedText(zh: "合成回放", en: "Synthetic replay"), timeZone: "Asia/Shanghai", attribution: [], centers: [],
            departments: [], posts: [], teams: [], sites: [], datastreams: streams,
            kinds: [Kind(id: "landslide", name: LocalizedText(zh: "滑坡", en: "Landslide"), mergeRadiusMetres: 500, mergeWindow: 3600)],
            codes: CodeBook(dispositions: [], causes: [], rejectionLabels: [], teamStates: []),
            clocks: ClockTable(rows: [], reports: [], warnAtFraction: 0.8), playbooks: [])
    }

    /// The same over a city's own sites: what its rules `landslide.site-warning` watch, at most so many of them.
    public init(city: CityModel, parameters all: [RuleParameters], sites: Int, hours: Int, seed: UInt64, start: Instant) {
        self.start = start
        self.city = city
        parameters = Array(all.filter { $0.type == SiteWarningRule.type }.prefix(sites))
        for (site, rule) in parameters.enumerated() {
            // A rule that is built has known sensors alone.
            let sensors = rule.datastreams.map { id in city.datastream(id).flatMap { SensorKind(rawValue: $0.property) } ?? .displacement }
            years.append(Self.year(site, sensors: sensors, hours: hours, seed: seed &+ UInt64(site)))
        }
    }

    private static func stream(_ id: DatastreamID, _ kind: SensorKind) -> Datastream {
        Datastream(
            id: id, name: LocalizedText(zh: "合成测点 \(id)", en: "Synthetic series \(id)"), site: nil,
            point: Coordinate(latitude: 29.8, longitude: 106.4), property: kind.rawValue, unit: "mm", interval: .hours(1), synthetic: true)
    }

    /// The year of one site, run ahead to where the replay begins: somewhere in it, or shortly before the failure.
    private static func year(_ site: Int, sensors: [SensorKind], hours: Int, seed: UInt64) -> SiteSimulation {
        var year = SiteSimulation(seed: seed, failing: site % failingEvery == 0, sensors: sensors)
        let last = max(SiteSimulation.hoursPerYear - hours, 1)
        var ahead = Int(seed &* 2_654_435_761 % UInt64(last))
        if let end = year.acceleration?.upperBound { ahead = max(Int(end) - hours / 2 - Int(seed % UInt64(max(hours / 2, 1))), 0) }
        var row = [Float](repeating: 0, count: year.sensors.count)
        for _ in 0..<ahead { year.next(into: &row) }
        return year
    }

    /// The readings of the next hour, site by site, into a buffer that is emptied first; silent sensors are left out.
    public mutating func next(into readings: inout [Reading]) {
        readings.removeAll(keepingCapacity: true)
        let moment = start.advanced(by: .hours(Double(hour)))
        for site in years.indices {
            let count = years[site].sensors.count
            if row.count != count { row = [Float](repeating: 0, count: count) }
            years[site].next(into: &row)
            let ids = parameters[site].datastreams
            for sensor in row.indices where !row[sensor].isNaN {
                readings.append(Reading(datastream: ids[sensor], phenomenonTime: moment, value: Double(row[sensor])))
            }
        }
        hour += 1
    }

    private static let failingEvery = 20
}
