/// One version of a site's layer model: who made it, when, why, and what it changed.
public struct ModelVersion: Codable, Hashable, Sendable {
    /// From 1 on.
    public let number: Int
    public let author: String
    /// RFC 3339; only shown.
    public let at: String
    public let note: String
    /// True when no real ground looks like this.
    public let synthetic: Bool
    /// The files it was read from, kept beside it.
    public let files: [String]
    /// Against the version before; nil for the first.
    public let difference: LayerDifference?

    public init(number: Int, author: String, at: String, note: String, synthetic: Bool, files: [String], difference: LayerDifference?) {
        self.number = number
        self.author = author
        self.at = at
        self.note = note
        self.synthetic = synthetic
        self.files = files
        self.difference = difference
    }

    /// A model that is upgraded every month for eighty years.
    public static let numberMax = 999
    /// A name, and a paragraph.
    public static let authorLengthMax = 80
    public static let noteLengthMax = 1_000
}
