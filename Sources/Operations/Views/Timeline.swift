import City
import EventLog
import Foundation
import Incidents

/// One line of a matter's history, straight from the log.
public struct TimelineEntry: Encodable, Sendable {
    public let position: Int64
    public let version: Int64
    public let type: String
    public let at: Instant
    public let actor: Actor
    /// The event's own JSON.
    public let data: JSONText
}

/// JSON that is already text, passed through as it stands.
public struct JSONText: Encodable, Sendable {
    let bytes: [UInt8]
    /// Members that are left out, at whatever depth.
    var leavingOut: Set<String> = []

    public func encode(to encoder: any Encoder) throws {
        let value = try JSONDecoder().decode(AnyJSON.self, from: Data(bytes))
        try value.without(leavingOut).encode(to: encoder)
    }
}

/// Any JSON value, for passing stored payloads on.
private enum AnyJSON: Codable {
    case null
    case bool(Bool)
    case number(Double)
    case text(String)
    case list([AnyJSON])
    case object([String: AnyJSON])

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if container.decodeNil() {
            self = .null
        } else if let value = try? container.decode(Bool.self) {  // Not swallowed: the next type is tried.
            self = .bool(value)
        } else if let value = try? container.decode(Double.self) {  // Not swallowed: the next type is tried.
            self = .number(value)
        } else if let value = try? container.decode(String.self) {  // Not swallowed: the next type is tried.
            self = .text(value)
        } else if let value = try? container.decode([AnyJSON].self) {  // Not swallowed: the next type is tried.
            self = .list(value)
        } else {
            self = .object(try container.decode([String: AnyJSON].self))
        }
    }

    func without(_ names: Set<String>) -> AnyJSON {
        switch self {
        case .list(let values): .list(values.map { $0.without(names) })
        case .object(let members): .object(members.filter { !names.contains($0.key) }.mapValues { $0.without(names) })
        case .null, .bool, .number, .text: self
        }
    }

    /// The name of a member of an object.
    private struct Name: CodingKey {
        let stringValue: String
        var intValue: Int? { nil }
        init(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }

    /// Members in the order of their names, so that the same event always gives the same text.
    func encode(to encoder: any Encoder) throws {
        if case .object(let members) = self {
            var fields = encoder.container(keyedBy: Name.self)
            for (name, value) in members.sorted(by: { $0.key < $1.key }) { try fields.encode(value, forKey: Name(stringValue: name)) }
            return
        }
        var container = encoder.singleValueContainer()
        switch self {
        case .null: try container.encodeNil()
        case .bool(let value): try container.encode(value)
        case .number(let value): try container.encode(value)
        case .text(let value): try container.encode(value)
        case .list(let value): try container.encode(value)
        case .object: preconditionFailure("an object was encoded above")
        }
    }
}

extension CommandDesk {
    /// Lines of one page.
    public static let timelinePageMax = 500

    /// The history of an incident with that of its alerts, zones and flights, in the order in which things became durable. Throws `LogFault`.
    public func timeline(of id: IncidentID, after position: Int64 = 0) async throws -> [TimelineEntry] {
        guard let held = try await heldIncident(id) else { throw Refusal.unknown("incident", id.rawValue) }
        let streams =
            [StreamName(category: Picture.Category.incident, id: id.rawValue)]
            + held.state.alerts.map { StreamName(category: Picture.Category.alert, id: $0.rawValue) }
            + (held.state.alerts.flatMap { picture.noticesByAlert[$0] ?? [] } + (picture.noticesByIncident[id] ?? [])).map {
                StreamName(category: Picture.Category.notice, id: $0.rawValue)
            }
            + (try await evacuationIDs(of: id)).map { Self.stream($0) } + (try await flightIDs(of: id)).map { Self.stream($0) }
        return try await timeline(of: streams, after: position)
    }

    /// The history of an alert. Throws `LogFault`.
    public func timeline(of id: AlertID, after position: Int64 = 0) async throws -> [TimelineEntry] {
        let notices = (picture.noticesByAlert[id] ?? []).map { StreamName(category: Picture.Category.notice, id: $0.rawValue) }
        return try await timeline(of: [StreamName(category: Picture.Category.alert, id: id.rawValue)] + notices, after: position)
    }

    private func timeline(of streams: [StreamName], after position: Int64) async throws -> [TimelineEntry] {
        var events: [RecordedEvent] = []
        for stream in streams { events += try await log.read(stream: stream, after: 0, limit: Self.streamEventsMax) }
        let page = events.filter { $0.position > position }.sorted { $0.position < $1.position }.prefix(Self.timelinePageMax)
        return page.map { recorded in
            TimelineEntry(
                position: recorded.position, version: recorded.version, type: recorded.event.type, at: recorded.event.at, actor: recorded.event.actor,
                data: JSONText(bytes: recorded.event.payload))
        }
    }
}
