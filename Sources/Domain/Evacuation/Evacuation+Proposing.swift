import City
import Incidents

/// Orders and liftings need the names of two different people; what a plan proposes needs people as well.
extension Evacuation {
    func propose(_ order: ProposeOrder, of incident: Incident, _ context: DecisionContext) throws(Refusal) -> [EvacuationEvent] {
        try requireAuthority(of: incident, context)
        guard stage != .order || form != order.form else {
            throw Refusal(.evacuationWrongStage, "Zone \(zone) is under this order already. Lift it, or propose the other form.", field: "form")
        }
        return try proposed(.order, order.form, order.reason, context)
    }

    func propose(_ lift: ProposeLift, of incident: Incident, _ context: DecisionContext) throws(Refusal) -> [EvacuationEvent] {
        try requireAuthority(of: incident, context)
        try require([.order], "lifted")
        return try proposed(.lifted, nil, lift.reason, context)
    }

    /// A proposal that has run out and whose timer has not fired yet does not stand in the way of the next one.
    private func proposed(_ target: Stage, _ form: Form?, _ reason: String, _ context: DecisionContext) throws(Refusal) -> [EvacuationEvent] {
        try Wording.check(reason, "reason")
        var events: [EvacuationEvent] = []
        if let pending = proposal {
            guard pending.expiresAt <= context.now else {
                throw Refusal(
                    .evacuationProposalPending,
                    "Proposal \(pending.number) for zone \(zone) waits for a second person until \(pending.expiresAt.rfc3339). "
                        + "Have it confirmed, or withdraw it.")
            }
            events.append(.expired(EvacuationProposalExpired(zoneName: name, proposal: pending.number)))
        }
        return events + [
            .proposed(
                EvacuationProposed(
                    zoneName: name, proposal: proposalCount + 1, target: target, form: form, reason: reason, step: nil, title: nil,
                    preauthorised: false,
                    expiresAt: context.now.advanced(by: Self.proposalValidFor)))
        ]
    }

    /// The name of one more person. With the last one that is needed the stage is set.
    func confirm(_ confirm: ConfirmProposal, of incident: Incident, _ context: DecisionContext) throws(Refusal) -> [EvacuationEvent] {
        try requireAuthority(of: incident, context)
        let pending = try requireProposal(confirm.proposal)
        guard pending.expiresAt > context.now else {
            throw Refusal(
                .evacuationProposalExpired,
                "Proposal \(pending.number) for zone \(zone) ran out at \(pending.expiresAt.rfc3339). Look at the slope again and propose anew.")
        }
        guard !pending.signatures.contains(where: { $0.by == context.actor.name }) else {
            throw Refusal(
                .evacuationSecondPerson,
                "\(context.actor.name) stands for proposal \(pending.number) of zone \(zone) already. "
                    + "An order and its lifting need two different people: ask somebody else who is authorised.")
        }
        guard pending.signatures.count + 1 >= pending.signaturesNeeded else {
            return [.signed(EvacuationSigned(zoneName: name, proposal: pending.number))]
        }
        return [carriedOut(pending)]
    }

    private func carriedOut(_ pending: Proposal) -> EvacuationEvent {
        let before = pending.signatures.last?.by ?? pending.by
        switch pending.target {
        case .advisory: return .advised(EvacuationAdvised(zoneName: name, proposal: pending.number, note: nil))
        case .warning: return .warned(EvacuationWarned(zoneName: name, proposal: pending.number, note: nil))
        case .lifted, .normal: return .lifted(EvacuationLifted(zoneName: name, proposal: pending.number, proposedBy: before))
        case .order:
            return .ordered(
                EvacuationOrdered(
                    zoneName: name, proposal: pending.number, form: pending.form ?? .leave, proposedBy: before,
                    round: stage == .order ? round : round + 1))
        }
    }

    func withdraw(_ withdraw: WithdrawProposal, of incident: Incident, _ context: DecisionContext) throws(Refusal) -> [EvacuationEvent] {
        try requireAuthority(of: incident, context)
        let pending = try requireProposal(withdraw.proposal)
        try Wording.check(withdraw.reason, "reason")
        return [.withdrawn(EvacuationProposalWithdrawn(zoneName: name, proposal: pending.number, reason: withdraw.reason, replacedBy: nil))]
    }

    func expire(_ number: Int, _ context: DecisionContext) throws(Refusal) -> [EvacuationEvent] {
        let pending = try requireProposal(number)
        guard pending.expiresAt <= context.now else {
            throw Refusal(.evacuationClockNotDue, "Proposal \(number) of zone \(zone) stands until \(pending.expiresAt.rfc3339).")
        }
        return [.expired(EvacuationProposalExpired(zoneName: name, proposal: number))]
    }

    /// A plan proposes and never orders. A graver step takes the place of a milder one of the plan that nobody has confirmed.
    func follow(_ follow: FollowPlanStep, of incident: Incident, _ context: DecisionContext) throws(Refusal) -> [EvacuationEvent] {
        try Self.requireOpen(incident)
        if steps.contains(follow.step) { return [] }
        let target = Stage(follow.target)
        if stage.rank >= target.rank || (proposal?.target.rank ?? 0) >= target.rank {
            return [.stepPassed(EvacuationStepPassed(zoneName: name, step: follow.step))]
        }
        let number = proposalCount + 1
        let replaced = proposal.map { pending in
            EvacuationEvent.withdrawn(
                EvacuationProposalWithdrawn(
                    zoneName: name, proposal: pending.number, reason: Self.reason(of: follow), replacedBy: follow.title))
        }
        let step = EvacuationProposed(
            zoneName: name, proposal: number, target: target, form: target == .order ? .leave : nil, reason: Self.reason(of: follow),
            step: follow.step, title: follow.title, preauthorised: target == .order && follow.preauthorised,
            expiresAt: context.now.advanced(by: Self.proposalValidFor))
        return (replaced.map { [$0] } ?? []) + [.proposed(step)]
    }

    private static func reason(of follow: FollowPlanStep) -> String {
        follow.title.zh == follow.title.en ? follow.title.zh : follow.title.zh + " / " + follow.title.en
    }

    private func requireProposal(_ number: Int) throws(Refusal) -> Proposal {
        guard let proposal else {
            throw Refusal(.evacuationNoProposal, "Nothing is proposed for zone \(zone). It was confirmed, withdrawn or ran out: reload the incident.")
        }
        guard proposal.number == number else {
            throw Refusal(
                .evacuationOtherProposal,
                "Proposal \(proposal.number) waits for zone \(zone), not \(number). Read the new one before you decide.", field: "proposal")
        }
        return proposal
    }
}

extension Evacuation.Stage {
    init(_ stage: ZoneStage) {
        self =
            switch stage {
            case .advisory: .advisory
            case .warning: .warning
            case .order: .order
            }
    }
}
