import EventLog

/// What a command did: where the events stand. Given only after they are on disk.
public struct Receipt: Codable, Hashable, Sendable {
    public let stream: String
    public let version: Int64
    public let position: Int64
    /// True when this command id had acted before and nothing new was written.
    public let repeated: Bool

    init(stream: StreamName, version: Int64, position: Int64, repeated: Bool) {
        self.stream = stream.rawValue
        self.version = version
        self.position = position
        self.repeated = repeated
    }

    init(_ outcome: CommandOutcome) {
        self.init(stream: outcome.stream, version: outcome.version, position: outcome.position, repeated: true)
    }
}
