/// Where what the rules have learned from readings is kept between two starts. Losing it costs time at the next start and nothing else:
/// the readings say the same, only later.
public protocol RuleMemoryStore: Sendable {
    /// Puts these bytes in the place of the last ones, or keeps the last ones whole. Throws `ReadingFault`.
    func save(_ bytes: [UInt8]) async throws
    /// What was saved last; nil before the first time. Throws `ReadingFault`.
    func load() async throws -> [UInt8]?
}

/// The rules' memory in memory: for tests and simulation.
public actor RuleMemoryInMemory: RuleMemoryStore {
    private var bytes: [UInt8]?

    public init(_ bytes: [UInt8]? = nil) { self.bytes = bytes }

    public func save(_ bytes: [UInt8]) async throws { self.bytes = bytes }
    public func load() async throws -> [UInt8]? { bytes }
}
