import City
import Foundation
import HazardKit
import Testing

@testable import Landslide

/// A city of made-up sites for the tests of the hazards.
enum Sample {
    static let start = Instant(millisecondsSince1970: 1_780_000_000_000 / 3_600_000 * 3_600_000)

    static func datastream(_ id: DatastreamID, property: String, unit: String, interval: Seconds) -> Datastream {
        Datastream(
            id: id, name: LocalizedText(zh: "测点 \(id)", en: "Series \(id)"), site: nil, point: Coordinate(latitude: 29.8, longitude: 106.4),
            property: property, unit: unit, interval: interval, synthetic: true)
    }

    static func city(_ datastreams: [Datastream], sites: [Site] = [], kinds: [MatterKind] = ["landslide", "wildfire"]) -> CityModel {
        CityModel(
            id: "test", name: LocalizedText(zh: "测试市", en: "Test City"), timeZone: "Asia/Shanghai", attribution: [], centers: [],
            departments: [], posts: [], teams: [], sites: sites, datastreams: datastreams,
            kinds: kinds.map { Kind(id: $0, name: LocalizedText(zh: "\($0)", en: "\($0)"), mergeRadiusMetres: 500, mergeWindow: 3600) },
            codes: CodeBook(dispositions: [], causes: [], rejectionLabels: [], teamStates: []),
            clocks: ClockTable(rows: [], reports: [], warnAtFraction: 0.8), playbooks: [])
    }

    static func rule(
        _ type: String, _ datastreams: [DatastreamID], kind: MatterKind = "landslide", limits: [String: Double], _ numbers: [String: Double]
    ) -> RuleParameters {
        RuleParameters(
            id: "r", type: type, kind: kind, datastreams: datastreams, site: nil, title: LocalizedText(zh: "测试", en: "Test"),
            numbers: numbers, limits: limits, imminentFrom: nil, synthetic: true)
    }

    /// Seattle's line, in inches.
    static func seattle(_ gauge: DatastreamID, clearBelow: Double = -0.25) -> RuleParameters {
        rule("landslide.rain-p3-p15", [gauge], limits: ["III": 0], ["intercept": 3.5, "slope": 0.67, "clearBelow": clearBelow])
    }

    static func archive(_ station: String) throws -> [HourlyRainArchive.Hour] { try HourlyRainArchive.parse(replayFile("\(station)_t.txt")) }

    static func replayFile(_ name: String) throws -> Data {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        return try Data(contentsOf: root.appending(path: "Sources/Adapters/Scenarios/Fixtures/usgs-2011/\(name)"))
    }

    static func fixture(_ name: String) throws -> [[Int]] {
        let url = try #require(Bundle.module.url(forResource: "Fixtures/\(name)", withExtension: nil))
        return try String(contentsOf: url, encoding: .utf8).split(separator: "\n").map { $0.split(separator: " ").compactMap { Int($0) } }
    }
}
