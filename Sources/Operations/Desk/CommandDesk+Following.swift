import City
import Drones
import Evacuation
import EventLog
import HazardKit
import Incidents
import RainRounds

/// What follows by itself. Nothing here remembers anything: what is due is read off the state, so a restart loses no timer and
/// repeats no effect.
extension CommandDesk {
    /// Does everything that is due, earliest first, until nothing is; called whenever `wakes` speaks or `nextDue` comes, and once before
    /// the first request is served.
    public func tick() async {
        if needsRecovery {
            do { try await recover() } catch { return noteFault("The log is still not writable: \(error)") }
        }
        while true {
            let streams = popDueStreams()
            guard !streams.isEmpty else { return }
            await withTaskGroup(of: Void.self) { group in
                for stream in streams { group.addTask { await self.follow(stream) } }
            }
        }
    }

    /// When `tick` next has something to do; nil when nothing is waiting.
    public var nextDue: Instant? { dues.next }

    /// Streams looked at side by side, so that what follows from many commands shares commits as the commands did.
    static let streamsPerRoundMax = 128

    private func popDueStreams() -> Set<StreamName> {
        let moment = now()
        var streams: Set<StreamName> = []
        while streams.count < Self.streamsPerRoundMax, let entry = dues.popDue(at: moment) { streams.insert(entry.stream) }
        return streams
    }

    /// Asks for a look at a stream right after the current command.
    func look(at stream: StreamName) {
        dues.add(stream, at: now())
        wake.yield()
    }

    private func follow(_ stream: StreamName) async {
        let id = String(stream.id)
        switch stream.category {
        case Picture.Category.alert[...]: await follow(alert: AlertID(id), stream)
        case Picture.Category.incident[...]: await follow(incident: IncidentID(id), stream)
        case Picture.Category.notice[...]: await follow(notice: NoticeID(id), stream)
        case Picture.Category.evacuation[...]: await follow(evacuation: EvacuationID(id), stream)
        case Picture.Category.rainRound[...]: await follow(rainRound: RainRoundID(id), stream)
        case Picture.Category.flight[...]: await follow(flight: FlightID(id), stream)
        default: break
        }
    }

    /// A chain of consequences that is longer than this within one look is a fault in a rule; the rest waits for the next one.
    static let stepsPerLookMax = 64

    private func follow(alert id: AlertID, _ stream: StreamName) async {
        for _ in 0..<Self.stepsPerLookMax {
            guard let alert = picture.alerts[id]?.state else { return }
            if alert.needsIncident, !isRefused("incident", on: stream) {
                guard await attempt(stream, "incident", { try await self.openIncident(for: alert) }) else { return }
                continue
            }
            guard await joinIncident(alert), await followGrade(of: alert), await issueEscalations(of: alert) else { return }
            guard let due = next(alert.due(), on: stream) else { return }
            let system = system(at: alert.owner, "clock")
            let done = await attempt(stream, due.key) {
                try await self.settle(alert: id, due.command, by: system, command: CommandID("due/\(stream)/\(due.key)"))
            }
            guard done else { return }
        }
        look(at: stream)
    }

    /// An alert that belongs to an incident is listed there, also when it joined later.
    private func joinIncident(_ alert: Alert) async -> Bool {
        guard let incident = alert.incident, let held = picture.incidents[incident], held.state.state.isOpen, !held.state.alerts.contains(alert.id)
        else { return true }
        let stream = StreamName(category: Picture.Category.incident, id: incident.rawValue)
        let key = "alert/\(alert.id)"
        guard !isRefused(key, on: stream) else { return true }
        let system = system(at: alert.owner, "confirmation")
        return await attempt(stream, key) {
            try await self.settle(incident: incident, .addAlert(alert.id), by: system, command: CommandID("incident/\(incident)/\(key)"))
        }
    }

    private func follow(incident id: IncidentID, _ stream: StreamName) async {
        for _ in 0..<Self.stepsPerLookMax {
            guard let incident = picture.incidents[id]?.state else { return }
            if let grade = incident.needsPlan, !isRefused("plan/\(grade.rawValue)", on: stream) {
                guard await attempt(stream, "plan/\(grade.rawValue)", { try await self.runPlan(of: incident, for: grade) }) else { return }
                continue
            }
            if let after = PlanResolution(city: city).aftermath(of: incident), !isRefused(Self.aftermathKey, on: stream) {
                guard await attempt(stream, Self.aftermathKey, { try await self.runAftermath(after, of: incident) }) else { return }
                continue
            }
            guard await issueNotices(of: incident), await proposeZones(of: incident) else { return }
            guard let due = next(incident.due(), on: stream) else { return }
            let system = system(at: incident.owner, "clock")
            let done = await attempt(stream, due.key) {
                try await self.settle(incident: id, due.command, by: system, command: CommandID("due/\(stream)/\(due.key)"))
            }
            guard done else { return }
        }
        look(at: stream)
    }

    private func runPlan(of incident: Incident, for grade: Grade) async throws {
        let plan = PlanResolution(city: city).runPlan(for: incident, grade: grade)
        try await settle(
            incident: incident.id, .runPlan(plan), by: system(at: incident.owner, "plan"),
            command: CommandID("incident/\(incident.id)/plan/\(grade.rawValue)"))
    }

    /// An incident that was reopened and resolved again may owe other steps: those that it has had are part of the name.
    private func runAftermath(_ plan: RunPlan, of incident: Incident) async throws {
        try await settle(
            incident: incident.id, .runPlan(plan), by: system(at: incident.owner, "plan"),
            command: CommandID("incident/\(incident.id)/\(Self.aftermathKey)/\(incident.plan.steps.count)"))
    }

    private func issueNotices(of incident: Incident) async -> Bool {
        guard !incident.plan.steps.isEmpty else { return true }
        return await issue(PlanResolution(city: city).notices(for: incident, at: now()))
    }

    /// Tells whoever an alert has climbed to. Read off the alert, so an escalation just before a crash is told after it.
    private func issueEscalations(of alert: Alert) async -> Bool {
        guard !alert.escalations.isEmpty else { return true }
        return await issue(EscalationNotices(city: city).notices(for: alert, at: now()).compactMap { told($0, about: alert.id.rawValue) })
    }

    func issue(_ notices: [NoticeIssued]) async -> Bool {
        for issued in notices where picture.notices[issued.id] == nil {
            let stream = StreamName(category: Picture.Category.notice, id: issued.id.rawValue)
            guard !isRefused("issue", on: stream) else { continue }
            let done = await attempt(stream, "issue") {
                try await self.submit(notice: issued.id, .issue(issued), by: self.issuer(of: issued), command: Self.issuing(issued.id))
            }
            guard done else { return false }
        }
        return true
    }

    private func follow(notice id: NoticeID, _ stream: StreamName) async {
        for _ in 0..<Self.stepsPerLookMax {
            guard let notice = picture.notices[id], !isMoot(notice), let due = next(notice.due(), on: stream) else { return }
            let system = system(at: notice.owner, "clock")
            let done = await attempt(stream, due.key) {
                try await self.submit(notice: id, due.command, by: system, command: CommandID("due/\(stream)/\(due.key)"))
            }
            guard done else { return }
        }
    }

    /// Once people have decided on an alert, or a round is over, nobody need be asked any more whether they know that it climbed to them.
    private func isMoot(_ notice: Notice) -> Bool {
        if let round = notice.rainRound { return !(picture.rainRounds.held[round]?.state.isOpen ?? false) }
        guard let alert = notice.alert else { return false }
        return !(picture.alerts[alert]?.state.state.isUndecided ?? false)
    }

    func schedule(notice id: NoticeID) {
        guard let notice = picture.notices[id], let at = notice.due().map(\.at).min() else { return }
        dues.add(StreamName(category: Picture.Category.notice, id: id.rawValue), at: at)
    }

    func isRefused(_ key: String, on stream: StreamName) -> Bool { refusedDues[stream]?.contains(key) ?? false }

    /// The earliest due command that is overdue and has not been refused; otherwise notes when to look again.
    func next<Command>(_ all: [Due<Command>], on stream: StreamName) -> Due<Command>? {
        let refused = refusedDues[stream] ?? []
        let moment = now()
        guard let earliest = all.filter({ !refused.contains($0.key) }).min(by: { $0.at < $1.at }) else { return nil }
        if earliest.at <= moment { return earliest }
        dues.add(stream, at: earliest.at)
        return nil
    }

    /// Runs one step that follows by itself; false when the world failed and the stream is to be looked at again later. A refusal is
    /// remembered until the stream moves on, so that a rule that asks for the impossible cannot spin.
    func attempt(_ stream: StreamName, _ key: String, _ step: () async throws -> some Sendable) async -> Bool {
        do {
            _ = try await step()
            return true
        } catch let refusal as Refusal {
            refusedDues[stream, default: []].insert(key)
            noteFault("\(stream) refused what was due (\(key)): \(refusal.message)")
            return true
        } catch {
            noteFault("\(stream) could not do what was due (\(key)): \(error)")
            dues.add(stream, at: now().advanced(by: Self.retryAfterFault))
            return false
        }
    }

    /// A full disk is not emptied within a second.
    static let retryAfterFault: Seconds = 2
}
