import City
import HazardKit

/// A confirmed matter with one owning center, as the fold of its stream.
///
/// - Decide: `decide(_:_:_:)`
/// - Fold: `evolve(_:_:at:by:)`, or in place `apply(_:to:at:by:)`
/// - What follows by itself: `due()`, `needsPlan`
/// - Ask: `task(_:)`, `openTasks`, `teamsOnScene`
public struct Incident: Codable, Hashable, Sendable {
    public enum State: String, Codable, Sendable, CaseIterable {
        case open, dispatched, underControl, resolved, allClear, closed, merged
        /// True while the incident is dealt with here.
        public var isOpen: Bool { self != .closed && self != .merged }
    }

    public enum Relation: String, Codable, Sendable, CaseIterable {
        case cause, consequence, duplicate, partOf, hasPart

        /// How the other incident sees it.
        public var inverse: Relation {
            switch self {
            case .cause: .consequence
            case .consequence: .cause
            case .duplicate: .duplicate
            case .partOf: .hasPart
            case .hasPart: .partOf
            }
        }
    }

    public struct Link: Codable, Hashable, Sendable {
        public let incident: IncidentID
        public let relation: Relation
    }

    /// An offer that the other center has not answered.
    public struct HandOver: Codable, Hashable, Sendable {
        public let to: CenterCode
        public let reason: String
        public let offeredAt: Instant
    }

    /// What has been run: nothing of it runs twice.
    public struct PlanRecord: Codable, Hashable, Sendable {
        public var playbook: PlaybookID?
        public var version: Int?
        public var grades: [Grade]
        public var steps: [StepID]
    }

    /// One asking of the teams on scene.
    public struct RollCall: Codable, Hashable, Sendable {
        public let number: Int
        public let askedAt: Instant
        public let answerBy: Instant
        public let teams: [TeamID]
        public internal(set) var unanswered: [TeamID]
    }

    /// How the teams on scene are accounted for.
    public struct Personnel: Hashable, Sendable {
        public internal(set) var every: Seconds
        public internal(set) var pending: RollCall?
        /// How many have been held.
        public internal(set) var count: Int
        public internal(set) var nextAt: Instant?
        /// How often in a row a team has not answered.
        public internal(set) var missed: [TeamID: Int]
        /// Teams that an alarm was raised for and that have not answered since.
        public internal(set) var alarmed: [TeamID]
    }

    public let id: IncidentID
    public internal(set) var state: State
    public let kind: MatterKind
    public internal(set) var grade: Grade
    public let title: LocalizedText
    public let point: Coordinate
    public let place: String?
    public let township: CenterCode
    public let district: CenterCode
    public internal(set) var owner: CenterCode
    public let approximate: Bool
    public let site: SiteID?
    public let openedAt: Instant
    public let exercise: Bool
    public let synthetic: Bool
    public internal(set) var alerts: [AlertID]
    public internal(set) var clocks: [Clock]
    public internal(set) var responsible: Responsibility
    public internal(set) var escalations: [Escalation]
    public internal(set) var handOver: HandOver?
    public internal(set) var plan: PlanRecord
    public internal(set) var departments: [DepartmentID]
    public internal(set) var tasks: [IncidentTask]
    public internal(set) var links: [Link]
    public internal(set) var reports: [ReportID]
    /// What was photographed, oldest first.
    public internal(set) var photos: [AttachedPhoto]
    /// The newest measured area by when it was so; older ones are in the log. Nil where nobody has measured it.
    public internal(set) var extent: MeasuredExtent?
    var extentCount: Int?
    public internal(set) var personnel: Personnel
    public internal(set) var disposition: String?
    public internal(set) var cause: String?
    public internal(set) var mergedInto: IncidentID?
    public internal(set) var closedAt: Instant?
    /// A graver grade that an alert speaks for and that nobody has answered yet.
    public internal(set) var regrade: RegradeProposal?
    /// The gravest grade that it has had or that people have declined: what they have answered is not asked again.
    public internal(set) var gravestAnswered: Grade

    /// The grade whose plan has not been run: Operations runs it, with no tasks where the kind has no playbook.
    public var needsPlan: Grade? { state.isOpen && !plan.grades.contains(grade) ? grade : nil }

    public func task(_ id: TaskID) -> IncidentTask? { tasks.first { $0.id == id } }
    public var openTasks: some Sequence<IncidentTask> { tasks.lazy.filter { $0.state.isOpen } }
    public var teamsOnScene: [TeamID] { tasks.compactMap { $0.state == .onScene ? $0.team : nil } }

    /// A major incident has some hundred tasks; more are split into part incidents linked by `partOf`.
    public static let taskCountMax = 500
    /// Alerts that joined, links, departments: as many as a person can still read.
    public static let listCountMax = 200
    /// More pictures than this nobody looks through, and at 4 MiB each they are 800 MiB of one incident on the disk.
    public static let photoCountMax = 200
}
