import City
import HazardKit
import Incidents

/// A detection as it came, with the grade of danger that stood at its place then.
public struct DetectionTaken: EventBody {
    public static let type = "DetectionTaken"
    public let detection: Detection
    public let danger: Int?
}

/// Somebody took detections out of a cluster.
public struct ClusterSplit: EventBody {
    public static let type = "ClusterSplit"
    public let cluster: ClusterNumber
    public let detections: [String]
    public let reason: String
}

/// Somebody put a split cluster back.
public struct ClusterSplitUndone: EventBody {
    public static let type = "ClusterSplitUndone"
    public let cluster: ClusterNumber
    public let reason: String
}

/// What people made of the alert of a cluster, so that the fusion goes on from there.
public struct ClusterSettled: EventBody {
    public static let type = "ClusterSettled"
    public let cluster: ClusterNumber
    public let verdict: ClusterVerdict
    public let alert: AlertID
}

/// The picture of a detection was sealed and stored, because the detection speaks for an alert.
public struct FrameKept: EventBody {
    public static let type = "FrameKept"
    public let frame: DetectionFrame
}

/// The picture of a detection was erased: its key is destroyed, its bytes are removed.
public struct FrameErased: EventBody {
    public static let type = "FrameErased"
    public let digest: AttachmentDigest
    public let because: FrameErasure
}

/// What is on record of the detections of one kind of matter.
public enum DetectionEvent: StreamEvent {
    case taken(DetectionTaken)
    case split(ClusterSplit)
    case splitUndone(ClusterSplitUndone)
    case settled(ClusterSettled)
    case frameKept(FrameKept)
    case frameErased(FrameErased)

    public static let schema = 1

    public var body: any EventBody {
        switch self {
        case .taken(let body): body
        case .split(let body): body
        case .splitUndone(let body): body
        case .settled(let body): body
        case .frameKept(let body): body
        case .frameErased(let body): body
        }
    }

    public init(type: String, schema: Int, from source: some PayloadSource) throws {
        switch type {
        case DetectionTaken.type: self = .taken(try source.decode(DetectionTaken.self))
        case ClusterSplit.type: self = .split(try source.decode(ClusterSplit.self))
        case ClusterSplitUndone.type: self = .splitUndone(try source.decode(ClusterSplitUndone.self))
        case ClusterSettled.type: self = .settled(try source.decode(ClusterSettled.self))
        case FrameKept.type: self = .frameKept(try source.decode(FrameKept.self))
        case FrameErased.type: self = .frameErased(try source.decode(FrameErased.self))
        default: throw UnknownEvent(type: type, schema: schema)
        }
    }
}
