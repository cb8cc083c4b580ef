/// One thing wrong in a city package: where it stands, what it is and what to do about it.
public struct CityFault: Error, Hashable, Sendable, Comparable, CustomStringConvertible {
    /// The path inside the package, such as `playbooks/landslide.yaml`.
    public let file: String
    /// Counted from 1; 1 where the whole file is meant.
    public let line: Int
    public let message: String

    public init(file: String, line: Int, message: String) {
        self.file = file
        self.line = line
        self.message = message
    }

    public var description: String { "\(file):\(line): \(message)" }

    public static func < (left: CityFault, right: CityFault) -> Bool {
        (left.file, left.line, left.message) < (right.file, right.line, right.message)
    }
}

/// Everything that is wrong in a package that could therefore not be loaded.
public struct CityFaults: Error, Hashable, Sendable, CustomStringConvertible {
    /// By file and line; never empty.
    public let faults: [CityFault]

    public init(_ faults: [CityFault]) { self.faults = faults.sorted() }

    public var description: String { faults.map(\.description).joined(separator: "\n") }
}

/// Where something stands in a package.
struct Place: Hashable, Sendable {
    let file: String
    let line: Int
}

/// A value together with the place that said it, so that a later check can name the line.
struct Located<Value> {
    let value: Value
    let place: Place
}
