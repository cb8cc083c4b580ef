import City
import EventLog
import EventLogContract
import Geo
import HazardKit
import Incidents
import Operations
import Readings
import Sensing
import TravelTimes

/// A sensing desk over a log and a store that can fail, with a gauge on the cliff and rules on its value, its rate and its silence.
struct SensingLoop {
    static let gauge: DatastreamID = "gnss-1"

    let clock: FixedClock
    let log: FaultyLog
    let store: FaultyReadings
    let memory: (any RuleMemoryStore)?
    let desk: CommandDesk
    let sensing: SensingDesk

    init(
        log: FaultyLog = FaultyLog(), store: FaultyReadings = FaultyReadings(), memory: (any RuleMemoryStore)? = nil,
        clock: FixedClock = FixedClock(Instant(millisecondsSince1970: 1_780_000_000_000)), more: [RuleParameters] = [],
        hazards: [any Hazard.Type] = []
    ) async throws {
        self.memory = memory
        self.log = log
        self.store = store
        self.clock = clock
        desk = CommandDesk(
            city: Self.city, jurisdictions: JurisdictionMap(centers: Self.city.centers, boundaries: []), log: log, keys: PersonKeysForTests(),
            travel: GreatCircleTravel(), now: { clock.now })
        let rules = try RuleEngine.build(
            city: Self.city,
            parameters: [
                Self.rule("value", "threshold", ["III": 10, "II": 20, "I": 30], imminentFrom: "I"),
                Self.rule("rate", "rate", ["I": 5], ["windowSeconds": 3600], imminentFrom: "I"), Self.rule("quiet", "silence", ["IV": 86_400]),
            ] + more, hazards: hazards)
        sensing = SensingDesk(city: Self.city, rules: rules, store: store, memory: memory, desk: desk, now: { clock.now })
        try await desk.start()
        try await sensing.start()
    }

    /// The same log and readings after a crash.
    func restarted() async throws -> SensingLoop { try await SensingLoop(log: log, store: store, clock: clock) }

    @discardableResult
    func take(_ value: Double, at moment: Instant? = nil) async throws -> [ReadingID] {
        try await sensing.take([DraftReading(datastream: Self.gauge, value: value, phenomenonTime: moment ?? clock.now)], by: Self.device)
    }

    /// The alerts that there ever were, oldest first.
    func alerts() async throws -> [Alert] {
        var alerts: [Alert] = []
        for name in try await log.listStreams(of: "alert", below: nil, limit: 100).reversed() {
            if let alert = try await desk.alertState(AlertID(String(name.id))) { alerts.append(alert) }
        }
        return alerts
    }

    static let device = Actor(kind: .device, name: "gateway", role: "device", center: SmallCity.hub)
    static let locked = LogFault(.locked, "another program holds the database")

    static func rule(
        _ id: String, _ type: String, _ limits: [String: Double], _ numbers: [String: Double] = [:], imminentFrom: String? = nil
    ) -> RuleParameters {
        RuleParameters(
            id: id, type: type, kind: "landslide", datastreams: [gauge], site: nil, title: SmallCity.words("displacement"), numbers: numbers,
            limits: limits, imminentFrom: imminentFrom, synthetic: true)
    }

    static let city: CityModel = {
        let small = SmallCity.model
        let gauge = Datastream(
            id: SensingLoop.gauge, name: SmallCity.words("gauge"), site: nil, point: SmallCity.cliff, property: "displacement", unit: "mm",
            interval: 60,
            synthetic: true)
        return CityModel(
            id: small.id, name: small.name, timeZone: small.timeZone, attribution: [], centers: small.centers, departments: small.departments,
            posts: small.posts, teams: small.teams, sites: [], datastreams: [gauge], kinds: small.kinds, codes: small.codes, clocks: small.clocks,
            playbooks: small.playbooks)
    }()
}
