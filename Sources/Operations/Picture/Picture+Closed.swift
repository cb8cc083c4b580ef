import City
import Drones
import Incidents

/// What leaves the picture, and what of it stays.
extension Picture {
    /// Lets the oldest closed matters go once too many are held. An alert whose incident is still open stays.
    mutating func trimClosed() {
        while closedIncidents.count > closedHeldMax {
            let id = closedIncidents.removeFirst()
            for alert in alerts(endingWith: id) { release(alert) }
            letGo(noticesByIncident.removeValue(forKey: id) ?? [])
            for evacuation in evacuationsByIncident.removeValue(forKey: id) ?? [] { evacuations[evacuation] = nil }
            incidents[id] = nil
            letGoFlights(of: id)
        }
        while closedAlerts.count > closedHeldMax { release(closedAlerts.removeFirst()) }
    }

    /// A drone may be out longer than its incident is held; its flight stays until it has ended.
    mutating func letGoFlights(of incident: IncidentID) {
        for (id, held) in flights where held.state.incident == incident && !held.state.isOpen { flights[id] = nil }
    }

    /// The alerts of a merged incident belong to the one that it lives on in, and go with that one.
    private func alerts(endingWith id: IncidentID) -> [AlertID] {
        guard let incident = incidents[id]?.state, incident.mergedInto.map({ survivor(of: $0)?.state.isOpen ?? false }) != true else { return [] }
        return incident.alerts
    }

    /// The incident in which one lives on after all mergers; itself where it was never merged, nil where the trail has left the picture.
    func survivor(of id: IncidentID) -> Incident? {
        var next = incidents[id]?.state
        // Nobody merges back into an incident that has ended, so the trail has no loop and an end.
        while let incident = next, let into = incident.mergedInto { next = incidents[into]?.state }
        return next
    }

    private mutating func release(_ id: AlertID) {
        guard let alert = alerts.removeValue(forKey: id)?.state else { return }
        for key in alert.sourceKeys where alertsBySource[key] == id { alertsBySource[key] = nil }
        letGo(noticesByAlert.removeValue(forKey: id) ?? [])
    }

    /// Notices leave with their matter, but for those with a letter that still waits or lies dead: it is owed to somebody.
    mutating func letGo(_ ids: [NoticeID]) {
        for id in ids {
            guard let notice = notices[id] else { continue }
            if owesLetters(notice) { lingering.insert(id) } else { notices[id] = nil }
        }
        guard lingering.count > Self.lingeringHeldMax + Self.lingeringSlack else { return }
        let oldestFirst = lingering.compactMap { notices[$0] }.sorted { ($0.issuedAt, $0.id) < ($1.issuedAt, $1.id) }
        for notice in oldestFirst.prefix(lingering.count - Self.lingeringHeldMax) { forget(notice.id) }
    }

    /// Looks again at notices whose matter has left: those that owe no letter any more follow it.
    mutating func settleLingering(_ ids: some Sequence<NoticeID>) {
        for id in ids where lingering.contains(id) {
            if let notice = notices[id], owesLetters(notice) { continue }
            forget(id)
        }
    }

    private mutating func forget(_ id: NoticeID) {
        lingering.remove(id)
        notices[id] = nil
    }

    /// Notices kept for their letters alone, about 1 kB each: a receiver that nobody mends or removes must not fill the memory. What waits is
    /// given up within hours by the policy of retries, so the oldest here are dead.
    static let lingeringHeldMax = 10_000
    /// Sorting for each one too many would cost more than it frees.
    private static let lingeringSlack = 500
}
