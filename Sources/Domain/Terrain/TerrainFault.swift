/// Why two epochs cannot be compared, in words an operator can act on: what is wrong, in which epoch, what to do.
public struct TerrainFault: Error, Equatable, CustomStringConvertible {
    public let description: String

    public init(_ description: String) { self.description = description }
}
