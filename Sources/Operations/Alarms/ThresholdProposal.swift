import City

/// Another threshold for a rule, with its measured effect: what it would have raised of the alerts that people have decided on.
///
/// It rests on the peaks in the evidence. A rule speaks when its grade changes, so a peak here is the highest value at such a change and the
/// reading may have gone further: a confirmed alert is kept for certain, and of the rejected ones some more might have been raised.
public struct ThresholdProposal: Codable, Hashable, Sendable {
    public enum Verdict: String, Codable, Sendable {
        case proposed
        /// No threshold removes a rejected alert without losing a confirmed one.
        case noneBetter
        /// Nothing can be said from so few decisions.
        case tooFew
    }

    public let verdict: Verdict
    /// The threshold that raises an alert now: that of the mildest grade.
    public let present: Double
    public let proposed: Double?
    public let confirmed: Int
    public let rejected: Int
    /// How many of the confirmed and of the rejected alerts the proposed threshold would have raised.
    public let raisedConfirmed: Int?
    public let raisedRejected: Int?
    public let text: LocalizedText

    /// Fewer decided alerts than this say more about chance than about the threshold.
    public static let decidedCountMin = 10
    /// A threshold that is held to no real event could be set as high as one likes.
    public static let confirmedCountMin = 3
    /// The highest ones: a lower threshold never removes more.
    static let candidateCountMax = 16

    /// - Parameter confirmed: the peaks of the confirmed alerts, the lowest values where low ones are dangerous; likewise `rejected`.
    init(confirmed: [Double], rejected: [Double], present: Double, isFalling: Bool) {
        self.present = present
        self.confirmed = confirmed.count
        self.rejected = rejected.count
        let sign: Double = isFalling ? -1 : 1
        let kept = confirmed.map { $0 * sign }
        let wrong = rejected.map { $0 * sign }
        guard kept.count >= Self.confirmedCountMin, kept.count + wrong.count >= Self.decidedCountMin else {
            verdict = .tooFew
            (proposed, raisedConfirmed, raisedRejected) = (nil, nil, nil)
            text = Self.tooFewText(kept.count, wrong.count)
            return
        }
        let best = Self.candidates(kept, wrong, above: present * sign).min { left, right in
            let (more, less) = (wrong.count { $0 >= left }, wrong.count { $0 >= right })
            return more == less ? left < right : more < less
        }
        guard let best else {
            verdict = .noneBetter
            (proposed, raisedConfirmed, raisedRejected) = (nil, nil, nil)
            text = LocalizedText(zh: "没有哪个阈值能减少误报而不漏掉属实的预警。", en: "No threshold removes a rejected alert without losing a confirmed one.")
            return
        }
        let (of, from) = (kept.count { $0 >= best }, wrong.count { $0 >= best })
        verdict = .proposed
        (proposed, raisedConfirmed, raisedRejected) = (best * sign, of, from)
        text = LocalizedText(
            zh: "阈值设为 \(best * sign) 时，\(kept.count) 条属实预警会发出 \(of) 条，\(wrong.count) 条误报会发出 \(from) 条。",
            en: "At \(best * sign) the rule would have raised \(of) of \(kept.count) confirmed and \(from) of \(wrong.count) rejected alerts.")
    }

    /// Values between neighbouring peaks that keep every confirmed alert and remove a rejected one, all with the sign that makes graver larger.
    private static func candidates(_ kept: [Double], _ wrong: [Double], above present: Double) -> [Double] {
        guard let weakest = kept.min() else { return [] }
        let peaks = Set(kept + wrong).filter { $0 <= weakest }.sorted()
        let figures = zip(peaks, peaks.dropFirst()).map { between($0, $1) }
        return figures.filter { $0 > present }.suffix(candidateCountMax)
    }

    /// A figure above `low` and at most `high`, near the middle, with as few digits as fit between them.
    private static func between(_ low: Double, _ high: Double) -> Double {
        let middle = low + (high - low) / 2
        var scale = 1.0
        for _ in 0...digitCountMax {
            let figure = (middle * scale).rounded() / scale
            if figure > low, figure <= high { return figure }
            scale *= 10
        }
        return high
    }

    /// No sensor of a city means more digits than these.
    private static let digitCountMax = 6

    private static func tooFewText(_ confirmed: Int, _ rejected: Int) -> LocalizedText {
        LocalizedText(
            zh: "样本太少：属实 \(confirmed) 条，误报 \(rejected) 条；至少要有 \(decidedCountMin) 条已判定的预警，其中属实 \(confirmedCountMin) 条。",
            en:
                "Too few: \(confirmed) confirmed and \(rejected) rejected; it takes \(decidedCountMin) decided alerts, \(confirmedCountMin) of them confirmed."
        )
    }
}
