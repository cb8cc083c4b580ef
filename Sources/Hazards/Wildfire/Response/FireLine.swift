/// A line that crews build in the way of a fire: how long it takes them, and whether the fire is there first.
public struct FireLine: Sendable {
    /// One cell of the line.
    public struct Piece: Hashable, Sendable {
        public let cell: Int
        public let metres: Double
        /// Minutes after the beginning of the work in which it is done.
        public let doneMinute: Double
        /// When the fire comes, in minutes of the fire; nil where it does not.
        public let arrivalMinute: Double?
        /// m, of the front as it comes.
        public let flameLength: Double?
    }

    public enum Verdict: String, Hashable, Sendable {
        /// Done before the fire is there, and such that people hold it.
        case holds
        /// Done in time, but flames there are more than hand tools stop.
        case tooHot
        /// The fire is there first.
        case late
        /// The fire does not come.
        case notReached
    }

    public let pieces: [Piece]
    public let metres: Double
    public let buildMinutes: Double
    /// Of the whole: the worst of its pieces.
    public let verdict: Verdict
    /// The least time between done and the fire's arrival, negative where the fire is first; nil where it does not come.
    public let marginMinutes: Double?

    /// - Parameters:
    ///   - cells: in the order in which the line is built, with the metres of it in each.
    ///   - people: who build it.
    ///   - beginMinute: of the fire, when they begin: the way there included.
    ///   - fire: arrival and front of a cell, nil where the fire does not come.
    public init(
        _ landscape: Landscape, cells: [(cell: Int, metres: Double)], people: Int, beginMinute: Double, fire: (Int) -> (minute: Double, front: Front)?
    ) {
        var (pieces, minutes, total): ([Piece], Double, Double) = ([], 0, 0)
        for (cell, metres) in cells {
            if landscape.burns(cell) {
                let code = landscape.models[Int(landscape.fuels[cell])].code
                minutes += metres / (LineProduction.metresPerPersonHour(code) * Double(max(people, 1))) * 60
            }
            total += metres
            let met = fire(cell)
            pieces.append(
                Piece(
                    cell: cell, metres: metres, doneMinute: minutes, arrivalMinute: met?.minute, flameLength: met?.front.flameLength))
        }
        (self.pieces, self.metres, buildMinutes) = (pieces, total, minutes)
        marginMinutes = pieces.compactMap { piece in piece.arrivalMinute.map { $0 - beginMinute - piece.doneMinute } }.min()
        verdict = Self.verdict(pieces, marginMinutes)
    }

    private static func verdict(_ pieces: [Piece], _ margin: Double?) -> Verdict {
        guard let margin else { return .notReached }
        if margin < marginMin { return .late }
        return pieces.contains { $0.flameLength ?? 0 > handToolFlameMax } ? .tooHot : .holds
    }

    /// Minutes between the last stroke and the fire, so that nobody is on the line when it comes.
    public static let marginMin = 15.0
    /// m. P. J. Roussopoulos and V. J. Johnson 1975 (NC-18), in the words of P. L. Andrews and R. C. Rothermel 1982 (INT-131): up to four feet people with hand
    /// tools hold a line against the head; up to eight it takes machines; above, nothing at the head helps.
    public static let handToolFlameMax = 1.2
    public static let machineFlameMax = 2.4
}

/// How many metres of line a person builds in an hour.
///
/// Sustained rates of hand crews of twenty (Type II) for construction, burnout and holding, in chains an hour by Anderson's fuel models: NWCG, Incident
/// Response Pocket Guide (2006), page 80. Other sets of models are taken as the one of the thirteen that they resemble, and where two do, as the slower;
/// Bayu's own: bamboo litter as closed timber litter, fern as tall grass, masson pine as timber with understory.
public enum LineProduction {
    public static func metresPerPersonHour(_ code: Int) -> Double { (chains[anderson(code)] ?? slowest) * chainMetres / crew }

    private static let chains: [Int: Double] = [
        1: 18, 2: 16, 3: 3, 4: 3, 5: 4, 6: 4, 7: 2, 8: 5, 9: 16, 10: 4, 11: 9, 12: 4, 13: 3,
    ]
    private static let chainMetres = 20.1168
    private static let crew = 20.0
    /// For what nobody has measured.
    private static let slowest = 2.0

    /// The one of Anderson's thirteen that a model resembles: by the groups of J. H. Scott and R. E. Burgan 2005 (grass, grass-shrub, shrub, timber
    /// understory, timber litter, slash).
    private static func anderson(_ code: Int) -> Int {
        switch code {
        case 1...13: code
        case 101, 102: 1
        case 103...109: 3
        case 121...124: 2
        case 145, 147, 149: 4
        case 141...149: 6
        case 161...165: 10
        case 181...189: 8
        case 201: 11
        case 202: 12
        case 203, 204: 13
        case 301: 8
        case 302: 3
        case 303: 10
        default: 0
        }
    }
}
