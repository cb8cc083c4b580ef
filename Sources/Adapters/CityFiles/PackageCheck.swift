import Cameras
import City
import Drones
import Geo
import HazardKit

/// Checks the files of a package against each other: the network first, then words, then whether every step reaches somebody.
struct PackageCheck {
    let draft: PackageDraft
    let model: CityModel
    let boundaries: [Boundary]
    let jurisdiction: JurisdictionMap
    let faults: FaultLog

    func run() {
        NetworkCheck(centers: draft.centers, bounded: Set(boundaries.map(\.code)), faults: faults).run()
        checkDuplicates()
        checkTeams()
        checkWatched()
        checkSheets()
        checkPlaybookWords()
        PlaybookCheck(draft: draft, model: model, faults: faults).run()
    }

    private func checkDuplicates() {
        unique(draft.departments, "department", \.id.rawValue)
        unique(draft.kinds, "kind", \.id.rawValue)
        unique(draft.skills, "skill", \.id)
        unique(draft.teams, "team", \.id.rawValue)
        unique(draft.posts, "post", \.id.rawValue)
        unique(draft.sites, "site", \.id.rawValue)
        unique(draft.cameras, "camera", \.camera.id.rawValue)
        unique(draft.drones, "drone", \.id.rawValue)
        unique(draft.datastreams, "datastream", \.id.rawValue)
        unique(draft.clockRows, "clock row of grade", \.grade)
        unique(draft.reports, "report", \.id)
        unique(draft.rules.map { Located(value: $0.rule, place: $0.place) }, "rule", \.id)
        unique(
            draft.playbooks.map { Located(value: "\($0.playbook.id) version \($0.playbook.version)", place: $0.place) }, "playbook", \.self)
        for playbook in draft.playbooks {
            let steps = zip(playbook.playbook.steps, playbook.stepPlaces).map { Located(value: $0, place: $1) }
            unique(steps, "step", \.id.rawValue)
        }
        for (set, name) in [(draft.departments.isEmpty, "departments.yaml"), (draft.kinds.isEmpty, "kinds.yaml")] where set {
            faults.report(Place(file: name, line: 1), "the list is empty: name at least one")
        }
    }

    private func unique<Value>(_ all: [Located<Value>], _ what: String, _ id: (Value) -> String) {
        var first: [String: Place] = [:]
        for item in all {
            let name = id(item.value)
            if let earlier = first[name] {
                let other = earlier.file == item.place.file ? "line \(earlier.line)" : "\(earlier.file):\(earlier.line)"
                faults.report(item.place, "the \(what) `\(name)` stands here and at \(other): rename or remove one")
            } else {
                first[name] = item.place
            }
        }
    }

    private func checkTeams() {
        let departments = Set(draft.departments.map(\.value.id))
        let skills = Set(draft.skills.map { Skill($0.value.id) })
        for team in draft.teams {
            let value = team.value
            if !departments.contains(value.department) {
                faults.report(team.place, "the department `\(value.department)` of team `\(value.id)` is unknown: it is not in departments.yaml")
            }
            if model.center(value.center) == nil {
                faults.report(team.place, "the center `\(value.center)` of team `\(value.id)` is unknown: it is not in network.csv")
            }
            for skill in value.skills where !skills.contains(skill) {
                faults.report(team.place, "the skill `\(skill)` of team `\(value.id)` is unknown: add it under `skills` or mend the word")
            }
            if jurisdiction.locate(value.home) == nil {
                faults.report(team.place, "the home of team `\(value.id)` lies outside the city: check its latitude and longitude")
            }
            if value.skills.isEmpty { faults.report(team.place, "team `\(value.id)` has no skill, so no plan can ever propose it: give it one") }
        }
    }

    /// Sites, datastreams and rules.
    private func checkWatched() {
        let kinds = Set(draft.kinds.map(\.value.id))
        let sites = Set(draft.sites.map(\.value.id))
        for site in draft.sites {
            if !kinds.contains(site.value.kind) {
                faults.report(site.place, "the kind `\(site.value.kind)` of site `\(site.value.id)` is unknown: it is not in kinds.yaml")
            }
            if let township = site.value.township, model.center(township)?.level != .township {
                faults.report(
                    site.place, "the township `\(township)` of site `\(site.value.id)` is unknown: no township in network.csv has this code")
            }
            if jurisdiction.locate(site.value.point) == nil {
                faults.report(site.place, "site `\(site.value.id)` lies outside the city: check its latitude and longitude")
            }
        }
        let points = Dictionary(draft.sites.map { ($0.value.id, $0.value.point) }, uniquingKeysWith: { first, _ in first })
        for stream in draft.datastreams {
            // The series of a register stand at their site, which has been asked about already.
            let isAtSite = stream.value.site.map { points[$0] == stream.value.point } ?? false
            if !isAtSite, jurisdiction.locate(stream.value.point) == nil {
                faults.report(
                    stream.place,
                    "datastream `\(stream.value.id)` lies outside the city, so its alerts would belong to nobody: check its latitude and longitude")
            }
            if let site = stream.value.site, !sites.contains(site) {
                faults.report(stream.place, "the site `\(site)` of datastream `\(stream.value.id)` is unknown: it is not in sites.yaml")
            }
        }
        for draft in draft.rules {
            if !kinds.contains(draft.rule.kind) {
                faults.report(draft.place, "the kind `\(draft.rule.kind)` of rule `\(draft.rule.id)` is unknown: it is not in kinds.yaml")
            }
            if let site = draft.rule.site, !sites.contains(site) {
                faults.report(draft.place, "the site `\(site)` of rule `\(draft.rule.id)` is unknown: it is not in sites.yaml")
            }
        }
    }

    /// A sheet may name a plan of its own.
    private func checkSheets() {
        let plans = Set(draft.playbooks.map(\.playbook.id))
        let departments = Set(draft.departments.map(\.value.id))
        for register in draft.registers {
            if let department = register.judgedBy, !departments.contains(department) {
                faults.report(
                    Place(file: RegisterFile.form(register.kind), line: 1),
                    "the department `\(department)` of `judged-by` is unknown: it is not in departments.yaml")
            }
            for sheet in register.sheets.values {
                guard let plan = sheet.plan, !plans.contains(plan) else { continue }
                faults.report(
                    Place(file: RegisterFile.features(register.kind), line: 1),
                    "the plan `\(plan)` of site `\(sheet.site)` is unknown: no file under playbooks/ has this id")
            }
        }
    }

    private func checkPlaybookWords() {
        let kinds = Set(draft.kinds.map(\.value.id))
        let departments = Set(draft.departments.map(\.value.id))
        let skills = Set(draft.skills.map { Skill($0.value.id) })
        for playbook in draft.playbooks {
            if !kinds.contains(playbook.playbook.kind) {
                faults.report(
                    playbook.place, "the kind `\(playbook.playbook.kind)` of playbook `\(playbook.playbook.id)` is unknown: it is not in kinds.yaml")
            }
            for (step, place) in zip(playbook.playbook.steps, playbook.stepPlaces) {
                if let department = step.department, !departments.contains(department) {
                    faults.report(place, "the department `\(department)` of step `\(step.id)` is unknown: it is not in departments.yaml")
                }
                if let skill = step.skill, !skills.contains(skill) {
                    faults.report(place, "the skill `\(skill)` of step `\(step.id)` is unknown: it is not under `skills` in teams.yaml")
                }
            }
        }
        for kind in draft.kinds where !draft.playbooks.contains(where: { $0.playbook.kind == kind.value.id }) {
            faults.report(kind.place, "kind `\(kind.value.id)` has no playbook: add a file under playbooks/")
        }
    }
}
