/// What was fitted of the recogniser: logistic regressions over the traits of cells, and where decisions fall. A plain data file carries it.
public struct RecogniserWeights: Codable, Hashable, Sendable {
    /// log odds = bias + Σ linear · trait + Σ root · √max(trait, 0). Traits are named as in `PictureCells.Trait`; `around.` before a name is its mean
    /// over 3 × 3 cells, `picture.` that over the picture, `spread.` its standard deviation over the picture.
    public struct Head: Codable, Hashable, Sendable {
        public let bias: Float
        public let linear: [String: Float]
        public let root: [String: Float]
    }

    /// One head for each of the two signs, and one for either of them.
    public struct Heads: Codable, Hashable, Sendable {
        public let flame: Head
        public let smoke: Head
        public let either: Head
        var all: [Head] { [flame, smoke, either] }
    }

    /// Over a cell's own traits: they say what the whole picture is.
    public let whole: Heads
    /// Over a cell's traits beside those of its surroundings and of the picture: they say where something stands out.
    public let local: Heads
    /// How much the score of the part that stands out counts beside that of the whole.
    public let localPart: Float
    /// A picture whose score (log odds) reaches this shows something.
    public let scoreMin: Float
    /// It is smoke when the log odds of smoke exceed those of flame by this, and flame when they exceed them by no more than `flameLeadMax`.
    public let smokeLeadMin: Float
    public let flameLeadMax: Float

    /// Names that a head misses or that nobody computes; empty when the weights fit this recogniser.
    var misfits: [String] {
        let (own, every) = (Set(CellHead.names(1)), Set(CellHead.names(CellHead.groups.count)))
        return Set(whole.all.flatMap { Self.misfits($0, own) } + local.all.flatMap { Self.misfits($0, every) }).sorted()
    }

    private static func misfits(_ head: Head, _ known: Set<String>) -> [String] {
        [head.linear, head.root].flatMap { Array(known.symmetricDifference($0.keys)) }
    }
}

/// Weights that do not fit the traits that are computed.
public struct RecogniserMisfit: Error, Hashable, Sendable, CustomStringConvertible {
    public let traits: [String]
    public var description: String { "the weights do not fit: \(traits.prefix(5).joined(separator: ", "))" }
}
