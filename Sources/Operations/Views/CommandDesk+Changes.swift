import City
import Incidents

/// What the screens are told. Each view is encoded once here, however many boards it goes to.
extension CommandDesk {
    func changes(of id: AlertID, at position: Int64) -> [Change] {
        guard !broadcast.isSilent, let held = picture.alerts[id] else { return [] }
        let alert = held.state
        return change(AlertView(held, city), .alert, position, centers: [alert.township, alert.district, alert.owner], departments: [], teams: [])
    }

    func changes(of id: IncidentID, at position: Int64) -> [Change] {
        guard !broadcast.isSilent, let held = picture.incidents[id] else { return [] }
        let incident = held.state
        let centers = [incident.township, incident.district, incident.owner] + (incident.handOver.map { [$0.to] } ?? [])
        let departments = Set(incident.departments).union(incident.tasks.compactMap(\.department))
        return change(
            IncidentSummary(held, city), .incident, position, centers: centers, departments: departments.sorted(),
            teams: Set(incident.tasks.compactMap(\.team)).sorted())
    }

    func changes(of id: NoticeID, at position: Int64) -> [Change] {
        guard !broadcast.isSilent, let notice = picture.notices[id] else { return [] }
        return change(
            NoticeView(notice, city), .notice, position, centers: notice.recipients.map(\.center),
            departments: notice.recipients.compactMap(\.department), teams: [])
    }

    private func change(
        _ view: some Encodable, _ topic: Change.Topic, _ position: Int64, centers: [CenterCode], departments: [DepartmentID], teams: [TeamID]
    ) -> [Change] {
        do {
            let json = try coding.bytes(view)
            return [Change(position: position, topic: topic, centers: centers, departments: departments, teams: teams, json: json)]
        } catch {
            preconditionFailure("a view could not be encoded: \(error)")
        }
    }
}
