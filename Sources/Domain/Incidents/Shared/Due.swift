import City

/// A command that must be given, by the system, at a time. Derived from the state alone, so a restart finds it again.
public struct Due<Command: Hashable & Sendable>: Hashable, Sendable {
    public let at: Instant
    public let command: Command
    /// Unique per firing within the stream and always the same for it, such as `update/1780000000000/warn`.
    public let key: String

    public init(at: Instant, command: Command, key: String) {
        self.at = at
        self.command = command
        self.key = key
    }
}
