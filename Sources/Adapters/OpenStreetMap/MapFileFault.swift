/// Why a map file was not read: which file, what is wrong in it, what to do.
public struct MapFileFault: Error, Equatable, CustomStringConvertible {
    public let file: String
    public let what: String

    public init(_ file: String, _ what: String) {
        self.file = file
        self.what = what
    }

    public var description: String { "\(file): \(what)" }
}
