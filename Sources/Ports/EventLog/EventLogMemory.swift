import City

/// The event log in memory: for tests and simulation, the same contract without a disk.
public actor EventLogMemory: EventLog {
    private var events: [RecordedEvent] = []
    private var streams: [StreamName: [Int]] = [:]
    private var outcomes: [CommandID: CommandOutcome] = [:]
    private var snapshots: [String: [Snapshot]] = [:]
    private var plannedFault: LogFault?
    private var isFaulted = false
    private var isClosed = false
    private let feed: EventFeed

    public init(pendingEventCountMax: Int = LogBounds.pendingEventCountMax) {
        feed = EventFeed(position: 0, pendingCountMax: pendingEventCountMax)
    }

    /// Lets the next append fail the way a disk does: it throws `fault`, and nothing is accepted until `recover()`.
    public func failNextAppend(with fault: LogFault) { plannedFault = fault }

    public func append(_ appends: [Append]) async throws -> [RecordedEvent] {
        try checkOpen()
        try LogBounds.check(appends)
        if isFaulted { throw LogFault(.faulted, "the log has failed before; read the state anew and call recover()") }
        if let fault = plannedFault {
            plannedFault = nil
            isFaulted = true
            throw fault
        }
        for append in appends { try refuse(append) }
        let recorded = appends.flatMap { record($0) }
        feed.publish(recorded)
        return recorded
    }

    private func refuse(_ append: Append) throws(LogRefusal) {
        if let command = append.command, let outcome = outcomes[command] { throw .duplicateCommand(outcome) }
        let actual = Int64(streams[append.stream]?.count ?? 0)
        guard actual == append.expectedVersion else {
            throw .wrongVersion(stream: append.stream, expected: append.expectedVersion, actual: actual)
        }
    }

    private func record(_ append: Append) -> [RecordedEvent] {
        var recorded: [RecordedEvent] = []
        for (index, event) in append.events.enumerated() {
            let position = Int64(events.count) + 1
            let version = append.expectedVersion + Int64(index) + 1
            let bytes = EventHash.bytes(
                previous: events.last?.hash ?? EventHash.seed, position: position, stream: append.stream, version: version,
                command: append.command, event: event)
            let one = RecordedEvent(
                position: position, stream: append.stream, version: version, event: event, command: append.command,
                hash: SHA256Digest.hash(bytes))
            streams[append.stream, default: []].append(events.count)
            events.append(one)
            recorded.append(one)
        }
        if let command = append.command, let last = recorded.last {
            outcomes[command] = CommandOutcome(stream: append.stream, version: last.version, position: last.position)
        }
        return recorded
    }

    public func recover() async throws {
        try checkOpen()
        isFaulted = false
    }

    public func read(from position: Int64, limit: Int) async throws -> [RecordedEvent] {
        try checkOpen()
        return Array(events.dropFirst(Int(max(0, position))).prefix(max(0, limit)))
    }

    public func read(stream: StreamName, after version: Int64, limit: Int) async throws -> [RecordedEvent] {
        try checkOpen()
        return (streams[stream] ?? []).dropFirst(Int(max(0, version))).prefix(max(0, limit)).map { events[$0] }
    }

    public func listStreams(of category: String, below: StreamName?, limit: Int) async throws -> [StreamName] {
        try checkOpen()
        let names = streams.keys.filter { name in
            name.category == category[...] && (below.map { name.rawValue.utf8.lexicographicallyPrecedes($0.rawValue.utf8) } ?? true)
        }
        return Array(names.sorted { $1.rawValue.utf8.lexicographicallyPrecedes($0.rawValue.utf8) }.prefix(max(0, limit)))
    }

    public func head() async throws -> LogHead {
        try checkOpen()
        return LogHead(position: Int64(events.count), hash: events.last?.hash ?? EventHash.seed)
    }

    public func subscribe(after position: Int64) async throws -> AsyncThrowingStream<RecordedEvent, any Error> {
        try checkOpen()
        return feed.stream(after: position) { [self] position, limit in await page(after: position, limit: limit) }
    }

    /// What a subscriber reads while it catches up; also after the log has closed, so that it sees every durable event.
    private func page(after position: Int64, limit: Int) -> [RecordedEvent] { Array(events.dropFirst(Int(max(0, position))).prefix(limit)) }

    public func outcome(of command: CommandID) async throws -> CommandOutcome? {
        try checkOpen()
        return outcomes[command]
    }

    public func saveSnapshot(_ snapshot: Snapshot) async throws {
        try checkOpen()
        let kept = (snapshots[snapshot.name] ?? []).filter { $0.position != snapshot.position || $0.schema != snapshot.schema }
        snapshots[snapshot.name] = Array((kept + [snapshot]).sorted { $0.position < $1.position }.suffix(LogBounds.snapshotCountPerName))
    }

    public func loadSnapshot(_ name: String, schema: Int) async throws -> Snapshot? {
        try checkOpen()
        return snapshots[name]?.last { $0.schema == schema }
    }

    public func close() async throws {
        isClosed = true
        feed.close()
    }

    private func checkOpen() throws {
        if isClosed { throw LogFault(.closed, "the log has been closed") }
    }
}
