import City
import HazardKit

extension Incident {
    static func open(_ opening: OpenIncident, _ context: DecisionContext) throws(Refusal) -> [IncidentEvent] {
        try Wording.check(opening.title.zh, "title")
        try Wording.check(opening.title.en, "title")
        try Wording.check(opening.place, "place")
        let clocks =
            startClocks(opening.grade, owner: opening.owner, context)
            + reportClocks(opening.grade, owner: opening.owner, context.levels, context)
        return [.opened(IncidentOpened(incident: opening, clocks: clocks, rollCallEvery: rollCallEvery(opening.grade, context)))]
    }

    /// Another grade sets the spans of the running clocks anew, and is itself to be reported: reports of the new grade that
    /// were filed, or never were due, start again; those still running keep their time.
    func changeGrade(_ change: ChangeGrade, _ context: DecisionContext) throws(Refusal) -> [IncidentEvent] {
        try require(Self.openStates, "regraded")
        try requireOwner(context)
        guard change.grade != grade else {
            throw Refusal(.incidentSameGrade, "Incident \(id) has grade \(grade.rawValue) already.", field: "grade")
        }
        try Wording.check(change.reason, "reason")
        let row = context.clocks.row(for: change.grade.rawValue)
        let spans: [ClockKind: Seconds?] = [
            .response: row?.respondWithin, .update: row?.updateEvery, .close: row?.closeWithin, .handOver: row?.handOverWithin,
        ]
        let changed = clocks.compactMap { clock -> Clock? in
            guard clock.isRunning, let span = spans[clock.kind] ?? nil else { return nil }
            return clock.respanned(span, warnAtFraction: context.clocks.warnAtFraction)
        }
        let reports = Self.reportClocks(change.grade, owner: owner, context.levels, context).filter { clocks.clock($0.kind)?.isRunning != true }
        return [
            .gradeChanged(
                GradeChanged(
                    from: grade, to: change.grade, reason: change.reason, clocks: changed + reports,
                    rollCallEvery: Self.rollCallEvery(change.grade, context)))
        ]
    }

    func offer(_ offer: OfferHandOver, _ context: DecisionContext) throws(Refusal) -> [IncidentEvent] {
        try require(Self.openStates, "handed over")
        try requireOwner(context)
        guard offer.to != owner else {
            throw Refusal(.incidentAlreadyOwner, "Center \(owner) owns incident \(id) already. Name another center.", field: "to")
        }
        guard handOver?.to != offer.to else {
            throw Refusal(.incidentHandOverPending, "Center \(offer.to) has been asked to take incident \(id) and has not answered yet.", field: "to")
        }
        try Wording.check(offer.reason, "reason")
        let span = context.clocks.row(for: grade.rawValue)?.handOverWithin
        let clocks = span.map { [context.clock(.handOver, $0, owner: owner)] } ?? []
        return [.handOverOffered(HandOverOffered(to: offer.to, reason: offer.reason, clocks: clocks))]
    }

    /// Only the center that is asked may take it; until then the owner owns it.
    func acceptHandOver(_ context: DecisionContext) throws(Refusal) -> [IncidentEvent] {
        let offered = try requireHandOver("accepted")
        guard context.actor.center == offered.to, context.actor.kind == .person else { throw notOffered(offered, context) }
        let above = context.levelsAbove(offered.to)
        let owed = Self.reportClocks(grade, owner: offered.to, above, context)
        let fresh = owed.filter { clock in
            clocks.clock(clock.kind)?.isRunning != true && !reports.contains { ClockKind.report($0) == clock.kind }
        }
        let ended = context.clocks.reports.map { ReportID($0.id) }.filter { report in
            clocks.clock(.report(report))?.isRunning == true && !owed.contains { $0.kind == .report(report) }
        }
        return [.handOverAccepted(HandOverAccepted(from: owner, to: offered.to, clocks: fresh, ended: ended))]
    }

    /// The center that is asked says no, or the owner withdraws.
    func declineHandOver(_ decline: DeclineHandOver, _ context: DecisionContext) throws(Refusal) -> [IncidentEvent] {
        let offered = try requireHandOver("declined")
        guard context.actor.center == offered.to || context.actor.center == owner else { throw notOffered(offered, context) }
        try Wording.check(decline.reason, "reason")
        return [.handOverDeclined(HandOverDeclined(reason: decline.reason))]
    }

    private func requireHandOver(_ done: String) throws(Refusal) -> HandOver {
        try require(Self.openStates, "handed over")
        guard let handOver else {
            throw Refusal(.incidentNoHandOver, "No hand-over of incident \(id) waits to be \(done). Reload it.")
        }
        return handOver
    }

    private func notOffered(_ offered: HandOver, _ context: DecisionContext) -> Refusal {
        Refusal(
            .incidentNotOffered,
            "Incident \(id) is offered to center \(offered.to), not to \(context.actor.center). Only somebody there may answer.")
    }
}
