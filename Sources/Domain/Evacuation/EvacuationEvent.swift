import Incidents

/// What happened to the evacuation of one zone.
public enum EvacuationEvent: StreamEvent {
    case opened(EvacuationOpened)
    case advised(EvacuationAdvised)
    case warned(EvacuationWarned)
    case stoodDown(EvacuationStoodDown)
    case proposed(EvacuationProposed)
    case signed(EvacuationSigned)
    case ordered(EvacuationOrdered)
    case lifted(EvacuationLifted)
    case withdrawn(EvacuationProposalWithdrawn)
    case expired(EvacuationProposalExpired)
    case stepPassed(EvacuationStepPassed)
    case decisionNear(EvacuationDecisionTimeNear)
    case decisionPassed(EvacuationDecisionTimePassed)
    case timesSet(EvacuationTimesSet)
    case counted(HouseholdsCounted)
    case corrected(HouseholdCountCorrected)

    public static let schema = 1

    public var body: any EventBody {
        switch self {
        case .opened(let body): body
        case .advised(let body): body
        case .warned(let body): body
        case .stoodDown(let body): body
        case .proposed(let body): body
        case .signed(let body): body
        case .ordered(let body): body
        case .lifted(let body): body
        case .withdrawn(let body): body
        case .expired(let body): body
        case .stepPassed(let body): body
        case .decisionNear(let body): body
        case .decisionPassed(let body): body
        case .timesSet(let body): body
        case .counted(let body): body
        case .corrected(let body): body
        }
    }

    public init(type: String, schema: Int, from source: some PayloadSource) throws {
        guard schema == Self.schema, let event = try Self.read(type, source) else { throw UnknownEvent(type: type, schema: schema) }
        self = event
    }

    private static func read(_ type: String, _ source: some PayloadSource) throws -> EvacuationEvent? {
        switch type {
        case EvacuationOpened.type: .opened(try source.decode(EvacuationOpened.self))
        case EvacuationAdvised.type: .advised(try source.decode(EvacuationAdvised.self))
        case EvacuationWarned.type: .warned(try source.decode(EvacuationWarned.self))
        case EvacuationStoodDown.type: .stoodDown(try source.decode(EvacuationStoodDown.self))
        case EvacuationProposed.type: .proposed(try source.decode(EvacuationProposed.self))
        case EvacuationSigned.type: .signed(try source.decode(EvacuationSigned.self))
        case EvacuationOrdered.type: .ordered(try source.decode(EvacuationOrdered.self))
        case EvacuationLifted.type: .lifted(try source.decode(EvacuationLifted.self))
        case EvacuationProposalWithdrawn.type: .withdrawn(try source.decode(EvacuationProposalWithdrawn.self))
        case EvacuationProposalExpired.type: .expired(try source.decode(EvacuationProposalExpired.self))
        case EvacuationStepPassed.type: .stepPassed(try source.decode(EvacuationStepPassed.self))
        case EvacuationDecisionTimeNear.type: .decisionNear(try source.decode(EvacuationDecisionTimeNear.self))
        case EvacuationDecisionTimePassed.type: .decisionPassed(try source.decode(EvacuationDecisionTimePassed.self))
        case EvacuationTimesSet.type: .timesSet(try source.decode(EvacuationTimesSet.self))
        case HouseholdsCounted.type: .counted(try source.decode(HouseholdsCounted.self))
        case HouseholdCountCorrected.type: .corrected(try source.decode(HouseholdCountCorrected.self))
        default: nil
        }
    }
}
