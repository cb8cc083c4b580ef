import City
import Geo
import HazardKit

extension FireFusion {
    /// Thinks over every look that could have to do with one that came or changed, and says what is different.
    mutating func regroup(around number: Int64, at now: Instant, danger: Int?) -> [ClusterChange] {
        guard let start = state.looks[number] else { return [] }
        let (looks, clusters) = scope(of: start)
        let memories = clusters.compactMap { cluster -> LookPartition.Memory? in
            guard let place = cluster.anchor ?? (cluster.looks.isEmpty && cluster.isLocated ? cluster.place : nil), cluster.verdict != .rejected
            else {
                return nil
            }
            return LookPartition.Memory(
                cluster: cluster.number, place: place, first: cluster.first, last: cluster.last, isConfirmed: cluster.verdict == .confirmed)
        }
        let confirmed = clusters.filter { $0.verdict == .confirmed }.map {
            ($0.number, LookPartition.Standing(place: $0.place, isLocated: $0.isLocated))
        }
        let partition = LookPartition(looks, memories: memories, confirmed: Dictionary(uniqueKeysWithValues: confirmed), ground: ground)
        var names = PartNames(partition.parts, looks, clusters)
        names.nextNumber = state.nextCluster
        names.settle()
        state.nextCluster = names.nextNumber
        return adopt(partition, names, looks, at: now, danger: danger, clusters)
    }

    /// Every look that could have to do with one, by steps over those between, and the clusters they are of.
    private func scope(of start: FireLook) -> ([FireLook], [Cluster]) {
        var rest = state.looks
        rest[start.number] = nil
        var open = [start]
        var found: [FireLook] = []
        var clusters: [ClusterNumber: Cluster] = [:]
        while let look = open.popLast() {
            found.append(look)
            for cluster in state.clusters.values where clusters[cluster.number] == nil {
                let isNear = cluster.place.at.distanceMetres(to: look.anchor) <= look.reachMetres + FusionBounds.vagueJoinMaxMetres
                guard isNear || cluster.number == look.cluster || cluster.number == look.home else { continue }
                clusters[cluster.number] = cluster
                for member in cluster.looks { if let held = rest.removeValue(forKey: member) { open.append(held) } }
            }
            for other in rest.values where other.anchor.distanceMetres(to: look.anchor) <= look.reachMetres + other.reachMetres {
                rest[other.number] = nil
                open.append(other)
            }
        }
        return (found.sorted { $0.number < $1.number }, clusters.values.sorted { $0.number < $1.number })
    }

    private mutating func adopt(
        _ partition: LookPartition, _ names: PartNames, _ looks: [FireLook], at now: Instant, danger: Int?, _ before: [Cluster]
    ) -> [ClusterChange] {
        var changes: [ClusterChange] = []
        for cluster in before { state.clusters[cluster.number]?.looks = [] }
        for look in looks {
            state.looks[look.number]?.cluster = nil
            state.looks[look.number]?.sharedWith = []
        }
        for (index, part) in partition.parts.enumerated() {
            guard let number = names.numbers[index] else { continue }
            hold(part, as: number, looks, isNew: names.isNew.contains(index), danger: danger)
        }
        share(partition, names, looks)
        for look in looks where state.looks[look.number]?.cluster == nil && look.home != nil {
            state.looks[look.number]?.homelessSince = look.homelessSince ?? now
        }
        for (gone, into) in names.merged.sorted(by: { $0.key < $1.key }) { absorb(gone, into: into) }
        for number in names.numbers.compactMap({ $0 }).sorted() {
            let isNew = names.numbers.indices.contains { names.numbers[$0] == number && names.isNew.contains($0) }
            if isNew, let view = cluster(number) {
                changes.append(.raised(view))
                remember(view)
            } else if let told = strengthened(number, danger: nil) {
                changes.append(told)
            }
        }
        for (gone, into) in names.merged.sorted(by: { $0.key < $1.key }) {
            if let view = cluster(into) { changes.append(.merged(gone, into: view)) }
        }
        return changes
    }

    private mutating func hold(_ part: LookPartition.Part, as number: ClusterNumber, _ looks: [FireLook], isNew: Bool, danger: Int?) {
        let members = part.looks.map { looks[$0].number }
        var cluster =
            state.clusters[number]
            ?? Cluster(number: number, looks: [], place: part.place, isLocated: part.isLocated, first: part.first, last: part.last)
        cluster.looks = members
        cluster.place = part.place
        cluster.isLocated = part.isLocated
        cluster.first = min(cluster.first, part.first)
        cluster.last = max(cluster.last, part.last)
        cluster.pin = part.pin ?? cluster.pin
        if let danger { cluster.danger = danger }
        state.clusters[number] = cluster
        for member in members {
            state.looks[member]?.cluster = number
            state.looks[member]?.home = number
            state.looks[member]?.homelessSince = nil
        }
    }

    /// Looks that may be of several, and parts that nobody has heard of because a crossing leaves open which they are of.
    private mutating func share(_ partition: LookPartition, _ names: PartNames, _ looks: [FireLook]) {
        for (index, part) in partition.parts.enumerated() {
            if let number = names.numbers[index] {
                for look in part.shared { state.looks[looks[look].number]?.sharedWith.append(number) }
            } else {
                let others = part.rivals.compactMap { names.numbers[$0] }.sorted()
                for look in part.looks { state.looks[looks[look].number]?.sharedWith = others }
            }
        }
    }

    private mutating func absorb(_ gone: ClusterNumber, into: ClusterNumber) {
        for look in state.looks.values where look.home == gone { state.looks[look.number]?.home = into }
        guard let old = state.clusters.removeValue(forKey: gone), var kept = state.clusters[into] else { return }
        kept.kept = Array((kept.kept + old.kept).suffix(FusionBounds.detectionsPerLookMax))
        kept.first = min(kept.first, old.first)
        kept.said.supporters = max(kept.said.supporters, old.said.supporters)
        state.clusters[into] = kept
    }

    /// What there is to say of a cluster that was known before; nil when nothing is new.
    mutating func strengthened(_ number: ClusterNumber, danger: Int?) -> ClusterChange? {
        if let danger { state.clusters[number]?.danger = danger }
        guard let said = state.clusters[number]?.said, let view = cluster(number), state.clusters[number]?.verdict != .rejected else { return nil }
        let isMore =
            supporters(of: number) > said.supporters || view.isLocated && !said.isLocated || view.grade > said.grade
            || view.priority >= said.priority + Self.priorityStep
        guard isMore else { return nil }
        remember(view)
        return .strengthened(view)
    }

    private mutating func remember(_ view: DetectionCluster) {
        let count = supporters(of: view.number)
        state.clusters[view.number]?.said = Said(
            supporters: count, isLocated: view.isLocated, grade: view.grade, priority: view.priority)
    }

    /// A tenth: less is not worth a line in an alert.
    private static let priorityStep = 0.1
}
