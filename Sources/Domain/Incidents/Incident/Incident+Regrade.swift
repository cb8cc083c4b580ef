import City
import HazardKit

/// An alert of the incident has become graver than the incident; people shall say whether the incident has.
public struct ProposeRegrade: Hashable, Sendable {
    public let grade: Grade
    public let alert: AlertID
    public init(grade: Grade, alert: AlertID) {
        self.grade = grade
        self.alert = alert
    }
}

/// The incident stays as it is, although an alert speaks for a graver grade.
public struct DeclineRegrade: Codable, Hashable, Sendable {
    public let reason: String
    public init(reason: String) { self.reason = reason }
}

/// A graver grade is proposed; its clock runs until somebody answers.
public struct RegradeProposed: EventBody {
    public static let type = "RegradeProposed"
    public let grade: Grade
    public let alert: AlertID
    public let clocks: [Clock]
}

/// The incident keeps its grade, and somebody said why.
public struct RegradeDeclined: EventBody {
    public static let type = "RegradeDeclined"
    public let grade: Grade
    public let reason: String
}

/// What is proposed, by which alert, since when.
public struct RegradeProposal: Codable, Hashable, Sendable {
    public let grade: Grade
    public let alert: AlertID
    public let at: Instant
}

extension Incident {
    /// What an alert asks of its incident. Up to the grade for which a rule called the danger imminent the incident follows at once; beyond
    /// it people are asked. Each graver grade once: whoever has declined one or lowered the incident is not asked again.
    public func regradeStep(for alert: Alert) -> (grade: Grade, atOnce: Bool)? {
        guard state.isOpen, alert.state.isOpen, alerts.contains(alert.id) else { return nil }
        if let imminent = alert.imminentGrade, imminent > grade, imminent > gravestAnswered { return (imminent, true) }
        return isNews(alert.grade) ? (alert.grade, false) : nil
    }

    private func isNews(_ proposed: Grade) -> Bool {
        proposed > grade && proposed > gravestAnswered && regrade.map { proposed > $0.grade } ?? true
    }

    func proposeRegrade(_ propose: ProposeRegrade, _ context: DecisionContext) throws(Refusal) -> [IncidentEvent] {
        try require(Self.openStates, "proposed another grade")
        guard isNews(propose.grade) else { return [] }
        let span = context.clocks.row(for: propose.grade.rawValue)?.acknowledgeWithin
        let clocks = span.map { [context.clock(.regrade, $0, after: responsible, owner: owner)] } ?? []
        return [.regradeProposed(RegradeProposed(grade: propose.grade, alert: propose.alert, clocks: clocks))]
    }

    func declineRegrade(_ decline: DeclineRegrade, _ context: DecisionContext) throws(Refusal) -> [IncidentEvent] {
        try require(Self.openStates, "left at its grade")
        try requireOwner(context)
        guard let regrade else {
            throw Refusal(.incidentNoRegrade, "No graver grade is proposed for incident \(id); it may have been answered. Reload it.")
        }
        try Wording.check(decline.reason, "reason")
        return [.regradeDeclined(RegradeDeclined(grade: regrade.grade, reason: decline.reason))]
    }

    mutating func take(_ body: RegradeProposed, at moment: Instant) {
        guard state.isOpen else { return }
        regrade = RegradeProposal(grade: body.grade, alert: body.alert, at: moment)
        clocks.set(body.clocks)
    }

    /// Accepted or declined: a grade as grave as the one proposed answers the proposal, a milder one leaves it open.
    mutating func answerRegrade(_ answered: Grade, at moment: Instant) {
        gravestAnswered = max(gravestAnswered, answered)
        guard let proposed = regrade?.grade, answered >= proposed else { return }
        regrade = nil
        clocks.stop(.regrade, at: moment)
    }
}
