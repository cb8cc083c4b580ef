import City
import Drones
import Evacuation
import EventLog
import Foundation
import Incidents

/// The part of a picture that is worth keeping between starts.
private struct StoredPicture: Codable {
    var alerts: [Picture.Held<Alert>]
    var incidents: [Picture.Held<Incident>]
    var notices: [Notice]
    var evacuations: [Picture.Held<Evacuation>]
    var flights: [Picture.Held<Flight>]
    var rainRounds: RainRoundLedger
    var siteWords: [SiteID: SiteWord]
    var subscriptions: [Subscription]
    var people: [PersonRecord]
    var teamStates: [TeamID: Picture.HeldTeam]
    var alarms: AlarmLedger
    var alertCount: Int64
    var incidentCount: Int64
    var closedAlerts: [AlertID]
    var closedIncidents: [IncidentID]
}

extension Picture {
    static let snapshotName = "picture"
    /// Raised whenever the shape of anything in a snapshot changes; an older snapshot is then ignored and the log folded from the start.
    static let snapshotSchema = 7

    func snapshot() throws -> Snapshot {
        let stored = StoredPicture(
            alerts: Array(alerts.values), incidents: Array(incidents.values), notices: Array(notices.values), evacuations: Array(evacuations.values),
            flights: Array(flights.values), rainRounds: rainRounds, siteWords: siteWords, subscriptions: Array(subscriptions.values),
            people: Array(people.values),
            teamStates: teamStates, alarms: alarms,
            alertCount: alertCount,
            incidentCount: incidentCount, closedAlerts: closedAlerts, closedIncidents: closedIncidents)
        let bytes = try JSONBytes.encode(stored)
        return Snapshot(name: Self.snapshotName, schema: Self.snapshotSchema, position: position, bytes: bytes)
    }

    init(_ snapshot: Snapshot) throws {
        let stored = try JSONDecoder().decode(StoredPicture.self, from: Data(snapshot.bytes))
        position = snapshot.position
        alerts = Dictionary(uniqueKeysWithValues: stored.alerts.map { ($0.state.id, $0) })
        incidents = Dictionary(uniqueKeysWithValues: stored.incidents.map { ($0.state.id, $0) })
        notices = Dictionary(uniqueKeysWithValues: stored.notices.map { ($0.id, $0) })
        evacuations = Dictionary(uniqueKeysWithValues: stored.evacuations.map { ($0.state.id, $0) })
        flights = Dictionary(uniqueKeysWithValues: stored.flights.map { ($0.state.id, $0) })
        rainRounds = stored.rainRounds
        siteWords = stored.siteWords
        subscriptions = Dictionary(uniqueKeysWithValues: stored.subscriptions.map { ($0.id, $0) })
        people = Dictionary(uniqueKeysWithValues: stored.people.map { ($0.id, $0) })
        teamStates = stored.teamStates
        alarms = stored.alarms
        alertCount = stored.alertCount
        incidentCount = stored.incidentCount
        closedAlerts = stored.closedAlerts
        closedIncidents = stored.closedIncidents
        reindex()
    }
}
