import City
import EventLog
import HazardKit
import Incidents
import Readings
import Sensing

/// Where readings come in: judged, kept, run through the rules; what the rules claim goes to the command desk before the device is
/// answered, so an acknowledged reading can never be a lost alert.
public actor SensingDesk {
    private let city: CityModel
    private let store: any ReadingStore
    private let desk: CommandDesk
    private let now: @Sendable () -> Instant
    private var judge: ReadingJudge
    private var engine: RuleEngine
    private var newest: [DatastreamID: Reading] = [:]

    public init(city: CityModel, rules: RuleEngine, store: any ReadingStore, desk: CommandDesk, now: @escaping @Sendable () -> Instant) {
        self.city = city
        self.store = store
        self.desk = desk
        self.now = now
        judge = ReadingJudge(city: city)
        engine = rules
    }

    /// Readings of one series replayed at a start; at one a minute this is a month.
    static let replayReadingsMax = 50_000

    /// Brings the rules to where they were: replays what each still needs and raises what a crash kept from being raised. Throws
    /// `ReadingFault`, `LogFault`.
    public func start() async throws {
        newest = try await store.latest()
        judge.resume(newest.values)
        var recent: [Reading] = []
        for (datastream, reading) in newest {
            let from = reading.phenomenonTime.advanced(by: engine.memory(of: datastream) * -1)
            let until = reading.phenomenonTime.advanced(by: Seconds(milliseconds: 1))
            recent += try await store.readings(of: datastream, from: from, until: until, limit: Self.replayReadingsMax)
        }
        recent.sort { ($0.phenomenonTime, $0.datastream) < ($1.phenomenonTime, $1.datastream) }
        let claims = engine.replay(recent, active: await desk.activeClaims())
        try await claim(claims)
    }

    /// Keeps readings and answers with their ids once they are on disk and everything they mean has been raised.
    /// Throws `ReadingRefusal`, `ReadingFault`, `LogFault`.
    public func take(_ drafts: [DraftReading], by device: Actor) async throws -> [ReadingID] {
        let moment = now()
        var kept: [Reading] = []
        var fresh: [Reading] = []
        for draft in drafts {
            switch try judge.judge(draft.datastream, draft.value, at: draft.phenomenonTime ?? moment, now: moment) {
            case .keep(let reading):
                kept.append(reading)
                fresh.append(reading)
            case .duplicate(let reading): kept.append(reading)
            }
        }
        let ids = try await store.append(kept)
        var claims: [AlertClaim] = []
        for reading in fresh {
            if newest[reading.datastream].map({ $0.phenomenonTime <= reading.phenomenonTime }) ?? true { newest[reading.datastream] = reading }
            claims += engine.take(reading, at: moment)
        }
        try await claim(claims)
        return ids
    }

    /// Lets time pass for the rules: silence is a claim too. Called every few seconds. Throws `LogFault`.
    public func pass() async throws { try await claim(engine.pass(now())) }

    private func claim(_ claims: [AlertClaim]) async throws {
        for claim in claims {
            let owner = city.hub?.code ?? "hub"
            let rule = Actor(kind: .system, name: claim.evidence.rule ?? "rule", role: "system", center: owner)
            do {
                try await desk.take(claim, by: rule)
            } catch let refusal as Refusal {
                // A rule over a sensor that lies outside the city is a fault of the package, not of the reading.
                await desk.noteFault("\(claim.sourceKey): \(refusal.message)")
            }
        }
    }

    /// The newest reading of each series, with whether it is older than a healthy sensor's would be.
    public func latest() -> [DatastreamView] {
        let moment = now()
        return city.datastreams.map { stream in
            let reading = newest[stream.id]
            return DatastreamView(
                id: stream.id, name: stream.name, site: stream.site, point: stream.point, property: stream.property, unit: stream.unit,
                value: reading?.value, at: reading?.phenomenonTime, quality: reading?.quality,
                stale: reading.map { moment.since($0.phenomenonTime) > stream.interval * Self.staleAfterIntervals } ?? true,
                synthetic: stream.synthetic)
        }
    }

    /// One missed report may be the network; three are the sensor.
    static let staleAfterIntervals = 3.0

    public func readings(of datastream: DatastreamID, from: Instant, until: Instant, limit: Int) async throws -> [Reading] {
        try await store.readings(of: datastream, from: from, until: until, limit: limit)
    }
}

/// A reading as a door hands it in, not judged yet.
public struct DraftReading: Hashable, Sendable {
    public let datastream: DatastreamID
    public let value: Double
    /// Nil means when it arrived.
    public let phenomenonTime: Instant?

    public init(datastream: DatastreamID, value: Double, phenomenonTime: Instant?) {
        self.datastream = datastream
        self.value = value
        self.phenomenonTime = phenomenonTime
    }
}

/// A series with its newest reading.
public struct DatastreamView: Codable, Sendable {
    public let id: DatastreamID
    public let name: LocalizedText
    public let site: SiteID?
    public let point: Coordinate
    public let property: String
    public let unit: String
    public let value: Double?
    public let at: Instant?
    public let quality: Reading.Quality?
    public let stale: Bool
    public let synthetic: Bool
}

extension CommandDesk {
    /// The claims that the log holds as active: source key → grade.
    func activeClaims() -> [String: Grade] {
        var claims: [String: Grade] = [:]
        for held in picture.alerts.values where held.state.state.isOpen && held.state.condition == .active {
            for key in held.state.sourceKeys { claims[key] = held.state.grade }
        }
        return claims
    }
}
