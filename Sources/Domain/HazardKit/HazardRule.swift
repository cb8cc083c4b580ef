import City

/// A rule of a hazard that watches one site's datastreams. A value type folded over readings; no clock of its own.
public protocol HazardRule: Sendable {
    /// Stable name with a version, such as `landslide.rain-p3-p15@1`.
    var id: String { get }
    /// The series that the rule wants to see.
    var datastreams: [DatastreamID] { get }
    /// How far back readings must be replayed after a restart, so that the rule knows what it knew before.
    var memory: Seconds { get }
    /// What the rule claims after one more reading; empty when nothing changed.
    mutating func take(_ reading: Reading, at now: Instant) -> [AlertClaim]
    /// Remembers a reading that is too old to act on, such as one that a gateway sends after it was cut off: it fills a window and claims
    /// nothing. A rule that remembers no readings need not do anything.
    mutating func absorb(_ reading: Reading)
    /// What silence or the passing of time claims; called about once a minute.
    mutating func pass(_ now: Instant) -> [AlertClaim]
    /// Takes up the claims that were active before a restart (source key → grade), so that the rule can clear them.
    mutating func resume(_ active: [String: Grade])
    /// Writes everything that the rule has learned from readings to the tape, or sets it from there, where the tape recalls. A rule that is
    /// quickly rebuilt from readings writes nothing.
    mutating func carry(on tape: inout MemoryTape)
    /// The newest reading of a series in what the rule has learned or recalled; older ones it does not need to see again. Nil for a rule that
    /// keeps nothing on tape.
    func newest(of datastream: DatastreamID) -> Instant?
    /// The site whose grade the rule gives; nil where a person's word means nothing to it.
    var gradedSite: SiteID? { get }
    /// Takes a person's word on the site's grade, or, with nil, takes it back; and says what the rule claims now.
    mutating func heed(_ word: GradeOverride?, at now: Instant) -> [AlertClaim]
}

extension HazardRule {
    public mutating func absorb(_ reading: Reading) {}
    public mutating func carry(on tape: inout MemoryTape) {}
    public func newest(of datastream: DatastreamID) -> Instant? { nil }
    public var gradedSite: SiteID? { nil }
    public mutating func heed(_ word: GradeOverride?, at now: Instant) -> [AlertClaim] { [] }
}

/// What a folder under `Sources/Hazards/` contributes to the platform.
public protocol Hazard: Sendable {
    /// Such as `landslide`.
    static var kind: MatterKind { get }
    static var name: LocalizedText { get }
    /// Builds the rules for the sites of this kind from the city's data and the site's parameters.
    static func rules(for city: CityModel, parameters: [RuleParameters]) throws(RuleFault) -> [any HazardRule]
    /// What takes detections of this kind together; nil for a hazard that nobody detects.
    ///
    /// - Parameters:
    ///   - ground: the height of the ground in metres; nil where nobody knows.
    ///   - known: what is hot or smokes at its place by right.
    static func fusion(ground: @escaping @Sendable (Coordinate) -> Double?, known: [KnownSource]) -> (any DetectionFusion)?
    /// True where a recogniser looks for this kind in the pictures of cameras, so that a city may have its cameras watched for it.
    static var isWatchedFor: Bool { get }
}

extension Hazard {
    public static func fusion(ground: @escaping @Sendable (Coordinate) -> Double?, known: [KnownSource]) -> (any DetectionFusion)? { nil }
    public static var isWatchedFor: Bool { false }
}
