import City
import EventLog
import HazardKit
import Incidents

/// How the response to one incident went, as its events tell it.
public struct ResponseHistory: Sendable {
    public struct Extent: Sendable {
        public let at: Instant
        public let squareKilometres: Double
    }

    public let id: IncidentID
    public let point: Coordinate
    public let site: SiteID?
    public let exercise: Bool
    public let synthetic: Bool
    /// The gravest that it had.
    public internal(set) var grade: Grade
    /// The first evidence of it, three hours before it was opened at the most.
    public internal(set) var detectedAt: Instant
    public let openedAt: Instant
    /// The first team stood there.
    public internal(set) var firstTeamAt: Instant?
    public internal(set) var underControlAt: Instant?
    public internal(set) var resolvedAt: Instant?
    public internal(set) var closedAt: Instant?
    public internal(set) var disposition: String?
    public internal(set) var cause: String?
    /// As people measured it, in the order of when it was so.
    public internal(set) var extents: [Extent] = []
    /// True where it went into another incident, which tells the rest.
    public internal(set) var isMerged = false

    public var isFalseAlarm: Bool { disposition == Incident.falseAlarm }
}

/// Follows every incident of one kind through the log, so that figures over many need no folding of each: some three hundred bytes are kept of one.
///
/// The log is read from where the last question ended; the first question after a start reads all of it.
public actor ResponseBook {
    private let desk: CommandDesk
    private let kind: MatterKind
    private let coding = EventCoding()
    private var position: Int64 = 0
    private var histories: [IncidentID: ResponseHistory] = [:]
    /// When an alert of the kind was first seen.
    private var seen: [AlertID: Instant] = [:]

    public init(of kind: MatterKind, desk: CommandDesk) { (self.kind, self.desk) = (kind, desk) }

    /// All of them, oldest first. Throws `LogFault`, `UnknownEvent`.
    public func all() async throws -> [ResponseHistory] {
        while true {
            let page = try await desk.log.read(from: position, limit: Self.pageMax)
            // Another question may have read the same page meanwhile.
            for recorded in page where recorded.position > position {
                try take(recorded)
                position = recorded.position
            }
            guard page.count == Self.pageMax else { break }
        }
        return histories.values.sorted { ($0.openedAt, $0.id) < ($1.openedAt, $1.id) }
    }

    private func take(_ recorded: RecordedEvent) throws {
        switch recorded.stream.category {
        case Picture.Category.alert where recorded.event.type == AlertRaised.type:
            guard case .raised(let body) = try coding.event(recorded.event) as AlertEvent, body.alert.kind == kind else { return }
            seen[body.alert.id] = min(recorded.event.at, body.alert.evidence.observedAt)
        case Picture.Category.incident:
            let id = IncidentID(String(recorded.stream.id))
            guard recorded.event.type == IncidentOpened.type || histories[id] != nil else { return }
            take(try coding.event(recorded.event), of: id, at: recorded.event.at)
        default: return
        }
    }

    private func take(_ event: IncidentEvent, of id: IncidentID, at moment: Instant) {
        if case .opened(let body) = event {
            guard body.incident.kind == kind else { return }
            histories[id] = ResponseHistory(body.incident, seen: body.incident.alert.flatMap { seen[$0] }, at: moment)
        } else {
            if case .alertAdded(let body) = event, let first = seen[body.alert] { histories[id]?.detected(first) }
            histories[id]?.take(event, at: moment)
        }
    }

    /// A read of the log, and what waits for it meanwhile, stay short.
    private static let pageMax = 2_000
}

extension ResponseHistory {
    fileprivate init(_ opening: OpenIncident, seen: Instant?, at moment: Instant) {
        (id, point, site, exercise, synthetic) = (opening.id, opening.point, opening.site, opening.exercise, opening.synthetic)
        (grade, detectedAt, openedAt) = (opening.grade, moment, moment)
        if let seen { detected(seen) }
    }

    /// Evidence of another day is no beginning of this matter.
    fileprivate mutating func detected(_ first: Instant) {
        detectedAt = max(min(detectedAt, first), openedAt.advanced(by: Seconds(-Self.earlierMax.value)))
    }

    fileprivate mutating func take(_ event: IncidentEvent, at moment: Instant) {
        switch event {
        case .gradeChanged(let body): grade = max(grade, body.to)
        case .task(.arrived): firstTeamAt = firstTeamAt ?? moment
        case .underControl: underControlAt = underControlAt ?? moment
        case .resolved: resolvedAt = moment
        case .closed(let body): (closedAt, disposition, cause) = (moment, body.disposition, body.cause)
        // It was not over: what was told of its end does not hold.
        case .reopened: (underControlAt, resolvedAt, closedAt, disposition, cause) = (nil, nil, nil, nil, nil)
        case .merged: isMerged = true
        case .extentMeasured(let body):
            extents.append(Extent(at: body.extent.at, squareKilometres: body.extent.squareKilometres))
            extents.sort { $0.at < $1.at }
        default: break
        }
    }

    private static let earlierMax = Seconds.hours(3)
}
