import City
import HazardKit
import Incidents

/// The network wall: one line per district-level center, and the sums.
public struct NetworkView: Codable, Sendable {
    public struct District: Codable, Sendable {
        public let code: CenterCode
        public let name: LocalizedText
        public let point: Coordinate?
        public let pointIsPlaceholder: Bool
        public let townships: Int
        public let openAlerts: Int
        public let openIncidents: Int
        public let gravest: Grade?
    }

    public struct Totals: Codable, Sendable {
        public let districts: Int
        public let townships: Int
        public let alertsOpen: Int
        public let alertsUnacknowledged: Int
        public let incidentsOpen: Int
        public let incidentsEver: Int64
        public let alertsEver: Int64
        public let clocksBreached: Int
        public let teams: Int
        public let teamsBusy: Int
        public let datastreams: Int
    }

    public let position: Int64
    public let at: Instant
    public let hub: District?
    public let districts: [District]
    public let totals: Totals
}

extension CommandDesk {
    /// The whole network at a glance.
    public func network() -> NetworkView {
        let alerts = picture.alerts.values.map(\.state).filter { $0.state.isUndecided }
        let incidents = picture.incidents.values.map(\.state).filter(\.state.isOpen)
        let alertsByDistrict = Dictionary(grouping: alerts, by: \.district)
        let incidentsByDistrict = Dictionary(grouping: incidents, by: \.district)
        func line(_ center: Center, _ alerts: [Alert], _ incidents: [Incident]) -> NetworkView.District {
            NetworkView.District(
                code: center.code, name: center.name, point: center.point, pointIsPlaceholder: center.pointIsPlaceholder,
                townships: city.children(of: center.code).count, openAlerts: alerts.count, openIncidents: incidents.count,
                gravest: (alerts.map(\.grade) + incidents.map(\.grade)).max())
        }
        let districts = city.centers.filter { $0.level == .district }
        let totals = NetworkView.Totals(
            districts: districts.count, townships: city.centers.count { $0.level == .township }, alertsOpen: alerts.count,
            alertsUnacknowledged: alerts.count { $0.state == .raised }, incidentsOpen: incidents.count, incidentsEver: picture.incidentCount,
            alertsEver: picture.alertCount,
            clocksBreached: incidents.count { incident in incident.clocks.contains { $0.breachedAt != nil && $0.stoppedAt == nil } },
            teams: city.teams.count, teamsBusy: picture.busyTeams.count, datastreams: city.datastreams.count)
        return NetworkView(
            position: position, at: now(), hub: city.hub.map { line($0, alerts, incidents) },
            districts: districts.map { line($0, alertsByDistrict[$0.code] ?? [], incidentsByDistrict[$0.code] ?? []) }, totals: totals)
    }
}
