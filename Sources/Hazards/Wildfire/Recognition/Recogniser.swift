/// Flame and smoke in a single picture, by colour, light and texture of its cells.
///
/// Each cell gets probabilities of flame, smoke and either by logistic regressions, once over its own traits alone and once beside its surroundings.
/// The first are averaged over the picture, the second over the fifth of it that stands out most; the picture's score is the sum of both, as log odds.
/// What moves is looked at by `SequenceWatch`. Which weights, fitted on what and good for what: the card beside the weights.
public struct Recogniser: Sendable {
    private struct Heads: Sendable {
        let flame: CellHead
        let smoke: CellHead
        let either: CellHead

        init(_ heads: RecogniserWeights.Heads, groupCount: Int) {
            flame = CellHead(heads.flame, groupCount: groupCount)
            smoke = CellHead(heads.smoke, groupCount: groupCount)
            either = CellHead(heads.either, groupCount: groupCount)
        }
    }

    private let whole: Heads
    private let local: Heads
    private let weights: RecogniserWeights

    /// So many cells, a fifth of them, are the part that stands out.
    static let standingOutCount = PictureCells.count / 5

    /// - Throws: `RecogniserMisfit` when the weights are for other traits.
    public init(_ weights: RecogniserWeights) throws(RecogniserMisfit) {
        let misfits = weights.misfits
        guard misfits.isEmpty else { throw RecogniserMisfit(traits: misfits) }
        self.weights = weights
        whole = Heads(weights.whole, groupCount: 1)
        local = Heads(weights.local, groupCount: CellHead.groups.count)
    }

    public func look(at frame: PixelFrame) -> Recognition { look(at: PictureCells(frame), of: frame).recognition }

    /// The traits of all cells, as the weights are fitted to them: cell after cell, row after row from the top.
    public static func traits(of frame: PixelFrame) -> [Float] { PictureCells(frame).values }

    /// The recognition, and flame and smoke of each cell, 0 … 1.
    func look(at cells: PictureCells, of frame: PixelFrame) -> (recognition: Recognition, flames: [Float], smokes: [Float]) {
        let flameOdds = Self.mean(whole.flame.chances(cells.values))
        let smokeOdds = Self.mean(whole.smoke.chances(cells.values))
        let eitherOdds = Self.mean(whole.either.chances(cells.values))
        let surrounded = CellSurroundings.values(cells)
        let (flames, smokes) = (local.flame.chances(surrounded), local.smoke.chances(surrounded))
        let standingOut = max(Self.top(flames), Self.top(smokes)) + Self.top(local.either.chances(surrounded))
        let score = (max(flameOdds, smokeOdds) + eitherOdds) / 2 + weights.localPart * standingOut / 2
        let (margin, lead) = (score - weights.scoreMin, smokeOdds - flameOdds)
        let flameConfidence = Odds.chance(min(margin, weights.flameLeadMax - lead))
        let smokeConfidence = Odds.chance(min(margin, lead - weights.smokeLeadMin))
        var boxes: [SignBox] = []
        if flameConfidence >= 0.5 { boxes += CellRegions(flames).boxes(.flame, in: cells.content, of: frame) }
        if smokeConfidence >= 0.5 { boxes += CellRegions(smokes).boxes(.smoke, in: cells.content, of: frame) }
        return (Recognition(flameConfidence: Double(flameConfidence), smokeConfidence: Double(smokeConfidence), boxes: boxes), flames, smokes)
    }

    private static func mean(_ chances: [Float]) -> Float { Odds.log(chances.reduce(0, +) / Float(chances.count)) }

    private static func top(_ chances: [Float]) -> Float {
        Odds.log(GridMean.smoothed(chances).sorted(by: >).prefix(standingOutCount).reduce(0, +) / Float(standingOutCount))
    }
}
