import City
import EventLog
import Foundation
import Incidents

/// Turns events into log entries and back. `JSONEncoder` is a class with a cost to make, so one coding is kept per owner.
struct EventCoding {
    private let encoder: JSONEncoder
    private let decoder = JSONDecoder()

    init() {
        encoder = JSONEncoder()
        // Sorted keys keep the bytes of equal events equal, so that an export can be compared line by line.
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    }

    func entry(_ event: some StreamEvent, at: Instant, by actor: Actor) throws -> NewEvent {
        let payload = try event.encodePayload { try [UInt8](encoder.encode($0)) }
        return NewEvent(type: event.type, schema: Swift.type(of: event).schema, at: at, actor: actor, payload: payload)
    }

    func event<Event: StreamEvent>(_ recorded: NewEvent, as family: Event.Type = Event.self) throws -> Event {
        try Event(type: recorded.type, schema: recorded.schema, from: JSONPayload(bytes: recorded.payload, decoder: decoder))
    }

    func bytes(_ value: some Encodable) throws -> [UInt8] { try [UInt8](encoder.encode(value)) }
}

/// The JSON body of one stored event.
private struct JSONPayload: PayloadSource {
    let bytes: [UInt8]
    let decoder: JSONDecoder

    func decode<Body: Decodable>(_ body: Body.Type) throws -> Body { try decoder.decode(body, from: Data(bytes)) }
}
