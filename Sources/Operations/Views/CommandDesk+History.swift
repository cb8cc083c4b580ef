import City
import EventLog
import HazardKit
import Incidents

/// A page of a list of incidents.
public struct IncidentPage: Sendable {
    public let incidents: [IncidentSummary]
    /// Where the next page begins; nil when the list is at its end. A page may be short or empty and still have a next one: a look through
    /// old incidents ends after a bounded number of them, seen or not.
    public let next: IncidentID?
}

/// What has left the picture and is read from the log again.
extension CommandDesk {
    /// Incidents in the actor's sight, newest first, by name below `after`; every one that there ever was. Open ones are all in the picture;
    /// closed ones are taken from it as far as it holds them, and folded from their streams one at a time beyond. Throws `LogFault`.
    public func incidents(for actor: Actor, open: Bool?, after: IncidentID?, limit: Int) async throws -> IncidentPage {
        if open == true { return openIncidents(for: actor, after: after, limit: limit) }
        var rows: [IncidentSummary] = []
        var last = after
        var looked = 0
        while looked < Self.historyLookMax {
            let names = try await log.listStreams(
                of: Picture.Category.incident, below: last.map { StreamName(category: Picture.Category.incident, id: $0.rawValue) },
                limit: Self.historyNamesPerRead)
            for name in names {
                let id = IncidentID(String(name.id))
                if let held = try await heldIncident(id), open.map({ $0 == held.state.state.isOpen }) ?? true, sees(held.state, actor) {
                    rows.append(summary(held))
                }
                last = id
                if rows.count == limit { return IncidentPage(incidents: rows, next: last) }
            }
            looked += names.count
            if names.count < Self.historyNamesPerRead { return IncidentPage(incidents: rows, next: nil) }
        }
        return IncidentPage(incidents: rows, next: last)
    }

    private func openIncidents(for actor: Actor, after: IncidentID?, limit: Int) -> IncidentPage {
        let seen = picture.incidents.values.filter { held in
            held.state.state.isOpen && (after.map { held.state.id < $0 } ?? true) && sees(held.state, actor)
        }
        let rows = seen.sorted { $0.state.id > $1.state.id }.prefix(limit).map { summary($0) }
        return IncidentPage(incidents: rows, next: rows.count < seen.count ? rows.last?.id : nil)
    }

    /// Names asked of the log at a time; between two pages other commands have their turn.
    static let historyNamesPerRead = 100
    /// Incidents that one question folds at most, about half a millisecond each; the answer then says where to go on.
    static let historyLookMax = 1_000

    /// True when an alert holds something that was sealed for a person, however long ago it was said. Throws `LogFault`.
    public func holds(_ person: PersonID, _ alert: AlertID) async throws -> Bool { try await !sealedFields(of: person, in: alert).isEmpty }

    /// What was sealed for a person: on the alerts in the picture, else on those of the matter that is named, else on any alert of the log.
    func sealedFields(of person: PersonID, incident: IncidentID?, alert: AlertID?) async throws -> [Sealed] {
        for held in picture.alerts.values {
            let found = Self.sealed(in: held.state.evidence, for: person)
            if !found.isEmpty { return found }
        }
        var named = alert.map { [$0] } ?? []
        if let incident, let state = try await heldIncident(incident)?.state { named += state.alerts }
        for id in named {
            let found = try await sealedFields(of: person, in: id)
            if !found.isEmpty { return found }
        }
        return try await search(for: person)
    }

    /// Goes through all alerts of the log, newest first. Only an erasure that names no matter comes here; one search runs at a time.
    private func search(for person: PersonID) async throws -> [Sealed] {
        try await inTurn(StreamName(category: "search", id: Picture.Category.person)) {
            var below: StreamName?
            while true {
                let names = try await log.listStreams(of: Picture.Category.alert, below: below, limit: Self.historyNamesPerRead)
                for name in names {
                    let found = try await sealedFields(of: person, in: AlertID(String(name.id)))
                    if !found.isEmpty { return found }
                }
                guard names.count == Self.historyNamesPerRead else { return [] }
                below = names.last
            }
        }
    }

    /// What was sealed for a person on one alert. A state holds the newest evidence only; a busy alert's first callers are in its events.
    private func sealedFields(of person: PersonID, in alert: AlertID) async throws -> [Sealed] {
        if let held = picture.alerts[alert] {
            let found = Self.sealed(in: held.state.evidence, for: person)
            if !found.isEmpty || held.state.evidence.count < Alert.evidenceCountMax { return found }
        }
        let stream = StreamName(category: Picture.Category.alert, id: alert.rawValue)
        var version: Int64 = 0
        while true {
            let page = try await log.read(stream: stream, after: version, limit: Self.evidencePageMax)
            let found = Self.sealed(in: try page.flatMap { Self.evidence(in: try coding.event($0.event)) }, for: person)
            if !found.isEmpty { return found }
            guard page.count == Self.evidencePageMax, let last = page.last else { return [] }
            version = last.version
        }
    }

    /// Events of one alert read at a time; most alerts have fewer.
    static let evidencePageMax = 500

    private static func evidence(in event: AlertEvent) -> [Evidence] {
        switch event {
        case .raised(let body): [body.alert.evidence]
        case .evidenceAdded(let body): [body.evidence]
        case .absorbed(let body): body.evidence
        default: []
        }
    }

    private static func sealed(in evidence: [Evidence], for person: PersonID) -> [Sealed] {
        evidence.compactMap(\.sealedDetail).filter { $0.person == person }
    }
}
