import City
import HazardKit

/// What is asked of an alert. `AlertCommand(from:)` reads only what people may ask through the API.
public enum AlertCommand: Hashable, Sendable {
    case raise(RaiseAlert)
    case addEvidence(AddEvidence)
    case acknowledge
    case startVerification(StartVerification)
    case confirm(ConfirmAlert)
    case reject(RejectAlert)
    case merge(MergeAlert)
    case absorb(AbsorbAlert)
    case expire
    case clear
    case linkIncident(IncidentID)
    case escalate(EscalateAlert)
    case warnClock(ClockKind)
    case breachClock(ClockKind)
}

/// A new alert, from a claim or a report.
public struct RaiseAlert: Codable, Hashable, Sendable {
    public let id: AlertID
    public let kind: MatterKind
    public let title: LocalizedText
    public let point: Coordinate
    public let township: CenterCode
    public let district: CenterCode
    public let owner: CenterCode
    public let approximate: Bool
    public let site: SiteID?
    public let grade: Grade
    public let confidence: Double
    public let imminent: Bool
    public let evidence: Evidence
    public let sourceKey: String
    public let exercise: Bool
    public let synthetic: Bool

    public init(
        id: AlertID, kind: MatterKind, title: LocalizedText, point: Coordinate, township: CenterCode, district: CenterCode, owner: CenterCode,
        approximate: Bool, site: SiteID?, grade: Grade, confidence: Double, imminent: Bool, evidence: Evidence, sourceKey: String, exercise: Bool,
        synthetic: Bool
    ) {
        self.id = id
        self.kind = kind
        self.title = title
        self.point = point
        self.township = township
        self.district = district
        self.owner = owner
        self.approximate = approximate
        self.site = site
        self.grade = grade
        self.confidence = confidence
        self.imminent = imminent
        self.evidence = evidence
        self.sourceKey = sourceKey
        self.exercise = exercise
        self.synthetic = synthetic
    }
}

/// The same matter, seen again or by somebody else. A graver grade raises the alert's; a cleared alert becomes active again.
public struct AddEvidence: Codable, Hashable, Sendable {
    public let evidence: Evidence
    public let grade: Grade
    public let confidence: Double
    public let imminent: Bool
    public let sourceKey: String
    /// Where the matter is by what this evidence adds; nil where it says nothing of the place.
    public let place: Coordinate?

    public init(evidence: Evidence, grade: Grade, confidence: Double, imminent: Bool, sourceKey: String, place: Coordinate? = nil) {
        self.place = place
        self.evidence = evidence
        self.grade = grade
        self.confidence = confidence
        self.imminent = imminent
        self.sourceKey = sourceKey
    }
}

/// Somebody looks: by camera, drone, grid worker, neighbouring sensors.
public struct StartVerification: Codable, Hashable, Sendable {
    public let means: String
    public init(means: String) { self.means = means }
}

/// It is so.
public struct ConfirmAlert: Codable, Hashable, Sendable {
    public let note: String?
    public let grade: Grade?
    public init(note: String? = nil, grade: Grade? = nil) {
        self.note = note
        self.grade = grade
    }
}

/// It is not so, with a label of the city's code book.
public struct RejectAlert: Codable, Hashable, Sendable {
    public let label: String
    public let reason: String
    public init(label: String, reason: String) {
        self.label = label
        self.reason = reason
    }
}

/// It is the same matter as another alert.
public struct MergeAlert: Codable, Hashable, Sendable {
    public let into: AlertID
    public init(into: AlertID) { self.into = into }
}

/// The next level is asked to take it.
public struct EscalateAlert: Codable, Hashable, Sendable {
    public let reason: String?
    public init(reason: String? = nil) { self.reason = reason }
}
