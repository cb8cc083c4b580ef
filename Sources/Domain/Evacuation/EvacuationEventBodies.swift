import City
import Incidents

/// A zone is dealt with for an incident. Nothing is asked of its people yet.
public struct EvacuationOpened: EventBody {
    public static let type = "EvacuationOpened"
    public let zone: OpenEvacuation
    public let incident: IncidentID
    public let exercise: Bool
    public let synthetic: Bool
}

/// People are told to get ready, and those who need longest may go.
public struct EvacuationAdvised: EventBody {
    public static let type = "EvacuationAdvised"
    public let zoneName: LocalizedText
    /// The proposal of the plan that was confirmed; nil when a person spoke directly.
    public let proposal: Int?
    public let note: String?
}

/// People are told that an order is near.
public struct EvacuationWarned: EventBody {
    public static let type = "EvacuationWarned"
    public let zoneName: LocalizedText
    public let proposal: Int?
    public let note: String?
}

/// An advisory or a warning is over, without an order.
public struct EvacuationStoodDown: EventBody {
    public static let type = "EvacuationStoodDown"
    public let zoneName: LocalizedText
    public let reason: String
}

/// A stage waits for the names of people.
public struct EvacuationProposed: EventBody {
    public static let type = "EvacuationProposed"
    public let zoneName: LocalizedText
    public let proposal: Int
    public let target: Evacuation.Stage
    public let form: Evacuation.Form?
    public let reason: String
    public let step: StepID?
    /// The title of that step; nil for a person's proposal, and in logs from before titles were kept apart from reasons.
    public let title: LocalizedText?
    public let preauthorised: Bool
    public let expiresAt: Instant
}

/// A first person stands for what the plan has proposed; it needs a second one.
public struct EvacuationSigned: EventBody {
    public static let type = "EvacuationSigned"
    public let zoneName: LocalizedText
    public let proposal: Int
}

/// The zone is ordered to leave, or to stay indoors: the last name that was needed is that of the event's actor.
public struct EvacuationOrdered: EventBody {
    public static let type = "EvacuationOrdered"
    public let zoneName: LocalizedText
    public let proposal: Int
    public let form: Evacuation.Form
    /// Who stood for it before the actor: a person, or the plan.
    public let proposedBy: String
    public let round: Int
}

/// The order is over.
public struct EvacuationLifted: EventBody {
    public static let type = "EvacuationLifted"
    public let zoneName: LocalizedText
    public let proposal: Int
    public let proposedBy: String
}

/// Nobody wants it any more.
public struct EvacuationProposalWithdrawn: EventBody {
    public static let type = "EvacuationProposalWithdrawn"
    public let zoneName: LocalizedText
    public let proposal: Int
    public let reason: String
    /// The title of the graver step of the plan that took its place; nil where a person withdrew it, and in logs of before.
    public let replacedBy: LocalizedText?
}

/// Nobody confirmed it in time.
public struct EvacuationProposalExpired: EventBody {
    public static let type = "EvacuationProposalExpired"
    public let zoneName: LocalizedText
    public let proposal: Int
}

/// The latest time to decide is near, and no order is given.
public struct EvacuationDecisionTimeNear: EventBody {
    public static let type = "EvacuationDecisionTimeNear"
    public let zoneName: LocalizedText
    public let latestToDecideAt: Instant
}

/// The latest time to decide has passed without an order: whoever leaves now may not be out when the danger arrives.
public struct EvacuationDecisionTimePassed: EventBody {
    public static let type = "EvacuationDecisionTimePassed"
    public let zoneName: LocalizedText
    public let latestToDecideAt: Instant
}

/// A step of the plan found that people were already asked for as much.
public struct EvacuationStepPassed: EventBody {
    public static let type = "EvacuationStepPassed"
    public let zoneName: LocalizedText
    public let step: StepID
}

/// How long the zone takes to clear, and when the danger is forecast to arrive, by hand.
public struct EvacuationTimesSet: EventBody {
    public static let type = "EvacuationTimesSet"
    public let zoneName: LocalizedText
    public let clearanceMinutes: Int
    public let marginMinutes: Int
    public let arrivalAt: Instant?
}

/// So many households more, by whoever stood at their doors.
public struct HouseholdsCounted: EventBody {
    public static let type = "HouseholdsCounted"
    public let zoneName: LocalizedText
    public let outcome: Evacuation.Outcome
    public let households: Int
}

/// A count was wrong: so many more or fewer, and why.
public struct HouseholdCountCorrected: EventBody {
    public static let type = "HouseholdCountCorrected"
    public let zoneName: LocalizedText
    public let outcome: Evacuation.Outcome
    /// Signed.
    public let households: Int
    public let reason: String
}
