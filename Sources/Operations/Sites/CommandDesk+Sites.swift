import City
import EventLog
import HazardKit
import Incidents

extension CommandDesk {
    /// The words on sites that have neither ended nor been withdrawn.
    public func siteWords(at moment: Instant) -> [SiteID: GradeOverride] {
        picture.siteWords.compactMapValues { held in held.word.flatMap { $0.isInForce(at: moment) ? $0 : nil } }
    }

    /// Writes what a person says of a site; the sensing desk hands it to the rules. Throws `Refusal`, `LogFault`.
    func record(_ event: SiteEvent, about site: SiteID, by actor: Actor, command: CommandID?) async throws -> Receipt {
        try await requireReady()
        let stream = StreamName(category: Picture.Category.site, id: site.rawValue)
        return try await inTurn(stream) {
            let version = picture.siteWords[site]?.version ?? 0
            let committed = try await commit([event], to: stream, after: version, by: actor, command: command, at: now())
            if let last = committed.recorded.last { picture.apply(event, to: site, last.version) }
            publish([], for: committed.recorded)
            return committed.receipt
        }
    }
}

extension SensingDesk {
    /// Sets a site's grade by a person's word, which stands above what is measured until it ends. Throws `Refusal`, `LogFault`.
    ///
    /// - Parameters:
    ///   - grade: nil for "no warning", which is a grave thing to say and needs its reason like any other.
    ///   - until: at most `GradeOverride.longest` from now.
    public func setGrade(
        of site: SiteID, to grade: Grade?, reason: String, until: Instant, by actor: Actor, command: CommandID?
    ) async throws -> Receipt {
        try requireGraded(site)
        try Self.check(reason)
        let moment = now()
        guard until > moment, until.since(moment) <= GradeOverride.longest,
            let word = GradeOverride(grade: grade, reason: LocalizedText(zh: reason, en: reason), by: actor.name, from: moment, until: until)
        else {
            throw Refusal(
                "site.grade-span", "A grade set by a person ends within \(Int(GradeOverride.longest.value / 3600)) hours; then somebody looks again.",
                field: "until")
        }
        let receipt = try await desk.record(.gradeSet(SiteGradeSet(word: word)), about: site, by: actor, command: command)
        try await heed(of: site)
        return receipt
    }

    /// Takes the word back: the measured grade counts again. Throws `Refusal`, `LogFault`.
    public func withdrawGrade(of site: SiteID, reason: String, by actor: Actor, command: CommandID?) async throws -> Receipt {
        try requireGraded(site)
        try Self.check(reason)
        guard await desk.siteWords(at: now())[site] != nil else {
            throw Refusal("site.no-grade-set", "Nobody has set a grade of \(site) that is still in force, so there is nothing to withdraw.")
        }
        let receipt = try await desk.record(.gradeWithdrawn(SiteGradeWithdrawn(reason: reason)), about: site, by: actor, command: command)
        try await heed(of: site)
        return receipt
    }

    private func requireGraded(_ site: SiteID) throws {
        guard city.site(site) != nil else { throw Refusal.unknown("site", site.rawValue) }
        guard isGraded(site) else {
            throw Refusal("site.not-graded", "No rule gives \(site) a grade, so there is none to set. Report what was seen instead.")
        }
    }

    private static func check(_ reason: String) throws {
        guard !reason.allSatisfy(\.isWhitespace), reason.utf8.count <= reasonBytesMax else {
            throw Refusal(
                "site.reason", "Say why, in at most \(reasonBytesMax) bytes: whoever is on duty next relies on it.", field: "reason")
        }
    }

    /// A screen of text.
    static let reasonBytesMax = 2_000
}
