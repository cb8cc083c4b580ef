import City
import EventLog
import Incidents
import RainRounds

extension CommandDesk {
    /// Events read from the log at a time while folding.
    static let foldPageMax = 10_000
    /// A snapshot costs a copy of the open city; this many events take about a second to fold.
    static let eventsBetweenSnapshots: Int64 = 20_000
    /// About three seconds of folding: a start has five.
    static let eventsBetweenSnapshotsMax: Int64 = 60_000

    /// Folds the log, then does everything overdue. Nothing is served before this returns. Throws `LogFault`, `UnknownEvent`.
    public func start(progress: @Sendable (_ folded: Int64, _ head: Int64) -> Void = { _, _ in }) async throws {
        try await fold(progress: progress)
        isReady = true
        await finishErasures()
        await tick()
    }

    private func fold(progress: @Sendable (Int64, Int64) -> Void = { _, _ in }) async throws {
        let head = try await log.head().position
        var fresh = Picture()
        if let snapshot = try await log.loadSnapshot(Picture.snapshotName, schema: Picture.snapshotSchema), snapshot.position <= head {
            fresh = try Picture(snapshot)
        }
        fresh.closedHeldMax = closedMattersHeld
        fresh.city = city
        while fresh.position < head {
            let page = try await log.read(from: fresh.position, limit: Self.foldPageMax)
            guard !page.isEmpty else { break }
            for recorded in page { try fresh.apply(recorded, coding) }
            progress(fresh.position, head)
        }
        picture = fresh
        order = ChangeOrder(after: fresh.position)
        snapshotPosition = fresh.position
        nextAlertNumber = max(nextAlertNumber, fresh.alertCount + 1)
        nextIncidentNumber = max(nextIncidentNumber, fresh.incidentCount + 1)
        refusedDues = [:]
        claimedTeams = [:]
        scheduleEverything()
    }

    /// Every open matter is looked at once; each then says when it next wants to be.
    private func scheduleEverything() {
        dues.removeAll()
        let moment = now()
        for (id, held) in picture.alerts where held.state.state.isOpen {
            dues.add(StreamName(category: Picture.Category.alert, id: id.rawValue), at: moment)
        }
        for (id, held) in picture.incidents where held.state.state.isOpen {
            dues.add(StreamName(category: Picture.Category.incident, id: id.rawValue), at: moment)
        }
        for id in picture.notices.keys { schedule(notice: id) }
        for id in picture.evacuations.keys { schedule(evacuation: id) }
        for round in picture.rainRounds.open { schedule(rainRound: round.state.id) }
        for id in picture.flights.keys { schedule(flight: id) }
    }

    /// Rebuilds the picture after a fault of the log and accepts commands again. Throws `LogFault` while the fault lasts.
    func recover() async throws {
        guard needsRecovery, !isRecovering else { return }
        isRecovering = true
        defer { isRecovering = false }
        try await log.recover()
        try await fold()
        needsRecovery = false
        broadcast.finish()
    }

    /// Keeps the picture for the next start, when enough has happened since the last time. The encoding runs on a copy.
    public func snapshot(force: Bool = false) async throws {
        let position = picture.position
        guard isReady, !needsRecovery, order.isGapless, position == order.nextPosition - 1, position > snapshotPosition,
            force || position - snapshotPosition >= eventsBetweenSnapshots
        else { return }
        let copy = picture
        snapshotPosition = position
        let snapshot = try await Self.encode(copy)
        try await log.saveSnapshot(snapshot)
    }

    /// A snapshot costs as much as there are matters in it, so many matters wait for more events: its cost for each event stays the same.
    private var eventsBetweenSnapshots: Int64 {
        let matters = picture.alerts.count + picture.incidents.count + picture.notices.count
        return min(max(Self.eventsBetweenSnapshots, 4 * Int64(matters)), Self.eventsBetweenSnapshotsMax)
    }

    @concurrent
    private static func encode(_ picture: Picture) async throws -> Snapshot { try picture.snapshot() }

    /// Lets what is in flight finish, keeps a snapshot, closes the log.
    public func close() async throws {
        broadcast.finish()
        try await snapshot(force: true)
        isReady = false
        try await log.close()
    }
}
