import Testing

/// One place where a house rule is broken, in words that say what to do.
struct Violation: Equatable, CustomStringConvertible {
    var path: String
    var line: Int
    var message: String

    var description: String { line > 0 ? "\(path):\(line): \(message)" : "\(path): \(message)" }
}

/// Fails the running test with one line for each violation.
func expectNone(_ violations: [Violation], sourceLocation: SourceLocation = #_sourceLocation) {
    guard !violations.isEmpty else { return }
    let list = violations.map(\.description).sorted().joined(separator: "\n")
    Issue.record("\(violations.count) to mend:\n\(list)", sourceLocation: sourceLocation)
}
