/// Why a raster cannot be used: file and what.
public struct RasterFault: Error, Hashable, CustomStringConvertible, Sendable {
    public let file: String
    public let what: String

    public init(_ file: String, _ what: String) { (self.file, self.what) = (file, what) }

    public var description: String { "\(file): \(what)" }
}
