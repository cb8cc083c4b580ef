import City
import Incidents

extension Evacuation {
    /// What must be commanded, by the system, when. Overdue ones are still in it. The time to decide matters only while the incident is open.
    public func due(whileOpen isOpen: Bool) -> [Due<EvacuationCommand>] {
        var due: [Due<EvacuationCommand>] = []
        if let proposal {
            due.append(Due(at: proposal.expiresAt, command: .expireProposal(proposal.number), key: "proposal/\(proposal.number)/expire"))
        }
        if isOpen, let decision = decisionDue() { due.append(decision) }
        return due
    }
}
