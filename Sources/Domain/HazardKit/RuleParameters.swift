import City

/// One rule as the city package writes it: which rule, over which series, with which numbers.
public struct RuleParameters: Hashable, Codable, Sendable {
    public let id: String
    /// Such as `threshold`, `rate`, `duration`, `silence` (Sensing) or `landslide.rain-p3-p15` (a hazard).
    public let type: String
    public let kind: MatterKind
    public let datastreams: [DatastreamID]
    public let site: SiteID?
    public let title: LocalizedText
    /// The rule's own numbers by name; each rule refuses a name that it does not know.
    public let numbers: [String: Double]
    /// Grade → limit, such as `["III": 10, "II": 20]`.
    public let limits: [String: Double]
    /// The mildest grade at which the rule pre-authorises the incident; nil for never.
    public let imminentFrom: String?
    public let synthetic: Bool

    public init(
        id: String, type: String, kind: MatterKind, datastreams: [DatastreamID], site: SiteID?, title: LocalizedText, numbers: [String: Double],
        limits: [String: Double], imminentFrom: String?, synthetic: Bool
    ) {
        self.id = id
        self.type = type
        self.kind = kind
        self.datastreams = datastreams
        self.site = site
        self.title = title
        self.numbers = numbers
        self.limits = limits
        self.imminentFrom = imminentFrom
        self.synthetic = synthetic
    }
}
