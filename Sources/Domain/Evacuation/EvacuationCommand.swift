import City
import Incidents

/// What is asked of an evacuation. `EvacuationCommand(from:)` reads only what people may ask through the API.
public enum EvacuationCommand: Hashable, Sendable {
    case open(OpenEvacuation)
    case advise(AdviseZone)
    case warn(AdviseZone)
    case standDown(StandDownZone)
    case proposeOrder(ProposeOrder)
    case proposeLift(ProposeLift)
    case confirm(ConfirmProposal)
    case withdraw(WithdrawProposal)
    case setTimes(SetEvacuationTimes)
    case count(CountHouseholds)
    case correct(CorrectCount)
    case followPlan(FollowPlanStep)
    case expireProposal(Int)
    /// The latest time to decide that is meant: one that was set anew is no longer it.
    case noteDecisionTime(Instant)
}

/// A zone of the register, or one that a person names.
public struct OpenEvacuation: Codable, Hashable, Sendable {
    public let zone: ZoneID
    public let name: LocalizedText
    public let households: Int?
    public let people: Int?
    public let assembly: LocalizedText?
    public let byHand: Bool

    public init(zone: ZoneID, name: LocalizedText, households: Int?, people: Int?, assembly: LocalizedText? = nil, byHand: Bool) {
        self.zone = zone
        self.name = name
        self.households = households
        self.people = people
        self.assembly = assembly
        self.byHand = byHand
    }

    public init(_ zone: RiskZone) {
        self.init(
            zone: zone.id, name: zone.name, households: zone.households, people: zone.people, assembly: zone.assembly, byHand: false)
    }
}

/// One authorised person advises or warns the people of the zone.
public struct AdviseZone: Codable, Hashable, Sendable {
    public let note: String?
    public init(note: String? = nil) { self.note = note }
}

/// An advisory or a warning is taken back.
public struct StandDownZone: Codable, Hashable, Sendable {
    public let reason: String
    public init(reason: String) { self.reason = reason }
}

/// The first of two people wants the zone moved, or indoors.
public struct ProposeOrder: Codable, Hashable, Sendable {
    public let form: Evacuation.Form
    public let reason: String
    public init(form: Evacuation.Form = .leave, reason: String) {
        self.form = form
        self.reason = reason
    }
}

/// The first of two people wants the order lifted.
public struct ProposeLift: Codable, Hashable, Sendable {
    public let reason: String
    public init(reason: String) { self.reason = reason }
}

/// Another person stands for the proposal of that number.
public struct ConfirmProposal: Codable, Hashable, Sendable {
    public let proposal: Int
    public init(proposal: Int) { self.proposal = proposal }
}

/// The proposal of that number is taken back.
public struct WithdrawProposal: Codable, Hashable, Sendable {
    public let proposal: Int
    public let reason: String
    public init(proposal: Int, reason: String) {
        self.proposal = proposal
        self.reason = reason
    }
}

/// What the latest time to decide is made of.
public struct SetEvacuationTimes: Codable, Hashable, Sendable {
    public let clearanceMinutes: Int
    public let marginMinutes: Int
    public let arrivalAt: Instant?
    public init(clearanceMinutes: Int, marginMinutes: Int, arrivalAt: Instant? = nil) {
        self.clearanceMinutes = clearanceMinutes
        self.marginMinutes = marginMinutes
        self.arrivalAt = arrivalAt
    }
}

/// So many households more under one outcome.
public struct CountHouseholds: Codable, Hashable, Sendable {
    public let outcome: Evacuation.Outcome
    public let households: Int
    public init(outcome: Evacuation.Outcome, households: Int) {
        self.outcome = outcome
        self.households = households
    }
}

/// A count was wrong by so many, signed.
public struct CorrectCount: Codable, Hashable, Sendable {
    public let outcome: Evacuation.Outcome
    public let households: Int
    public let reason: String
    public init(outcome: Evacuation.Outcome, households: Int, reason: String) {
        self.outcome = outcome
        self.households = households
        self.reason = reason
    }
}

/// A step of the plan asks for a stage.
public struct FollowPlanStep: Hashable, Sendable {
    public let step: StepID
    public let target: ZoneStage
    public let title: LocalizedText
    /// True when the playbook pre-authorises the order and the incident is imminent.
    public let preauthorised: Bool
    public init(step: StepID, target: ZoneStage, title: LocalizedText, preauthorised: Bool) {
        self.step = step
        self.target = target
        self.title = title
        self.preauthorised = preauthorised
    }
}
