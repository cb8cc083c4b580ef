import City
import EventLog
import HazardKit
import Incidents

extension DetectionDesk {
    /// Takes detections, or all of some detectors, out of the cluster of an alert; they get an alert of their own. Throws `Refusal`, `LogFault`.
    public func split(_ alert: AlertID, _ detections: [String], reason: String, by actor: Actor, command: CommandID?) async throws {
        try Self.check(reason)
        guard !detections.isEmpty, detections.count <= DetectionBounds.batchMax else {
            throw Refusal(
                "detection.split-nothing", "Name the detections or detectors to take out, at most \(DetectionBounds.batchMax).", field: "detections")
        }
        let (kind, clusters) = try await own(alert)
        try await inTurn(kind) {
            let wanted = Set(detections)
            guard var trial = lines[kind]?.fusion else { return }
            var refusal = SplitRefusal.unknownDetections
            for cluster in clusters {
                do throws(SplitRefusal) {
                    _ = try trial.split(cluster, wanted, at: now())
                } catch {
                    refusal = error
                    continue
                }
                return try await record(
                    [.split(ClusterSplit(cluster: cluster, detections: detections, reason: reason))], of: kind, by: actor, command: command)
            }
            throw Self.refusal(refusal)
        }
        try await submit()
    }

    /// Puts the cluster of an alert that was split off back where it came from. Throws `Refusal`, `LogFault`.
    public func undoSplit(of alert: AlertID, reason: String, by actor: Actor, command: CommandID?) async throws {
        try Self.check(reason)
        let (kind, clusters) = try await own(alert)
        try await inTurn(kind) {
            guard var trial = lines[kind]?.fusion else { return }
            var refusal = SplitRefusal.notSplit
            for cluster in clusters.reversed() {
                do throws(SplitRefusal) {
                    _ = try trial.undoSplit(of: cluster, at: now())
                } catch {
                    refusal = error
                    continue
                }
                return try await record(
                    [.splitUndone(ClusterSplitUndone(cluster: cluster, reason: reason))], of: kind, by: actor, command: command)
            }
            throw Self.refusal(refusal)
        }
        try await submit()
    }

    /// The clusters of an alert, in the order of their numbers. Throws `Refusal`, `LogFault`.
    public func clusters(of alert: AlertID) async throws -> [DetectionCluster] {
        guard let held = try await desk.alertState(alert) else { throw Refusal.unknown("alert", alert.rawValue) }
        return numbers(of: held).compactMap { lines[held.kind]?.fusion.cluster($0) }
    }

    private func own(_ alert: AlertID) async throws -> (MatterKind, [ClusterNumber]) {
        guard let held = try await desk.alertState(alert) else { throw Refusal.unknown("alert", alert.rawValue) }
        let numbers = numbers(of: held)
        guard !numbers.isEmpty else {
            throw Refusal(
                "detection.no-cluster", "Alert \(alert) does not rest on detections that were taken together, so there is nothing to split.")
        }
        return (held.kind, numbers)
    }

    func numbers(of alert: Alert) -> [ClusterNumber] {
        let prefix = Self.sourceKey(alert.kind, 0).dropLast()
        return alert.sourceKeys.compactMap { $0.hasPrefix(prefix) ? ClusterNumber($0.dropFirst(prefix.count)) : nil }.sorted()
    }

    private static func refusal(_ refusal: SplitRefusal) -> Refusal {
        switch refusal {
        case .unknownCluster: Refusal("detection.no-cluster", "The cluster of this alert is over and was let go. Reload the alert.")
        case .unknownDetections:
            Refusal("detection.split-nothing", "None of these detections speaks for this alert. Reload it and choose again.", field: "detections")
        case .wouldEmpty:
            Refusal("detection.split-all", "Nothing would be left of this alert. Reject it instead, or leave a detection in it.", field: "detections")
        case .notSplit: Refusal("detection.not-split", "This alert was not split from another, so there is nothing to undo.")
        }
    }

    private static func check(_ reason: String) throws {
        guard !reason.allSatisfy(\.isWhitespace), reason.utf8.count <= reasonBytesMax else {
            throw Refusal("detection.reason", "Say why, in at most \(reasonBytesMax) bytes: the next on duty relies on it.", field: "reason")
        }
    }

    /// A screen of text.
    static let reasonBytesMax = 2_000
}
