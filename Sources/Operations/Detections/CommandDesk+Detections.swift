import City
import EventLog
import Geo
import HazardKit
import Incidents

extension CommandDesk {
    /// Puts detections, or what became of them, on record and on disk. Returns the version of the last event; nil where the command had acted
    /// before. Throws `LogFault`.
    func record(
        _ events: [DetectionEvent], about stream: StreamName, after version: Int64, by actor: Actor, command: CommandID?, at moment: Instant
    ) async throws -> Int64? {
        try await requireReady()
        return try await inTurn(stream) {
            let committed = try await commit(events, to: stream, after: version, by: actor, command: command, at: moment)
            guard let last = committed.recorded.last else { return nil }
            picture.position = max(picture.position, last.position)
            publish([], for: committed.recorded)
            return last.version
        }
    }

    func isInCity(_ point: Coordinate) -> Bool { point.isOnEarth && jurisdictions.locate(point, at: now()) != nil }

    func alert(ofSource key: String) -> AlertID? { picture.alert(of: key)?.state.id }

    /// True where no alert has ever heard of a source, as after a crash between a detection and its alert.
    func isUnheard(_ sourceKey: String) -> Bool { picture.alertsBySource[sourceKey] == nil }

    /// Takes the claim of a cluster: into the alert of its own source, else into one of its kind that no cluster speaks for and that lies in its
    /// ellipse, or that its one direction points at, else as a new alert. The kind's radius is not asked: what lies near by is another cluster's.
    ///
    /// - Parameter isDescribed: true for a person's words, whose place is the cluster's to know.
    @discardableResult
    func take(
        _ claim: AlertClaim, beside cluster: DetectionCluster, by actor: Actor, command: CommandID? = nil, isDescribed: Bool = false
    ) async throws -> AlertID? {
        if picture.alert(of: claim.sourceKey) == nil, let near = unspokenAlert(near: cluster, of: claim, isDescribed: isDescribed) {
            // What a person describes, and what one direction says, moves nothing; the fusion says where it is.
            let isPlaced = !isDescribed && cluster.isLocated
            try await submit(alert: near, .addEvidence(Self.evidence(of: claim, isPlaced: isPlaced)), by: actor, command: command)
            return near
        }
        return try await take(
            claim, by: actor, command: command, isApart: true, isPlaced: !isDescribed && cluster.isLocated && isInCity(claim.point))
    }

    /// A direction, and what a person describes, has no place of its own that an alert could move to.
    private static func evidence(of claim: AlertClaim, isPlaced: Bool) -> AddEvidence {
        AddEvidence(
            evidence: claim.evidence, grade: claim.grade, confidence: claim.confidence, imminent: claim.imminent, sourceKey: claim.sourceKey,
            place: isPlaced ? claim.point : nil)
    }

    private func unspokenAlert(near cluster: DetectionCluster, of claim: AlertClaim, isDescribed: Bool) -> AlertID? {
        guard let kind = city.kind(claim.kind) else { return nil }
        let moment = now()
        return picture.alerts.values.filter { held in
            let alert = held.state
            // What a rule has raised says no more than a point: for a person's words beside it the kind's radius is as good as any.
            let isNear =
                cluster.speaks(for: alert.point)
                || isDescribed && cluster.isLocated && alert.point.distanceMetres(to: claim.point) <= kind.mergeRadiusMetres
            return alert.kind == claim.kind && isNear && isJoinable(alert) && moment.since(held.changedAt) <= kind.mergeWindow
                && !alert.exercise && isOpen(alert, to: cluster)
                && !alert.evidence.allSatisfy { $0.source == .silence }
        }.map(\.state.id).min()
    }

    /// A place goes to an alert that no cluster has placed; a direction goes to any that somebody else than a cluster has placed.
    private func isOpen(_ alert: Alert, to cluster: DetectionCluster) -> Bool {
        let isOfCluster = alert.sourceKeys.map { $0.hasPrefix(DetectionDesk.sourcePrefix) }
        return cluster.isLocated ? !isOfCluster.contains(true) : isOfCluster.contains(false)
    }

    /// Two clusters are one: the alert of the first goes into that of the second. An alert that people have decided on stays as it is.
    func mergeSources(_ gone: String, into: String, by actor: Actor) async throws {
        guard let from = picture.alert(of: gone)?.state, let target = picture.alert(of: into)?.state, from.id != target.id, from.state.isUndecided,
            isJoinable(target)
        else { return }
        if from.incident != nil { return }
        try await submit(alert: from.id, .merge(MergeAlert(into: target.id)), by: actor, command: nil)
    }

    /// Everything that spoke for a source was taken back: its alert is cleared, and a person still decides.
    func clearSource(_ key: String, by actor: Actor) async throws {
        guard let alert = picture.alert(of: key)?.state, alert.condition == .active, alert.sourceKeys.allSatisfy({ $0 == key }) else { return }
        try await submit(alert: alert.id, .clear, by: actor, command: nil)
    }

    /// What people made of the alert of a source; nil while they have not decided.
    func verdict(onSource key: String) -> (AlertID, ClusterVerdict)? {
        guard let alert = picture.alert(of: key)?.state else { return nil }
        switch alert.state {
        case .rejected, .expired: return (alert.id, .rejected)
        case .confirmed:
            if let incident = alert.incident, let held = picture.survivor(of: incident), !held.state.isOpen { return (alert.id, .over) }
            return (alert.id, .confirmed)
        case .raised, .acknowledged, .verifying, .merged: return nil
        }
    }
}

extension DetectionCluster {
    /// True where what was seen may be what an alert at this place is about: it lies in the ellipse or, where there is a direction only, in its cone.
    func speaks(for point: Coordinate) -> Bool {
        guard !isLocated else { return holds(point) }
        return members.contains { member in
            guard member.doubts.isEmpty, !member.isShared, case .cone(let cone) = member.look else { return false }
            let off = (cone.from.bearingDegrees(to: point) - cone.azimuthDegrees + 540).truncatingRemainder(dividingBy: 360) - 180
            return abs(off) <= cone.halfAngleDegrees && cone.from.distanceMetres(to: point) <= cone.rangeMetres ?? 0
        }
    }

    /// True where a place lies within the ellipse of 90 %.
    func holds(_ point: Coordinate) -> Bool {
        let d = Ellipsoid.offset(from: place, to: point)
        return holds(east: d.x, north: d.y)
    }
}
