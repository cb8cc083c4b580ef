/// Why a file of the fire models cannot be used, or what is wrong in one of its lines: file, line, what.
public struct FireFileFault: Error, Hashable, CustomStringConvertible, Sendable {
    public let file: String
    /// Counts from 1; nil where the whole file is meant.
    public let line: Int?
    public let what: String

    public init(_ file: String, line: Int? = nil, _ what: String) {
        self.file = file
        self.line = line
        self.what = what
    }

    public var description: String { line.map { "\(file):\($0): \(what)" } ?? "\(file): \(what)" }
}
