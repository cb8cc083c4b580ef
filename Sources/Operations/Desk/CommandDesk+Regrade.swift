import City
import EventLog
import HazardKit
import Incidents

extension CommandDesk {
    /// Lets an incident hear that one of its alerts has become graver than it is: at once where a rule has said so beforehand, else as a
    /// proposal with a clock. Read off the two states, so a restart loses none. False when the world failed.
    func followGrade(of alert: Alert) async -> Bool {
        // At most two steps: the grade that a rule calls imminent, then the proposal of one beyond it.
        for _ in 0..<2 {
            guard let incident = alert.incident.flatMap({ picture.survivor(of: $0) }), let step = incident.regradeStep(for: alert) else {
                return true
            }
            let id = incident.id
            let stream = StreamName(category: Picture.Category.incident, id: id.rawValue)
            let key = "regrade/\(alert.id)/\(step.grade.rawValue)/\(step.atOnce ? "change" : "propose")"
            guard !isRefused(key, on: stream) else { return true }
            let command: IncidentCommand =
                step.atOnce
                ? .changeGrade(ChangeGrade(grade: step.grade, reason: Self.reason(for: step.grade, alert)))
                : .proposeRegrade(ProposeRegrade(grade: step.grade, alert: alert.id))
            let system = system(at: incident.owner, "regrade")
            // The version is part of the name: an incident that was reopened may be asked again.
            let version = picture.incidents[id]?.version ?? 0
            let done = await attempt(stream, key) {
                try await self.submit(incident: id, command, by: system, command: CommandID("incident/\(id)/\(key)/\(version)"))
            }
            guard done else { return false }
        }
        return true
    }

    private static func reason(for grade: Grade, _ alert: Alert) -> String {
        let newest = alert.evidence.last?.summary ?? alert.title
        return "预警 \(alert.id) 迫在眉睫，升为\(grade.rawValue)级：\(newest.zh.prefix(summaryMax)) / "
            + "Alert \(alert.id) is imminent at grade \(grade.rawValue): \(newest.en.prefix(summaryMax))"
    }

    /// A reason is read on one line of the timeline; the alert has the evidence whole.
    private static let summaryMax = 200
}
