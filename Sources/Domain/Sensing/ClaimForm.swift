import City
import HazardKit

/// What every claim of one rule over one place has in common; a rule fills in grade, value and words.
public struct ClaimForm: Sendable {
    /// A measured value and the limit that it was held against.
    public struct Measure: Hashable, Sendable {
        public let value: Double
        public let unit: String
        public let limit: Double

        public init(value: Double, unit: String, limit: Double) {
            self.value = value
            self.unit = unit
            self.limit = limit
        }
    }

    /// The rule and its version.
    public let rule: String
    public let sourceKey: String
    /// What the claim is about, in words: the datastream's name, or the site's for a rule over several series.
    public let subject: LocalizedText
    private let kind: MatterKind
    private let title: LocalizedText
    private let point: Coordinate
    public let site: SiteID?
    private let origin: String
    private let confidence: Double
    private let imminentFrom: Grade?
    private let synthetic: Bool

    /// - Parameter datastream: the series that this form speaks for; nil for a rule that speaks for its whole site.
    public init(_ rule: RuleParameters, city: CityModel, datastream: DatastreamID?) throws(RuleFault) {
        guard city.kind(rule.kind) != nil else { throw rule.fault("the kind '\(rule.kind)' is not among the city's kinds") }
        let stream = try datastream.map { (id) throws(RuleFault) in try Self.get(id, for: rule, in: city) }
        let streams = try rule.datastreams.map { (id) throws(RuleFault) in try Self.get(id, for: rule, in: city) }
        guard let first = stream ?? streams.first else { throw rule.fault("datastreams is empty; name at least one") }
        let siteID = rule.site ?? first.site
        let place = siteID.flatMap { city.site($0) }
        if let siteID, place == nil { throw rule.fault("the site '\(siteID)' is not among the city's sites") }
        confidence = rule.numbers["confidence"] ?? Self.confidenceStandard
        guard (0...1).contains(confidence) else { throw rule.fault("'confidence' must lie between 0 and 1") }
        imminentFrom = try Self.imminentGrade(of: rule)
        kind = rule.kind
        title = rule.title
        point = stream?.point ?? place?.point ?? first.point
        site = siteID
        subject = stream?.name ?? place?.name ?? first.name
        origin = stream?.id.rawValue ?? siteID?.rawValue ?? first.id.rawValue
        self.rule = rule.versioned
        sourceKey = stream.map { "rule:\(rule.id):\($0.id)" } ?? "rule:\(rule.id)"
        synthetic = rule.synthetic || first.synthetic || (place?.synthetic ?? false)
    }

    /// The claim that a condition holds at `grade`, or, with `active` false, that it is over.
    ///
    /// - Parameter doubt: what takes from the rule's confidence, 0 for nothing to 1 for all of it.
    public func claim(
        _ grade: Grade, active: Bool, measure: Measure?, at moment: Instant, summary: LocalizedText, doubt: Double = 0
    ) -> AlertClaim {
        let evidence = Evidence(
            source: .reading, origin: origin, summary: summary, observedAt: moment, value: measure?.value, unit: measure?.unit,
            limit: measure?.limit, rule: rule)
        return AlertClaim(
            kind: kind, title: title, point: point, site: site, grade: grade,
            confidence: confidence * (1 - doubt), imminent: imminentFrom.map { grade >= $0 } ?? false, evidence: evidence, sourceKey: sourceKey,
            active: active, synthetic: synthetic)
    }

    /// The claim that nothing can be said because data is missing. It has its own key, so that it never touches a claim of danger,
    /// and is never imminent.
    public func noData(
        _ grade: Grade, active: Bool, missing: Seconds, limit: Seconds, at moment: Instant, summary: LocalizedText
    ) -> AlertClaim {
        let evidence = Evidence(
            source: .silence, origin: origin, summary: summary, observedAt: moment, value: missing.value, unit: "s", limit: limit.value,
            rule: rule)
        return AlertClaim(
            kind: kind, title: Phrase.noDataTitle(title), point: point, site: site, grade: grade, confidence: confidence, imminent: false,
            evidence: evidence, sourceKey: noDataKey, active: active, synthetic: synthetic)
    }

    /// The claim that the sensor itself is not to be trusted, or that it is again. Like `noData`, it never touches a claim of danger.
    public func untrue(_ grade: Grade, active: Bool, measure: Measure, at moment: Instant, summary: LocalizedText) -> AlertClaim {
        let evidence = Evidence(
            source: .silence, origin: origin, summary: summary, observedAt: moment, value: measure.value, unit: measure.unit, limit: measure.limit,
            rule: rule)
        return AlertClaim(
            kind: kind, title: Phrase.untrueTitle(title), point: point, site: site, grade: grade, confidence: confidence, imminent: false,
            evidence: evidence, sourceKey: untrueKey, active: active, synthetic: synthetic)
    }

    /// The key of the claim that the sensor is not to be trusted.
    public var untrueKey: String { sourceKey + ":untrue" }

    /// The key of the claim that data is missing.
    public var noDataKey: String { sourceKey + ":no-data" }

    private static func get(_ id: DatastreamID, for rule: RuleParameters, in city: CityModel) throws(RuleFault) -> Datastream {
        guard let stream = city.datastream(id) else { throw rule.fault("the datastream '\(id)' is not among the city's datastreams") }
        return stream
    }

    private static func imminentGrade(of rule: RuleParameters) throws(RuleFault) -> Grade? {
        guard let name = rule.imminentFrom else { return nil }
        guard let grade = Grade(rawValue: name) else { throw rule.fault("imminentFrom is '\(name)'; use I, II, III or IV") }
        return grade
    }

    /// What one unconfirmed rule is worth when the package does not say.
    static let confidenceStandard = 0.8
}
