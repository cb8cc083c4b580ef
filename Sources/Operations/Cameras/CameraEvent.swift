import Cameras
import Incidents

/// Somebody looked at one picture of a camera.
public struct CameraLookedAt: EventBody {
    public static let type = "CameraLookedAt"
    /// One of the purposes for cameras; nil where an incident says why.
    public let purpose: String?
    public let incident: String?
}

/// Somebody began to watch a camera.
public struct CameraViewBegan: EventBody {
    public static let type = "CameraViewBegan"
    public let purpose: String?
    public let incident: String?
}

/// Somebody ceased to watch. A view that began and never ended was cut off with the server.
public struct CameraViewEnded: EventBody {
    public static let type = "CameraViewEnded"
    /// The version of the event with which this view began.
    public let began: Int64
    public let pictures: Int
    public let cause: CameraViewEnd
}

/// Why somebody ceased to watch.
public enum CameraViewEnd: String, Codable, Hashable, Sendable {
    /// The page was closed, or the line is gone.
    case left
    /// The camera sent no more.
    case stopped
    /// The session is over, or nobody watches for that long in one go.
    case over
}

/// What is on record of the looks through one camera.
public enum CameraEvent: StreamEvent {
    case lookedAt(CameraLookedAt)
    case viewBegan(CameraViewBegan)
    case viewEnded(CameraViewEnded)

    public static let schema = 1

    public var body: any EventBody {
        switch self {
        case .lookedAt(let body): body
        case .viewBegan(let body): body
        case .viewEnded(let body): body
        }
    }

    public init(type: String, schema: Int, from source: some PayloadSource) throws {
        switch type {
        case CameraLookedAt.type: self = .lookedAt(try source.decode(CameraLookedAt.self))
        case CameraViewBegan.type: self = .viewBegan(try source.decode(CameraViewBegan.self))
        case CameraViewEnded.type: self = .viewEnded(try source.decode(CameraViewEnded.self))
        default: throw UnknownEvent(type: type, schema: schema)
        }
    }
}

/// Why somebody may look: an incident that the camera has to do with, or a stated purpose.
public enum LookReason: Hashable, Sendable {
    case incident(IncidentID)
    case purpose(CameraPurpose)

    var purpose: String? { if case .purpose(let purpose) = self { purpose.rawValue } else { nil } }
    var incident: String? { if case .incident(let incident) = self { incident.rawValue } else { nil } }
}
