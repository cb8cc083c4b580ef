import City
import Incidents

/// One zone that is warned or moved for one incident, as the fold of its stream.
///
/// - Decide: `decide(_:_:of:_:)`
/// - Fold: `evolve(_:_:at:by:)`, or in place `apply(_:to:at:by:)`
/// - What follows by itself: `due(whileOpen:)`
/// - Ask: `isOrdered`, `latestToDecideAt`, `unreachedHouseholds`, `countLimit`
public struct Evacuation: Codable, Hashable, Sendable {
    public enum Stage: String, Codable, Sendable, CaseIterable {
        case normal, advisory, warning, order, lifted

        /// How much is asked of the people of the zone; nothing at both ends.
        var rank: Int {
            switch self {
            case .normal, .lifted: 0
            case .advisory: 1
            case .warning: 2
            case .order: 3
            }
        }
    }

    /// What an order asks of people.
    public enum Form: String, Codable, Sendable, CaseIterable { case leave, shelterInPlace }

    /// What became of a household at its door. A household may be counted under several in turn: contacted, then moved.
    public enum Outcome: String, Codable, Sendable, CaseIterable { case contacted, moved, refused, needsHelp, notFound }

    /// Somebody stands for a proposal with their name.
    public struct Signature: Codable, Hashable, Sendable {
        public let by: String
        public let center: CenterCode
        public let at: Instant
    }

    /// A stage that waits for the names of people.
    public struct Proposal: Codable, Hashable, Sendable {
        /// 1, 2, 3 … within the evacuation: whoever confirms says which one they have read.
        public let number: Int
        public let target: Stage
        /// For an order.
        public let form: Form?
        public let reason: String
        /// The title of the plan's step in both languages; nil for a person's proposal, whose reason is in their own words.
        public let title: LocalizedText?
        /// Who made it: a person, or the plan.
        public let by: String
        /// The step of the plan that asked for it; nil when a person did.
        public let step: StepID?
        /// True when the plan stands in for the first of two people, because the danger is imminent and the playbook says so.
        public let preauthorised: Bool
        public let at: Instant
        public let expiresAt: Instant
        public internal(set) var signatures: [Signature]

        /// Names of different people that it needs in all.
        public var signaturesNeeded: Int {
            guard target == .order || target == .lifted else { return 1 }
            return preauthorised ? 1 : 2
        }
    }

    /// Households under one outcome, with who counted last.
    public struct Tally: Codable, Hashable, Sendable {
        public let households: Int
        public let by: String
        public let at: Instant
    }

    /// What the latest time to decide is made of, as a person entered it.
    public struct Times: Codable, Hashable, Sendable {
        public let clearanceMinutes: Int
        public let marginMinutes: Int
        /// When the danger is forecast to arrive; nil while nobody can say.
        public let arrivalAt: Instant?
        public let by: String
        public let at: Instant
    }

    public let id: EvacuationID
    public let incident: IncidentID
    public let zone: ZoneID
    public let name: LocalizedText
    /// Nil means that nobody has counted who lives there, which is not none.
    public let households: Int?
    public let people: Int?
    public let assembly: LocalizedText?
    /// True for a zone that a person named because no register knows it.
    public let byHand: Bool
    public let exercise: Bool
    public let synthetic: Bool
    public internal(set) var stage: Stage
    /// How an order is to be followed; nil below an order.
    public internal(set) var form: Form?
    public internal(set) var stageSince: Instant
    public internal(set) var stageBy: String
    public internal(set) var proposal: Proposal?
    /// How many proposals there have been.
    public internal(set) var proposalCount: Int
    /// 1 with the first order; once more with each order after a lifting, for everybody has gone home in between.
    public internal(set) var round: Int
    /// Counts of this round.
    public internal(set) var tallies: [Outcome: Tally]
    public internal(set) var times: Times?
    /// Steps of the plan that have spoken already: none speaks twice.
    public internal(set) var steps: [StepID]
    /// The latest time to decide that was noted as near; nil before the first.
    public internal(set) var decisionNear: Instant?
    /// The latest time to decide that was noted as passed without an order; nil before the first.
    public internal(set) var decisionPassed: Instant?
    /// The proposal that ran out and that nothing has followed since.
    public internal(set) var expired: Proposal?

    public var isOrdered: Bool { stage == .order }

    /// Latest time to decide = forecast arrival − clearance − margin; nil until all three are known.
    public var latestToDecideAt: Instant? {
        guard let times, let arrival = times.arrivalAt else { return nil }
        return arrival.advanced(by: .minutes(-Double(times.clearanceMinutes + times.marginMinutes)))
    }

    public func count(_ outcome: Outcome) -> Int { tallies[outcome]?.households ?? 0 }

    /// Households that nobody has spoken to in this round; nil where the number of households is not known.
    public var unreachedHouseholds: Int? { households.map { max(0, $0 - count(.contacted)) } }

    /// The most that one outcome may hold.
    public var countLimit: Int { households ?? Self.householdsMax }

    /// What the tasks of those who move people ask for in the playbooks.
    public static let skill: Skill = "evacuation"
    /// The slope that a proposer judged is another one after half an hour: whoever still wants it proposes it again.
    public static let proposalValidFor = Seconds.minutes(30)
    /// A township has some ten thousand households; more in one zone is a slip of the finger.
    public static let householdsMax = 20_000
    /// What one team counts between two entries; more is a slip of the finger.
    public static let householdsPerCountMax = 500
    /// Three days: a clearance that takes longer is a resettlement.
    public static let clearanceMinutesMax = 4_320
    /// A day beside the clearance is no margin any more.
    public static let marginMinutesMax = 1_440
    /// No method forecasts the hour of a failure further ahead than a month.
    public static let arrivalSpanMax = Seconds.hours(720)
    /// A zone of more than this is not one that a person knows by its number.
    public static let peopleMax = 100_000
    /// Zones that one incident moves; a larger matter is split into part incidents.
    public static let zonesPerIncidentMax = 50
    /// Steps of a playbook that speak of zones.
    static let stepCountMax = 100
}
