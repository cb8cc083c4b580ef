/// A clause of the contract that a log does not keep.
public struct ContractBreach: Error, CustomStringConvertible, Sendable {
    public let description: String

    public init(_ description: String) { self.description = description }
}

/// Throws a breach when `condition` does not hold.
func require(_ condition: Bool, _ clause: @autoclosure () -> String) throws {
    if !condition { throw ContractBreach(clause()) }
}

/// The error that `body` throws; a breach when it throws none.
func thrown(_ clause: String, by body: () async throws -> Void) async throws -> any Error {
    do {
        try await body()
    } catch {
        return error
    }
    throw ContractBreach(clause)
}
