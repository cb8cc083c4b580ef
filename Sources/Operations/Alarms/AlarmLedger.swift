import City
import HazardKit
import Incidents

/// The fold of all alerts that rules spoke for, also of those that have left the picture. Exercises are not counted.
struct AlarmLedger: Codable, Sendable {
    private(set) var records: [AlertID: AlarmRecord] = [:]
    /// In the order in which they were raised.
    private var order: [AlertID] = []

    /// About six weeks of a bad season at 500 alerts a day, and some 8 MB; the budget says from when on it counts.
    static let recordsHeldMax = 20_000
    /// Moving all names down for each one too many would cost more than it frees.
    private static let slack = 1_000

    /// Takes in an event of an alert, which stands in the state after it.
    mutating func take(_ event: AlertEvent, _ alert: Alert) {
        guard !alert.exercise else { return }
        switch event {
        case .raised(let body): add(body.alert.evidence, to: alert)
        case .evidenceAdded(let body): add(body.evidence, to: alert)
        case .confirmed, .rejected, .merged, .expired:
            records[alert.id]?.state = alert.state
            records[alert.id]?.label = alert.rejection?.label
        default: break
        }
    }

    private mutating func add(_ evidence: Evidence, to alert: Alert) {
        guard evidence.rule != nil else { return }
        if records[alert.id] == nil {
            records[alert.id] = AlarmRecord(alert)
            order.append(alert.id)
            trim()
        }
        records[alert.id]?.add(evidence)
    }

    /// An incident that was a false alarm says so of its alerts; a reopened one takes it back.
    mutating func take(_ incident: Incident, wasOpen: Bool) {
        guard incident.state.isOpen != wasOpen else { return }
        let isDisproved = incident.state == .closed && incident.disposition == AlarmRecord.falseAlarm
        for alert in incident.alerts { records[alert]?.isDisproved = isDisproved }
    }

    private mutating func trim() {
        guard order.count > Self.recordsHeldMax + Self.slack else { return }
        for id in order.prefix(order.count - Self.recordsHeldMax) { records[id] = nil }
        order.removeFirst(order.count - Self.recordsHeldMax)
    }
}
