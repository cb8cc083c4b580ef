import City

/// One thing that speaks for an alert: a reading over its threshold, a camera's detection, a call.
public struct Evidence: Hashable, Codable, Sendable {
    public enum Source: String, Codable, Sendable { case reading, camera, call, report, message, silence }

    public let source: Source
    /// Who or what saw it: a datastream, a rule, a desk, another system.
    public let origin: String
    public let summary: LocalizedText
    public let observedAt: Instant
    public let value: Double?
    public let unit: String?
    /// The limit that the value was held against, in the same unit.
    public let limit: Double?
    /// The rule and its version, where a rule spoke.
    public let rule: String?
    /// What a caller said, sealed under the caller's own key.
    public let sealedDetail: Sealed?

    public init(
        source: Source, origin: String, summary: LocalizedText, observedAt: Instant, value: Double? = nil, unit: String? = nil,
        limit: Double? = nil, rule: String? = nil, sealedDetail: Sealed? = nil
    ) {
        self.source = source
        self.origin = origin
        self.summary = summary
        self.observedAt = observedAt
        self.value = value
        self.unit = unit
        self.limit = limit
        self.rule = rule
        self.sealedDetail = sealedDetail
    }
}

/// What Sensing and the hazards say: "this means something, here". Operations turns it into an alert or more evidence for one.
public struct AlertClaim: Hashable, Codable, Sendable {
    public let kind: MatterKind
    public let title: LocalizedText
    public let point: Coordinate
    public let site: SiteID?
    public let grade: Grade
    /// 0…1.
    public let confidence: Double
    /// True when the rule pre-authorises the incident and its plan; verification then runs beside them.
    public let imminent: Bool
    public let evidence: Evidence
    /// Names the matter for its source, so that a repeated claim or a clearing finds it, such as `rule:dz-001:displacement`.
    public let sourceKey: String
    /// False when the source says that its condition is over.
    public let active: Bool
    public let synthetic: Bool

    public init(
        kind: MatterKind, title: LocalizedText, point: Coordinate, site: SiteID?, grade: Grade, confidence: Double, imminent: Bool,
        evidence: Evidence, sourceKey: String, active: Bool = true, synthetic: Bool
    ) {
        self.kind = kind
        self.title = title
        self.point = point
        self.site = site
        self.grade = grade
        self.confidence = confidence
        self.imminent = imminent
        self.evidence = evidence
        self.sourceKey = sourceKey
        self.active = active
        self.synthetic = synthetic
    }
}
