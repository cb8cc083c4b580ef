/// What happened to an alert.
public enum AlertEvent: StreamEvent {
    case raised(AlertRaised)
    case evidenceAdded(AlertEvidenceAdded)
    case regraded(AlertRegraded)
    case acknowledged(AlertAcknowledged)
    case verificationStarted(AlertVerificationStarted)
    case confirmed(AlertConfirmed)
    case rejected(AlertRejected)
    case merged(AlertMerged)
    case absorbed(AlertAbsorbed)
    case cleared(AlertCleared)
    case reactivated(AlertReactivated)
    case expired(AlertExpired)
    case incidentLinked(AlertIncidentLinked)
    case escalated(AlertEscalated)
    case clockWarned(AlertClockWarned)
    case clockBreached(AlertClockBreached)

    public static let schema = 1

    public var body: any EventBody {
        switch self {
        case .raised(let body): body
        case .evidenceAdded(let body): body
        case .regraded(let body): body
        case .acknowledged(let body): body
        case .verificationStarted(let body): body
        case .confirmed(let body): body
        case .rejected(let body): body
        case .merged(let body): body
        case .absorbed(let body): body
        case .cleared(let body): body
        case .reactivated(let body): body
        case .expired(let body): body
        case .incidentLinked(let body): body
        case .escalated(let body): body
        case .clockWarned(let body): body
        case .clockBreached(let body): body
        }
    }

    public init(type: String, schema: Int, from source: some PayloadSource) throws {
        guard schema == Self.schema, let event = try Self.read(type, source) else { throw UnknownEvent(type: type, schema: schema) }
        self = event
    }

    private static func read(_ type: String, _ source: some PayloadSource) throws -> AlertEvent? {
        switch type {
        case AlertRaised.type: .raised(try source.decode(AlertRaised.self))
        case AlertEvidenceAdded.type: .evidenceAdded(try source.decode(AlertEvidenceAdded.self))
        case AlertRegraded.type: .regraded(try source.decode(AlertRegraded.self))
        case AlertAcknowledged.type: .acknowledged(try source.decode(AlertAcknowledged.self))
        case AlertVerificationStarted.type: .verificationStarted(try source.decode(AlertVerificationStarted.self))
        case AlertConfirmed.type: .confirmed(try source.decode(AlertConfirmed.self))
        case AlertRejected.type: .rejected(try source.decode(AlertRejected.self))
        case AlertMerged.type: .merged(try source.decode(AlertMerged.self))
        case AlertAbsorbed.type: .absorbed(try source.decode(AlertAbsorbed.self))
        case AlertCleared.type: .cleared(try source.decode(AlertCleared.self))
        case AlertReactivated.type: .reactivated(try source.decode(AlertReactivated.self))
        case AlertExpired.type: .expired(try source.decode(AlertExpired.self))
        case AlertIncidentLinked.type: .incidentLinked(try source.decode(AlertIncidentLinked.self))
        case AlertEscalated.type: .escalated(try source.decode(AlertEscalated.self))
        case AlertClockWarned.type: .clockWarned(try source.decode(AlertClockWarned.self))
        case AlertClockBreached.type: .clockBreached(try source.decode(AlertClockBreached.self))
        default: nil
        }
    }
}
