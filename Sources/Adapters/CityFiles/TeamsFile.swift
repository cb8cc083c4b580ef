import City
import Geo

/// `teams.yaml`: the skills, teams made for every center of a level, and single teams.
enum TeamsFile {
    static let name = "teams.yaml"

    static func read(_ folder: PackageFolder, into draft: inout PackageDraft) {
        guard let root = Entry.root(of: name, in: folder) else { return }
        root.allowOnly("synthetic", "skills", "per-center", "teams")
        draft.skills = root.entries("skills", each: "skill").compactMap { entry in
            entry.allowOnly("id", "name")
            guard let id = entry.identifier("id"), let name = entry.localized("name") else { return nil }
            return Located(value: Code(id: id, name: name), place: entry.place)
        }
        let centers = draft.currentCenters
        let made = root.entries("per-center", each: "per-center rule", required: false).flatMap { teams($0, centers: centers) }
        draft.teams = made + root.entries("teams", each: "team", required: false).compactMap(team)
    }

    private static func team(_ entry: Entry) -> Located<Team>? {
        entry.allowOnly("id", "name", "department", "center", "skills", "people", "home")
        let skills = entry.strings("skills").map { Skill($0.value) }
        let people = entry.number("people")
        guard let id = entry.identifier("id"), let name = entry.localized("name"), let department = entry.identifier("department"),
            let center = entry.identifier("center"), let home = entry.coordinate("home"), let people
        else { return nil }
        let team = Team(
            id: TeamID(id), name: name, department: DepartmentID(department), center: CenterCode(center), skills: skills, home: home,
            people: headcount(people, entry))
        return Located(value: team, place: entry.place)
    }

    private static func teams(_ entry: Entry, centers: [Center]) -> [Located<Team>] {
        entry.allowOnly("levels", "except", "id", "name", "department", "skills", "people", "offset")
        let levels = Set(entry.levels("levels"))
        let except = entry.strings("except", required: false)
        let codes = Set(centers.map(\.code.rawValue))
        for code in except where !codes.contains(code.value) {
            entry.faults.report(code.place, "the center `\(code.value)` is unknown: it is not in network.csv")
        }
        let offset = entry.entry("offset", required: false).map { ($0.number("east") ?? 0, $0.number("north") ?? 0) } ?? (0, 0)
        let skills = entry.strings("skills").map { Skill($0.value) }
        guard let id = entry.identifier("id"), let name = entry.localized("name"), let department = entry.identifier("department"),
            let people = entry.number("people")
        else { return [] }
        let forms = (id: Template(id), zh: Template(name.zh), en: Template(name.en))
        if !forms.id.slots.contains("code") { entry.report("id", "`\(id)` would be the same for every center: put {code} into it") }
        let excepted = Set(except.map(\.value))
        let count = headcount(people, entry)
        return centers.filter { levels.contains($0.level) && !excepted.contains($0.code.rawValue) }.compactMap { center in
            guard let point = center.point else {
                entry.report("levels", "the center \(center.code) has no point, so a team cannot have its home there: list it under `except`")
                return nil
            }
            let words = ["code": center.code.rawValue]
            let team = Team(
                id: TeamID(forms.id.filled(words)),
                name: LocalizedText(
                    zh: forms.zh.filled(words.merging(["center": center.name.zh]) { $1 }),
                    en: forms.en.filled(words.merging(["center": center.name.en]) { $1 })),
                department: DepartmentID(department), center: center.code, skills: skills,
                home: point.moved(eastMetres: offset.0, northMetres: offset.1), people: count)
            return Located(value: team, place: entry.place)
        }
    }

    private static func headcount(_ people: Double, _ entry: Entry) -> Int {
        guard people >= 1, people <= peopleMax, people == people.rounded() else {
            entry.report("people", "`people` must be a whole number from 1 to \(Int(peopleMax)), not \(people)")
            return 1
        }
        return Int(people)
    }

    /// A team is sent as one; more people than this are several teams.
    private static let peopleMax = 1_000.0
}
