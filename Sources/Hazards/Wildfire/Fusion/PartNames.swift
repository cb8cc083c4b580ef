import City
import HazardKit

/// Which cluster each part of a new partition is: the one that most of what is in it was of before.
struct PartNames {
    /// By part; nil for one that nobody is told of, because a crossing leaves open what it is.
    private(set) var numbers: [ClusterNumber?]
    private(set) var isNew: Set<Int> = []
    /// Clusters that are no longer, and into which they went.
    private(set) var merged: [ClusterNumber: ClusterNumber] = [:]
    var nextNumber: ClusterNumber = 1

    private let parts: [LookPartition.Part]
    private let looks: [FireLook]
    private let clusters: [FireFusion.Cluster]

    init(_ parts: [LookPartition.Part], _ looks: [FireLook], _ clusters: [FireFusion.Cluster]) {
        self.parts = parts
        self.looks = looks
        self.clusters = clusters
        numbers = Array(repeating: nil, count: parts.count)
    }

    mutating func settle() {
        let claims = claims()
        var claimants: [Int: [ClusterNumber]] = [:]
        // Those that a person confirmed come first, then the older ones.
        let order = clusters.sorted { ($0.verdict == .confirmed ? 0 : 1, $0.number) < ($1.verdict == .confirmed ? 0 : 1, $1.number) }
        for cluster in order {
            guard let part = claims[cluster.number] else { continue }
            claimants[part, default: []].append(cluster.number)
        }
        for (index, part) in parts.enumerated() {
            let isFresh = !part.isRejected
            let mine = (claimants[index] ?? []).filter { part.pin == nil || pin(of: $0) == part.pin }
            let able = isFresh ? mine.filter { verdict(of: $0) != .rejected } : mine
            guard let survivor = able.first else { continue }
            numbers[index] = survivor
            for other in able.dropFirst() where verdict(of: other) != .confirmed { merged[other] = survivor }
        }
        nameTheRest()
    }

    /// New parts in the order in which they were first seen. One whose crossing with a part that has a name is doubtful waits beside it.
    private mutating func nameTheRest() {
        let rest = parts.indices.filter { numbers[$0] == nil }.sorted { (parts[$0].first, firstLook($0)) < (parts[$1].first, firstLook($1)) }
        for index in rest {
            if waits(parts[index]) { continue }
            numbers[index] = nextNumber
            isNew.insert(index)
            nextNumber += 1
        }
    }

    /// A direction beside which another has a name, or one that had a name before and lost it to something surer, waits for a while.
    private func waits(_ part: LookPartition.Part) -> Bool {
        guard !part.isLocated, part.pin == nil else { return false }
        if part.looks.allSatisfy({ looks[$0].home != nil }) {
            let since = part.looks.compactMap { looks[$0].homelessSince }.min()
            return since.map { part.last.since($0) <= FusionBounds.waitSpan } ?? true
        }
        return part.last.since(part.first) <= FusionBounds.waitSpan && part.rivals.contains { numbers[$0] != nil }
    }

    private func firstLook(_ part: Int) -> Int64 { parts[part].looks.map { looks[$0].number }.min() ?? 0 }
    private func verdict(of number: ClusterNumber) -> ClusterVerdict? { clusters.first { $0.number == number }?.verdict }
    private func pin(of number: ClusterNumber) -> Int64? { clusters.first { $0.number == number }?.pin }

    /// For each cluster the part that holds most of it; the earliest of its looks decides between equals.
    private func claims() -> [ClusterNumber: Int] {
        var weights: [ClusterNumber: [Int: Double]] = [:]
        for (index, part) in parts.enumerated() {
            for memory in part.memories { weights[memory, default: [:]][index, default: 0] += Self.memoryWeight }
            for look in part.looks {
                guard let cluster = looks[look].cluster else {
                    if let home = looks[look].home { weights[home, default: [:]][index, default: 0] += Self.homeWeight }
                    continue
                }
                weights[cluster, default: [:]][index, default: 0] += looks[look].isWide ? Self.wideWeight : 1
            }
            for look in part.shared {
                guard let cluster = looks[look].cluster else { continue }
                weights[cluster, default: [:]][index, default: 0] += Self.sharedWeight
            }
        }
        return weights.compactMapValues { shares in
            shares.max { ($0.value, -firstLook($0.key), Int64(-$0.key)) < ($1.value, -firstLook($1.key), Int64(-$1.key)) }?.key
        }
    }

    /// What is wide goes where it lies alone, and takes no name along while something precise holds it.
    private static let wideWeight = 0.1
    /// A place that is remembered had several looks.
    private static let memoryWeight = 3.0
    private static let sharedWeight = 0.01
    private static let homeWeight = 0.05
}
