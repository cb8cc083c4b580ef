import Cameras
import City
import Drones
import Evacuation
import EventLog
import Incidents
import RainRounds

extension Picture {
    /// Folds one recorded event in. Used for every event, at the start and while running, so that both give the same picture.
    mutating func apply(_ recorded: RecordedEvent, _ coding: EventCoding) throws {
        position = max(position, recorded.position)
        let at = recorded.event.at
        let actor = recorded.event.actor
        let id = String(recorded.stream.id)
        switch recorded.stream.category {
        case Category.alert[...]: apply(try coding.event(recorded.event) as AlertEvent, to: AlertID(id), recorded.version, at, actor)
        case Category.incident[...]: apply(try coding.event(recorded.event) as IncidentEvent, to: IncidentID(id), recorded.version, at, actor)
        case Category.notice[...]: apply(try coding.event(recorded.event) as NoticeEvent, to: NoticeID(id), at, actor)
        case Category.evacuation[...]: apply(try coding.event(recorded.event) as EvacuationEvent, to: EvacuationID(id), recorded.version, at, actor)
        case Category.rainRound[...]: apply(try coding.event(recorded.event) as RainRoundEvent, to: RainRoundID(id), recorded.version, at, actor)
        case Category.flight[...]: apply(try coding.event(recorded.event) as FlightEvent, to: FlightID(id), recorded.version, at, actor)
        case Category.site[...]: apply(try coding.event(recorded.event) as SiteEvent, to: SiteID(id), recorded.version)
        case Category.subscription[...]: apply(try coding.event(recorded.event) as SubscriptionEvent, to: SubscriptionID(id), at)
        case Category.person[...]: apply(try coding.event(recorded.event) as PersonEvent, to: PersonID(id), at, actor)
        case Category.team[...]: apply(try coding.event(recorded.event) as TeamEvent, to: TeamID(id), recorded.version)
        case Category.camera[...]:
            _ = try coding.event(recorded.event) as CameraEvent
            cameraVersions[CameraID(id)] = recorded.version
        // Detections are folded by their own desk.
        case Category.detection[...]: break
        default: throw UnknownEvent(type: recorded.event.type, schema: recorded.event.schema)
        }
    }

    mutating func apply(_ event: AlertEvent, to id: AlertID, _ version: Int64, _ at: Instant, _ actor: Actor) {
        let before = alerts[id]?.state
        var state = before
        Alert.apply(event, to: &state, at: at, by: actor)
        guard let state else { return }
        if before == nil { alertCount += 1 }
        alerts[id] = Held(state: state, version: version, changedAt: at)
        alarms.take(event, state)
        for key in state.sourceKeys where state.state.isOpen { alertsBySource[key] = id }
        if case .absorbed(let body) = event { for key in body.sourceKeys { alertsBySource[key] = id } }
        let isOver = !state.state.isOpen
        if isOver, before?.state.isOpen ?? true { closedAlerts.append(id) }
        trimClosed()
    }

    mutating func apply(_ event: IncidentEvent, to id: IncidentID, _ version: Int64, _ at: Instant, _ actor: Actor) {
        var state = incidents[id]?.state
        Incident.apply(event, to: &state, at: at, by: actor)
        if let state { settle(state, id, version, at) }
    }

    /// Takes an incident's state after its events have been folded, and keeps the indices in step with it.
    mutating func settle(_ state: Incident, _ id: IncidentID, _ version: Int64, _ at: Instant) {
        let before = incidents[id]?.state
        if before == nil { incidentCount += 1 }
        incidents[id] = Held(state: state, version: version, changedAt: at)
        index(teamsOf: state, replacing: before)
        let wasOpen = before?.state.isOpen ?? true
        alarms.take(state, wasOpen: wasOpen)
        if !state.state.isOpen, wasOpen { closedIncidents.append(id) }
        if state.state.isOpen, !wasOpen { closedIncidents.removeAll { $0 == id } }
        trimClosed()
    }

    mutating func apply(_ event: NoticeEvent, to id: NoticeID, _ at: Instant, _ actor: Actor) {
        let before = notices[id]
        guard let notice = Notice.evolve(before, event, at: at, by: actor) else { return }
        notices[id] = notice
        if before == nil { index(notice) } else { settleLingering(CollectionOfOne(id)) }
    }

    mutating func apply(_ event: EvacuationEvent, to id: EvacuationID, _ version: Int64, _ at: Instant, _ actor: Actor) {
        var state = evacuations[id]?.state
        Evacuation.apply(event, to: &state, at: at, by: actor)
        guard let state else { return }
        hold(Held(state: state, version: version, changedAt: at))
        if let incident = incidents[state.incident]?.state { rainRounds.count(event, of: state, in: incident, at: at, city) }
    }

    mutating func apply(_ event: RainRoundEvent, to id: RainRoundID, _ version: Int64, _ at: Instant, _ actor: Actor) {
        let released = Set(rainRounds.apply(event, to: id, version, at, actor))
        guard !released.isEmpty else { return }
        letGo(notices.values.filter { $0.rainRound.map(released.contains) ?? false }.map(\.id).sorted())
    }

    mutating func apply(_ event: FlightEvent, to id: FlightID, _ version: Int64, _ at: Instant, _ actor: Actor) {
        var state = flights[id]?.state
        Flight.apply(event, to: &state, at: at, by: actor)
        guard let state else { return }
        flights[id] = Held(state: state, version: version, changedAt: at)
        // Of an incident that has left, only flights that are still out are held.
        if !state.isOpen, incidents[state.incident] == nil { letGoFlights(of: state.incident) }
    }

    mutating func hold(_ held: Held<Evacuation>) {
        if evacuations.updateValue(held, forKey: held.state.id) == nil {
            evacuationsByIncident[held.state.incident, default: []].append(held.state.id)
        }
    }

    mutating func apply(_ event: SiteEvent, to id: SiteID, _ version: Int64) {
        switch event {
        case .gradeSet(let body): siteWords[id] = SiteWord(word: body.word, version: version)
        case .gradeWithdrawn: siteWords[id] = SiteWord(word: nil, version: version)
        }
    }

    mutating func apply(_ event: SubscriptionEvent, to id: SubscriptionID, _ at: Instant) {
        switch event {
        case .added(let added):
            subscriptions[id] = Subscription(
                id: id, name: added.name, address: added.address, center: added.center, department: added.department, secret: added.secret,
                exercises: added.exercises ?? false, addedAt: at, version: 1)
        case .removed:
            subscriptions[id]?.removedAt = at
            subscriptions[id]?.version += 1
            settleLingering(lingering)
        }
    }

    mutating func apply(_ event: PersonEvent, to id: PersonID, _ at: Instant, _ actor: Actor) {
        var record = people[id] ?? PersonRecord(id: id, looks: 0, version: 0)
        record.version += 1
        switch event {
        case .lookedAt: record.looks += 1
        case .erasureProposed: record.erasureProposedBy = actor.name
        case .erased: record.erasedAt = at
        }
        people[id] = record
    }

    mutating func apply(_ event: TeamEvent, to id: TeamID, _ version: Int64) {
        guard case .stateChanged(let changed) = event else { return }
        teamStates[id] = HeldTeam(state: changed.state, version: version)
    }

    /// Keeps the index of busy teams in step with one incident's tasks.
    private mutating func index(teamsOf state: Incident, replacing before: Incident?) {
        for task in before?.tasks ?? [] {
            if let team = task.team, busyTeams[team]?.incident == state.id { busyTeams[team] = nil }
        }
        for task in state.tasks where task.holdsTeam {
            if let team = task.team { busyTeams[team] = HeldTask(incident: state.id, task: task.id) }
        }
    }

    /// The alert that a source has last spoken for, or the one that it was merged into.
    func alert(of sourceKey: String) -> Held<Alert>? {
        var held = alertsBySource[sourceKey].flatMap { alerts[$0] }
        // An alert is merged into an open one, so a chain has no ring; it grows by one link each time its end is merged too.
        while let next = held?.state.mergedInto { held = alerts[next] }
        return held
    }

    /// Rebuilds what a snapshot leaves out.
    mutating func reindex() {
        busyTeams = [:]
        alertsBySource = [:]
        noticesByIncident = [:]
        noticesByAlert = [:]
        lingering = []
        evacuationsByIncident = [:]
        for held in evacuations.values.sorted(by: { $0.state.id < $1.state.id }) {
            evacuationsByIncident[held.state.incident, default: []].append(held.state.id)
        }
        for held in incidents.values { index(teamsOf: held.state, replacing: nil) }
        // A merged alert's sources first: where one of them has raised an alert since, the open one counts.
        let merged = alerts.values.filter { $0.state.mergedInto != nil }.sorted { $0.state.id < $1.state.id }
        for held in merged + alerts.values.filter(\.state.state.isOpen) {
            for key in held.state.sourceKeys { alertsBySource[key] = held.state.id }
        }
        for notice in notices.values.sorted(by: { $0.id < $1.id }) {
            let isHeld =
                notice.incident.map { incidents[$0] != nil } ?? false || notice.alert.map { alerts[$0] != nil } ?? false
                || notice.rainRound.map { rainRounds.held[$0] != nil } ?? false
            if isHeld { index(notice) } else { lingering.insert(notice.id) }
        }
    }

    private mutating func index(_ notice: Notice) {
        if let incident = notice.incident { noticesByIncident[incident, default: []].append(notice.id) }
        if let alert = notice.alert { noticesByAlert[alert, default: []].append(notice.id) }
    }
}
