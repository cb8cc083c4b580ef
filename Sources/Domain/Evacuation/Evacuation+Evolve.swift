import City
import Incidents

extension Evacuation {
    /// The evacuation after an event. Total: an event that does not fit leaves the state as it was.
    public static func evolve(_ state: Evacuation?, _ event: EvacuationEvent, at moment: Instant, by actor: Actor) -> Evacuation? {
        var next = state
        apply(event, to: &next, at: moment, by: actor)
        return next
    }

    /// The same in place, without a copy.
    public static func apply(_ event: EvacuationEvent, to state: inout Evacuation?, at moment: Instant, by actor: Actor) {
        if case .opened(let body) = event {
            if state == nil { state = Evacuation(body, at: moment, by: actor) }
        } else {
            state?.take(event, at: moment, by: actor)
        }
    }

    private init(_ body: EvacuationOpened, at moment: Instant, by actor: Actor) {
        let opening = body.zone
        id = EvacuationID(body.incident, opening.zone)
        incident = body.incident
        zone = opening.zone
        name = opening.name
        households = opening.households
        people = opening.people
        assembly = opening.assembly
        byHand = opening.byHand
        exercise = body.exercise
        synthetic = body.synthetic
        stage = .normal
        form = nil
        stageSince = moment
        stageBy = actor.name
        proposal = nil
        proposalCount = 0
        round = 0
        tallies = [:]
        times = nil
        steps = []
        decisionNear = nil
        decisionPassed = nil
        expired = nil
    }

    private mutating func take(_ event: EvacuationEvent, at moment: Instant, by actor: Actor) {
        switch event {
        case .opened: break
        case .advised: set(.advisory, nil, at: moment, by: actor)
        case .warned: set(.warning, nil, at: moment, by: actor)
        case .stoodDown: set(.lifted, nil, at: moment, by: actor)
        case .proposed(let body): take(body, at: moment, by: actor)
        case .signed(let body):
            guard proposal?.number == body.proposal else { return }
            proposal?.signatures.append(Signature(by: actor.name, center: actor.center, at: moment))
        case .ordered(let body):
            if body.round > round { tallies = [:] }
            round = body.round
            set(.order, body.form, at: moment, by: actor)
            end(body.proposal)
        case .lifted(let body):
            set(.lifted, nil, at: moment, by: actor)
            end(body.proposal)
        case .withdrawn(let body): end(body.proposal)
        case .expired(let body):
            if proposal?.number == body.proposal { expired = proposal }
            end(body.proposal)
        case .stepPassed(let body): note(body.step)
        case .decisionNear(let body): decisionNear = body.latestToDecideAt
        case .decisionPassed(let body): decisionPassed = body.latestToDecideAt
        case .timesSet(let body):
            times = Times(
                clearanceMinutes: body.clearanceMinutes, marginMinutes: body.marginMinutes, arrivalAt: body.arrivalAt, by: actor.name, at: moment)
        case .counted(let body): add(body.households, to: body.outcome, at: moment, by: actor)
        case .corrected(let body): add(body.households, to: body.outcome, at: moment, by: actor)
        }
    }

    private mutating func take(_ body: EvacuationProposed, at moment: Instant, by actor: Actor) {
        proposalCount = max(proposalCount, body.proposal)
        expired = nil
        if let step = body.step { note(step) }
        // A plan is nobody: its proposal carries no name.
        let own = actor.kind == .person ? [Signature(by: actor.name, center: actor.center, at: moment)] : []
        proposal = Proposal(
            number: body.proposal, target: body.target, form: body.form, reason: body.reason, title: body.title, by: actor.name, step: body.step,
            preauthorised: body.preauthorised, at: moment, expiresAt: body.expiresAt, signatures: own)
    }

    /// A stage that people set directly also answers a proposal of the plan for as much or less.
    private mutating func set(_ stage: Stage, _ form: Form?, at moment: Instant, by actor: Actor) {
        self.stage = stage
        self.form = form
        stageSince = moment
        stageBy = actor.name
        expired = nil
        if let proposal, proposal.step != nil, stage != .lifted, proposal.target.rank <= stage.rank { self.proposal = nil }
    }

    private mutating func end(_ number: Int) {
        if proposal?.number == number { proposal = nil }
    }

    private mutating func note(_ step: StepID) {
        guard !steps.contains(step), steps.count < Self.stepCountMax else { return }
        steps.append(step)
    }

    private mutating func add(_ households: Int, to outcome: Outcome, at moment: Instant, by actor: Actor) {
        tallies[outcome] = Tally(households: max(0, count(outcome) + households), by: actor.name, at: moment)
    }
}
