import City
import EventLog
import Geo
import HazardKit
import Incidents
import Keys

extension CommandDesk {
    /// Gives an alert a command. Throws `Refusal`, `LogFault`.
    @discardableResult
    public func submit(
        alert id: AlertID, _ command: AlertCommand, expectedVersion: Int64? = nil, by actor: Actor, command commandID: CommandID?
    ) async throws -> Receipt {
        let receipt = try await settle(alert: id, command, expectedVersion: expectedVersion, by: actor, command: commandID)
        look(at: StreamName(receipt.stream))
        return receipt
    }

    /// The same without what follows by itself: for what is itself such a consequence.
    @discardableResult
    func settle(
        alert id: AlertID, _ command: AlertCommand, expectedVersion: Int64? = nil, by actor: Actor, command commandID: CommandID?
    ) async throws -> Receipt {
        try await requireReady()
        let stream = StreamName(category: Picture.Category.alert, id: id.rawValue)
        if case .merge(let merge) = command {
            return try await self.merge(id, into: merge, expectedVersion: expectedVersion, by: actor, command: commandID)
        }
        return try await inTurn(stream) {
            try await decide(alert: id, command, stream, expectedVersion, actor, commandID)
        }
    }

    private func decide(
        alert id: AlertID, _ command: AlertCommand, _ stream: StreamName, _ expectedVersion: Int64?, _ actor: Actor, _ commandID: CommandID?
    ) async throws -> Receipt {
        let held = try await heldAlert(id)
        let moment = now()
        let events: [AlertEvent]
        do throws(Refusal) {
            try check(expectedVersion, of: held, stream)
            events = try Alert.decide(held?.state, command, context(for: actor, owner: held?.state.owner ?? actor.center, at: moment))
        } catch {
            if let earlier = try await earlierOutcome(of: commandID) { return earlier }
            throw error
        }
        guard !events.isEmpty else { return unchanged(stream, version: held?.version ?? 0) }
        let committed = try await commit(events, to: stream, after: held?.version ?? 0, by: actor, command: commandID, at: moment)
        for (event, record) in zip(events, committed.recorded) { picture.apply(event, to: id, record.version, moment, actor) }
        finish(alert: id, committed.recorded)
        return committed.receipt
    }

    /// Refuses what was decided on another version of the alert.
    func check(_ expectedVersion: Int64?, of held: Picture.Held<Alert>?, _ stream: StreamName) throws(Refusal) {
        try expect(expectedVersion, held?.version ?? 0, stream)
    }

    func finish(alert id: AlertID, _ recorded: [RecordedEvent]) {
        guard let last = recorded.last else { return }
        picture.position = max(picture.position, last.position)
        refusedDues[StreamName(category: Picture.Category.alert, id: id.rawValue)] = nil
        publish(changes(of: id, at: last.position), for: recorded)
    }

    /// The state from the picture, or folded from the log when it has left the picture.
    func heldAlert(_ id: AlertID) async throws -> Picture.Held<Alert>? {
        if let held = picture.alerts[id] { return held }
        let stream = StreamName(category: Picture.Category.alert, id: id.rawValue)
        return try await folded(stream) { (event: AlertEvent, state, at, actor) in
            Alert.apply(event, to: &state, at: at, by: actor)
        }
    }

    // MARK: Raising

    /// Turns a claim into a new alert, or into more evidence for the alert that is already about the same matter.
    ///
    /// The same matter: the same source key, or the same kind within the kind's radius and time window.
    ///
    /// - Parameters:
    ///   - isApart: true where only the same source key is the same matter, because somebody else has decided what lies near by.
    ///   - isPlaced: true where the claim knows the place better than the alert it joins, which then moves there while it has no incident.
    @discardableResult
    public func take(
        _ claim: AlertClaim, by actor: Actor, exercise: Bool = false, command: CommandID? = nil, isApart: Bool = false, isPlaced: Bool = false
    ) async throws -> AlertID? {
        try await requireReady()
        guard claim.active else { return try await clear(claim, by: actor) }
        let turn = StreamName(category: "raising", id: claim.kind.rawValue)
        var attempt = 1
        while true {
            let (id, joined) = try await inTurn(turn) { () -> (AlertID, Bool) in
                if let known = sameMatter(as: claim, exercise: exercise, isApart: isApart) { return (known, true) }
                return (try await raise(claim, by: actor, exercise: exercise, command: command), false)
            }
            guard joined else {
                look(at: StreamName(category: Picture.Category.alert, id: id.rawValue))
                return id
            }
            do {
                try await join(claim, to: id, by: actor, command: command, isPlaced: isPlaced)
                return id
            } catch let refusal as Refusal where refusal.code == .alertWrongState && attempt < Self.joinAttemptsMax {
                // Somebody merged or ended the alert a moment ago: the claim finds the one that it lives on in, or becomes a new one.
                attempt += 1
            }
        }
    }

    /// An alert ends once; more refusals than this in a row are a fault and are said.
    private static let joinAttemptsMax = 3

    private func join(_ claim: AlertClaim, to id: AlertID, by actor: Actor, command: CommandID?, isPlaced: Bool) async throws {
        let evidence = AddEvidence(
            evidence: claim.evidence, grade: claim.grade, confidence: claim.confidence, imminent: claim.imminent, sourceKey: claim.sourceKey,
            place: isPlaced ? claim.point : nil)
        if let alert = picture.alerts[id]?.state { activeSources[id, default: Set(alert.sourceKeys)].insert(claim.sourceKey) }
        try await submit(alert: id, .addEvidence(evidence), by: actor, command: command)
    }

    /// The source says that its condition is over: the alert is cleared when the last of its sources says so.
    private func clear(_ claim: AlertClaim, by actor: Actor) async throws -> AlertID? {
        guard let alert = picture.alert(of: claim.sourceKey)?.state, alert.condition == .active else { return nil }
        let id = alert.id
        activeSources[id, default: Set(alert.sourceKeys)].remove(claim.sourceKey)
        guard activeSources[id]?.isEmpty ?? true else { return id }
        try await submit(alert: id, .clear, by: actor, command: nil)
        activeSources[id] = nil
        return id
    }

    private func sameMatter(as claim: AlertClaim, exercise: Bool, isApart: Bool) -> AlertID? {
        if let held = picture.alert(of: claim.sourceKey), isJoinable(held.state) { return held.state.id }
        guard !isApart, let kind = city.kind(claim.kind) else { return nil }
        let moment = now()
        let candidates = picture.alerts.values.filter { held in
            let alert = held.state
            guard alert.kind == claim.kind, alert.exercise == exercise, isJoinable(alert) else { return false }
            // "No data" is a matter of its own: it must neither hide in a real alert nor keep one open.
            guard alert.evidence.allSatisfy({ $0.source == .silence }) == (claim.evidence.source == .silence) else { return false }
            guard moment.since(held.changedAt) <= kind.mergeWindow else { return false }
            return alert.point.distanceMetres(to: claim.point) <= kind.mergeRadiusMetres
        }
        return candidates.map(\.state.id).min()
    }

    /// More evidence may join while the alert is open and its incident, if it has one, is not over.
    func isJoinable(_ alert: Alert) -> Bool {
        guard alert.state.isOpen else { return false }
        guard let incident = alert.incident else { return true }
        return picture.survivor(of: incident)?.state.isOpen ?? false
    }

    private func raise(_ claim: AlertClaim, by actor: Actor, exercise: Bool, command: CommandID?) async throws -> AlertID {
        let moment = now()
        let place = try locate(claim.point, at: moment)
        let id = AlertID("A-" + Self.padded(nextAlertNumber))
        nextAlertNumber += 1
        let raise = RaiseAlert(
            id: id, kind: claim.kind, title: claim.title, point: claim.point, township: place.township, district: place.district,
            owner: place.owner, approximate: place.approximate, site: claim.site, grade: claim.grade, confidence: claim.confidence,
            imminent: claim.imminent, evidence: claim.evidence, sourceKey: claim.sourceKey, exercise: exercise, synthetic: claim.synthetic)
        let stream = StreamName(category: Picture.Category.alert, id: id.rawValue)
        let receipt = try await decide(alert: id, .raise(raise), stream, nil, actor, command)
        return AlertID(String(StreamName(receipt.stream).id))
    }

    func locate(_ point: Coordinate, at moment: Instant) throws(Refusal) -> Jurisdiction {
        guard point.isOnEarth else {
            throw Refusal("place.not-on-earth", "Latitude must lie within ±90° and longitude within ±180°.", field: "point")
        }
        guard let place = jurisdictions.locate(point, at: moment) else {
            throw Refusal(
                "place.outside-city",
                "The point \(point.latitude), \(point.longitude) lies outside \(city.name.en). Check latitude and longitude: they may be swapped.",
                field: "point")
        }
        return place
    }

    /// Six digits at least, so that names sort as they were given.
    static func padded(_ number: Int64) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, 6 - digits.count)) + digits
    }
}
