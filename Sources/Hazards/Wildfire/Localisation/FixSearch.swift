import City
import Geo

/// Which bearings belong to one fire: the crossing that most masts agree on first, and each bearing to one fire only.
struct FixSearch {
    fileprivate struct Candidate {
        let members: [Int]
        let fit: BearingFit
        let mastCount: Int
        /// How much speaks for its looks being of one fire.
        let merit: Double
    }

    private let bearings: [MastBearing]
    private let flat: [FlatBearing]
    private let origin: Coordinate
    /// For each bearing, those that could be of the same fire by their time, nearest first.
    private let together: [[Int]]
    /// Why each bearing that no fix rests on has none.
    private(set) var reasons: [Int: UnfixedReason]
    private var used: Set<Int> = []
    /// Looks that another pairing of an ambiguous fix would have taken: where they end up is as open.
    private var doubtful: Set<Int> = []

    /// - Parameter bearings: in the order of their first looks.
    init(_ bearings: [MastBearing]) {
        self.bearings = bearings
        let origin = bearings.first?.place ?? Coordinate(latitude: 0, longitude: 0)
        self.origin = origin
        flat = bearings.map { FlatBearing($0, origin: origin) }
        together = Self.together(bearings)
        reasons = Dictionary(uniqueKeysWithValues: bearings.indices.map { ($0, .alone) })
    }

    private static func together(_ bearings: [MastBearing]) -> [[Int]] {
        var found = [[Int]](repeating: [], count: bearings.count)
        for one in bearings.indices {
            for other in bearings.indices.dropFirst(one + 1) {
                guard bearings[other].first.since(bearings[one].last) <= FireLocator.togetherSeconds, found[one].count < togetherMax else { break }
                if found[other].count < togetherMax {
                    found[one].append(other)
                    found[other].append(one)
                }
            }
        }
        return found
    }

    mutating func run() -> [FireFix] {
        let pairs = crossings()
        var pairsOf: [Int: [Int]] = [:]
        for (index, pair) in pairs.enumerated() { for member in pair.members.prefix(2) { pairsOf[member, default: []].append(index) } }
        var waiting = pairs.sorted { $0.merit < $1.merit }
        var fixes: [FireFix] = []
        while let best = takeBest(&waiting) {
            let near = Set(best.members.flatMap { pairsOf[$0] ?? [] })
            let rivals = near.map { pairs[$0] }.filter { isRival($0, of: best) }
            let isAmbiguous = !rivals.isEmpty || best.members.contains(where: doubtful.contains)
            for rival in rivals { doubtful.formUnion(rival.members) }
            used.formUnion(best.members)
            for member in best.members { reasons[member] = nil }
            fixes.append(fix(best, isAmbiguous: isAmbiguous))
        }
        for index in pairsOf.keys where reasons[index] != nil { reasons[index] = .explainedElsewhere }
        return fixes
    }

    /// All pairs of masts whose cones cross, with every further mast that agrees.
    private mutating func crossings() -> [Candidate] {
        var found: [Candidate] = []
        for one in bearings.indices {
            for other in together[one] where other > one {
                guard !flat[one].isOfOneMast(with: flat[other]) else {
                    note(.sameMast, one, other)
                    continue
                }
                guard flat[one].meets(flat[other]) else {
                    note(.noCrossing, one, other)
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
        let at = FlatBearing.flat(pair.place, origin)
        let masts = (flat[one], flat[other])
        for index in together[one] where index != other && !used.contains(index) {
            let mast = flat[index].mast
            guard !flat[index].isOfOneMast(with: masts.0), !flat[index].isOfOneMast(with: masts.1),
                let deviations = flat[index].deviations(from: at, pair), deviations <= Self.deviationsMax,
                deviations < best[mast]?.deviations ?? .infinity, isTogether(index, other)
            else { continue }
            best[mast] = (index, deviations)
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

    /// The best candidate whose own pair is still free, from the end of a list by merit. One whose support was used up meanwhile is judged
    /// anew and goes back to its place.
    private func takeBest(_ waiting: inout [Candidate]) -> Candidate? {
        while let best = waiting.popLast() {
            let (one, other) = (best.members[0], best.members[1])
            if used.contains(one) || used.contains(other) { continue }
            guard best.members.contains(where: used.contains) else { return best }
            guard let pair = try? BearingFit([bearings[one], bearings[other]]) else { continue }  // swallowed because it fitted before
            let again = supported(pair, one, other)
            waiting.insert(again, at: waiting.partition(above: again.merit))
        }
        return nil
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

    /// Bearings of ten minutes that are looked at beside one: a forest that raises more alarms than this has another trouble than fires, and the
    /// search would take minutes.
    private static let togetherMax = 150
    /// Masts see one fire some minutes after each other at most; what began together belongs together.
    private static let usualDelaySeconds = 180.0
    /// Twenty to one: with less between two pairings a person has to decide.
    private static let clearMerit = 3.0
    /// One look in a hundred lies farther off than this by chance.
    private static let deviationsMax = 2.576
}

extension [FixSearch.Candidate] {
    /// Where a merit belongs in a list that ascends by it.
    fileprivate func partition(above merit: Double) -> Int {
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            if self[middle].merit <= merit { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
