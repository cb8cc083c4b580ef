import City
import HazardKit

@testable import Incidents

/// One sample of every event.
enum Samples {
    static let clock = Clock(kind: .verify, startedAt: Fixture.start, span: .minutes(10), warnAtFraction: 0.75, escalateTo: Fixture.district)
    static let escalation = Escalation(
        clock: .acknowledge, to: Responsibility(center: Fixture.township, deputy: true), reason: nil, next: Fixture.district)

    static let alert: [AlertEvent] = [
        .raised(AlertRaised(alert: Fixture.raise("a7"), clocks: [clock])),
        .evidenceAdded(AlertEvidenceAdded(evidence: Fixture.evidence, confidence: 0.9, imminent: true, sourceKey: "call:8", grade: .ii)),
        .regraded(AlertRegraded(from: .iii, to: .i, clocks: [clock])), .acknowledged(AlertAcknowledged(clocks: [clock])),
        .verificationStarted(AlertVerificationStarted(means: "camera")), .confirmed(AlertConfirmed(note: "seen")),
        .rejected(AlertRejected(label: "sensor-fault", reason: "mud")), .merged(AlertMerged(into: "a2")),
        .absorbed(
            AlertAbsorbed(
                alert: "a3", evidence: [Fixture.evidence], sourceKeys: ["call:9"], confidence: 0.7, imminent: true, imminentGrade: .i)),
        .cleared(AlertCleared(expiresAt: Fixture.start)), .reactivated(AlertReactivated()), .expired(AlertExpired()),
        .incidentLinked(AlertIncidentLinked(incident: "i1")), .escalated(AlertEscalated(escalation: escalation)),
        .clockWarned(AlertClockWarned(clock: .verify)), .clockBreached(AlertClockBreached(clock: .verify)),
    ]

    static let task: [TaskEvent] = [
        .created(TaskCreated(task: "t1", draft: Fixture.draft("s1", team: Fixture.teamA))), .sent(TaskSent(task: "t1", clocks: [clock])),
        .received(TaskReceived(task: "t1")), .accepted(TaskAccepted(task: "t1")), .returned(TaskReturned(task: "t1", reason: "no rope")),
        .rerouted(TaskRerouted(task: "t1", department: nil, team: Fixture.teamB, center: Fixture.district)), .departed(TaskDeparted(task: "t1")),
        .arrived(TaskArrived(task: "t1")), .finished(TaskFinished(task: "t1", evidence: "photo")), .checked(TaskChecked(task: "t1")),
        .sentBack(TaskSentBack(task: "t1", reason: "gap", clocks: [clock])), .closed(TaskClosed(task: "t1")),
        .parked(TaskParked(task: "t1", explanation: "river high", until: Fixture.start, supervisor: "district desk")),
        .resumed(TaskResumed(task: "t1")), .cancelled(TaskCancelled(task: "t1", reason: "not needed")),
        .clockWarned(TaskClockWarned(task: "t1", clock: .done)), .clockBreached(TaskClockBreached(task: "t1", clock: .done)),
        .escalated(TaskEscalated(task: "t1", escalation: escalation)),
        .moved(TaskMoved(task: "t1", into: HeldTask(incident: "i2", task: "t4"))),
        .takenOver(TaskTakenOver(task: "t700", origin: HeldTask(incident: "i9", task: "t1"), content: content("t700"))),
    ]

    /// An order to a department, as another incident leaves it.
    static func content(_ id: TaskID) -> IncidentTask {
        var task = IncidentTask(TaskCreated(task: id, draft: Fixture.draft("s8", department: "transport")), at: Fixture.start, by: Fixture.system)
        task.take(.sent(TaskSent(task: id, clocks: [])), at: Fixture.start, by: Fixture.system)
        return task
    }

    /// A square of a fiftieth of a degree.
    static let square = [(29.0, 106.0), (29.0, 106.02), (29.02, 106.02), (29.02, 106.0)].map { Coordinate(latitude: $0.0, longitude: $0.1) }

    static func measure(_ areas: [MeasuredExtent.Area] = [[square]], at moment: Instant = Fixture.start, note: String? = "drone") -> MeasureExtent {
        MeasureExtent(at: moment, areas: areas, note: note, expectation: MeasuredExtent.Expectation(squareKilometres: 4, overlap: 0.8))
    }

    static let extent = MeasuredExtent(
        at: Fixture.start, areas: [[square]], squareKilometres: 4.3, note: nil, expectation: nil)

    static func photo(_ id: PhotoID, caption: String = "crack above the road", task: TaskID? = nil) -> Photo {
        let digest = AttachmentDigest(String(repeating: "ab", count: 32))
        return Photo(
            id: id, digest: digest, mediaType: .jpeg, byteCount: 400_000, caption: caption, takenAt: Fixture.start, task: task,
            key: PersonID("key-of-\(id)"))
    }

    static let absorb = AbsorbIncident(
        from: "i9", grade: .i, alerts: ["a9"], departments: ["water"], steps: ["s8"], tasks: [.init(from: "t1", content: content("t1"))],
        alarmed: [Fixture.teamA])

    static let incident: [IncidentEvent] =
        [
            .opened(IncidentOpened(incident: Fixture.opening("i7"), clocks: [clock], rollCallEvery: 600)),
            .planRun(PlanRun(playbook: "landslide", version: 2, grade: .ii, steps: ["s1"], notices: ["n1"])),
            .gradeChanged(GradeChanged(from: .ii, to: .i, reason: "cracks", clocks: [clock], rollCallEvery: 300)), .dispatched(IncidentDispatched()),
            .handOverOffered(HandOverOffered(to: Fixture.district, reason: "too big", clocks: [clock])),
            .handOverAccepted(HandOverAccepted(from: Fixture.township, to: Fixture.district, clocks: [clock], ended: ["first"])),
            .handOverDeclined(HandOverDeclined(reason: "no")),
            .underControl(IncidentUnderControl()), .resolved(IncidentResolved()),
            .allClearDeclared(AllClearDeclared(note: nil, team: Fixture.teamA)), .closed(IncidentClosed(disposition: "resolved", cause: "rain")),
            .reopened(IncidentReopened(reason: "moves", clocks: [clock])), .merged(IncidentMerged(into: "i2")),
            .linked(IncidentLinked(incident: "i2", relation: .partOf)), .noteAdded(NoteAdded(text: "road closed")),
            .escalated(IncidentEscalated(escalation: escalation, responsible: escalation.to)), .reportFiled(ReportFiled(report: "first")),
            .teamsAsked(TeamsAsked(number: 1, teams: [Fixture.teamA], answerBy: Fixture.start)),
            .rollCallAnswered(RollCallAnswered(number: 1, team: Fixture.teamA, well: true)),
            .rollCallMissed(RollCallMissed(number: 1, teams: [Fixture.teamA])),
            .personnelAlarmRaised(PersonnelAlarmRaised(teams: [Fixture.teamA], clocks: [clock])),
            .departmentInvolved(DepartmentInvolved(department: "health")),
            .alertAdded(AlertAdded(alert: "a2")), .clockWarned(IncidentClockWarned(clock: .update)),
            .clockBreached(IncidentClockBreached(clock: .update)),
            .absorbed(IncidentAbsorbed(from: "i9", alerts: ["a9"], departments: ["water"], steps: ["s8"])),
            .teamAccountedFor(TeamAccountedFor(team: Fixture.teamA, note: "at the lower camp")),
            .regradeProposed(RegradeProposed(grade: .i, alert: "a1", clocks: [clock])),
            .regradeDeclined(RegradeDeclined(grade: .i, reason: "the sensor was moved")), .photoAttached(PhotoAttached(photo: photo("c-1"))),
            .extentMeasured(ExtentMeasured(extent: extent)),
        ] + task.map { .task($0) }

    /// Exhaustive without defaults: a new event does not compile until it is numbered, and then needs a sample.
    static func number(_ event: AlertEvent) -> Int {
        switch event {
        case .raised: 0
        case .evidenceAdded: 1
        case .regraded: 2
        case .acknowledged: 3
        case .verificationStarted: 4
        case .confirmed: 5
        case .rejected: 6
        case .merged: 7
        case .cleared: 8
        case .reactivated: 9
        case .expired: 10
        case .incidentLinked: 11
        case .escalated: 12
        case .clockWarned: 13
        case .clockBreached: 14
        case .absorbed: 15
        }
    }

    static func number(_ event: IncidentEvent) -> Int {
        switch event {
        case .opened: 0
        case .planRun: 1
        case .gradeChanged: 2
        case .dispatched: 3
        case .handOverOffered: 4
        case .handOverAccepted: 5
        case .handOverDeclined: 6
        case .underControl: 7
        case .resolved: 8
        case .allClearDeclared: 9
        case .closed: 10
        case .reopened: 11
        case .merged: 12
        case .linked: 13
        case .noteAdded: 14
        case .escalated: 15
        case .reportFiled: 16
        case .teamsAsked: 17
        case .rollCallAnswered: 18
        case .rollCallMissed: 19
        case .personnelAlarmRaised: 20
        case .departmentInvolved: 21
        case .alertAdded: 22
        case .clockWarned: 23
        case .clockBreached: 24
        case .absorbed: 25
        case .teamAccountedFor: 26
        case .task(let event): 27 + number(event)
        case .regradeProposed: 47
        case .regradeDeclined: 48
        case .photoAttached: 49
        case .extentMeasured: 50
        }
    }

    static func number(_ event: TaskEvent) -> Int {
        switch event {
        case .created: 0
        case .sent: 1
        case .received: 2
        case .accepted: 3
        case .returned: 4
        case .rerouted: 5
        case .departed: 6
        case .arrived: 7
        case .finished: 8
        case .checked: 9
        case .sentBack: 10
        case .closed: 11
        case .parked: 12
        case .resumed: 13
        case .cancelled: 14
        case .clockWarned: 15
        case .clockBreached: 16
        case .escalated: 17
        case .moved: 18
        case .takenOver: 19
        }
    }
}
