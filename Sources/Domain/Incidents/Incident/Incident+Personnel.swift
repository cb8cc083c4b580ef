import City
import HazardKit

extension Incident {
    /// Asked by the desk, or by Bayu at the interval of the grade.
    func askTeams(_ context: DecisionContext) throws(Refusal) -> [IncidentEvent] {
        guard personnel.pending == nil else {
            throw Refusal(.incidentRollCallPending, "The teams of incident \(id) are being asked already. Wait for their answers.")
        }
        let teams = teamsOnScene
        guard !teams.isEmpty else {
            throw Refusal(.incidentNobodyOnScene, "No team of incident \(id) is on scene, so there is nobody to ask.")
        }
        // Half the interval is left for the answer, so that two silences are known before the third asking.
        let answerBy = context.now.advanced(by: personnel.every * 0.5)
        return [.teamsAsked(TeamsAsked(number: personnel.count + 1, teams: teams, answerBy: answerBy))]
    }

    func answer(_ answer: AnswerRollCall, _ context: DecisionContext) throws(Refusal) -> [IncidentEvent] {
        if let team = context.actor.team, team != answer.team {
            throw Refusal(.taskNotAddressee, "Team \(team) cannot answer for team \(answer.team). Its own people or the desk have to.", field: "team")
        }
        let isAsked = personnel.pending?.unanswered.contains(answer.team) == true
        guard isAsked || personnel.alarmed.contains(answer.team) else {
            throw Refusal(.incidentNoRollCall, "No answer of team \(answer.team) is awaited in incident \(id).", field: "team")
        }
        let answered = IncidentEvent.rollCallAnswered(RollCallAnswered(number: personnel.count, team: answer.team, well: answer.well))
        return answer.well ? [answered] : [answered] + alarm([answer.team], context)
    }

    func missRollCall(_ context: DecisionContext) throws(Refusal) -> [IncidentEvent] {
        guard let pending = personnel.pending else {
            throw Refusal(.incidentNoRollCall, "No roll call of incident \(id) waits for answers.")
        }
        guard pending.answerBy <= context.now else {
            throw Refusal(.incidentClockNotDue, "The roll call of incident \(id) may be answered until \(pending.answerBy.rfc3339).")
        }
        let missed = IncidentEvent.rollCallMissed(RollCallMissed(number: pending.number, teams: pending.unanswered))
        let alarmed = pending.unanswered.filter { (personnel.missed[$0] ?? 0) + 1 == Self.missesToAlarm }
        return [missed] + alarm(alarmed, context)
    }

    /// People may be in danger: the level above the owner hears of it at once, and a clock presses until they are found.
    func alarm(_ teams: [TeamID], _ context: DecisionContext) -> [IncidentEvent] {
        guard !teams.isEmpty else { return [] }
        let isPressing = clocks.clock(.personnel)?.isRunning == true
        let span = context.clocks.row(for: grade.rawValue)?.acknowledgeWithin ?? Self.acknowledgeWithinDefault
        let clocks = state.isOpen && !isPressing ? [context.clock(.personnel, span, owner: owner)] : []
        let raised = IncidentEvent.personnelAlarmRaised(PersonnelAlarmRaised(teams: teams, clocks: clocks))
        guard state.isOpen, teams.contains(where: { !personnel.alarmed.contains($0) }) else { return [raised] }
        let names = teams.map(\.rawValue).joined(separator: ", ")
        let told = context.alarmed(owner: owner)
        let escalation = Escalation(
            clock: nil, to: told, reason: "人员失联或遇险：\(names) / People silent or in danger: \(names)",
            next: context.step(after: told, owner: owner)?.center)
        return [raised, escalated(escalation, context)]
    }

    /// The owner has heard of a silent team in another way, and says how.
    func account(_ account: AccountForTeam, _ context: DecisionContext) throws(Refusal) -> [IncidentEvent] {
        try requireOwner(context)
        try Wording.check(account.note, "note")
        let isSilent = personnel.pending?.unanswered.contains(account.team) == true || personnel.missed[account.team] != nil
        guard isSilent || personnel.alarmed.contains(account.team) else {
            throw Refusal(.incidentNoRollCall, "Nobody is looking for team \(account.team) in incident \(id).", field: "team")
        }
        return [.teamAccountedFor(TeamAccountedFor(team: account.team, note: account.note))]
    }

    /// One silence may be a dead spot; two are an alarm.
    static let missesToAlarm = 2
}

extension Incident.Personnel {
    mutating func take(_ body: TeamsAsked, at moment: Instant) {
        count = body.number
        nextAt = moment.advanced(by: every)
        pending = Incident.RollCall(number: body.number, askedAt: moment, answerBy: body.answerBy, teams: body.teams, unanswered: body.teams)
    }

    mutating func take(_ body: RollCallAnswered) {
        missed[body.team] = nil
        if body.well { alarmed.removeAll { $0 == body.team } }
        pending?.unanswered.removeAll { $0 == body.team }
        if pending?.unanswered.isEmpty == true { pending = nil }
    }

    mutating func take(_ body: TeamAccountedFor) {
        missed[body.team] = nil
        alarmed.removeAll { $0 == body.team }
        pending?.unanswered.removeAll { $0 == body.team }
        if pending?.unanswered.isEmpty == true { pending = nil }
    }

    mutating func take(_ body: RollCallMissed) {
        guard pending?.number == body.number else { return }
        pending = nil
        for team in body.teams { missed[team, default: 0] += 1 }
    }

    mutating func take(_ body: PersonnelAlarmRaised) {
        for team in body.teams where !alarmed.contains(team) { alarmed.append(team) }
    }

    /// Teams come and go; who has left is not asked.
    mutating func follow(_ onScene: [TeamID], at moment: Instant) {
        if onScene.isEmpty {
            nextAt = nil
            pending = nil
            missed = [:]
            return
        }
        if nextAt == nil { nextAt = moment.advanced(by: every) }
        pending?.unanswered.removeAll { !onScene.contains($0) }
        if pending?.unanswered.isEmpty == true { pending = nil }
        missed = missed.filter { onScene.contains($0.key) }
    }
}
