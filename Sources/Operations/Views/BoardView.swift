import City
import HazardKit
import Incidents

/// Everything that one desk needs when its board opens; the event stream goes on from `position`.
public struct BoardView: Codable, Sendable {
    public let position: Int64
    public let at: Instant
    public let alerts: [AlertView]
    public let incidents: [IncidentSummary]
    public let notices: [NoticeView]
}

extension CommandDesk {
    /// Lines of one kind on one board; a desk with more than this needs the level above.
    public static let boardLinesMax = 1_000

    /// The board of an actor: what lies in their jurisdiction, or has a task for their department or team, open matters first.
    public func board(for actor: Actor) -> BoardView {
        let alerts = picture.alerts.values.filter { sees($0.state, actor) && isOnBoard($0) }.sorted(by: Self.gravestAlertFirst)
        let incidents = picture.incidents.values.filter { sees($0.state, actor) && isOnBoard($0) }.sorted(by: Self.gravestIncidentFirst)
        return BoardView(
            position: position, at: now(), alerts: alerts.prefix(Self.boardLinesMax).map { AlertView($0, city) },
            incidents: incidents.prefix(Self.boardLinesMax).map { summary($0) }, notices: notices(for: actor))
    }

    /// What ended stays on the board for a while, so that a desk sees that it ended.
    static let endedStaysOnBoard: Seconds = 600

    private func isOnBoard(_ held: Picture.Held<Alert>) -> Bool {
        if held.state.condition == .active && held.state.state.isUndecided { return true }
        if held.state.state.isOpen, let incident = held.state.incident { return picture.survivor(of: incident)?.state.isOpen ?? false }
        return held.state.state.isOpen || now().since(held.changedAt) < Self.endedStaysOnBoard
    }

    private func isOnBoard(_ held: Picture.Held<Incident>) -> Bool {
        held.state.state.isOpen || now().since(held.changedAt) < Self.endedStaysOnBoard
    }

    /// True when the matter lies in the actor's jurisdiction, or their department or team takes part in its incident.
    public nonisolated func sees(_ incident: Incident, _ actor: Actor) -> Bool {
        if let team = actor.team { return incident.tasks.contains { $0.team == team } }
        if let department = actor.department {
            let takesPart = incident.departments.contains(department) || incident.tasks.contains { $0.department == department }
            return takesPart && isConcerned(actor.center, incident.township, incident.district, incident.owner)
        }
        return isConcerned(actor.center, incident.township, incident.district, incident.owner)
            || incident.handOver.map { city.isWithin($0.to, actor.center) } ?? false
    }

    public nonisolated func sees(_ alert: Alert, _ actor: Actor) -> Bool {
        guard actor.team == nil, actor.department == nil else { return false }
        return isConcerned(actor.center, alert.township, alert.district, alert.owner)
    }

    private nonisolated func isConcerned(_ center: CenterCode, _ township: CenterCode, _ district: CenterCode, _ owner: CenterCode) -> Bool {
        city.isWithin(township, center) || city.isWithin(district, center) || city.isWithin(owner, center)
    }

    private static func gravestAlertFirst(_ left: Picture.Held<Alert>, _ right: Picture.Held<Alert>) -> Bool {
        if left.state.grade != right.state.grade { return left.state.grade > right.state.grade }
        return (left.state.raisedAt, left.state.id) < (right.state.raisedAt, right.state.id)
    }

    private static func gravestIncidentFirst(_ left: Picture.Held<Incident>, _ right: Picture.Held<Incident>) -> Bool {
        if left.state.grade != right.state.grade { return left.state.grade > right.state.grade }
        return (left.state.openedAt, left.state.id) < (right.state.openedAt, right.state.id)
    }
}
