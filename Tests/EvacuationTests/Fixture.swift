import City
import HazardKit
import Incidents

@testable import Evacuation

/// One zone of one incident of a small synthetic city.
enum Fixture {
    static let start = Instant(millisecondsSince1970: 1_780_000_000_000)
    static let township: CenterCode = "500109101"
    static let district: CenterCode = "500109"
    static let words = LocalizedText(zh: "崖脚", en: "Foot of the cliff")

    static func person(_ name: String, _ center: CenterCode = district, department: DepartmentID? = nil, team: TeamID? = nil) -> Actor {
        Actor(kind: .person, name: name, role: "duty-officer", center: center, department: department, team: team)
    }
    static let first = person("first")
    static let second = person("second")
    static let plan = Actor(kind: .system, name: "plan", role: "system", center: district)
    static let team: TeamID = "movers"
    static let mover = person("mover", team: team)

    static func context(_ minutes: Double, _ actor: Actor) -> DecisionContext {
        DecisionContext(
            now: start.advanced(by: .minutes(minutes)), actor: actor,
            codes: CodeBook(
                dispositions: [Code(id: "resolved", name: words), Code(id: "false-alarm", name: words)], causes: [], rejectionLabels: [],
                teamStates: []),
            clocks: ClockTable(rows: [], reports: [], warnAtFraction: 0.75), levels: [LevelAbove(center: "50", level: .municipal)],
            heldTask: { _ in nil })
    }

    static func incident(exercise: Bool = false) throws -> Incident {
        var incident: Incident?
        let opening = OpenIncident(
            id: "i1", kind: "landslide", title: words, point: Coordinate(latitude: 29.8, longitude: 106.4), township: township, district: district,
            owner: district, grade: .i, alert: nil, exercise: exercise, synthetic: true, approximate: false, site: "dz-1")
        let commands: [IncidentCommand] = [
            .open(opening), .createTask(CreateTask(title: words, team: team)), .task("t1", .send),
            .createTask(CreateTask(title: words, team: "idle")),
        ]
        for command in commands {
            let context = context(0, command == .task("t1", .send) ? plan : first)
            for event in try Incident.decide(incident, command, context) { Incident.apply(event, to: &incident, at: start, by: context.actor) }
        }
        guard let incident else { throw Missing() }
        return incident
    }

    struct Missing: Error {}

    static func step(_ id: StepID, _ target: ZoneStage, preauthorised: Bool = false) -> EvacuationCommand {
        .followPlan(FollowPlanStep(step: id, target: target, title: words, preauthorised: preauthorised))
    }
}

/// An evacuation told what to do step by step.
struct Story {
    var incident: Incident
    var evacuation: Evacuation?
    var types: [String] = []

    init(households: Int? = 12, exercise: Bool = false) throws {
        incident = try Fixture.incident(exercise: exercise)
        try tell(.open(OpenEvacuation(zone: "foot", name: Fixture.words, households: households, people: nil, byHand: false)))
    }

    @discardableResult mutating func tell(_ command: EvacuationCommand, _ minutes: Double = 0, by actor: Actor = Fixture.first) throws(Refusal)
        -> [EvacuationEvent]
    {
        let context = Fixture.context(minutes, actor)
        let events = try Evacuation.decide(evacuation, command, of: incident, context)
        for event in events { Evacuation.apply(event, to: &evacuation, at: context.now, by: actor) }
        types += events.map(\.type)
        return events
    }

    func refusal(_ command: EvacuationCommand, _ minutes: Double = 0, by actor: Actor = Fixture.first) -> RefusalCode? {
        do throws(Refusal) {
            _ = try Evacuation.decide(evacuation, command, of: incident, Fixture.context(minutes, actor))
            return nil
        } catch { return error.code }
    }

    var stage: Evacuation.Stage? { evacuation?.stage }

    /// Under an order that two people gave.
    static func ordered(households: Int? = 12) throws -> Story {
        var story = try Story(households: households)
        try story.tell(.proposeOrder(ProposeOrder(reason: "cracks widen")))
        try story.tell(.confirm(ConfirmProposal(proposal: 1)), 1, by: Fixture.second)
        return story
    }
}
