import City
import CityFiles
import EventLog
import Foundation
import HazardKit
import Incidents
import Landslide
import Logging
import Operations
import Synchronization

/// A clock that a replay moves from hour to hour.
public final class ReplayClock: Sendable {
    private let moment: Mutex<Instant>

    public init(_ start: Instant) { moment = Mutex(start) }

    public var now: Instant { moment.withLock { $0 } }
    public func move(to instant: Instant) { moment.withLock { $0 = max($0, instant) } }
}

/// Feeds the recorded hourly rain of four gauges in 2010–11 (U.S. Geological Survey, public domain) through the same doors as live
/// readings, lets a scripted duty work off what is raised, and holds the alerts against the days on which landslides were recorded.
public struct RainReplay: Sendable {
    /// What was found. `hits` and `misses` together are all recorded landslide days.
    public struct Report: Codable, Sendable {
        public let hits: Int
        public let misses: Int
        public let falseAlarms: Int
        public let events: Int
        public let episodes: Int
        public let readings: Int
        public let alerts: Int
        public let incidents: Int
        public let incidentsClosed: Int
        public let hitDays: [String]
        public let missedDays: [String]
        public let falseEpisodes: [String]
        public let rule: String
        public let source: String
    }

    let gauges: [Int: DatastreamID] = [1: "KBFI-rain", 2: "KPAE-rain", 3: "KSEA-rain", 4: "KTIW-rain"]
    let package: CityPackage
    let desk: CommandDesk
    let sensing: SensingDesk
    let log: any EventLog
    let clock: ReplayClock
    let logger: Logger

    public init(package: CityPackage, desk: CommandDesk, sensing: SensingDesk, log: any EventLog, clock: ReplayClock, logger: Logger) {
        self.package = package
        self.desk = desk
        self.sensing = sensing
        self.log = log
        self.clock = clock
        self.logger = logger
    }

    private static var folder: URL { Bundle.module.bundleURL.appending(path: "Fixtures/usgs-2011", directoryHint: .isDirectory) }

    /// Every hour of the record, oldest first. Throws when the shipped files are damaged.
    public static func hours() throws -> [HourlyRainArchive.Hour] {
        var hours: [HourlyRainArchive.Hour] = []
        for name in ["KBFI_t.txt", "KPAE_t.txt", "KSEA_t.txt", "KTIW_t.txt"] {
            hours += try HourlyRainArchive.parse([UInt8](Data(contentsOf: folder.appending(path: name))))
        }
        return hours.sorted { ($0.end, $0.station) < ($1.end, $1.station) }
    }

    /// Plays the whole record.
    ///
    /// - Parameters:
    ///   - pause: how long to wait for one recorded hour; nil for none.
    ///   - progress: hours played and hours in all.
    public func run(
        _ hours: [HourlyRainArchive.Hour], pause: (@Sendable () async throws -> Void)?, progress: @Sendable (Int64, Int64) -> Void
    ) async throws -> Report {
        let duty = ReplayDuty(package: package, desk: desk, sensing: sensing, clock: clock, logger: logger)
        let gateway = Actor(kind: .device, name: "usgs-2011", role: "device", center: package.model.hub?.code ?? "hub")
        var index = hours.startIndex
        while index < hours.endIndex {
            let end = hours[index].end
            var drafts: [DraftReading] = []
            while index < hours.endIndex, hours[index].end == end {
                if let stream = gauges[hours[index].station] {
                    drafts.append(DraftReading(datastream: stream, value: hours[index].inches, phenomenonTime: end))
                }
                index += 1
            }
            clock.move(to: end)
            _ = try await sensing.take(drafts, by: gateway)
            try await sensing.pass()
            await desk.tick()
            try await duty.work()
            try await pause?()
            progress(Int64(index), Int64(hours.count))
        }
        return try await report(readings: hours.count)
    }

    private func report(readings: Int) async throws -> Report {
        let days = try HourlyRainArchive.parseDays([UInt8](Data(contentsOf: Self.folder.appending(path: "dates2011Muk.txt"))))
        let ledger = try await ReplayLedger.read(log)
        let score = EpisodeScore(episodes: EpisodeScore.merged(ledger.episodes), days: days)
        func text(_ day: Instant) -> String { String(day.rfc3339.prefix(10)) }
        return Report(
            hits: score.hits.count, misses: score.misses.count, falseAlarms: score.falseAlarms.count, events: days.count,
            episodes: score.episodeCount, readings: readings, alerts: ledger.alerts, incidents: ledger.incidents,
            incidentsClosed: ledger.incidentsClosed, hitDays: score.hits.map(text), missedDays: score.misses.map(text),
            falseEpisodes: score.falseAlarms.map { "\($0.start.rfc3339) … \($0.end?.rfc3339 ?? "open")" },
            rule: package.rules.first.map {
                "\($0.type), \($0.numbers.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }.joined(separator: ", "))"
            } ?? "",
            source: "USGS hourly rain 2010-11 and recorded landslide days, public domain; days ± 1")
    }
}

/// What the log says about a replay: spans of active alerts, and how many matters were opened and closed.
struct ReplayLedger {
    var episodes: [EpisodeScore.Episode] = []
    var alerts = 0
    var incidents = 0
    var incidentsClosed = 0
    private var rainAlerts: Set<StreamName> = []

    static let pageMax = 5_000

    static func read(_ log: any EventLog) async throws -> ReplayLedger {
        var ledger = ReplayLedger()
        var active: [StreamName: Instant] = [:]
        var position: Int64 = 0
        while true {
            let page = try await log.read(from: position, limit: pageMax)
            guard let last = page.last else { break }
            position = last.position
            for recorded in page { try ledger.take(recorded, &active) }
        }
        ledger.episodes += active.values.map { EpisodeScore.Episode(start: $0, end: nil) }
        return ledger
    }

    /// Alerts about missing data are no episodes: they say that nobody knows.
    private mutating func take(_ recorded: RecordedEvent, _ active: inout [StreamName: Instant]) throws {
        switch recorded.event.type {
        case AlertRaised.type:
            alerts += 1
            let raised = try JSONDecoder().decode(AlertRaised.self, from: Data(recorded.event.payload))
            if raised.alert.evidence.source == .silence { return }
            active[recorded.stream] = recorded.event.at
            rainAlerts.insert(recorded.stream)
        case AlertReactivated.type where rainAlerts.contains(recorded.stream):
            active[recorded.stream] = active[recorded.stream] ?? recorded.event.at
        case AlertCleared.type:
            if let start = active.removeValue(forKey: recorded.stream) {
                episodes.append(EpisodeScore.Episode(start: start, end: recorded.event.at))
            }
        case IncidentOpened.type: incidents += 1
        case IncidentClosed.type: incidentsClosed += 1
        default: break
        }
    }
}
