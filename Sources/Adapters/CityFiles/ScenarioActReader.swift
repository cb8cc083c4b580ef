import Access
import City
import HazardKit

/// Reads one `do: act` line of a scenario and checks its words.
struct ScenarioActReader {
    let entry: Entry
    let words: ScenarioFile.Words
    let calls: Set<String>

    func read() -> ScenarioAct? {
        entry.allowOnly("at", "do", "call", "site", "command", "role", "center", "department", "skill", "code", "cause", "note")
        let matter = matter()
        checkPlaces()
        guard let matter, let word = entry.string("command"), let role = entry.identifier("role") else { return nil }
        guard let command = ScenarioAct.Command(rawValue: word) else {
            entry.report(
                "command", "the command `\(word.prefix(30))` is none of \(ScenarioAct.Command.allCases.map(\.rawValue).joined(separator: ", "))")
            return nil
        }
        checkRole(role)
        checkCode(command)
        return ScenarioAct(
            matter: matter, command: command, role: RoleName(role), center: entry.optionalString("center").map { CenterCode($0) },
            department: entry.optionalString("department").map { DepartmentID($0) }, skill: entry.optionalString("skill").map { Skill($0) },
            code: entry.optionalString("code"), cause: entry.optionalString("cause"), note: entry.has("note") ? entry.localized("note") : nil)
    }

    private func matter() -> ScenarioAct.Matter? {
        switch (entry.optionalString("call"), entry.optionalString("site")) {
        case (let call?, nil):
            if !calls.contains(call) { entry.report("call", "no call of this scenario has the id `\(call)`") }
            return .call(call)
        case (nil, let site?):
            if !words.sites.contains(where: { $0.id == SiteID(site) }) {
                entry.report("site", "the site `\(site)` is unknown: it is not in sites.yaml")
            }
            return .site(SiteID(site))
        default:
            entry.faults.report(entry.place, "the step must name either `call` or `site`, the matter that it is about")
            return nil
        }
    }

    /// A role that the access table does not know would be refused by every door that a person goes through.
    private func checkRole(_ word: String) {
        guard let role = Role(RoleName(word)) else {
            entry.report("role", "the role `\(word)` is none of \(Role.allCases.filter { $0 != .device }.map(\.rawValue).joined(separator: ", "))")
            return
        }
        guard ![.device, .auditor, .administrator].contains(role) else {
            entry.report("role", "the role `\(word)` gives no commands on incidents: choose another")
            return
        }
        if let center = entry.optionalString("center"), let level = words.levels[CenterCode(center)], !role.levels.contains(level) {
            entry.report("role", "there is no `\(word)` at `\(center)`, a center of the level \(level.rawValue): mend the role or the center")
        }
    }

    private func checkPlaces() {
        if let center = entry.optionalString("center"), !words.centers.contains(CenterCode(center)) {
            entry.report("center", "the center `\(center)` is unknown: it is not in network.csv")
        }
        if let department = entry.optionalString("department"), !words.departments.contains(DepartmentID(department)) {
            entry.report("department", "the department `\(department)` is unknown: it is not in departments.yaml")
        }
        if let skill = entry.optionalString("skill"), !words.skills.contains(Skill(skill)) {
            entry.report("skill", "the skill `\(skill)` is unknown: it is not in teams.yaml")
        }
    }

    private func checkCode(_ command: ScenarioAct.Command) {
        let code = entry.optionalString("code")
        switch command {
        case .close:
            require(code, key: "code", in: words.codes.dispositions, of: "dispositions")
            require(entry.optionalString("cause"), key: "cause", in: words.codes.causes, of: "causes")
        case .reject: require(code, key: "code", in: words.codes.rejectionLabels, of: "rejection-labels")
        case .changeGrade:
            if Grade(rawValue: code ?? "") == nil { entry.report("code", "changeGrade needs `code`: one of I, II, III, IV") }
        case .fileReport:
            if !words.reports.contains(code ?? "") { entry.report("code", "fileReport needs `code`: the id of a report in clocks.yaml") }
        default: break
        }
    }

    private func require(_ code: String?, key: String, in set: [Code], of name: String) {
        guard let code else {
            entry.missing(key, "one of the \(name) in codes.yaml")
            return
        }
        if !CodeBook.isUsable(code, in: set) { entry.report(key, "`\(code)` is not a code in use under \(name) in codes.yaml") }
    }
}
