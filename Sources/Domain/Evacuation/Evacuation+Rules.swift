import City
import Incidents

extension Evacuation {
    func require(_ stages: [Stage], _ done: String) throws(Refusal) {
        guard stages.contains(stage) else {
            let names = stages.map(\.rawValue).joined(separator: ", ")
            throw Refusal(
                .evacuationWrongStage, "Zone \(zone) is at \(stage.rawValue) and cannot be \(done); that is possible from: \(names). Reload it.")
        }
    }

    static func requireOpen(_ incident: Incident) throws(Refusal) {
        guard incident.state.isOpen else {
            throw Refusal(
                .evacuationIncidentEnded, "Incident \(incident.id) is \(incident.state.rawValue). Reopen it before its zones are dealt with.")
        }
    }

    /// A person at the duty desk of the owner or of a center above it. A machine, a department and a team have no say.
    func requireAuthority(of incident: Incident, _ context: DecisionContext) throws(Refusal) {
        try Self.requireOpen(incident)
        let actor = context.actor
        guard actor.kind == .person, actor.team == nil, actor.department == nil, context.speaks(for: incident.owner) else {
            throw Self.notAuthorised(incident)
        }
    }

    static func notAuthorised(_ incident: Incident) -> Refusal {
        Refusal(
            .evacuationNotAuthorised,
            "Only a person at the desk of center \(incident.owner), which owns incident \(incident.id), or above it decides on its zones. Ask it.")
    }
}

extension RefusalCode {
    public static let evacuationUnknown: RefusalCode = "evacuation.unknown"
    public static let evacuationExists: RefusalCode = "evacuation.exists"
    public static let evacuationFull: RefusalCode = "evacuation.full"
    public static let evacuationWrongStage: RefusalCode = "evacuation.wrong-stage"
    public static let evacuationIncidentEnded: RefusalCode = "evacuation.incident-ended"
    public static let evacuationNotAuthorised: RefusalCode = "evacuation.not-authorised"
    public static let evacuationSecondPerson: RefusalCode = "evacuation.second-person"
    public static let evacuationProposalPending: RefusalCode = "evacuation.proposal-pending"
    public static let evacuationProposalExpired: RefusalCode = "evacuation.proposal-expired"
    public static let evacuationNoProposal: RefusalCode = "evacuation.no-proposal"
    public static let evacuationOtherProposal: RefusalCode = "evacuation.other-proposal"
    public static let evacuationClockNotDue: RefusalCode = "evacuation.clock-not-due"
    public static let evacuationOutOfRange: RefusalCode = "evacuation.out-of-range"
    public static let evacuationNotCounter: RefusalCode = "evacuation.not-counter"
    public static let evacuationCountOutOfRange: RefusalCode = "evacuation.count-out-of-range"
    public static let evacuationCountTooLarge: RefusalCode = "evacuation.count-too-large"
    public static let evacuationCountBelowZero: RefusalCode = "evacuation.count-below-zero"
}
