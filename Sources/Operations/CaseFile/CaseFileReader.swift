import City
import Drones
import Evacuation
import EventLog
import HazardKit
import Incidents

/// Makes a case file from the log: it needs no desk, so the program can make one from a data directory as well.
public struct CaseFileReader: Sendable {
    private let log: any EventLog
    private let city: CityModel

    public init(log: any EventLog, city: CityModel) {
        self.log = log
        self.city = city
    }

    /// Events of one stream that a case file reads; a major incident has a few thousand.
    static let streamEventsMax = 20_000

    /// The case file of an incident as the log stands now; nil when there is no such incident. Throws `LogFault`, `UnknownEvent`.
    public func caseFile(of id: IncidentID, at moment: Instant) async throws -> CaseFile? {
        let head = try await log.head()
        var reading = Reading(log: log, until: head.position)
        let own = try await reading.events(of: StreamName(category: Picture.Category.incident, id: id.rawValue))
        guard let incident = try reading.fold(own, Incident.apply(_:to:at:by:)) else { return nil }
        var seen: [CaseFile.Seen] = []
        var known: Set<Evidence> = []
        for alert in incident.alerts {
            let events = try await reading.events(of: StreamName(category: Picture.Category.alert, id: alert.rawValue))
            for recorded in events {
                let event: AlertEvent = try reading.coding.event(recorded.event)
                seen += Self.evidence(in: event).filter { known.insert($0).inserted }.map { CaseFile.Seen($0, of: alert, recorded) }
            }
        }
        let notices = try await notices(of: [id.rawValue] + incident.alerts.map(\.rawValue), &reading)
        let evacuations = try await evacuations(of: id, &reading)
        // A flight is told by its events alone: who sent it and why, what the drone answered, when it stood above the place.
        for stream in try await log.streams(of: Picture.Category.flight, beginning: FlightID.prefix(of: id)).sorted() {
            _ = try await reading.events(of: stream)
        }
        let photos = try await photos(of: incident, &reading)
        return CaseFile(
            exercise: incident.exercise, synthetic: incident.synthetic,
            source: CaseFile.Source(position: head.position, hash: Self.hexadecimal(head.hash), madeAt: moment),
            complete: reading.isComplete, incident: CaseFile.Matter(incident, city),
            seen: seen.sorted { ($0.observedAt, $0.position) < ($1.observedAt, $1.position) },
            told: notices.map { NoticeView($0, city) }, tasks: incident.tasks.map { TaskView($0, city) }, evacuations: evacuations, photos: photos,
            done: reading.told)
    }

    /// Evidence of an alert that was merged stands in two streams; it was seen once.
    private static func evidence(in event: AlertEvent) -> [Evidence] {
        switch event {
        case .raised(let body): [body.alert.evidence]
        case .evidenceAdded(let body): [body.evidence]
        case .absorbed(let body): body.evidence
        default: []
        }
    }

    private func notices(of matters: [String], _ reading: inout Reading) async throws -> [Notice] {
        var notices: [Notice] = []
        for matter in matters {
            for stream in try await log.streams(of: Picture.Category.notice, beginning: matter + ".") {
                var notice: Notice?
                for recorded in try await reading.events(of: stream) {
                    notice = Notice.evolve(notice, try reading.coding.event(recorded.event), at: recorded.event.at, by: recorded.event.actor)
                }
                if let notice { notices.append(notice) }
            }
        }
        return notices.sorted { ($0.issuedAt, $0.id) < ($1.issuedAt, $1.id) }
    }

    private func evacuations(of id: IncidentID, _ reading: inout Reading) async throws -> [EvacuationView] {
        var views: [EvacuationView] = []
        for stream in try await log.streams(of: Picture.Category.evacuation, beginning: EvacuationID.prefix(of: id)).sorted() {
            let events = try await reading.events(of: stream)
            if let state = try reading.fold(events, Evacuation.apply(_:to:at:by:)) {
                views.append(EvacuationView(state, version: events.last?.version ?? 0))
            }
        }
        return views
    }

    private func photos(of incident: Incident, _ reading: inout Reading) async throws -> [CaseFile.Picture] {
        var pictures: [CaseFile.Picture] = []
        for (offset, attached) in incident.photos.enumerated() {
            // Looks at a picture are no part of the matter; only whether it has been erased is asked.
            let looks = try await log.read(
                stream: StreamName(category: Picture.Category.person, id: attached.photo.key.rawValue), after: 0, limit: Self.streamEventsMax)
            let isErased = looks.contains { $0.position <= reading.until && $0.event.type == PersonErased.type }
            pictures.append(CaseFile.Picture(number: offset + 1, photo: PhotoView(attached, isErased: isErased)))
        }
        return pictures
    }

    private static func hexadecimal(_ bytes: [UInt8]) -> String {
        bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
}

/// What has been read of the log so far, all of it up to one position.
private struct Reading {
    let log: any EventLog
    let until: Int64
    let coding = EventCoding()
    private(set) var isComplete = true
    private var entries: [TimelineEntry] = []

    init(log: any EventLog, until: Int64) {
        self.log = log
        self.until = until
    }

    var told: [TimelineEntry] { entries.sorted { $0.position < $1.position } }

    mutating func events(of stream: StreamName) async throws -> [RecordedEvent] {
        let all = try await log.read(stream: stream, after: 0, limit: CaseFileReader.streamEventsMax)
        if all.count == CaseFileReader.streamEventsMax { isComplete = false }
        let events = all.filter { $0.position <= until }
        entries += events.map { recorded in
            TimelineEntry(
                position: recorded.position, version: recorded.version, type: recorded.event.type, at: recorded.event.at, actor: recorded.event.actor,
                data: JSONText(bytes: recorded.event.payload, leavingOut: Self.sealed))
        }
        return events
    }

    /// Ciphertext has no place in a paper that leaves the house.
    private static let sealed: Set<String> = ["sealedDetail"]

    func fold<State, Event: StreamEvent>(
        _ events: [RecordedEvent], _ apply: (Event, inout State?, Instant, Actor) -> Void
    ) throws -> State? {
        var state: State?
        for recorded in events { apply(try coding.event(recorded.event), &state, recorded.event.at, recorded.event.actor) }
        return state
    }
}

extension CommandDesk {
    /// The case file of an incident, also when it ended long ago; nil when there is none. Throws `LogFault`.
    public func caseFile(of id: IncidentID) async throws -> CaseFile? {
        try await CaseFileReader(log: log, city: city).caseFile(of: id, at: now())
    }
}
