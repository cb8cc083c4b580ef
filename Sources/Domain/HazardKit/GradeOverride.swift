import City

/// A geologist's word on a site's grade, with a reason and an end. It stands above what a hazard's rule measures.
public struct GradeOverride: Hashable, Codable, Sendable {
    /// The grade that stands; nil for none.
    public let grade: Grade?
    public let reason: LocalizedText
    /// Who says so, as the log names people.
    public let by: String
    public let from: Instant
    public let until: Instant

    /// Nil without a reason, without a name, or for longer than `longest`: what nobody looks at again must not stand for ever.
    public init?(grade: Grade?, reason: LocalizedText, by: String, from: Instant, until: Instant) {
        guard !reason.zh.isEmpty || !reason.en.isEmpty, !by.isEmpty, until > from, until.since(from) <= Self.longest else { return nil }
        self.grade = grade
        self.reason = reason
        self.by = by
        self.from = from
        self.until = until
    }

    public func isInForce(at now: Instant) -> Bool { from <= now && now < until }

    /// The grade that holds with this word: the geologist's, while it is in force, also below what the methods say.
    public static func effective(_ measured: Grade?, _ override: GradeOverride?, at now: Instant) -> Grade? {
        guard let override, override.isInForce(at: now) else { return measured }
        return override.grade
    }

    /// Three days; then somebody looks again.
    public static let longest = Seconds.hours(72)
}
