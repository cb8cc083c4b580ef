import City

/// One observation of one datastream.
public struct Reading: Hashable, Codable, Sendable {
    public enum Quality: String, Codable, Sendable {
        case good
        /// Outside the plausible range of the datastream: kept, never used by a rule.
        case implausible
        /// Later than a newer reading of the same series: kept, used only by rules over windows.
        case late
    }

    public let datastream: DatastreamID
    public let phenomenonTime: Instant
    public let value: Double
    public let quality: Quality

    public init(datastream: DatastreamID, phenomenonTime: Instant, value: Double, quality: Quality = .good) {
        self.datastream = datastream
        self.phenomenonTime = phenomenonTime
        self.value = value
        self.quality = quality
    }
}

/// A rule of a hazard that watches one site's datastreams. A value type folded over readings; no clock of its own.
public protocol HazardRule: Sendable {
    /// Stable name with a version, such as `landslide.rain-p3-p15@1`.
    var id: String { get }
    /// What the rule claims after one more reading; empty when nothing changed.
    mutating func take(_ reading: Reading, at now: Instant) -> [AlertClaim]
    /// What silence or the passing of time claims; called about once a minute.
    mutating func pass(_ now: Instant) -> [AlertClaim]
}

/// What a folder under `Sources/Hazards/` contributes to the platform.
public protocol Hazard: Sendable {
    /// Such as `landslide`.
    static var kind: MatterKind { get }
    static var name: LocalizedText { get }
    /// Builds the rules for the sites of this kind from the city's data and the site's parameters.
    static func rules(for city: CityModel, parameters: [RuleParameters]) throws(RuleFault) -> [any HazardRule]
}

/// One rule as the city package writes it: which rule, over which series, with which numbers.
public struct RuleParameters: Hashable, Codable, Sendable {
    public let id: String
    /// Such as `threshold`, `rate`, `duration`, `silence` (Sensing) or `landslide.rain-p3-p15` (a hazard).
    public let type: String
    public let kind: MatterKind
    public let datastreams: [DatastreamID]
    public let site: SiteID?
    public let title: LocalizedText
    public let numbers: [String: Double]
    /// Grade → limit, for rules with several limits.
    public let limits: [String: Double]
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

/// A rule in the city package that cannot be built.
public struct RuleFault: Error, Hashable, Sendable {
    public let rule: String
    public let message: String
    public init(rule: String, message: String) {
        self.rule = rule
        self.message = message
    }
}
