import City
import HazardKit
import Incidents

/// One team that could be sent, and what sending it would cost.
public struct Proposal: Codable, Hashable, Sendable {
    public let team: TeamID
    public let name: LocalizedText
    public let department: DepartmentID
    public let skills: [Skill]
    /// Nil when the place is cut off for the team, and when nobody knows.
    public let travelSeconds: Double?
    /// No open way leads from the team's home to the place.
    public let cutOff: Bool
    public let free: Bool
    public let state: String
    /// The name of the state that keeps the team from being sent; nil for one that can be sent.
    public let unavailable: LocalizedText?
    /// What nobody free is left for when this team goes.
    public let uncovers: [Gap]
    /// Every open request that this team would suit, the one asked about among them: gravest first, then the oldest.
    public let competing: [Request]

    /// A skill that a center would be without.
    public struct Gap: Codable, Hashable, Sendable {
        public let center: CenterCode
        public let name: LocalizedText
        public let skill: Skill
    }

    /// A task that still waits for a team.
    public struct Request: Codable, Hashable, Sendable {
        public let incident: IncidentID
        /// Nil where a desk asks for a skill by hand, without a task.
        public let task: TaskID?
        public let grade: Grade
        public let skill: Skill
        public let title: LocalizedText
        /// Since when it is asked for.
        public let since: Instant
    }
}

/// Ranked teams for one request, with the method behind the travel times.
public struct ProposalList: Codable, Hashable, Sendable {
    public let incident: IncidentID
    public let skill: Skill?
    public let method: LocalizedText
    public let proposals: [Proposal]
}
