import City
import EventLog
import HazardKit
import Incidents

extension DetectionDesk {
    /// What somebody calls in or reports, taken together with everything else that was detected where the kind's hazard does that; else as the
    /// command desk takes it. Its words, sealed, are evidence of the alert that it speaks for. Throws `Refusal`, `LogFault`.
    ///
    /// The detection is on record first. A crash before the report itself is leaves a cluster that a start raises; the sender, who had no answer,
    /// sends the same command again and the report joins that cluster.
    public func raise(
        _ report: ReportDraft, source: Evidence.Source = .call, by actor: Actor, command: CommandID
    ) async throws -> (alert: AlertID, receipt: Receipt) {
        // An exercise is a matter beside the real ones: it must not move their places.
        guard fuses(report.kind), report.exercise != true, try await desk.earlierOutcome(of: command) == nil else {
            return try await desk.raise(report, source: source, by: actor, command: command)
        }
        let detection = try await desk.detection(of: report, source, command)
        let found = try await inTurn(report.kind) { () -> DetectionCluster? in
            if !(lines[report.kind]?.fusion.knows(detection) ?? true) {
                let taken = DetectionTaken(detection: detection, danger: await danger(report.kind, report.point, now()))
                try await record([.taken(taken)], of: report.kind, by: actor, command: nil)
                dropRaised(by: detection, report.kind)
            }
            return cluster(of: detection, report.kind)
        }
        let raised = try await desk.raise(
            report, source: source, by: actor, command: command, beside: found, sourceKey: found.map { Self.sourceKey(report.kind, $0.number) })
        try await submit()
        return raised
    }

    /// The cluster that a detection speaks for; where it may be of several, the one that has most members.
    private func cluster(of detection: Detection, _ kind: MatterKind) -> DetectionCluster? {
        guard let fusion = lines[kind]?.fusion else { return nil }
        if let own = fusion.cluster(holding: detection.id) { return fusion.cluster(own) }
        let open = fusion.clusters.filter { $0.members.contains { $0.detection == detection.id } }
        return open.max { ($0.members.count, -$0.number) < ($1.members.count, -$1.number) }
    }

    /// The report raises its cluster itself, in its own words: the fusion need not say it once more.
    private func dropRaised(by detection: Detection, _ kind: MatterKind) {
        unsubmitted.removeAll { entry in
            guard entry.kind == kind, case .raised(let cluster) = entry.change else { return false }
            return cluster.members.count == 1 && cluster.members[0].detection == detection.id
        }
    }
}

extension CommandDesk {
    /// A report as a detection: somewhere about the place that was described. Throws what `raise` would refuse it for, before anything is written.
    func detection(of report: ReportDraft, _ source: Evidence.Source, _ command: CommandID) throws(Refusal) -> Detection {
        _ = try kind(report.kind)
        let moment = now()
        let observedAt = try observed(report.observedAt, at: moment)
        _ = try locate(report.point, at: moment)
        // A transfer of 110 or 119 says what a caller said.
        let isCall = source != .report
        // Every caller is a voice of their own.
        return Detection(
            id: "report/\(command)", detector: "\(isCall ? "call" : "report") \(command)", source: isCall ? .call : .report, time: observedAt,
            confidence: Self.reportConfidence, label: report.kind.rawValue,
            look: .spot(
                Detection.Spot(point: report.point, uncertaintyMetres: isCall ? Self.calledWithinMetres : Self.reportedWithinMetres)),
            synthetic: report.synthetic ?? false)
    }

    /// Who calls names a hamlet or a bend of the road, and looks over to where it smokes: nine in ten lie within this.
    private static let calledWithinMetres = 1_000.0
    /// Who reports with a phone in hand stands near by, and marks a place on a map.
    private static let reportedWithinMetres = 500.0
}
