import City
import EventLog
import HazardKit
import Incidents

/// What those who work beside the desk, such as a forecast, ask it for.
extension CommandDesk {
    /// Every open incident of a kind, in the order of their ids. Exercises are among them.
    public func openIncidents(of kind: MatterKind) -> [Incident] {
        picture.incidents.values.map(\.state).filter { $0.kind == kind && $0.state.isOpen }.sorted { $0.id < $1.id }
    }

    /// Teams with one of these skills that may be sent to an incident or work at it, and which of them are free now.
    public func teamsAtHand(for incident: Incident, skills: Set<Skill>) -> (teams: [Team], free: Set<TeamID>) {
        let ranking = ProposalRanking(
            city: city, busy: Set(picture.busyTeams.keys).union(claimedTeams.keys), states: picture.teamStates.mapValues(\.state), requests: [])
        let here = Set(incident.tasks.compactMap(\.team))
        let near = ranking.candidates(skill: nil, near: [incident.owner, incident.township])
        let able = near.filter { team in here.contains(team.id) || team.skills.contains(where: skills.contains) }
        return (able, Set(able.map(\.id).filter(ranking.isFree)))
    }

    /// How far an incident reached, as people have measured it, in the order in which they told it. Throws `LogFault`, `UnknownEvent`.
    public func extents(of id: IncidentID) async throws -> [(extent: MeasuredExtent, told: Instant, by: Actor)] {
        let stream = StreamName(category: Picture.Category.incident, id: id.rawValue)
        return try await log.read(stream: stream, after: 0, limit: CaseFileReader.streamEventsMax).compactMap { recorded in
            guard recorded.event.type == ExtentMeasured.type, case .extentMeasured(let body) = try coding.event(recorded.event) as IncidentEvent
            else {
                return nil
            }
            return (body.extent, recorded.event.at, recorded.event.actor)
        }
    }

    /// When the stream of an incident first says something; nil where it has not. Throws `LogFault`.
    public func firstTime(of type: String, in id: IncidentID) async throws -> Instant? {
        let stream = StreamName(category: Picture.Category.incident, id: id.rawValue)
        return try await log.read(stream: stream, after: 0, limit: CaseFileReader.streamEventsMax).first { $0.event.type == type }?.event.at
    }
}
