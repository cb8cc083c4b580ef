import City
import Geo
import Incidents
import Operations

/// Where a team says that it is.
public struct CrewPosition: Equatable, Sendable {
    public enum Teller: String, Encodable, Sendable {
        /// Its own phone.
        case team
        /// Somebody at a desk set it on the map.
        case desk
    }

    public let point: Coordinate
    /// Metres within which it is right; nil where it was set on a map.
    public let accuracyMetres: Double?
    public let at: Instant
    public let teller: Teller

    public init(point: Coordinate, accuracyMetres: Double?, at: Instant, teller: Teller) {
        (self.point, self.accuracyMetres, self.at, self.teller) = (point, accuracyMetres, at, teller)
    }

    /// Why a way out is not reckoned from it.
    enum Doubt: String, Encodable, Sendable {
        /// Nobody has said where the team is.
        case unknown
        /// Longer ago than ten minutes.
        case old
        /// The phone does not know it well enough.
        case coarse
        /// Not on the ground that the fire is forecast on.
        case outside
    }

    func doubt(at now: Instant) -> Doubt? {
        if now.since(at) > Self.ageMax { return .old }
        if let accuracyMetres, accuracyMetres > Self.accuracyMaxMetres { return .coarse }
        return nil
    }

    /// Ten minutes: half a kilometre on foot in the forest.
    static let ageMax = Seconds.minutes(10)
    /// Three cells of thirty metres: beyond that it may be on the other side of the fire's edge.
    static let accuracyMaxMetres = 100.0
    /// A picture is made anew for a team that has gone so far.
    static let movedMetres = 60.0
}

extension FireRoom {
    /// Remembers where a team is, as long as it works at the incident; nothing of it is written to the log or the disk.
    ///
    /// - Returns: false where no forest holds the incident. Throws `Refusal`.
    public func place(_ position: CrewPosition, of team: TeamID, at id: IncidentID) async throws -> Bool {
        guard let incident = await desk.openIncidents(of: Self.kind).first(where: { $0.id == id }), await forest(of: incident) != nil else {
            return false
        }
        guard incident.openTasks.contains(where: { $0.team == team }) else {
            throw Refusal(
                "position.not-on-duty", "Team \(team.rawValue.prefix(60)) has no open task of incident \(id). Only who works at it is followed.",
                field: "team")
        }
        guard position.at.since(now()) <= Self.aheadMax, now().since(position.at) <= Self.behindMax else {
            throw Refusal(
                "position.time", "\(position.at.rfc3339) is yet to come, or more than an hour ago. Check the clock of the phone.", field: "at")
        }
        if let held = positions[id]?[team], held.at > position.at { return true }
        positions[id, default: [:]][team] = position
        await pass()
        return true
    }

    /// What may be reckoned with, by team.
    func freshPositions(of id: IncidentID) -> [TeamID: CrewPosition] {
        let moment = now()
        return (positions[id] ?? [:]).filter { $0.value.doubt(at: moment) == nil }
    }

    /// Forgets teams whose work is done, and all of an incident that is over.
    func forgetPositions(but open: [Incident]) {
        let working = Dictionary(open.map { ($0.id, Set($0.openTasks.compactMap(\.team))) }) { first, _ in first }
        for id in positions.keys {
            let teams = working[id] ?? []
            positions[id] = positions[id]?.filter { teams.contains($0.key) }
            if positions[id]?.isEmpty ?? true { positions[id] = nil }
        }
    }

    /// True where a way out has to be reckoned anew: a team has gone on, is known now, or is no longer known.
    static func haveMoved(_ old: [TeamID: CrewPosition], _ new: [TeamID: CrewPosition]) -> Bool {
        guard Set(old.keys) == Set(new.keys) else { return true }
        return new.contains { team, position in
            old[team].map { $0.point.distanceMetres(to: position.point) > CrewPosition.movedMetres } ?? true
        }
    }

    private static let aheadMax = Seconds.minutes(2)
    /// A phone that had no line for so long tells nothing of use any more.
    private static let behindMax = Seconds.hours(1)
}
