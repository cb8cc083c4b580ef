import HazardKit
import Incidents

/// The incident that an undecided alert may belong to. It is a proposal: a person merges, or confirms, or rejects.
public struct Belonging: Hashable, Sendable {
    /// The confirmed alert of the incident, to merge into.
    public let alert: AlertID
    public let incident: IncidentID
    public let reason: ClusterKin.Reason
    /// Between the two places; nil where one of them is a direction.
    public let metres: Double?
}

extension DetectionDesk {
    /// What the fusion keeps apart and a person may know to be one: two who call from afar, a direction that leads to a fire that burns already.
    /// Nil for an alert that is decided, that rests on no detections, or that fits no open incident. Throws `LogFault`.
    public func belonging(of alert: AlertID) async throws -> Belonging? {
        guard let held = try await desk.alertState(alert), held.state.isUndecided, held.incident == nil, let fusion = lines[held.kind]?.fusion
        else { return nil }
        var open: [ClusterNumber: (AlertID, IncidentID)] = [:]
        for cluster in fusion.settleable where cluster.verdict == .confirmed {
            if let found = await desk.openIncident(ofSource: Self.sourceKey(held.kind, cluster.number)), found.0 != alert {
                open[cluster.number] = found
            }
        }
        guard !open.isEmpty else { return nil }
        let kin = numbers(of: held).compactMap { fusion.kin(of: $0, among: open.keys.sorted()) }
        let best = kin.min { ($0.metres ?? .infinity, $0.cluster) < ($1.metres ?? .infinity, $1.cluster) }
        return best.flatMap { kin in open[kin.cluster].map { Belonging(alert: $0.0, incident: $0.1, reason: kin.reason, metres: kin.metres) } }
    }
}

extension CommandDesk {
    /// The confirmed alert of a source and its incident, while that is open.
    func openIncident(ofSource key: String) -> (AlertID, IncidentID)? {
        guard let alert = picture.alert(of: key)?.state, alert.state == .confirmed, isJoinable(alert), let opened = alert.incident,
            let incident = picture.survivor(of: opened)
        else { return nil }
        return (alert.id, incident.id)
    }
}
