/// A shape that cannot be used, and why.
public struct GeoFault: Error, Hashable, Sendable {
    public let message: String
    public init(_ message: String) { self.message = message }
}
