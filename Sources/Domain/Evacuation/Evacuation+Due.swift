import City
import Incidents

extension Evacuation {
    /// What must be commanded, by the system, when. Overdue ones are still in it.
    public func due() -> [Due<EvacuationCommand>] {
        guard let proposal else { return [] }
        return [Due(at: proposal.expiresAt, command: .expireProposal(proposal.number), key: "proposal/\(proposal.number)/expire")]
    }
}
