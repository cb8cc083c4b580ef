import City
import EventLog
import Geo
import HazardKit
import Incidents
import Keys
import Operations
import Synchronization
import TravelTimes

/// A clock that stands still until a test moves it.
final class FixedClock: Sendable {
    private let moment: Mutex<Instant>

    init(_ start: Instant) { moment = Mutex(start) }

    var now: Instant { moment.withLock { $0 } }
    func advance(_ span: Seconds) { moment.withLock { $0 = $0.advanced(by: span) } }
}

/// A small city: one hub, two districts, three townships, three departments, three drone teams.
enum SmallCity {
    static let hub: CenterCode = "50"
    static let north: CenterCode = "5001"
    static let south: CenterCode = "5002"
    static let cliffTown: CenterCode = "500101"
    static let riverTown: CenterCode = "500102"
    static let southTown: CenterCode = "500201"
    static let cliff = Coordinate(latitude: 29.80, longitude: 106.40)

    static func words(_ text: String) -> LocalizedText { LocalizedText(zh: text, en: text) }

    static let model: CityModel = {
        func center(_ code: CenterCode, _ level: CenterLevel, _ parent: CenterCode?, _ latitude: Double, _ longitude: Double) -> Center {
            Center(
                code: code, level: level, name: words("center \(code)"), parent: parent,
                point: Coordinate(latitude: latitude, longitude: longitude))
        }
        let centers = [
            center(hub, .municipal, nil, 29.56, 106.55), center(north, .district, hub, 29.81, 106.40), center(south, .district, hub, 29.40, 106.54),
            center(cliffTown, .township, north, 29.80, 106.40), center(riverTown, .township, north, 29.90, 106.45),
            center(southTown, .township, south, 29.40, 106.54),
        ]
        let departments: [DepartmentID] = ["emergency", "transport", "fire"]
        let posts = centers.flatMap { center in
            ([nil] + departments.map(Optional.some)).map { department in
                Post(
                    id: PostID("\(center.code)/\(department?.rawValue ?? "desk")"), name: words("post"), center: center.code, department: department,
                    holder: "holder", deputy: "deputy")
            }
        }
        let teams = [
            Team(id: "drone-1", name: words("drone 1"), department: "fire", center: north, skills: ["drone"], home: cliff, people: 2),
            Team(
                id: "drone-2", name: words("drone 2"), department: "fire", center: north, skills: ["drone", "rope"],
                home: Coordinate(latitude: 29.95, longitude: 106.45), people: 3),
            Team(
                id: "drone-south", name: words("drone south"), department: "fire", center: south, skills: ["drone"],
                home: Coordinate(latitude: 29.40, longitude: 106.54), people: 2),
        ]
        return CityModel(
            id: "small", name: words("Small City"), timeZone: "Asia/Shanghai", attribution: [], centers: centers,
            departments: departments.map { Department(id: $0, name: words($0.rawValue)) }, posts: posts, teams: teams, sites: [cliffSite],
            datastreams: [], registers: [cliffRegister],
            kinds: [
                Kind(id: "landslide", name: words("landslide"), mergeRadiusMetres: 500, mergeWindow: 3600),
                Kind(id: "rockfall", name: words("rockfall"), mergeRadiusMetres: 500, mergeWindow: 3600),
                Kind(id: "cave-in", name: words("cave-in"), mergeRadiusMetres: 500, mergeWindow: 3600),
                Kind(id: "other", name: words("other"), mergeRadiusMetres: 100, mergeWindow: 600),
            ], codes: codes, clocks: clocks, playbooks: [landslidePlan, rockfallPlan, caveInPlan])
    }()

    /// A cliff that the register knows, with one zone at its foot.
    static let cliffSite = Site(
        id: "cliff-1", kind: "rockfall", name: words("cliff 1"), point: cliff, township: cliffTown, synthetic: true)
    static let foot = RiskZone(
        id: "cliff-foot", name: words("foot of the cliff"), outline: [cliff], people: 30, households: 12, assembly: words("school"))
    static let cliffRegister = SiteRegister(
        kind: "rockfall", facts: [], failureTypes: [], watchRoles: [],
        sheets: [
            "cliff-1": SiteSheet(
                site: "cliff-1", outline: [], failureType: nil, facts: [:], exposure: SiteExposure(), watchers: [], volunteers: nil, plan: nil,
                zones: [foot])
        ])

    /// A plan that asks for zones: a warning at grade II, an order at grade I.
    private static let rockfallPlan = Playbook(
        id: "rockfall", version: 1, kind: "rockfall", name: words("rockfall plan"),
        steps: [zoneStep("warn-zones", "II", .warning, preauthorised: false), zoneStep("order-zones", "I", .order, preauthorised: true)])

    /// A plan that asks for a look from the air.
    private static let caveInPlan = Playbook(
        id: "cave-in", version: 1, kind: "cave-in", name: words("cave-in plan"),
        steps: [
            Playbook.Step(
                id: "air", action: .drone, title: words("look from the air"), grades: ["I", "II", "III"], department: nil, skill: "drone",
                level: .township, acknowledgeWithin: 300, doneWithin: 3600),
            Playbook.Step(
                id: "watch", action: .task, title: words("watch the hole"), grades: ["I", "II"], department: "transport", skill: nil,
                level: .district, acknowledgeWithin: 300, doneWithin: 86_400, after: .resolved),
            Playbook.Step(
                id: "tell-after", action: .notice, title: words("the hole is watched"), grades: ["II"], department: "emergency", skill: nil,
                level: .district, acknowledgeWithin: 300, doneWithin: nil, after: .resolved),
        ])

    private static func zoneStep(_ id: StepID, _ grade: String, _ stage: ZoneStage, preauthorised: Bool) -> Playbook.Step {
        Playbook.Step(
            id: id, action: .evacuate, title: words(id.rawValue), grades: [grade], department: nil, skill: nil, level: .township,
            acknowledgeWithin: .zero, doneWithin: nil, stage: stage, preauthorised: preauthorised)
    }

    private static let codes = CodeBook(
        dispositions: [Code(id: "resolved", name: words("resolved")), Code(id: "false-alarm", name: words("false alarm"))],
        causes: [Code(id: "rain", name: words("rain"))], rejectionLabels: [Code(id: "sensor-fault", name: words("sensor fault"))],
        teamStates: [
            Code(id: "available", name: words("available")), Code(id: "resting", name: words("resting"), dispatchable: false),
            Code(id: "training", name: words("training")),
        ])

    private static let clocks = ClockTable(
        rows: ["I", "II", "III", "IV"].map { grade in
            ClockTable.Row(
                grade: grade, acknowledgeWithin: 120, verifyWithin: 600, respondWithin: 300, updateEvery: 1800, closeWithin: 86_400,
                handOverWithin: 300, rollCallEvery: 900)
        },
        reports: [ClockTable.StatutoryReport(id: "first", name: words("first report"), grades: ["I", "II"], to: .municipal, within: 900)],
        warnAtFraction: 0.75)

    private static let landslidePlan = Playbook(
        id: "landslide", version: 1, kind: "landslide", name: words("landslide plan"),
        steps: [
            Playbook.Step(
                id: "close-road", action: .task, title: words("close the road"), grades: ["I", "II"], department: "transport", skill: nil,
                level: .district, acknowledgeWithin: 300, doneWithin: 3600),
            Playbook.Step(
                id: "look", action: .team, title: words("fly there and look"), grades: ["I", "II", "III"], department: nil, skill: "drone",
                level: .district, acknowledgeWithin: 300, doneWithin: 3600),
            Playbook.Step(
                id: "tell-emergency", action: .notice, title: words("danger at the cliff"), grades: ["I", "II"], department: "emergency", skill: nil,
                level: .district, acknowledgeWithin: 300, doneWithin: nil),
        ])
}

/// A desk over a log, with a clock that the test moves.
struct Loop {
    let clock: FixedClock
    let log: any EventLog
    let keys: PersonKeysForTests
    let desk: CommandDesk

    init(
        log: any EventLog = EventLogMemory(), keys: PersonKeysForTests = PersonKeysForTests(),
        clock: FixedClock = FixedClock(Instant(millisecondsSince1970: 1_780_000_000_000)), closedMattersHeld: Int = CommandDesk.closedMattersHeldMax,
        travel: any TravelTimes = GreatCircleTravel(), closedAreas: [Polygon] = []
    ) async throws {
        self.log = log
        self.keys = keys
        self.clock = clock
        desk = CommandDesk(
            city: SmallCity.model, jurisdictions: JurisdictionMap(centers: SmallCity.model.centers, boundaries: []), log: log, keys: keys,
            travel: travel, closedAreas: { _ in closedAreas }, now: { clock.now }, closedMattersHeld: closedMattersHeld)
        try await desk.start()
    }

    /// The same log after a crash: a new desk that knows only what is on disk.
    func restarted() async throws -> Loop { try await Loop(log: log, keys: keys, clock: clock) }

    static let officer = Actor(kind: .person, name: "officer", role: "duty-officer", center: SmallCity.cliffTown)
    static let commander = Actor(kind: .person, name: "commander", role: "district-commander", center: SmallCity.north)
    static let transport = Actor(
        kind: .person, name: "liaison", role: "department-liaison", center: SmallCity.north, department: "transport")
    static let emergency = Actor(
        kind: .person, name: "liaison-2", role: "department-liaison", center: SmallCity.north, department: "emergency")
    static func field(_ team: TeamID) -> Actor {
        Actor(kind: .person, name: "field", role: "field-team", center: SmallCity.north, team: team)
    }

    static func claim(
        _ grade: Grade = .ii, key: String = "rule:cliff", imminent: Bool = false, active: Bool = true, at point: Coordinate = SmallCity.cliff
    )
        -> AlertClaim
    {
        AlertClaim(
            kind: "landslide", title: SmallCity.words("displacement"), point: point, site: nil, grade: grade, confidence: 0.9, imminent: imminent,
            evidence: Evidence(
                source: .reading, origin: "gnss-17", summary: SmallCity.words("5.1 mm"),
                observedAt: Instant(millisecondsSince1970: 1_780_000_000_000),
                value: 5.1, unit: "mm"),
            sourceKey: key, active: active, synthetic: true)
    }

    static let rule = Actor(kind: .system, name: "rule", role: "system", center: SmallCity.hub)

    /// An alert confirmed by the officer, its incident opened and its plan run.
    func confirmed(_ grade: Grade = .ii) async throws -> (AlertID, IncidentID) {
        guard let alert = try await desk.take(Self.claim(grade), by: Self.rule) else { throw Missing("alert") }
        try await desk.submit(alert: alert, .confirm(ConfirmAlert()), by: Self.officer, command: nil)
        await desk.tick()
        guard let incident = try await desk.alertState(alert)?.incident else { throw Missing("incident") }
        return (alert, incident)
    }

    func incident(_ id: IncidentID) async throws -> Incident {
        guard let state = try await desk.incidentState(id) else { throw Missing("incident \(id)") }
        return state
    }

    /// An incident opened directly, without an alert.
    func opened(
        _ grade: Grade = .iii, kind: MatterKind = "other", at point: Coordinate = SmallCity.cliff, exercise: Bool = false
    ) async throws -> IncidentID {
        try await desk.open(
            IncidentDraft(kind: kind, grade: grade, title: SmallCity.words("matter"), point: point, exercise: exercise), by: Self.commander,
            command: nil
        ).0
    }

    /// A task of a team, sent; its name.
    func sent(_ team: TeamID?, in incident: IncidentID, department: DepartmentID? = nil) async throws -> TaskID {
        let create = CreateTask(title: SmallCity.words("go"), department: department, team: team)
        try await desk.submit(incident: incident, .createTask(create), by: Self.commander, command: nil)
        guard let task = try await self.incident(incident).tasks.last else { throw Missing("task") }
        return task.id
    }

    struct Missing: Error {
        let what: String
        init(_ what: String) { self.what = what }
    }
}
