import City
import HazardKit

/// `rules.yaml`: rules over readings with their numbers.
enum RulesFile {
    static let name = "rules.yaml"

    static func read(_ folder: PackageFolder, datastreams: [Located<Datastream>]) -> [PackageDraft.RuleDraft] {
        guard let root = Entry.root(of: name, in: folder) else { return [] }
        root.allowOnly("rules")
        let streams = datastreams.map(\.value)
        return root.entries("rules", each: "rule").compactMap { entry in
            rule(entry, streams: streams).map { PackageDraft.RuleDraft(rule: $0, place: entry.place) }
        }
    }

    private static func rule(_ entry: Entry, streams: [Datastream]) -> RuleParameters? {
        entry.allowOnly("id", "type", "kind", "site", "datastreams", "watch", "title", "numbers", "limits", "imminent-from", "synthetic")
        let limits = entry.numbers("limits")
        for grade in limits.keys.sorted() where Grade(rawValue: grade) == nil {
            entry.report("limits", "grade `\(grade)` is none of I, II, III, IV")
        }
        let numbers = entry.numbers("numbers")
        let imminentFrom = entry.has("imminent-from") ? entry.grade("imminent-from") : nil
        let watched = StreamChoice.read(entry, streams: streams)
        guard let id = entry.identifier("id"), let type = entry.identifier("type"), let kind = entry.identifier("kind"),
            let title = entry.localized("title")
        else { return nil }
        checkNumbers(type, numbers: numbers, limits: limits, entry: entry)
        return RuleParameters(
            id: id, type: type, kind: MatterKind(kind), datastreams: watched, site: entry.optionalString("site").map { SiteID($0) }, title: title,
            numbers: numbers, limits: limits, imminentFrom: imminentFrom, synthetic: entry.bool("synthetic", default: false))
    }

    /// What Sensing's own rule types cannot work without. The numbers of a hazard's types are the hazard's to check.
    private static func checkNumbers(_ type: String, numbers: [String: Double], limits: [String: Double], entry: Entry) {
        let needed = ["threshold": [], "rate": ["windowSeconds"], "duration": ["holdSeconds"], "silence": []]
        guard let names = needed[type] else { return }
        for name in names where numbers[name] == nil {
            entry.report("numbers", "a \(type) rule needs the number `\(name)`: add it under `numbers`")
        }
        for name in names where name.hasSuffix("Seconds") && (numbers[name] ?? 1) <= 0 {
            entry.report("numbers", "`\(name)` must be above 0")
        }
        if limits.isEmpty { entry.report("limits", "a \(type) rule needs at least one grade with its limit under `limits`") }
        let ordered = Grade.allCases.compactMap { grade in limits[grade.rawValue].map { (grade.rawValue, $0) } }
        for (graver, milder) in zip(ordered, ordered.dropFirst()) where numbers["falling"] != 1 && graver.1 <= milder.1 {
            entry.report(
                "limits", "the limit of grade \(graver.0) (\(graver.1)) is not above that of grade \(milder.0) (\(milder.1)), which is milder")
        }
        if let clear = numbers["clearBelow"], let mildest = ordered.last, clear > mildest.1 {
            entry.report("numbers", "`clearBelow` (\(clear)) lies above the mildest limit (\(mildest.1)): the alert would clear while it holds")
        }
    }
}

/// Which datastreams something means: a list of names, or all of a site, perhaps of one property.
enum StreamChoice {
    static func read(_ entry: Entry, streams: [Datastream]) -> [DatastreamID] {
        if entry.has("datastreams") {
            return known(entry.strings("datastreams"), streams: streams, faults: entry.faults)
        }
        guard let watch = entry.entry("watch", required: false) else {
            entry.faults.report(entry.place, "\(entry.what) names no series: add `datastreams` or `watch: {site: …, property: …}`")
            return []
        }
        watch.allowOnly("site", "property", "except")
        let property = watch.optionalString("property")
        let except = Set(known(watch.strings("except", required: false), streams: streams, faults: entry.faults))
        guard let site = watch.string("site") else { return [] }
        let chosen = streams.filter { $0.site?.rawValue == site && (property == nil || $0.property == property) && !except.contains($0.id) }
        if chosen.isEmpty {
            watch.report("site", "no datastream of site `\(site)`\(property.map { " measures `\($0)`" } ?? "") in datastreams.csv: check both words")
        }
        return chosen.map(\.id)
    }

    private static func known(_ names: [Located<String>], streams: [Datastream], faults: FaultLog) -> [DatastreamID] {
        guard !names.isEmpty else { return [] }
        let all = Set(streams.map(\.id.rawValue))
        for name in names where !all.contains(name.value) {
            faults.report(name.place, "the datastream `\(name.value)` is unknown: it is not in datastreams.csv")
        }
        return names.map { DatastreamID($0.value) }
    }
}
