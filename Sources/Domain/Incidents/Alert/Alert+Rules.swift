import City
import HazardKit

extension Alert {
    /// Confirming or rejecting a raised alert acknowledges it; no clock of verification starts any more.
    var acknowledgedImplicitly: [AlertEvent] { state == .raised ? [.acknowledged(AlertAcknowledged(clocks: []))] : [] }

    /// The verify clock, started by whoever takes the alert on; none where it runs already.
    func verifyClock(_ context: DecisionContext) -> [Clock] {
        guard clocks.clock(.verify) == nil, let row = context.clocks.row(for: grade.rawValue) else { return [] }
        let center = context.actor.kind == .person ? context.actor.center : responsible.center
        return [context.clock(.verify, row.verifyWithin, after: Responsibility(center: center), owner: owner)]
    }

    /// The event of a new grade, with the spans of that grade for the clocks that run.
    func regraded(_ to: Grade, _ context: DecisionContext) -> AlertEvent {
        let row = context.clocks.row(for: to.rawValue)
        let spans: [ClockKind: Seconds?] = [.acknowledge: row?.acknowledgeWithin, .verify: row?.verifyWithin]
        let changed = clocks.compactMap { clock -> Clock? in
            guard clock.isRunning, let span = spans[clock.kind] ?? nil else { return nil }
            return clock.respanned(span, warnAtFraction: context.clocks.warnAtFraction)
        }
        return .regraded(AlertRegraded(from: grade, to: to, clocks: changed))
    }

    func require(_ firing: Clock.Firing, _ kind: ClockKind, _ context: DecisionContext) throws(Refusal) {
        guard clocks.clock(kind)?.isDue(firing, at: context.now) == true else {
            throw Refusal(.alertClockNotDue, "The clock \(kind) of alert \(id) is stopped or has time left.")
        }
    }

    func wrongState(_ done: String, from states: String) -> Refusal {
        Refusal(.alertWrongState, "Alert \(id) is \(state.rawValue) and cannot be \(done); that is possible when it is \(states). Reload it.")
    }
}
