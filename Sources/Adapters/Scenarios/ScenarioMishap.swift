import City

/// A step of a scenario that did nothing, and why: refused, or without anything that it applies to.
public struct ScenarioMishap: Hashable, Sendable, CustomStringConvertible {
    /// Since the start of the round.
    public let at: Seconds
    public let step: String
    public let reason: String

    public var description: String { "\(at.value) s, \(step): \(reason)" }
}
