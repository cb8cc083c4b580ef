import City
import CityFiles
import HazardKit
import Incidents
import Operations

/// What the demonstration roles do.
extension ScenarioPlayer {
    /// How many commands it gave; 0 when there is nothing that the act applies to. Throws the first refusal.
    @discardableResult
    func perform(_ act: ScenarioAct) async throws -> Int {
        guard let id = await alert(act.matter), let alert = try await desk.alertState(id) else { return 0 }
        if let command = alertCommand(act) {
            try await desk.submit(alert: id, command, by: actor(act, owner: alert.owner), command: nil)
            return 1
        }
        await desk.tick()
        guard let incident = try await desk.alertState(id)?.incident else { return 0 }
        return try await perform(act, on: incident)
    }

    private func alert(_ matter: ScenarioAct.Matter) async -> AlertID? {
        switch matter {
        case .call(let call): alertsByCall[call]
        case .site(let site): await desk.newestOpenAlert(at: site)
        }
    }

    private func alertCommand(_ act: ScenarioAct) -> AlertCommand? {
        switch act.command {
        case .acknowledge: .acknowledge
        case .startVerification: .startVerification(StartVerification(means: act.note?.zh ?? "现场核实"))
        case .confirm: .confirm(ConfirmAlert(note: act.note?.zh))
        case .reject: .reject(RejectAlert(label: act.code ?? "", reason: act.note?.zh ?? ""))
        default: nil
        }
    }

    private func perform(_ act: ScenarioAct, on id: IncidentID) async throws -> Int {
        guard let incident = try await desk.incidentState(id) else { return 0 }
        let actor = actor(act, owner: incident.owner)
        switch act.command {
        case .acceptTasks: return try await acceptTasks(act, of: incident)
        case .departTasks: return try await move(act, incident, from: [.accepted]) { _ in .depart }
        case .arriveTasks: return try await move(act, incident, from: [.enRoute]) { _ in .arrive }
        case .finishTasks: return try await finishTasks(act, of: incident)
        case .returnTasks:
            return try await move(act, incident, from: [.sent, .received]) { _ in .returnTask(ReturnTask(reason: act.note?.zh ?? "")) }
        case .checkTasks: return try await move(act, incident, from: [.done], by: actor) { _ in .check }
        case .closeTasks: return try await move(act, incident, from: [.checked], by: actor) { _ in .close }
        case .orderZones: return try await orderZones(act, of: incident, by: actor)
        case .liftZones: return try await liftZones(act, of: incident, by: actor)
        default:
            guard let command = incidentCommand(act) else { return 0 }
            try await desk.submit(incident: id, command, by: actor, command: nil)
            return 1
        }
    }

    /// A team finishes on the scene; a department may finish from its desk.
    private func finishTasks(_ act: ScenarioAct, of incident: Incident) async throws -> Int {
        let finish = TaskCommand.finish(FinishTask(evidence: act.note?.zh ?? "完成（合成演示）"))
        let fromDesks = try await move(act, incident, from: [.accepted, .enRoute], where: { $0.team == nil }) { _ in finish }
        return try await fromDesks + move(act, incident, from: [.onScene]) { _ in finish }
    }

    private func incidentCommand(_ act: ScenarioAct) -> IncidentCommand? {
        let note = act.note?.zh ?? ""
        return switch act.command {
        case .escalate: .escalate(EscalateIncident(reason: note))
        case .askTeams: .askTeams
        case .changeGrade: (act.code.flatMap(Grade.init(rawValue:))).map { .changeGrade(ChangeGrade(grade: $0, reason: note)) }
        case .note: .note(AddNote(text: note))
        case .fileReport: .fileReport(FileReport(report: ReportID(act.code ?? "")))
        case .markUnderControl: .markUnderControl
        case .markResolved: .markResolved
        case .declareAllClear: .declareAllClear(DeclareAllClear(note: note))
        case .close: .close(CloseIncident(disposition: act.code ?? "", cause: act.cause))
        default: nil
        }
    }

    /// Gives tasks that wait for a team, and looks that nobody has ordered, to the best free one, then accepts everything that fits.
    private func acceptTasks(_ act: ScenarioAct, of incident: Incident) async throws -> Int {
        let owner = Actor(kind: .person, name: "scenario", role: "duty-officer", center: incident.owner)
        for task in incident.tasks where fits(task, act) && isWaiting(task) {
            let best = try await desk.proposals(for: incident.id, skill: task.skill).proposals.first { $0.free }
            guard let best else { continue }
            let reroute = TaskCommand.reroute(RerouteTask(team: best.team))
            try await desk.submit(incident: incident.id, .task(task.id, reroute), by: owner, command: nil)
        }
        await desk.tick()
        guard let now = try await desk.incidentState(incident.id) else { return 0 }
        return try await move(act, now, from: [.sent, .received]) { _ in .accept }
    }

    private func isWaiting(_ task: IncidentTask) -> Bool {
        task.team == nil && task.department == nil && (task.state == .created || task.isLookProposed)
    }

    private func move(
        _ act: ScenarioAct, _ incident: Incident, from states: Set<IncidentTask.State>, by desk: Actor? = nil,
        where applies: (IncidentTask) -> Bool = { _ in true }, _ command: (IncidentTask) -> TaskCommand
    ) async throws -> Int {
        var count = 0
        for task in incident.tasks where fits(task, act) && states.contains(task.state) && applies(task) {
            try await self.desk.submit(incident: incident.id, .task(task.id, command(task)), by: desk ?? worker(of: task), command: nil)
            count += 1
        }
        return count
    }

    private func fits(_ task: IncidentTask, _ act: ScenarioAct) -> Bool {
        (act.department.map { task.department == $0 } ?? true) && (act.skill.map { task.skill == $0 } ?? true)
    }

    private func worker(of task: IncidentTask) -> Actor {
        if let team = task.team {
            return Actor(kind: .person, name: "scenario", role: "field-team", center: city.team(team)?.center ?? task.center, team: team)
        }
        return Actor(kind: .person, name: "scenario", role: "department-liaison", center: task.center, department: task.department)
    }

    private func actor(_ act: ScenarioAct, owner: CenterCode) -> Actor {
        Actor(kind: .person, name: "scenario", role: act.role, center: act.center ?? owner, department: act.department)
    }
}
