import City
import HazardKit

@testable import Incidents

/// One small synthetic city: a township, its district, the hub; a neighbour; two teams.
enum Fixture {
    static let start = Instant(millisecondsSince1970: 1_780_000_000_000)
    static let township: CenterCode = "500109101"
    static let district: CenterCode = "500109"
    static let hub: CenterCode = "500000"
    static let neighbour: CenterCode = "500109102"
    static let teamA: TeamID = "team-a"
    static let teamB: TeamID = "team-b"

    static let codes = CodeBook(
        dispositions: [code("resolved"), code("false-alarm"), code("old", archived: true)], causes: [code("rain"), code("old", archived: true)],
        rejectionLabels: [code("sensor-fault"), code("old", archived: true)],
        teamStates: [code("available"), Code(id: "out-of-service", name: LocalizedText(zh: "停用", en: "Out of service"), dispatchable: false)])

    static func code(_ id: String, archived: Bool = false) -> Code { Code(id: id, name: LocalizedText(zh: id, en: id), archived: archived) }

    static let clocks = ClockTable(
        rows: [row("I", 1), row("II", 2), row("III", 4), row("IV", 8)],
        reports: [
            ClockTable.StatutoryReport(
                id: "first", name: LocalizedText(zh: "首报", en: "First report"), grades: ["I", "II"], to: .municipal, within: .minutes(30))
        ], warnAtFraction: 0.75)

    /// Grade I in minutes; each milder grade takes twice the time.
    static func row(_ grade: String, _ factor: Double) -> ClockTable.Row {
        ClockTable.Row(
            grade: grade, acknowledgeWithin: .minutes(2 * factor), verifyWithin: .minutes(10 * factor), respondWithin: .minutes(5 * factor),
            updateEvery: .minutes(15 * factor), closeWithin: .hours(12 * factor), handOverWithin: .minutes(6 * factor),
            rollCallEvery: .minutes(20 * factor))
    }

    static func person(_ center: CenterCode, department: DepartmentID? = nil, team: TeamID? = nil) -> Actor {
        Actor(kind: .person, name: "desk-\(center)", role: "duty-officer", center: center, department: department, team: team)
    }
    static let system = Actor(kind: .system, name: "clock", role: "system", center: hub)
    static let desk = person(township)

    static func context(
        _ minutes: Double = 0, _ actor: Actor = desk, owner: CenterCode = township, held: [TeamID: HeldTask] = [:], states: [TeamID: String] = [:],
        other: Incident? = second
    ) -> DecisionContext {
        context(at: start.advanced(by: .minutes(minutes)), actor, owner: owner, held: held, states: states, other: other)
    }

    static func context(
        at now: Instant, _ actor: Actor, owner: CenterCode = township, held: [TeamID: HeldTask] = [:], states: [TeamID: String] = [:],
        other: Incident? = second
    ) -> DecisionContext {
        DecisionContext(
            now: now, actor: actor, codes: codes, clocks: clocks, levels: levels(above: owner), heldTask: { held[$0] }, teamState: { states[$0] },
            levelsAbove: { levels(above: $0) }, other: other)
    }

    static func levels(above owner: CenterCode) -> [LevelAbove] {
        switch owner {
        case hub: []
        case district: [LevelAbove(center: hub, level: .municipal)]
        default: [LevelAbove(center: district, level: .district), LevelAbove(center: hub, level: .municipal)]
        }
    }

    /// Another open incident, `i2`, for commands that name a second one.
    static let second = incident("i2")

    static func incident(_ id: IncidentID, grade: Grade = .ii, exercise: Bool = false) -> Incident? {
        let opened = IncidentOpened(incident: opening(id, grade: grade, exercise: exercise), clocks: [], rollCallEvery: .minutes(40))
        return Incident.evolve(nil, .opened(opened), at: start, by: desk)
    }

    static let words = LocalizedText(zh: "危岩", en: "Dangerous cliff")
    static let evidence = Evidence(source: .reading, origin: "gnss-1", summary: words, observedAt: start, value: 12, unit: "mm", rule: "rate@1")

    static func raise(_ id: AlertID = "a1", grade: Grade = .iii, imminent: Bool = false) -> RaiseAlert {
        RaiseAlert(
            id: id, kind: "landslide", title: words, point: Coordinate(latitude: 29.8, longitude: 106.4), township: township, district: district,
            owner: township, approximate: false, site: "dz-1", grade: grade, confidence: 0.6, imminent: imminent, evidence: evidence,
            sourceKey: "rule:dz-1", exercise: false, synthetic: true)
    }

    static func more(_ grade: Grade = .iv, imminent: Bool = false) -> AddEvidence {
        AddEvidence(evidence: evidence, grade: grade, confidence: 0.9, imminent: imminent, sourceKey: "call:7")
    }

    /// A graver alert about the same matter, as it is merged.
    static func absorbed(exercise: Bool = false, imminent: Bool = false) throws(Refusal) -> AbsorbAlert {
        let claim = RaiseAlert(
            id: "a5", kind: "landslide", title: words, point: Coordinate(latitude: 29.8, longitude: 106.4), township: township, district: district,
            owner: township, approximate: false, site: nil, grade: .i, confidence: 0.9, imminent: imminent,
            evidence: Evidence(source: .camera, origin: "camera-2", summary: words, observedAt: start.advanced(by: -60)), sourceKey: "camera:2",
            exercise: exercise, synthetic: true)
        var alert: Alert?
        for event in try Alert.decide(nil, .raise(claim), context()) { Alert.apply(event, to: &alert, at: start, by: system) }
        guard let alert else { preconditionFailure("raising made no alert") }
        return AbsorbAlert(alert)
    }

    static func opening(
        _ id: IncidentID = "i1", grade: Grade = .ii, owner: CenterCode = township, exercise: Bool = false
    ) -> OpenIncident {
        OpenIncident(
            id: id, kind: "landslide", title: words, point: Coordinate(latitude: 29.8, longitude: 106.4), place: "北碚", township: township,
            district: district, owner: owner, grade: grade, alert: "a1", exercise: exercise, synthetic: true, approximate: false, site: "dz-1")
    }

    static func draft(_ step: StepID?, team: TeamID? = nil, department: DepartmentID? = nil) -> TaskDraft {
        TaskDraft(
            step: step, title: words, department: department, team: team, skill: "rope-rescue", center: township, post: nil,
            acknowledgeWithin: .minutes(5), doneWithin: .minutes(60))
    }

    static func plan(_ grade: Grade, _ tasks: [TaskDraft], notices: [StepID] = [], version: Int = 1) -> RunPlan {
        RunPlan(playbook: "landslide", version: version, grade: grade, tasks: tasks, notices: notices)
    }
}

extension [AlertEvent] {
    var types: String { map(\.type).joined(separator: " ") }
}

extension [IncidentEvent] {
    var types: String { map(\.type).joined(separator: " ") }
}

/// An alert with its clock, told what to do step by step.
struct AlertStory {
    var alert: Alert?
    var events: [AlertEvent] = []

    init(_ claim: RaiseAlert = Fixture.raise()) throws { try tell(.raise(claim)) }

    @discardableResult mutating func tell(_ command: AlertCommand, _ context: DecisionContext = Fixture.context()) throws(Refusal) -> [AlertEvent] {
        let decided = try Alert.decide(alert, command, context)
        for event in decided { Alert.apply(event, to: &alert, at: context.now, by: context.actor) }
        events += decided
        return decided
    }

    func refusal(_ command: AlertCommand, _ context: DecisionContext = Fixture.context()) -> RefusalCode? {
        do throws(Refusal) {
            _ = try Alert.decide(alert, command, context)
            return nil
        } catch { return error.code }
    }

    /// Runs every due command up to a moment, in order, as the system; the keys that fired.
    mutating func run(until end: Instant) throws -> [String] {
        var keys: [String] = []
        while let next = alert?.due().min(by: { ($0.at, $0.key) < ($1.at, $1.key) }), next.at <= end, keys.count < 1000 {
            keys.append(next.key)
            try tell(next.command, Fixture.context(at: next.at, Fixture.system))
        }
        return keys
    }
}

/// An incident with its clock, told what to do step by step.
struct IncidentStory {
    var incident: Incident?
    var events: [IncidentEvent] = []
    /// When and by whom each event came about.
    var marks: [(at: Instant, by: Actor)] = []

    init(_ opening: OpenIncident = Fixture.opening()) throws { try tell(.open(opening), Fixture.context(owner: opening.owner)) }

    @discardableResult mutating func tell(_ command: IncidentCommand, _ context: DecisionContext = Fixture.context()) throws(Refusal)
        -> [IncidentEvent]
    {
        let decided = try Incident.decide(incident, command, context)
        for event in decided {
            Incident.apply(event, to: &incident, at: context.now, by: context.actor)
            marks.append((context.now, context.actor))
        }
        events += decided
        return decided
    }

    func refusal(_ command: IncidentCommand, _ context: DecisionContext = Fixture.context()) -> RefusalCode? {
        do throws(Refusal) {
            _ = try Incident.decide(incident, command, context)
            return nil
        } catch { return error.code }
    }

    /// Runs every due command up to a moment, in order, as the system; the keys that fired.
    mutating func run(until end: Instant) throws -> [String] {
        var keys: [String] = []
        while let incident, let next = incident.due().min(by: { ($0.at, $0.key) < ($1.at, $1.key) }), next.at <= end, keys.count < 1000 {
            keys.append(next.key)
            try tell(next.command, Fixture.context(at: next.at, Fixture.system, owner: incident.owner))
        }
        return keys
    }

    /// A task for team A, sent, then taken along the given way.
    static func withTask(_ way: [TaskCommand] = [], team: TeamID? = Fixture.teamA) throws -> IncidentStory {
        var story = try IncidentStory()
        try story.tell(.createTask(CreateTask(title: Fixture.words, department: team == nil ? "transport" : nil, team: team)))
        for command in way { try story.tell(.task("t1", command), command == .send ? Fixture.context(0, Fixture.system) : Fixture.context()) }
        return story
    }
}
