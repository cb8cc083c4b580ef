/// Why a file of points was not read: which file, what is wrong in it, what to do.
public struct PointFileFault: Error, Equatable, CustomStringConvertible {
    public let file: String
    public let what: String

    public init(_ file: String, _ what: String) {
        self.file = file
        self.what = what
    }

    public var description: String { "\(file): \(what)" }
}
