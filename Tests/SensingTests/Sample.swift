import City
import HazardKit
import Sensing
import Testing

/// A city of made-up series, and a short way to feed them.
enum Sample {
    static let start = Instant(millisecondsSince1970: 1_780_000_000_000)
    static func at(_ seconds: Double) -> Instant { start.advanced(by: Seconds(seconds)) }

    static let city = CityModel(
        id: "test", name: LocalizedText(zh: "测试市", en: "Test City"), timeZone: "Asia/Shanghai", attribution: [], centers: [], departments: [],
        posts: [], teams: [],
        sites: [
            Site(
                id: "cliff", kind: "landslide", name: LocalizedText(zh: "危岩", en: "Cliff"), point: Coordinate(latitude: 29.8, longitude: 106.4),
                township: nil, synthetic: true)
        ],
        datastreams: [stream("gnss"), stream("tilt"), stream("level", interval: 600)],
        kinds: [Kind(id: "landslide", name: LocalizedText(zh: "滑坡", en: "Landslide"), mergeRadiusMetres: 500, mergeWindow: 3600)],
        codes: CodeBook(dispositions: [], causes: [], rejectionLabels: [], teamStates: []),
        clocks: ClockTable(rows: [], reports: [], warnAtFraction: 0.8), playbooks: [])

    private static func stream(_ id: DatastreamID, interval: Seconds = 60) -> Datastream {
        Datastream(
            id: id, name: LocalizedText(zh: "测点 \(id)", en: "Series \(id)"), site: "cliff", point: Coordinate(latitude: 29.81, longitude: 106.41),
            property: "displacement", unit: "mm", interval: interval, plausibleMinimum: -1000, plausibleMaximum: 1000, synthetic: true)
    }

    static func rule(
        _ type: String, limits: [String: Double], _ numbers: [String: Double] = [:], on datastreams: [DatastreamID] = ["gnss"],
        id: String = "r", imminentFrom: String? = nil
    ) -> RuleParameters {
        RuleParameters(
            id: id, type: type, kind: "landslide", datastreams: datastreams, site: "cliff", title: LocalizedText(zh: "位移", en: "Displacement"),
            numbers: numbers, limits: limits, imminentFrom: imminentFrom, synthetic: true)
    }

    static func engine(_ rules: RuleParameters...) throws -> RuleEngine { try RuleEngine.build(city: city, parameters: rules, hazards: []) }

    static func reading(_ value: Double, at seconds: Double, _ id: DatastreamID = "gnss", _ quality: Reading.Quality = .good) -> Reading {
        Reading(datastream: id, phenomenonTime: at(seconds), value: value, quality: quality)
    }
}

extension RuleEngine {
    /// Takes one value a minute, from `start` seconds on.
    mutating func feed(_ values: [Double], from start: Double = 0, every step: Double = 60) -> [AlertClaim] {
        values.enumerated().flatMap { index, value -> [AlertClaim] in
            let seconds = start + Double(index) * step
            return take(Sample.reading(value, at: seconds), at: Sample.at(seconds))
        }
    }
}

/// What a claim says, in short.
func short(_ claims: [AlertClaim]) -> [String] { claims.map { ($0.active ? "" : "over ") + $0.grade.rawValue } }
