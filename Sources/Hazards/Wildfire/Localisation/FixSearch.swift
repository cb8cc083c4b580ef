import City
import Geo

/// Which bearings belong to one fire: the crossing that most masts agree on first, and each bearing to one fire only.
struct FixSearch {
    private struct Candidate {
        let members: [Int]
        let fit: BearingFit
        let mastCount: Int
        /// How much speaks for its looks being of one fire.
        let merit: Double
    }

    private let bearings: [MastBearing]
    /// Why each bearing that no fix rests on has none.
    private(set) var reasons: [Int: UnfixedReason]
    private var used: Set<Int> = []

    init(_ bearings: [MastBearing]) {
        self.bearings = bearings
        reasons = Dictionary(uniqueKeysWithValues: bearings.indices.map { ($0, .alone) })
    }

    mutating func run() -> [FireFix] {
        let pairs = crossings()
        var waiting = pairs
        var fixes: [FireFix] = []
        // Looks that another pairing of an ambiguous fix would have taken: where they end up is as open.
        var doubtful: Set<Int> = []
        while let best = takeBest(&waiting) {
            let rivals = pairs.filter { isRival($0, of: best) }
            let isAmbiguous = !rivals.isEmpty || best.members.contains(where: doubtful.contains)
            for rival in rivals { doubtful.formUnion(rival.members) }
            used.formUnion(best.members)
            for member in best.members { reasons[member] = nil }
            fixes.append(fix(best, isAmbiguous: isAmbiguous))
        }
        for index in reasons.keys where pairs.contains(where: { $0.members.contains(index) }) { reasons[index] = .explainedElsewhere }
        return fixes
    }

    /// All pairs of masts whose cones cross, with every further mast that agrees.
    private mutating func crossings() -> [Candidate] {
        var found: [Candidate] = []
        for one in bearings.indices {
            for other in bearings.indices.dropFirst(one + 1) where isTogether(one, other) {
                guard bearings[one].mast != bearings[other].mast else {
                    note(.sameMast, one, other)
                    continue
                }
                do throws(BearingFit.Failure) {
                    let pair = try BearingFit([bearings[one], bearings[other]])
                    found.append(supported(pair, one, other))
                } catch {
                    note(error == .tooAcute ? .tooAcute : .noCrossing, one, other)
                }
            }
        }
        return found
    }

    private func isTogether(_ one: Int, _ other: Int) -> Bool {
        let (a, b) = (bearings[one], bearings[other])
        return max(a.first, b.first).since(min(a.last, b.last)) <= FireLocator.togetherSeconds
    }

    private mutating func note(_ reason: UnfixedReason, _ one: Int, _ other: Int) {
        for index in [one, other] { reasons[index] = max(reasons[index] ?? .alone, reason) }
    }

    private func supported(_ pair: BearingFit, _ one: Int, _ other: Int) -> Candidate {
        var best: [Int: (index: Int, deviations: Double)] = [:]
        for index in bearings.indices where !used.contains(index) && index != one && index != other {
            let bearing = bearings[index]
            guard bearing.mast != bearings[one].mast, bearing.mast != bearings[other].mast, isTogether(index, one), isTogether(index, other),
                let deviations = pair.deviations(of: bearing), deviations <= Self.deviationsMax,
                deviations < best[bearing.mast]?.deviations ?? .infinity
            else { continue }
            best[bearing.mast] = (index, deviations)
        }
        let members = [one, other] + best.values.map(\.index).sorted()
        // Should the whole not fit where the pair did, the pair stands.
        if members.count > 2, let whole = try? BearingFit(members.map { bearings[$0] }) {  // swallowed because the pair is the answer then
            return candidate(members, whole)
        }
        return candidate([one, other], pair)
    }

    private func candidate(_ members: [Int], _ fit: BearingFit) -> Candidate {
        let looks = members.map { bearings[$0] }
        let firsts = looks.map(\.first)
        let apart = zip(firsts, firsts.dropFirst()).reduce(0.0) { $0 + abs($1.0.since($1.1).value) }
        return Candidate(members: members, fit: fit, mastCount: members.count, merit: fit.evidence(of: looks) - apart / Self.usualDelaySeconds)
    }

    /// The best candidate whose own pair is still free; support that was used up meanwhile is looked for anew.
    private func takeBest(_ waiting: inout [Candidate]) -> Candidate? {
        waiting.removeAll { used.contains($0.members[0]) || used.contains($0.members[1]) }
        for index in waiting.indices where waiting[index].members.contains(where: used.contains) {
            let (one, other) = (waiting[index].members[0], waiting[index].members[1])
            guard let pair = try? BearingFit([bearings[one], bearings[other]]) else { continue }  // swallowed because it fitted before
            waiting[index] = supported(pair, one, other)
        }
        return waiting.max { $0.merit < $1.merit }
    }

    /// True for a crossing that shares one of this fix's looks, whose other look is as free as it was, and for which nearly as much speaks.
    private func isRival(_ rival: Candidate, of best: Candidate) -> Bool {
        let pair = Set(rival.members.prefix(2))
        return pair.intersection(best.members).count == 1 && pair.isDisjoint(with: used)
            && rival.merit > best.merit - Self.clearMerit
    }

    private func fix(_ candidate: Candidate, isAmbiguous: Bool) -> FireFix {
        let ellipse = candidate.fit.ellipse
        let members = candidate.members.map { bearings[$0] }
        return FireFix(
            place: candidate.fit.place, semiMajorMetres: ellipse.major, semiMinorMetres: ellipse.minor, majorAzimuthDegrees: ellipse.azimuthDegrees,
            time: members.map(\.first).min() ?? members[0].first, mastCount: candidate.mastCount, sightings: members.flatMap(\.looks).sorted(),
            isAmbiguous: isAmbiguous)
    }

    /// Masts see one fire some minutes after each other at most; what began together belongs together.
    private static let usualDelaySeconds = 180.0
    /// Twenty to one: with less between two pairings a person has to decide.
    private static let clearMerit = 3.0
    /// One look in a hundred lies farther off than this by chance.
    private static let deviationsMax = 2.576
}
