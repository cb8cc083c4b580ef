import City

/// How much one append, one queue and one subscriber may hold, the same for every log.
public enum LogBounds {
    /// A decision yields a handful of events; opening an incident with a long plan some dozens. More is a mistake upstream, and one
    /// append must not hold up the others of its batch.
    public static let eventCountPerAppendMax = 1_000
    /// The same bound as a request body: what comes in through a door fits into an event.
    public static let payloadByteCountMax = 1 << 20
    /// Names are keys of indices; a longer one is a payload in the wrong place.
    public static let nameByteCountMax = 512
    /// Appends that may wait for the disk: about a second of work. Past that an honest "busy" is better than a long wait.
    public static let queuedAppendCountMax = 10_000
    /// What may wait altogether, so that a queue of large payloads cannot fill the memory.
    public static let queuedByteCountMax = 64 << 20
    /// Events a subscriber may leave lying before it is cut off: some 10 MB at 1 KB each.
    public static let pendingEventCountMax = 10_000
    /// Events read in one go while a subscriber catches up.
    public static let pageEventCount = 512
    /// Streams that one matter has beside its own: notices, zones. A night of escalations makes some hundreds.
    public static let streamsFoundMax = 2_000
    /// The newest and one to fall back on when the newest does not load.
    public static let snapshotCountPerName = 2

    /// Refuses appends that no log keeps together.
    public static func check(_ appends: [Append]) throws(LogFault) {
        for append in appends { try check(append) }
        guard appends.count > 1 else { return }
        let count = appends.reduce(0) { $0 + $1.events.count }
        guard count <= eventCountPerAppendMax else {
            throw tooLarge("\(count) events in \(appends.count) appends at once, at most \(eventCountPerAppendMax) are kept together")
        }
        guard Set(appends.map(\.stream)).count == appends.count else {
            throw LogFault(.malformed, "two appends to one stream at once, beginning with \(appends[0].stream); put their events into one append")
        }
    }

    private static func check(_ append: Append) throws(LogFault) {
        guard append.events.count <= eventCountPerAppendMax else {
            throw tooLarge("\(append.events.count) events in one append to \(append.stream), at most \(eventCountPerAppendMax) are kept together")
        }
        try check(name: append.stream.rawValue, what: "stream name")
        if let command = append.command { try check(name: command.rawValue, what: "command id") }
        for event in append.events {
            try check(event, stream: append.stream)
        }
    }

    private static func check(_ event: NewEvent, stream: StreamName) throws(LogFault) {
        guard event.payload.count <= payloadByteCountMax else {
            throw tooLarge("the payload of \(event.type) for \(stream) has \(event.payload.count) bytes, at most \(payloadByteCountMax) are kept")
        }
        try check(name: event.type, what: "event type")
        try check(name: event.actor.name, what: "actor's name")
        try check(name: event.actor.role.rawValue, what: "actor's role")
        try check(name: event.actor.center.rawValue, what: "actor's center")
        try check(name: event.actor.department?.rawValue ?? "", what: "actor's department")
        try check(name: event.actor.team?.rawValue ?? "", what: "actor's team")
    }

    private static func check(name: String, what: String) throws(LogFault) {
        guard name.utf8.count <= nameByteCountMax else {
            throw tooLarge("the \(what) that begins with “\(name.prefix(40))” has \(name.utf8.count) bytes, at most \(nameByteCountMax) are kept")
        }
        // SQLite ends a text at the first NUL: what is read back would not be what was hashed.
        guard !name.utf8.contains(0) else {
            throw LogFault(.malformed, "the \(what) “\(name.prefix(40).filter { $0 != "\0" })” holds a NUL character, which no name may")
        }
    }

    private static func tooLarge(_ message: String) -> LogFault { LogFault(.tooLarge, message) }
}
