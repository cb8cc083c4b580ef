import City
import EventLog
import Incidents

extension CommandDesk {
    /// Merges an alert into another one: what speaks for it and the names of its sources become durable in the stream of the other one
    /// together with the merge, so that nothing is left behind in an alert that nobody looks at any more. Throws `Refusal`, `LogFault`.
    func merge(
        _ id: AlertID, into merge: MergeAlert, expectedVersion: Int64?, by actor: Actor, command: CommandID?
    ) async throws -> Receipt {
        let stream = StreamName(category: Picture.Category.alert, id: id.rawValue)
        let target = StreamName(category: Picture.Category.alert, id: merge.into.rawValue)
        guard stream != target else {
            return try await inTurn(stream) { try await decideMerge(id, merge, expectedVersion, actor, command) }
        }
        // In the order of their names, so that two merges of the same pair never wait for each other.
        return try await inTurn(min(stream, target)) {
            try await inTurn(max(stream, target)) { try await decideMerge(id, merge, expectedVersion, actor, command) }
        }
    }

    private func decideMerge(
        _ id: AlertID, _ merge: MergeAlert, _ expectedVersion: Int64?, _ actor: Actor, _ command: CommandID?
    ) async throws -> Receipt {
        let held = try await heldAlert(id)
        let target = picture.alerts[merge.into]
        let moment = now()
        let stream = StreamName(category: Picture.Category.alert, id: id.rawValue)
        let events: (merged: [AlertEvent], absorbed: [AlertEvent])
        do throws(Refusal) {
            try check(expectedVersion, of: held, stream)
            events = try decide(merge, of: held?.state, into: target?.state, by: actor, at: moment)
        } catch {
            if let earlier = try await earlierOutcome(of: command) { return earlier }
            throw error
        }
        let committed = try await commit([
            Append(
                stream: stream, expectedVersion: held?.version ?? 0, command: command,
                events: try events.merged.map { try coding.entry($0, at: moment, by: actor) }),
            Append(
                stream: StreamName(category: Picture.Category.alert, id: merge.into.rawValue), expectedVersion: target?.version ?? 0, command: nil,
                events: try events.absorbed.map { try coding.entry($0, at: moment, by: actor) }),
        ])
        if !committed.recorded.isEmpty, let merged = held?.state, let into = target?.state { joinSources(of: merged, to: into) }
        let all = events.merged.map { (id, $0) } + events.absorbed.map { (merge.into, $0) }
        for ((alert, event), record) in zip(all, committed.recorded) { picture.apply(event, to: alert, record.version, moment, actor) }
        finish(merged: [id, merge.into], committed.recorded)
        return committed.receipt
    }

    private func decide(
        _ merge: MergeAlert, of alert: Alert?, into target: Alert?, by actor: Actor, at moment: Instant
    ) throws(Refusal) -> (merged: [AlertEvent], absorbed: [AlertEvent]) {
        let merged = try Alert.decide(alert, .merge(merge), context(for: actor, owner: alert?.owner ?? actor.center, at: moment))
        guard let alert, let target else { throw Refusal.unknown("alert", merge.into.rawValue) }
        guard isJoinable(target) else {
            throw Refusal(
                .alertTargetOver, "Alert \(target.id) or its incident is over; nobody would look at what is merged into it. Name an open alert.",
                field: "into")
        }
        return (merged, try Alert.decide(target, .absorb(AbsorbAlert(alert)), context(for: actor, owner: target.owner, at: moment)))
    }

    /// Which sources still say that their condition holds, for the alert that now has those of both.
    private func joinSources(of merged: Alert, to target: Alert) {
        var active = activeSources[target.id] ?? (target.condition == .active ? Set(target.sourceKeys) : [])
        if merged.condition == .active { active.formUnion(activeSources[merged.id] ?? Set(merged.sourceKeys)) }
        activeSources[merged.id] = nil
        activeSources[target.id] = active
    }

    private func finish(merged ids: [AlertID], _ recorded: [RecordedEvent]) {
        guard let last = recorded.last else { return }
        picture.position = max(picture.position, last.position)
        for id in ids {
            let stream = StreamName(category: Picture.Category.alert, id: id.rawValue)
            refusedDues[stream] = nil
            look(at: stream)
        }
        publish(ids.flatMap { changes(of: $0, at: last.position) }, for: recorded)
    }
}
