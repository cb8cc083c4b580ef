import City
import EventLog
import HazardKit
import Incidents

extension DetectionDesk {
    /// Hands the command desk what the fusions said, oldest first; what cannot be taken now stays and is tried again. Throws `LogFault`.
    func submit() async throws {
        while let (kind, change, actor) = unsubmitted.first {
            unsubmitted.removeFirst()
            do {
                try await submit(change, kind, actor)
            } catch let refusal as Refusal {
                await desk.noteFault("detections of \(kind.rawValue): \(refusal.message)")
            } catch {
                unsubmitted.insert((kind, change, actor), at: 0)
                throw error
            }
        }
    }

    private func submit(_ change: ClusterChange, _ kind: MatterKind, _ actor: Actor) async throws {
        switch change {
        case .raised(let cluster), .strengthened(let cluster):
            let fusion = desk.system(at: center, "fusion")
            try await desk.take(claim(cluster, kind), beside: cluster, by: fusion)
        case .merged(let gone, let into):
            try await desk.mergeSources(Self.sourceKey(kind, gone), into: Self.sourceKey(kind, into.number), by: desk.system(at: center, "fusion"))
        case .emptied(let gone):
            try await desk.clearSource(Self.sourceKey(kind, gone), by: desk.system(at: center, "fusion"))
        }
    }

    private func claim(_ cluster: DetectionCluster, _ kind: MatterKind) -> AlertClaim {
        let name = desk.city.kind(kind)?.name ?? LocalizedText(zh: kind.rawValue, en: kind.rawValue)
        let newest = cluster.members.last
        let title = cluster.isLocated ? name : LocalizedText(zh: name.zh + "（仅方向）", en: name.en + " (direction only)")
        let evidence = Evidence(
            source: Self.source(newest?.source ?? .report), origin: newest?.detector ?? "fusion", summary: cluster.summary, observedAt: cluster.last,
            value: (cluster.semiMajorMetres).rounded(), unit: "m", rule: kind.rawValue + ".fusion@1")
        return AlertClaim(
            kind: kind, title: title, point: cluster.place, site: nil, grade: cluster.grade, confidence: cluster.priority, imminent: false,
            evidence: evidence, sourceKey: Self.sourceKey(kind, cluster.number), synthetic: cluster.synthetic)
    }

    private static func source(_ source: Detection.Source) -> Evidence.Source {
        switch source {
        case .infrared: .reading
        case .camera, .drone: .camera
        case .call: .call
        case .report: .report
        case .satellite: .message
        }
    }

    /// The alert that a detection speaks for; nil while it waits for a second opinion.
    public func alert(holding detection: String, kind: MatterKind) async -> AlertID? {
        guard let cluster = lines[kind]?.fusion.cluster(holding: detection) else { return nil }
        return await desk.alert(ofSource: Self.sourceKey(kind, cluster))
    }

    // MARK: What people made of it

    /// Tells the fusions what people decided on the alerts of their clusters, and tries again what the command desk has not taken. Called every
    /// few seconds. Throws `LogFault`.
    public func pass() async throws {
        try await submit()
        for kind in lines.keys.sorted() {
            try await inTurn(kind) {
                var events: [DetectionEvent] = []
                for cluster in lines[kind]?.fusion.settleable ?? [] {
                    guard let (alert, verdict) = await desk.verdict(onSource: Self.sourceKey(kind, cluster.number)), verdict != cluster.verdict else {
                        continue
                    }
                    events.append(.settled(ClusterSettled(cluster: cluster.number, verdict: verdict, alert: alert)))
                }
                if !events.isEmpty { try await record(events, of: kind, by: desk.system(at: center, "fusion"), command: nil) }
            }
        }
        try await passFrames()
    }
}
