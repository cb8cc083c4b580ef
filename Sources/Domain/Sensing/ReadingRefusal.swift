import City
import HazardKit

/// Why an observation is not taken in.
public enum ReadingRefusal: Error, Hashable, Sendable {
    case unknownDatastream(DatastreamID)
    case notFinite(DatastreamID)
    /// The phenomenon time lies further ahead of the server's clock than a sensor's clock may be wrong.
    case tooFarAhead(DatastreamID, Instant)
    /// The phenomenon time lies further back than readings are kept.
    case tooOld(DatastreamID, Instant)

    /// Such as `reading.too-far-ahead`.
    public var code: String {
        switch self {
        case .unknownDatastream: "reading.unknown-datastream"
        case .notFinite: "reading.not-finite"
        case .tooFarAhead: "reading.too-far-ahead"
        case .tooOld: "reading.too-old"
        }
    }

    /// What happened, where, and what to do.
    public var message: String {
        switch self {
        case .unknownDatastream(let id): "the city has no datastream '\(id)'; list them with GET /sta/v1.1/Datastreams"
        case .notFinite(let id): "the result for '\(id)' is not a finite number"
        case .tooFarAhead(let id, let moment):
            "phenomenonTime \(moment.rfc3339) of '\(id)' is more than \(Figure.span(ReadingJudge.aheadMax.value).en) ahead; set the sensor's clock"
        case .tooOld(let id, let moment): "phenomenonTime \(moment.rfc3339) of '\(id)' is more than 10 years back; check the sensor's clock"
        }
    }
}
