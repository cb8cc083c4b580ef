/// Why a graph file was not read or written: which file, what is wrong, what to do.
public struct RoadFileFault: Error, Equatable, CustomStringConvertible {
    public let file: String
    public let what: String

    public init(_ file: String, _ what: String) {
        self.file = file
        self.what = what
    }

    public var description: String { "\(file): \(what)" }
}
