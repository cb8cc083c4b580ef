import City
import HazardKit

/// An alert exists. Its acknowledge clock runs; an imminent one is verified from the start.
public struct AlertRaised: EventBody {
    public static let type = "AlertRaised"
    public let alert: RaiseAlert
    public let clocks: [Clock]
}

/// One more thing speaks for it.
public struct AlertEvidenceAdded: EventBody {
    public static let type = "AlertEvidenceAdded"
    public let evidence: Evidence
    public let confidence: Double
    public let imminent: Bool
    public let sourceKey: String
    /// The grade that this evidence speaks for; nil in events from before it was written.
    public let grade: Grade?
    /// Where the matter is by what this evidence adds, such as the crossing of two directions; nil where it says nothing of the place.
    public var place: Coordinate?
}

/// It is graver, or milder, than thought; its clocks are set anew.
public struct AlertRegraded: EventBody {
    public static let type = "AlertRegraded"
    public let from: Grade
    public let to: Grade
    public let clocks: [Clock]
}

/// Somebody owns it now.
public struct AlertAcknowledged: EventBody {
    public static let type = "AlertAcknowledged"
    /// The verify clock, unless it runs already.
    public let clocks: [Clock]
}

/// Somebody is looking.
public struct AlertVerificationStarted: EventBody {
    public static let type = "AlertVerificationStarted"
    public let means: String
}

/// It is so.
public struct AlertConfirmed: EventBody {
    public static let type = "AlertConfirmed"
    public let note: String?
}

/// It is not so.
public struct AlertRejected: EventBody {
    public static let type = "AlertRejected"
    public let label: String
    public let reason: String
}

/// It lives on in another alert.
public struct AlertMerged: EventBody {
    public static let type = "AlertMerged"
    public let into: AlertID
}

/// Another alert turned out to be the same matter: what spoke for that one speaks for this one, and its sources are this one's too.
public struct AlertAbsorbed: EventBody {
    public static let type = "AlertAbsorbed"
    public let alert: AlertID
    public let evidence: [Evidence]
    public let sourceKeys: [String]
    public let confidence: Double
    public let imminent: Bool
    /// The gravest grade for which the other alert was imminent.
    public let imminentGrade: Grade?
}

/// Its source says that the condition is over.
public struct AlertCleared: EventBody {
    public static let type = "AlertCleared"
    /// When it lapses if nobody has confirmed it; nil where people must decide in any case.
    public let expiresAt: Instant?
}

/// Its source sees the condition again.
public struct AlertReactivated: EventBody {
    public static let type = "AlertReactivated"
}

/// It was over before anybody confirmed it.
public struct AlertExpired: EventBody {
    public static let type = "AlertExpired"
}

/// An incident deals with it.
public struct AlertIncidentLinked: EventBody {
    public static let type = "AlertIncidentLinked"
    public let incident: IncidentID
}

/// The deputy or the next level is in charge.
public struct AlertEscalated: EventBody {
    public static let type = "AlertEscalated"
    public let escalation: Escalation
}

/// A clock is about to run out.
public struct AlertClockWarned: EventBody {
    public static let type = "AlertClockWarned"
    public let clock: ClockKind
}

/// A clock has run out.
public struct AlertClockBreached: EventBody {
    public static let type = "AlertClockBreached"
    public let clock: ClockKind
}
