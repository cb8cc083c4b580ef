import City
import EventLog

/// What a verification found.
public enum LogVerdict: Hashable, Sendable {
    /// Everything up to this head is as it was written.
    case whole(LogHead)
    case broken(BrokenPlace)
}

/// The first place of a log that is not as it was written.
public struct BrokenPlace: Hashable, Sendable {
    public let position: Int64
    /// Nil where the event itself is gone.
    public let stream: StreamName?
    public let why: String

    public init(position: Int64, stream: StreamName?, why: String) {
        self.position = position
        self.stream = stream
        self.why = why
    }

    /// One line for a person.
    public var text: String {
        stream.map { "position \(position), stream \($0): \(why)" } ?? "position \(position): \(why)"
    }
}
