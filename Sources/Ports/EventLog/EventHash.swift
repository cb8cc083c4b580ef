import City

/// The bytes that an event's hash is taken over.
///
/// The hash of an event is SHA-256 over these fields, one after the other, nothing between them:
///
/// | field | bytes |
/// |---|---|
/// | format | one byte, `0x01` |
/// | previous hash | 32 bytes: the hash of the event at `position - 1`, 32 zero bytes before the first |
/// | position | integer |
/// | stream | text |
/// | version | integer |
/// | type | text |
/// | schema | integer |
/// | at | integer: milliseconds since 1970-01-01T00:00:00Z |
/// | actor's kind | text: `person`, `device` or `system` |
/// | actor's name, role, center | three texts |
/// | actor's department, team | two optional texts |
/// | command | optional text |
/// | payload | block |
///
/// An *integer* is 8 bytes, two's complement, most significant byte first. A *block* is its byte count in 4 bytes, most significant
/// first, then the bytes. A *text* is a block of UTF-8. An *optional text* is one byte `0x00` when there is none, else `0x01` and a text.
/// Every field says where it ends, so no two different events have the same bytes.
public enum EventHash {
    /// What stands before the first event.
    public static let seed = [UInt8](repeating: 0, count: SHA256Digest.byteCount)
    static let format: UInt8 = 1

    /// The canonical bytes of one event after the event whose hash is `previous`.
    public static func bytes(
        previous: [UInt8], position: Int64, stream: StreamName, version: Int64, command: CommandID?, event: NewEvent
    ) -> [UInt8] {
        var bytes = [UInt8]()
        bytes.reserveCapacity(event.payload.count + reservedByteCount)
        bytes.append(format)
        bytes.append(contentsOf: previous)
        append(position, to: &bytes)
        append(stream.rawValue, to: &bytes)
        append(version, to: &bytes)
        append(event.type, to: &bytes)
        append(Int64(event.schema), to: &bytes)
        append(event.at.millisecondsSince1970, to: &bytes)
        append(event.actor.kind.rawValue, to: &bytes)
        append(event.actor.name, to: &bytes)
        append(event.actor.role.rawValue, to: &bytes)
        append(event.actor.center.rawValue, to: &bytes)
        append(optional: event.actor.department?.rawValue, to: &bytes)
        append(optional: event.actor.team?.rawValue, to: &bytes)
        append(optional: command?.rawValue, to: &bytes)
        append(count: event.payload.count, to: &bytes)
        bytes.append(contentsOf: event.payload)
        return bytes
    }

    /// The canonical bytes of an event as it was recorded.
    public static func bytes(of recorded: RecordedEvent, previous: [UInt8]) -> [UInt8] {
        bytes(
            previous: previous, position: recorded.position, stream: recorded.stream, version: recorded.version, command: recorded.command,
            event: recorded.event)
    }

    /// Room for the fields beside the payload; most events need less, so that the buffer grows once at most.
    private static let reservedByteCount = 384

    private static func append(_ value: Int64, to bytes: inout [UInt8]) {
        withUnsafeBytes(of: value.bigEndian) { bytes.append(contentsOf: $0) }
    }

    private static func append(count: Int, to bytes: inout [UInt8]) {
        withUnsafeBytes(of: UInt32(count).bigEndian) { bytes.append(contentsOf: $0) }
    }

    private static func append(_ text: String, to bytes: inout [UInt8]) {
        let utf8 = text.utf8
        append(count: utf8.count, to: &bytes)
        bytes.append(contentsOf: utf8)
    }

    private static func append(optional text: String?, to bytes: inout [UInt8]) {
        guard let text else { return bytes.append(0) }
        bytes.append(1)
        append(text, to: &bytes)
    }
}
