import Synchronization

/// Whether the server has folded its log and can write. Said by whoever composes the server.
public final class Readiness: Sendable {
    private let reason = Mutex<String?>("the log is still being read")

    public init() {}

    public var isReady: Bool { reason.withLock { $0 == nil } }
    /// Why not, or nil when ready.
    public var obstacle: String? { reason.withLock { $0 } }

    public func becomeReady() { reason.withLock { $0 = nil } }
    public func becomeUnready(_ why: String) { reason.withLock { $0 = why } }
}
