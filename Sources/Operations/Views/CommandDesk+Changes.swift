import City
import Incidents

/// What the screens are told. A view is made and encoded when the first board needs it, away from the desk.
extension CommandDesk {
    func changes(of id: AlertID, at position: Int64) -> [Change] {
        guard !broadcast.isSilent, let held = picture.alerts[id] else { return [] }
        let alert = held.state
        return [
            Change(position: position, topic: .alert, centers: [alert.township, alert.district, alert.owner]) { [city] in
                ViewCoding.bytes(AlertView(held, city))
            }
        ]
    }

    func changes(of id: IncidentID, at position: Int64) -> [Change] {
        guard !broadcast.isSilent, let held = picture.incidents[id] else { return [] }
        let incident = held.state
        let centers = [incident.township, incident.district, incident.owner] + (incident.handOver.map { [$0.to] } ?? [])
        let departments = Set(incident.departments).union(incident.tasks.compactMap(\.department))
        return [
            Change(
                position: position, topic: .incident, centers: centers, departments: departments.sorted(),
                teams: Set(incident.tasks.compactMap(\.team)).sorted()
            ) { [city, lines = evacuationLines(of: id)] in ViewCoding.bytes(IncidentSummary(held, evacuations: lines, city)) }
        ]
    }

    func changes(of id: NoticeID, at position: Int64) -> [Change] {
        guard !broadcast.isSilent, let notice = picture.notices[id] else { return [] }
        return [
            Change(
                position: position, topic: .notice, centers: notice.recipients.map(\.center), departments: notice.recipients.compactMap(\.department)
            ) { [city] in ViewCoding.bytes(NoticeView(notice, city)) }
        ]
    }
}

extension CommandDesk {
    /// An incident in one line, with its zones.
    func summary(_ held: Picture.Held<Incident>) -> IncidentSummary {
        IncidentSummary(held, evacuations: evacuationLines(of: held.state.id), city)
    }

    private func evacuationLines(of id: IncidentID) -> [EvacuationLine] {
        (picture.evacuationsByIncident[id] ?? []).compactMap { picture.evacuations[$0] }.map(EvacuationLine.init)
    }
}

/// The bytes of a view. What the project's own views hold can always be written.
enum ViewCoding {
    static func bytes(_ view: some Encodable) -> [UInt8] {
        do {
            return try JSONBytes.encode(view)
        } catch {
            preconditionFailure("a view could not be encoded: \(error)")
        }
    }
}
