import City
import HazardKit

/// One file under `playbooks/`.
enum PlaybookFile {
    static func read(_ folder: PackageFolder) -> [PackageDraft.PlaybookDraft] {
        folder.list("playbooks", endings: ["yaml", "yml"], required: true).compactMap { file in
            Entry.root(of: file, in: folder).flatMap(playbook)
        }
    }

    private static func playbook(_ root: Entry) -> PackageDraft.PlaybookDraft? {
        root.allowOnly("id", "version", "kind", "name", "steps")
        let entries = root.entries("steps", each: "step")
        if entries.count > stepCountMax { root.report("steps", "\(entries.count) steps: at most \(stepCountMax) can be followed in an emergency") }
        let steps = entries.compactMap { entry in step(entry).map { ($0, entry.place) } }
        guard let id = root.identifier("id"), let kind = root.identifier("kind"), let name = root.localized("name"),
            let version = root.number("version")
        else { return nil }
        guard version >= 1, version == version.rounded(), version < 1e6 else {
            root.report("version", "the version of a playbook is a whole number from 1, not \(version)")
            return nil
        }
        return PackageDraft.PlaybookDraft(
            playbook: Playbook(id: PlaybookID(id), version: Int(version), kind: MatterKind(kind), name: name, steps: steps.map(\.0)),
            place: root.place, stepPlaces: steps.map(\.1))
    }

    private static func step(_ entry: Entry) -> Playbook.Step? {
        entry.allowOnly("id", "do", "title", "grades", "department", "skill", "level", "acknowledge", "done", "stage", "preauthorised", "after")
        let grades = entry.grades("grades")
        if entry.glance("do") == Playbook.Step.Action.evacuate.rawValue { return zoneStep(entry, grades) }
        for key in ["stage", "preauthorised"] where entry.has(key) { entry.report(key, "only a step that does evacuate has `\(key)`: leave it out") }
        guard let id = entry.identifier("id"), let word = entry.string("do"), let title = entry.localized("title"), let level = entry.level("level"),
            let acknowledge = entry.seconds("acknowledge")
        else { return nil }
        guard let action = Playbook.Step.Action(rawValue: word) else {
            entry.report("do", "a step does task, team, notice, evacuate or drone, not `\(word.prefix(20))`")
            return nil
        }
        let done = entry.optionalSeconds("done")
        let skill = entry.optionalString("skill")
        switch action {
        case .task where !entry.has("department"): entry.missing("department", "the department whose post gets the task")
        case .team where !entry.has("skill"): entry.missing("skill", "the skill that the team must have")
        case .drone where entry.has("department"):
            entry.report("department", "a look from the air is ordered by the duty desk of its level: leave `department` out")
        case .notice where done != nil: entry.report("done", "a notice is acknowledged, not done: leave `done` out")
        default: break
        }
        if action != .notice {
            if let done {
                if done < acknowledge { entry.report("done", "the step must be done before it must be acknowledged: mend one of the two spans") }
            } else if !entry.has("done") {
                entry.missing("done", "the span within which the step must be done")
            }
        }
        return Playbook.Step(
            id: StepID(id), action: action, title: title, grades: grades, department: entry.optionalString("department").map { DepartmentID($0) },
            skill: skill.map { Skill($0) }, level: level, acknowledgeWithin: acknowledge, doneWithin: done, after: after(entry))
    }

    private static func after(_ entry: Entry) -> Playbook.Step.Aftermath? {
        guard let word = entry.optionalString("after") else { return nil }
        let after = Playbook.Step.Aftermath(rawValue: word)
        if after == nil { entry.report("after", "a step runs with the plan, or after `resolved`, not after `\(word.prefix(20))`") }
        return after
    }

    /// A stage that is proposed for the zones of the site: nobody is addressed, so there is no department, skill or span.
    private static func zoneStep(_ entry: Entry, _ grades: [String]) -> Playbook.Step? {
        for key in ["department", "skill", "level", "acknowledge", "done", "after"] where entry.has(key) {
            entry.report(key, "a step that does evacuate speaks of zones and addresses nobody: leave `\(key)` out")
        }
        guard let id = entry.identifier("id"), let title = entry.localized("title"), let word = entry.string("stage") else { return nil }
        guard let stage = ZoneStage(rawValue: word) else {
            entry.report("stage", "a stage is advisory, warning or order, not `\(word.prefix(20))`")
            return nil
        }
        let preauthorised = entry.bool("preauthorised", default: false)
        if preauthorised, stage != .order { entry.report("preauthorised", "only an order can be pre-authorised: leave it out") }
        return Playbook.Step(
            id: StepID(id), action: .evacuate, title: title, grades: grades, department: nil, skill: nil, level: .township,
            acknowledgeWithin: .zero, doneWithin: nil, stage: stage, preauthorised: preauthorised)
    }

    /// Longer plans are several plans; the engine also holds every step of every open incident in memory.
    static let stepCountMax = 100
}
