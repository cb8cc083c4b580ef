import City
import Incidents

/// Totals by household, counted at the doors. They only grow; whatever takes back says why.
extension Evacuation {
    func count(_ count: CountHouseholds, of incident: Incident, _ context: DecisionContext) throws(Refusal) -> [EvacuationEvent] {
        try requireCounter(of: incident, context)
        try requireCounting()
        guard (1...Self.householdsPerCountMax).contains(count.households) else {
            throw Refusal(
                .evacuationCountOutOfRange,
                "One count takes 1 to \(Self.householdsPerCountMax) households, not \(count.households). A count that was wrong is corrected with a reason.",
                field: "households")
        }
        try requireWithin(count.outcome, adding: count.households)
        return [.counted(HouseholdsCounted(zoneName: name, outcome: count.outcome, households: count.households))]
    }

    func correct(_ correct: CorrectCount, of incident: Incident, _ context: DecisionContext) throws(Refusal) -> [EvacuationEvent] {
        try requireCounter(of: incident, context)
        try requireCounting()
        try Wording.check(correct.reason, "reason")
        guard correct.households != 0, abs(correct.households) <= Self.householdsMax else {
            throw Refusal(
                .evacuationCountOutOfRange, "A correction takes 1 to \(Self.householdsMax) households away or adds them. Mend the number.",
                field: "households")
        }
        try requireWithin(correct.outcome, adding: correct.households)
        return [
            .corrected(
                HouseholdCountCorrected(zoneName: name, outcome: correct.outcome, households: correct.households, reason: correct.reason))
        ]
    }

    /// What was counted without a line may come after the lifting: it belongs to that order all the same.
    private func requireCounting() throws(Refusal) {
        try require([.advisory, .warning, .order, .lifted], "counted")
    }

    private func requireWithin(_ outcome: Outcome, adding households: Int) throws(Refusal) {
        let total = count(outcome) + households
        guard total >= 0 else {
            throw Refusal(
                .evacuationCountBelowZero,
                "Zone \(zone) has \(count(outcome)) households under \(outcome.rawValue); \(-households) cannot be taken away.",
                field: "households")
        }
        guard total <= countLimit else {
            throw Refusal(
                .evacuationCountTooLarge,
                "Zone \(zone) would have \(total) households under \(outcome.rawValue), and has \(countLimit) at most. "
                    + "Somebody counted twice: compare the counts in the timeline and correct them.", field: "households")
        }
    }

    /// A team that moves people here, the township's desk, or the desk in charge that writes down what it hears by radio.
    private func requireCounter(of incident: Incident, _ context: DecisionContext) throws(Refusal) {
        let actor = context.actor
        let isCounter =
            if let team = actor.team {
                incident.tasks.contains { $0.team == team && Self.isMoving($0) }
            } else {
                actor.department == nil && (actor.center == incident.township || context.speaks(for: incident.owner))
            }
        guard actor.kind == .person, isCounter else {
            throw Refusal(
                .evacuationNotCounter,
                "Households of zone \(zone) are counted by a team that has the task of moving them, or by the township's desk. Tell one of them.")
        }
    }

    /// A task of the plan that asks for the skill, or one that a desk made by hand.
    private static func isMoving(_ task: IncidentTask) -> Bool {
        switch task.state {
        case .created, .returned, .cancelled, .moved: false
        default: task.skill == skill || task.step == nil
        }
    }
}
