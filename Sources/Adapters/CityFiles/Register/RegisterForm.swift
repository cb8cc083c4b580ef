import City
import HazardKit

/// `register.yaml`: which facts a register keeps and in which words, its sensor layouts, and the rules that every site with a layout gets.
struct RegisterForm {
    /// A rule as every site gets it; `title` follows the site's name.
    struct RuleTemplate {
        let suffix: String
        let parameters: RuleParameters

        func parameters(of site: Site, over datastreams: [DatastreamID]) -> RuleParameters {
            RuleParameters(
                id: "\(site.id)-\(suffix)", type: parameters.type, kind: site.kind, datastreams: datastreams, site: site.id,
                title: LocalizedText(zh: "\(site.name.zh) \(parameters.title.zh)", en: "\(site.name.en) \(parameters.title.en)"),
                numbers: parameters.numbers, limits: parameters.limits, imminentFrom: parameters.imminentFrom, synthetic: site.synthetic)
        }
    }

    let file: String
    let facts: [FactForm]
    let failureTypes: [Code]
    let watchRoles: [Code]
    let judgedBy: DepartmentID?
    let layouts: [String: SensorLayout]
    let rules: [RuleTemplate]

    static func read(_ folder: PackageFolder, file: String) -> RegisterForm? {
        guard let root = Entry.root(of: file, in: folder) else { return nil }
        root.allowOnly("facts", "failure-types", "watch-roles", "judged-by", "layouts", "rules")
        var layouts: [String: SensorLayout] = [:]
        for entry in root.entries("layouts", each: "layout", required: false) {
            guard let layout = SensorLayout.read(entry) else { continue }
            if layouts.updateValue(layout, forKey: layout.id) != nil { entry.report("id", "the layout `\(layout.id)` stands here twice") }
        }
        return RegisterForm(
            file: file, facts: root.entries("facts", each: "fact", required: false).compactMap(fact), failureTypes: codes(root, "failure-types"),
            watchRoles: codes(root, "watch-roles"), judgedBy: root.optionalString("judged-by").map { DepartmentID($0) }, layouts: layouts,
            rules: root.entries("rules", each: "rule", required: false).compactMap(rule))
    }

    private static func fact(_ entry: Entry) -> FactForm? {
        entry.allowOnly("key", "name", "unit", "choices")
        guard let key = entry.identifier("key"), let name = entry.localized("name") else { return nil }
        let choices = codes(entry, "choices")
        let unit = entry.optionalString("unit")
        if choices.isEmpty == (unit == nil) {
            entry.report("key", "the fact `\(key)` needs either a `unit` (it is a number) or `choices` (it is a word)")
        }
        if reserved.contains(key) { entry.report("key", "`\(key)` has a meaning of its own in a register: take another key") }
        return FactForm(key: key, name: name, unit: unit, choices: choices)
    }

    private static func codes(_ entry: Entry, _ key: String) -> [Code] {
        entry.entries(key, each: "entry of `\(key)`", required: false).compactMap { one in
            one.allowOnly("id", "name")
            guard let id = one.identifier("id"), let name = one.localized("name") else { return nil }
            return Code(id: id, name: name)
        }
    }

    private static func rule(_ entry: Entry) -> RuleTemplate? {
        entry.allowOnly("suffix", "type", "title", "numbers", "limits", "imminent-from")
        guard let suffix = entry.identifier("suffix"), let type = entry.identifier("type"), let title = entry.localized("title") else { return nil }
        let limits = entry.numbers("limits")
        for grade in limits.keys.sorted() where Grade(rawValue: grade) == nil {
            entry.report("limits", "grade `\(grade)` is none of I, II, III, IV")
        }
        let parameters = RuleParameters(
            id: suffix, type: type, kind: "", datastreams: [], site: nil, title: title, numbers: entry.numbers("numbers"), limits: limits,
            imminentFrom: entry.has("imminent-from") ? entry.grade("imminent-from") : nil, synthetic: false)
        return RuleTemplate(suffix: suffix, parameters: parameters)
    }

    /// Properties that every register reads the same way.
    static let reserved: Set<String> = [
        "is", "id", "site", "name_zh", "name_en", "township", "failure_type", "layout", "people", "households", "road_m", "shipping_lane",
        "scenic_area", "watchers", "volunteers", "plan", "synthetic", "assembly_zh", "assembly_en", "clearance_min",
    ]
}
