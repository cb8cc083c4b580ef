import City
import EventLog
import HazardKit
import Incidents

/// What the phone desk types in.
public struct ReportDraft: Codable, Hashable, Sendable {
    public let kind: MatterKind
    public let title: LocalizedText?
    public let point: Coordinate
    public let grade: Grade
    public let caller: Caller?
    public let observedAt: Instant?
    public let exercise: Bool?
    public let synthetic: Bool?

    public init(
        kind: MatterKind, title: LocalizedText?, point: Coordinate, grade: Grade, caller: Caller?, observedAt: Instant? = nil, exercise: Bool? = nil,
        synthetic: Bool? = nil
    ) {
        self.kind = kind
        self.title = title
        self.point = point
        self.grade = grade
        self.caller = caller
        self.observedAt = observedAt
        self.exercise = exercise
        self.synthetic = synthetic
    }
}

extension CommandDesk {
    /// A report becomes an alert, or one more piece of evidence for the alert about the same matter. Throws `Refusal`, `LogFault`.
    public func raise(
        _ report: ReportDraft, source: Evidence.Source = .call, by actor: Actor, command: CommandID
    ) async throws -> (alert: AlertID, receipt: Receipt) {
        try await raise(report, source: source, by: actor, command: command, beside: nil, sourceKey: nil)
    }

    /// - Parameters:
    ///   - cluster: what the report was taken together with; then the kind's radius is not asked.
    ///   - sourceKey: the cluster's.
    func raise(
        _ report: ReportDraft, source: Evidence.Source, by actor: Actor, command: CommandID, beside cluster: DetectionCluster?, sourceKey: String?
    ) async throws -> (alert: AlertID, receipt: Receipt) {
        try await requireReady()
        if let earlier = try await earlierOutcome(of: command) {
            return (AlertID(try earlier.id(in: Picture.Category.alert)), earlier)
        }
        let kind = try kind(report.kind)
        let moment = now()
        let observedAt = try observed(report.observedAt, at: moment)
        _ = try locate(report.point, at: moment)
        let title = report.title ?? kind.name
        var sealed: Sealed?
        if let caller = report.caller { sealed = try await seal(caller) }
        let evidence = Evidence(source: source, origin: actor.name, summary: title, observedAt: observedAt, sealedDetail: sealed)
        let claim = AlertClaim(
            kind: report.kind, title: title, point: report.point, site: nil, grade: report.grade, confidence: Self.reportConfidence, imminent: false,
            evidence: evidence, sourceKey: sourceKey ?? "report:\(command)", synthetic: report.synthetic ?? false)
        guard let id = try await take(claim, beside: cluster, by: actor, exercise: report.exercise ?? false, command: command),
            let receipt = try await earlierOutcome(of: command)
        else { preconditionFailure("an active claim ended without an alert") }
        return (id, Receipt(stream: StreamName(receipt.stream), version: receipt.version, position: receipt.position, repeated: false))
    }

    private func take(
        _ claim: AlertClaim, beside cluster: DetectionCluster?, by actor: Actor, exercise: Bool, command: CommandID
    ) async throws -> AlertID? {
        guard let cluster else { return try await take(claim, by: actor, exercise: exercise, command: command) }
        return try await take(claim, beside: cluster, by: actor, command: command, isDescribed: true)
    }

    func kind(_ name: MatterKind) throws(Refusal) -> Kind {
        guard let kind = city.kind(name) else {
            throw Refusal("kind.unknown", "No kind of matter is named \(name.rawValue.prefix(64)). GET /api/city lists them.", field: "kind")
        }
        return kind
    }

    /// A caller is believed as far as it takes to look.
    static let reportConfidence = 0.5
    /// A desk that is behind may enter last week's call; nobody calls about tomorrow.
    static let observedAgoMax: Seconds = 604_800
    static let observedAheadMax: Seconds = 600

    func observed(_ stated: Instant?, at moment: Instant) throws(Refusal) -> Instant {
        guard let stated else { return moment }
        guard stated <= moment.advanced(by: Self.observedAheadMax), stated >= moment.advanced(by: Self.observedAgoMax * -1) else {
            throw Refusal(
                "report.time-out-of-range", "observedAt must lie within the last 7 days and at most 10 minutes ahead; it is \(stated.rfc3339).",
                field: "observedAt")
        }
        return stated
    }
}
