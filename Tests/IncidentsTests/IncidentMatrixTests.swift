import City
import HazardKit
import Testing

@testable import Incidents

@Suite("Every command in every state of an incident")
struct IncidentMatrixTests {
    static let commands: [IncidentCommand] = [
        .open(Fixture.opening()), .runPlan(Fixture.plan(.ii, [Fixture.draft("s1", team: Fixture.teamB)], notices: ["n1"])),
        .changeGrade(ChangeGrade(grade: .i, reason: "cracks widen")), .offerHandOver(OfferHandOver(to: Fixture.district, reason: "too big for us")),
        .acceptHandOver, .declineHandOver(DeclineHandOver(reason: "not ours")), .markUnderControl, .markResolved,
        .declareAllClear(DeclareAllClear(note: "seen by the geologist")), .close(CloseIncident(disposition: "resolved", cause: "rain")),
        .reopen(ReopenIncident(reason: "moves again")), .mergeInto(MergeIncident(incident: "i2")),
        .link(LinkIncident(incident: "i2", relation: .cause)), .note(AddNote(text: "road closed")), .escalate(EscalateIncident(reason: "no answer")),
        .fileReport(FileReport(report: "first")), .createTask(CreateTask(title: Fixture.words, department: "transport")), .task("t1", .accept),
        .askTeams, .answerRollCall(AnswerRollCall(team: Fixture.teamA, well: true)), .missRollCall,
        .involve(InvolveDepartment(department: "health")), .addAlert("a2"), .warnClock(.close), .breachClock(.close),
        .accountForTeam(AccountForTeam(team: Fixture.teamA, note: "at the lower camp")), .absorb(Samples.absorb),
        .proposeRegrade(ProposeRegrade(grade: .i, alert: "a1")), .declineRegrade(DeclineRegrade(reason: "the sensor was moved")),
        .attachPhoto(AttachPhoto(photo: Samples.photo("c-2"))), .measureExtent(Samples.measure()),
    ]

    /// Exhaustive without a default: a new command does not compile until it has a number here, and then needs a row.
    static func number(_ command: IncidentCommand) -> Int {
        switch command {
        case .open: 0
        case .runPlan: 1
        case .changeGrade: 2
        case .offerHandOver: 3
        case .acceptHandOver: 4
        case .declineHandOver: 5
        case .markUnderControl: 6
        case .markResolved: 7
        case .declareAllClear: 8
        case .close: 9
        case .reopen: 10
        case .mergeInto: 11
        case .link: 12
        case .note: 13
        case .escalate: 14
        case .fileReport: 15
        case .createTask: 16
        case .task: 17
        case .askTeams: 18
        case .answerRollCall: 19
        case .missRollCall: 20
        case .involve: 21
        case .addAlert: 22
        case .warnClock: 23
        case .breachClock: 24
        case .accountForTeam: 25
        case .absorb: 26
        case .proposeRegrade: 27
        case .declineRegrade: 28
        case .attachPhoto: 29
        case .measureExtent: 30
        }
    }

    static func states() throws -> [(String, Incident?)] {
        let dispatch = IncidentCommand.createTask(CreateTask(title: Fixture.words, team: Fixture.teamA))
        let clear = IncidentCommand.declareAllClear(DeclareAllClear(note: "seen"))
        let ways: [(Incident.State, [IncidentCommand])] = [
            (.open, []), (.dispatched, [dispatch, .task("t1", .send)]), (.underControl, [.markUnderControl]), (.resolved, [.markResolved]),
            (.allClear, [.markResolved, clear]), (.closed, [.markResolved, clear, .close(CloseIncident(disposition: "resolved", cause: nil))]),
            (.merged, [.mergeInto(MergeIncident(incident: "i2"))]),
        ]
        var result: [(String, Incident?)] = [("nothing", nil)]
        for (state, way) in ways {
            var story = try IncidentStory()
            for command in way { try story.tell(command) }
            #expect(story.incident?.state == state)
            result.append((state.rawValue, story.incident))
        }
        #expect(result.count == Incident.State.allCases.count + 1)
        return result
    }

    @Test("each pair yields the events of the table, or refuses as it says")
    func matrix() throws {
        let states = try Self.states()
        #expect(Set(Self.commands.map(Self.number)) == Set(0...30))
        var matrix = Matrix(columns: states.map(\.0))
        for command in Self.commands {
            let cells = states.map { state -> String in
                do throws(Refusal) {
                    return try Incident.decide(state.1, command, Fixture.context(60 * 100)).types
                } catch { return error.code.rawValue }
            }
            matrix.add(command.type, cells)
        }
        #expect(matrix.text == Self.expected)
    }

    static let expected = """
        open
            nothing: IncidentOpened
            open dispatched underControl resolved allClear closed merged: incident.exists
        runPlan
            nothing: incident.unknown
            open dispatched underControl resolved allClear: PlanRun TaskCreated
            closed merged: incident.wrong-state
        changeGrade
            nothing: incident.unknown
            open dispatched underControl resolved allClear: GradeChanged
            closed merged: incident.wrong-state
        offerHandOver
            nothing: incident.unknown
            open dispatched underControl resolved allClear: HandOverOffered
            closed merged: incident.wrong-state
        acceptHandOver
            nothing: incident.unknown
            open dispatched underControl resolved allClear: incident.no-hand-over
            closed merged: incident.wrong-state
        declineHandOver
            nothing: incident.unknown
            open dispatched underControl resolved allClear: incident.no-hand-over
            closed merged: incident.wrong-state
        markUnderControl
            nothing: incident.unknown
            open dispatched: IncidentUnderControl
            underControl resolved allClear closed merged: incident.wrong-state
        markResolved
            nothing: incident.unknown
            open dispatched underControl: IncidentResolved
            resolved allClear closed merged: incident.wrong-state
        declareAllClear
            nothing: incident.unknown
            open dispatched underControl allClear closed merged: incident.wrong-state
            resolved: AllClearDeclared
        close
            nothing: incident.unknown
            open dispatched underControl resolved: incident.not-all-clear
            allClear: IncidentClosed
            closed merged: incident.wrong-state
        reopen
            nothing: incident.unknown
            open dispatched merged: incident.wrong-state
            underControl resolved allClear closed: IncidentReopened
        mergeInto
            nothing: incident.unknown
            open underControl resolved allClear: IncidentMerged
            dispatched: TaskMoved IncidentMerged
            closed merged: incident.wrong-state
        link
            nothing: incident.unknown
            open dispatched underControl resolved allClear closed merged: IncidentLinked
        note
            nothing: incident.unknown
            open dispatched underControl resolved allClear closed merged: NoteAdded
        escalate
            nothing: incident.unknown
            open dispatched underControl resolved allClear: IncidentEscalated
            closed merged: incident.wrong-state
        fileReport
            nothing: incident.unknown
            open dispatched underControl resolved allClear closed: ReportFiled
            merged: incident.report-not-due
        createTask
            nothing: incident.unknown
            open dispatched underControl resolved allClear: TaskCreated
            closed merged: incident.wrong-state
        task
            nothing: incident.unknown
            open underControl resolved allClear closed merged: task.unknown
            dispatched: TaskAccepted
        askTeams
            nothing: incident.unknown
            open dispatched underControl resolved allClear closed merged: incident.nobody-on-scene
        answerRollCall
            nothing: incident.unknown
            open dispatched underControl resolved allClear closed merged: incident.no-roll-call
        missRollCall
            nothing: incident.unknown
            open dispatched underControl resolved allClear closed merged: incident.no-roll-call
        involve
            nothing: incident.unknown
            open dispatched underControl resolved allClear: DepartmentInvolved
            closed merged: incident.wrong-state
        addAlert
            nothing: incident.unknown
            open dispatched underControl resolved allClear: AlertAdded
            closed merged: incident.wrong-state
        warnClock
            nothing: incident.unknown
            open dispatched underControl resolved allClear: IncidentClockWarned
            closed merged: incident.clock-not-due
        breachClock
            nothing: incident.unknown
            open dispatched underControl resolved allClear: IncidentClockBreached IncidentEscalated
            closed merged: incident.clock-not-due
        accountForTeam
            nothing: incident.unknown
            open dispatched underControl resolved allClear closed merged: incident.no-roll-call
        absorb
            nothing: incident.unknown
            open: IncidentAbsorbed TaskTakenOver IncidentDispatched GradeChanged PersonnelAlarmRaised IncidentEscalated
            dispatched underControl resolved allClear: IncidentAbsorbed TaskTakenOver GradeChanged PersonnelAlarmRaised IncidentEscalated
            closed merged: incident.wrong-state
        proposeRegrade
            nothing: incident.unknown
            open dispatched underControl resolved allClear: RegradeProposed
            closed merged: incident.wrong-state
        declineRegrade
            nothing: incident.unknown
            open dispatched underControl resolved allClear: incident.no-regrade
            closed merged: incident.wrong-state
        attachPhoto
            nothing: incident.unknown
            open dispatched underControl resolved allClear closed merged: PhotoAttached
        measureExtent
            nothing: incident.unknown
            open dispatched underControl resolved allClear: ExtentMeasured
            closed merged: incident.wrong-state

        """
}
