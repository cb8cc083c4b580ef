import City
import HazardKit

/// A claim that something is wrong here, as the fold of its stream.
///
/// - Decide: `decide(_:_:_:)`
/// - Fold: `evolve(_:_:at:by:)`, or in place `apply(_:to:at:by:)`
/// - What follows by itself: `due()`, `needsIncident`
public struct Alert: Codable, Hashable, Sendable {
    /// What people have made of it.
    public enum State: String, Codable, Sendable, CaseIterable {
        case raised, acknowledged, verifying, confirmed, rejected, merged, expired
        /// True while people still have to decide.
        public var isUndecided: Bool { self == .raised || self == .acknowledged || self == .verifying }
        /// True while more evidence may join.
        public var isOpen: Bool { isUndecided || self == .confirmed }
    }

    /// What its source says; people don't set it.
    public enum Condition: String, Codable, Sendable { case active, cleared }

    /// Why people said that it is nothing.
    public struct Rejection: Codable, Hashable, Sendable {
        public let label: String
        public let reason: String
    }

    public let id: AlertID
    public internal(set) var state: State
    public internal(set) var condition: Condition
    public let kind: MatterKind
    public internal(set) var grade: Grade
    public internal(set) var confidence: Double
    public let title: LocalizedText
    /// Where it is as far as is known; better evidence moves it until it has an incident.
    public internal(set) var point: Coordinate
    public let township: CenterCode
    public let district: CenterCode
    /// The center that answers for it.
    public let owner: CenterCode
    /// True when the jurisdiction is a guess.
    public let approximate: Bool
    public let site: SiteID?
    public internal(set) var imminent: Bool
    /// The gravest grade that imminent evidence speaks for: up to it a rule has said beforehand what is to be done.
    public internal(set) var imminentGrade: Grade?
    public let raisedAt: Instant
    public internal(set) var acknowledgedAt: Instant?
    public internal(set) var acknowledgedBy: String?
    /// The newest entries; the log has them all.
    public internal(set) var evidence: [Evidence]
    /// Under which names its sources know it.
    public internal(set) var sourceKeys: [String]
    public internal(set) var means: [String]
    public internal(set) var clocks: [Clock]
    public internal(set) var responsible: Responsibility
    public internal(set) var escalations: [Escalation]
    public internal(set) var incident: IncidentID?
    public internal(set) var mergedInto: AlertID?
    public internal(set) var rejection: Rejection?
    /// When it lapses unless somebody confirms it or its condition comes back.
    public internal(set) var expiresAt: Instant?
    public let exercise: Bool
    public let synthetic: Bool

    /// Confirmed or imminent, and nobody has opened the incident yet: Operations opens it and links it.
    public var needsIncident: Bool { incident == nil && (state == .confirmed || imminent && state.isUndecided) }

    /// A board shows the last few; a sensor in trouble could send thousands.
    public static let evidenceCountMax = 50
}
