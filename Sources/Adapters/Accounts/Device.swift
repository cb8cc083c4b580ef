import Access
import City

/// A sensor or machine with a key of its own.
public struct Device: Hashable, Sendable {
    public let name: String
    /// The datastreams that the key may write; nil for all of them.
    public let datastreams: Set<DatastreamID>?
    public let createdAt: Instant
    public let revokedAt: Instant?

    public func mayWrite(_ datastream: DatastreamID) -> Bool { datastreams?.contains(datastream) ?? true }

    /// Who this device is in the access table and in the log.
    public func actor(at center: CenterCode) -> Actor { Actor(kind: .device, name: name, role: Role.device.name, center: center) }

    /// Every key begins so, which lets secret scanners find one that was published.
    public static let keyPrefix = "bayu_dev_"
}
