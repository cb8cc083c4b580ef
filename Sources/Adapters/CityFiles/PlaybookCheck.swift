import City

/// Checks that every step of every playbook reaches a post or a team in every jurisdiction in which it can run.
struct PlaybookCheck {
    let draft: PackageDraft
    let model: CityModel
    let faults: FaultLog

    func run() {
        let words = Set(draft.departments.map(\.value.id))
        let skills = Set(draft.skills.map { Skill($0.value.id) })
        let reach = SkillReach(model)
        let centers = Dictionary(grouping: draft.currentCenters, by: \.level).mapValues { $0.map(\.code).sorted() }
        checkDesks(draft.currentCenters)
        checkDrones()
        for playbook in draft.playbooks {
            for (step, place) in zip(playbook.playbook.steps, playbook.stepPlaces) {
                let all = centers[step.level] ?? []
                if step.action == .team || step.action == .drone, let skill = step.skill, skills.contains(skill) {
                    report(all.filter { !reach.covers($0, skill: skill) }, step, place, "no team with the skill `\(skill)` in or above")
                }
                if step.action == .task || step.action == .notice || step.action == .drone, step.department.map(words.contains) ?? true {
                    let what = step.department.map { "no post of `\($0)` at" } ?? "no duty desk at"
                    report(all.filter { model.post(at: $0, department: step.department) == nil }, step, place, what)
                }
            }
        }
    }

    /// A look from the air that no drone of the city can ever carry out would only be escalated.
    private func checkDrones() {
        guard draft.drones.isEmpty else { return }
        for playbook in draft.playbooks {
            for (step, place) in zip(playbook.playbook.steps, playbook.stepPlaces) where step.action == .drone {
                faults.report(
                    place, "step `\(step.id)` asks for a look from the air and the city has no drone: add one in \(DronesFile.name), or do: team")
            }
        }
    }

    private func report(_ missing: [CenterCode], _ step: Playbook.Step, _ place: Place, _ what: String) {
        guard !missing.isEmpty else { return }
        let shown = missing.prefix(Self.shownCount).map(\.rawValue).joined(separator: ", ")
        let more = missing.count > Self.shownCount ? " and \(missing.count - Self.shownCount) more" : ""
        let remedy = what.hasPrefix("no team") ? "add one in teams.yaml" : "add it in posts.yaml"
        faults.report(place, "step `\(step.id)` reaches nobody: there is \(what) \(shown)\(more): \(remedy), or change the level of the step")
    }

    /// An alert goes to the duty desk of its center, whatever its kind.
    private func checkDesks(_ centers: [Center]) {
        guard !draft.posts.isEmpty else { return }
        let missing = centers.filter { model.post(at: $0.code, department: nil) == nil }
        if let first = missing.first {
            faults.report(
                Place(file: PostsFile.name, line: 1), "\(missing.count) centers have no duty desk, such as `\(first.code)`: mend `duty-desk`")
        }
    }

    private static let shownCount = 3
}

/// Where teams with a skill are, and for whom that is "in or above".
struct SkillReach {
    private let model: CityModel
    /// Centers at which a team with the skill is based.
    private var at: [Skill: Set<CenterCode>] = [:]
    /// Those and everything above them.
    private var within: [Skill: Set<CenterCode>] = [:]

    init(_ model: CityModel) {
        self.model = model
        for team in model.teams {
            let chain = model.chain(from: team.center)
            for skill in team.skills {
                at[skill, default: []].insert(team.center)
                within[skill, default: []].formUnion(chain)
            }
        }
    }

    func covers(_ center: CenterCode, skill: Skill) -> Bool {
        if within[skill]?.contains(center) == true { return true }
        guard let bases = at[skill] else { return false }
        return model.chain(from: center).contains { bases.contains($0) }
    }
}
