import City
import HazardKit

extension FireFusion {
    public mutating func split(
        _ number: ClusterNumber, _ detections: Set<String>, at now: Instant
    ) throws(SplitRefusal) -> [ClusterChange] {
        guard let cluster = state.clusters[number] else { throw .unknownCluster }
        let out = cluster.looks.filter { look in
            guard let held = state.looks[look] else { return false }
            return detections.contains(held.detector) || held.detections.contains { detections.contains($0.id) }
        }
        guard let first = out.first else { throw .unknownDetections }
        guard out.count < cluster.looks.count else { throw .wouldEmpty }
        let pin = state.nextPin
        state.nextPin += 1
        for look in out { state.looks[look]?.pin = pin }
        // The looks that stay keep the number, even where more go.
        for look in out { state.looks[look]?.cluster = nil }
        state.clusters[number]?.looks.removeAll { out.contains($0) }
        let changes = regroup(around: first, at: now, danger: cluster.danger)
        if let made = state.looks[first]?.cluster { state.clusters[made]?.splitFrom = number }
        return changes.map { change in
            guard case .raised(let view) = change, let fresh = self.cluster(view.number) else { return change }
            return .raised(fresh)
        }
    }

    public mutating func undoSplit(of number: ClusterNumber, at now: Instant) throws(SplitRefusal) -> [ClusterChange] {
        guard let cluster = state.clusters[number] else { throw .unknownCluster }
        guard cluster.pin != nil, let from = cluster.splitFrom, let first = cluster.looks.first else { throw .notSplit }
        for look in cluster.looks {
            state.looks[look]?.pin = nil
            // What goes back is where it was: the split never was.
            if state.clusters[from] != nil { state.looks[look]?.cluster = from }
        }
        state.clusters[number]?.pin = nil
        guard let whole = state.clusters[from] else { return regroup(around: first, at: now, danger: cluster.danger) }
        state.clusters[from]?.looks = (whole.looks + cluster.looks).sorted()
        state.clusters[number] = nil
        var changes = regroup(around: first, at: now, danger: cluster.danger)
        if let view = self.cluster(from) { changes.append(.merged(number, into: view)) }
        return changes
    }
}
