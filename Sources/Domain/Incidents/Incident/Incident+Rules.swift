import City
import HazardKit

extension Incident {
    static let openStates: [State] = State.allCases.filter(\.isOpen)
    /// The disposition that closes an incident without an all clear.
    public static let falseAlarm = "false-alarm"

    func require(_ states: [State], _ done: String) throws(Refusal) {
        guard states.contains(state) else {
            let names = states.map(\.rawValue).joined(separator: ", ")
            throw Refusal(
                .incidentWrongState, "Incident \(id) is \(state.rawValue) and cannot be \(done); that is possible from: \(names). Reload it.")
        }
    }

    func requireOwner(_ context: DecisionContext) throws(Refusal) {
        guard context.speaks(for: owner) else {
            throw Refusal(
                .incidentNotOwner,
                "Incident \(id) is owned by center \(owner); center \(context.actor.center) does not answer for it. Ask the owner, or have it handed over."
            )
        }
    }

    /// People who have left their homes are not forgotten with the incident: somebody tells them that they may return.
    func requireNoOrderedZone(_ done: String, _ context: DecisionContext) throws(Refusal) {
        guard context.orderedZones.isEmpty else {
            let names = context.orderedZones.prefix(Self.zonesNamedMax).map { $0.zh == $0.en ? $0.en : "\($0.zh) \($0.en)" }
            throw Refusal(
                .incidentZonesOrdered,
                "Incident \(id) cannot be \(done) while zones are under an order: \(names.joined(separator: ", ")). Have each order lifted by two people."
            )
        }
    }

    /// What was said to people in a zone belongs to this incident and moves with nothing: it is said anew there, and taken back here.
    func requireNoWarnedZone(_ context: DecisionContext) throws(Refusal) {
        guard context.warnedZones.isEmpty else {
            let names = context.warnedZones.prefix(Self.zonesNamedMax).map { $0.zh == $0.en ? $0.en : "\($0.zh) \($0.en)" }
            throw Refusal(
                .incidentZonesWarned,
                "Incident \(id) cannot be merged while people in its zones are advised or warned: \(names.joined(separator: ", ")). Advise or warn them "
                    + "in the other incident, then stand these zones down.")
        }
    }

    /// As many names as a sentence can hold.
    static let zonesNamedMax = 10

    func requireRoom(_ count: Int, _ limit: Int, _ what: String) throws(Refusal) {
        guard count < limit else {
            throw Refusal(.incidentFull, "Incident \(id) has \(limit) \(what), the most it keeps. Open part incidents and link them (partOf).")
        }
    }

    func require(_ firing: Clock.Firing, _ kind: ClockKind, _ context: DecisionContext) throws(Refusal) {
        guard clocks.clock(kind)?.isDue(firing, at: context.now) == true else {
            throw Refusal(.incidentClockNotDue, "The clock \(kind) of incident \(id) is stopped or has time left.")
        }
    }

    /// Response, update and close, each for itself.
    static func startClocks(_ grade: Grade, owner: CenterCode, _ context: DecisionContext) -> [Clock] {
        guard let row = context.clocks.row(for: grade.rawValue) else { return [] }
        let spans: [(ClockKind, Seconds)] = [(.response, row.respondWithin), (.update, row.updateEvery), (.close, row.closeWithin)]
        return spans.map { context.clock($0.0, $0.1, owner: owner) }
    }

    /// The statutory reports that an owner owes at a grade: those that go to a level above it. A report that runs out is told to the level
    /// that it goes to.
    static func reportClocks(_ grade: Grade, owner: CenterCode, _ levels: [LevelAbove], _ context: DecisionContext) -> [Clock] {
        context.clocks.reports.filter { $0.grades.contains(grade.rawValue) }.compactMap { report in
            guard let center = levels.center(at: report.to) else { return nil }
            return Clock(
                kind: .report(ReportID(report.id)), startedAt: context.now, span: report.within, warnAtFraction: context.clocks.warnAtFraction,
                escalateTo: center)
        }
    }

    static func rollCallEvery(_ grade: Grade, _ context: DecisionContext) -> Seconds {
        context.clocks.row(for: grade.rawValue)?.rollCallEvery ?? rollCallEveryDefault
    }

    /// Where the city's table says nothing, teams are asked every half hour.
    static let rollCallEveryDefault = Seconds.minutes(30)
}
