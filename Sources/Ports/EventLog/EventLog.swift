import City

/// The only record: append-only, hash-chained, durable before it is acknowledged.
///
/// - Write: `append(_:)`, one stream or several at once
/// - Read: `read(from:limit:)`, `read(stream:after:limit:)`, `listStreams(of:below:limit:)`, `head()`
/// - Follow: `subscribe(after:)`
/// - Once: `outcome(of:)` finds what a command id already did
/// - Start fast: `saveSnapshot(_:)`, `loadSnapshot(_:)`
public protocol EventLog: Sendable {
    /// Appends the events in order, nothing in between, and returns when they are on disk. All of the appends are written or none of them;
    /// each goes to a stream of its own. An append without events checks the version and leaves no trace, not even of its command.
    ///
    /// - Throws: `LogRefusal.wrongVersion` when a stream has moved on, `LogRefusal.duplicateCommand` when a command id is known (of several
    ///   refusals the first one's), `LogFault` when the disk or the file fails; then nothing of this append is kept, and every append
    ///   queued behind it fails too until `recover()` is called, because the writers behind it decided on a state that never came to be.
    func append(_ appends: [Append]) async throws -> [RecordedEvent]

    /// Accepts appends again after a fault. The caller has rebuilt its state from the log first.
    func recover() async throws

    /// Events with a position above `position`, in order, at most `limit`.
    func read(from position: Int64, limit: Int) async throws -> [RecordedEvent]

    /// Events of one stream with a version above `version`, in order, at most `limit`.
    func read(stream: StreamName, after version: Int64, limit: Int) async throws -> [RecordedEvent]

    /// The names of a category's streams, in the order of their UTF-8 bytes from the last one down, at most `limit`; only those that come
    /// before `below` where one is given.
    func listStreams(of category: String, below: StreamName?, limit: Int) async throws -> [StreamName]

    /// The last position and its hash; position 0 and the seed hash when empty.
    func head() async throws -> LogHead

    /// Every event after `position`, first those on disk, then as they become durable. Ends when the log closes, or with
    /// `LogFault.subscriberTooSlow` when the reader lets more than the log's bound pile up.
    func subscribe(after position: Int64) async throws -> AsyncThrowingStream<RecordedEvent, any Error>

    /// What a command id did, or nil.
    func outcome(of command: CommandID) async throws -> CommandOutcome?

    func saveSnapshot(_ snapshot: Snapshot) async throws
    /// The newest snapshot of a projection with this name and schema, or nil.
    func loadSnapshot(_ name: String, schema: Int) async throws -> Snapshot?

    /// Lets what is waiting finish, then closes.
    func close() async throws
}

extension EventLog {
    /// One append alone.
    public func append(_ append: Append) async throws -> [RecordedEvent] { try await self.append([append]) }
}

/// Events for one stream, decided on `expectedVersion`.
public struct Append: Sendable {
    public let stream: StreamName
    /// The version of the last event that the decision has seen; 0 for a new stream.
    public let expectedVersion: Int64
    public let command: CommandID?
    public let events: [NewEvent]

    public init(stream: StreamName, expectedVersion: Int64, command: CommandID?, events: [NewEvent]) {
        self.stream = stream
        self.expectedVersion = expectedVersion
        self.command = command
        self.events = events
    }
}

/// Such as `incident/2026-000417`: a category and a name.
public struct StreamName: Identifier {
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }
    public init(category: String, id: String) { rawValue = category + "/" + id }

    public var category: Substring { rawValue.prefix { $0 != "/" } }
    public var id: Substring { rawValue.drop { $0 != "/" }.dropFirst() }
}

/// A client's UUID or a name that Bayu derives, such as `timer/incident/…/update/3`. The same id never acts twice.
public struct CommandID: Identifier {
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }
}

/// What happened, by whom and when, before the log has given it a place.
public struct NewEvent: Hashable, Sendable {
    /// Past tense, such as `IncidentOpened`.
    public let type: String
    /// The version of the payload's shape.
    public let schema: Int
    public let at: Instant
    public let actor: Actor
    /// UTF-8 JSON.
    public let payload: [UInt8]

    public init(type: String, schema: Int, at: Instant, actor: Actor, payload: [UInt8]) {
        self.type = type
        self.schema = schema
        self.at = at
        self.actor = actor
        self.payload = payload
    }
}

/// An event with its place in the log and in its stream, and the hash that holds it there.
public struct RecordedEvent: Hashable, Sendable {
    /// 1, 2, 3 … over the whole log, without gaps.
    public let position: Int64
    public let stream: StreamName
    /// 1, 2, 3 … within the stream, without gaps.
    public let version: Int64
    public let event: NewEvent
    public let command: CommandID?
    /// SHA-256 over the previous event's hash and everything above (32 bytes).
    public let hash: [UInt8]

    public init(position: Int64, stream: StreamName, version: Int64, event: NewEvent, command: CommandID?, hash: [UInt8]) {
        self.position = position
        self.stream = stream
        self.version = version
        self.event = event
        self.command = command
        self.hash = hash
    }
}

/// Where a log ends: the last position and its hash.
public struct LogHead: Hashable, Sendable {
    public let position: Int64
    public let hash: [UInt8]
    public init(position: Int64, hash: [UInt8]) {
        self.position = position
        self.hash = hash
    }
}

/// What a command id has already done, so that asking again gives the same answer.
public struct CommandOutcome: Hashable, Sendable {
    public let stream: StreamName
    public let version: Int64
    public let position: Int64
    public init(stream: StreamName, version: Int64, position: Int64) {
        self.stream = stream
        self.version = version
        self.position = position
    }
}

/// A projection's state at a position, so that a start need not fold the whole log.
public struct Snapshot: Hashable, Sendable {
    public let name: String
    public let schema: Int
    public let position: Int64
    public let bytes: [UInt8]
    public init(name: String, schema: Int, position: Int64, bytes: [UInt8]) {
        self.name = name
        self.schema = schema
        self.position = position
        self.bytes = bytes
    }
}

/// The log says no.
public enum LogRefusal: Error, Hashable, Sendable {
    case wrongVersion(stream: StreamName, expected: Int64, actual: Int64)
    case duplicateCommand(CommandOutcome)
}

/// The world failed under the log. `message` says what happened, where and what to do.
public struct LogFault: Error, Hashable, Sendable {
    public enum Kind: String, Sendable { case diskFull, locked, corrupt, io, closed, faulted, subscriberTooSlow, tooLarge, malformed, overloaded }
    public let kind: Kind
    public let message: String
    public init(_ kind: Kind, _ message: String) {
        self.kind = kind
        self.message = message
    }
}
