import City
import Geo
import HazardKit

/// Which looks are of one fire, decided anew over all of them, so that the order in which they came matters little.
///
/// First what says a place is taken together, then bearings go to the places they point at, then bearings that are left cross each other,
/// and last what is wide joins whatever lies in it alone. Nothing wide, doubted or ambiguous ever makes one of two.
struct LookPartition {
    /// A place that is remembered after its looks were let go.
    struct Memory {
        let cluster: ClusterNumber
        let place: FirePlace
        let first: Instant
        let last: Instant
        let isConfirmed: Bool
    }

    /// Where a cluster was when this was asked.
    struct Standing {
        let place: FirePlace
        let isLocated: Bool
    }

    struct Part {
        /// Indices of looks.
        var looks: [Int]
        /// Looks that may be of this one as well as of another.
        var shared: [Int] = []
        var memories: [ClusterNumber] = []
        var place: FirePlace
        var isLocated: Bool
        var first: Instant
        var last: Instant
        /// Clusters in it that a person has confirmed; two of them never become one.
        var confirmed: Set<ClusterNumber> = []
        var pin: Int64?
        /// True for what a person has called nothing.
        var isRejected = false
        /// Where its looks say it is, for the bound on how far a part may reach.
        var spots: [Coordinate] = []
        /// Parts that crossings make as likely: a part of which nobody has heard yet then waits with them.
        var rivals: Set<Int> = []
        var spans: Seconds = FusionBounds.placeSpan
        /// True once its bearings are in its place.
        var isSettled = false
    }

    let looks: [FireLook]
    let ground: FireFusion.Ground
    /// Those that a person has confirmed, with where they are.
    let confirmed: [ClusterNumber: Standing]
    private(set) var parts: [Part] = []

    init(_ looks: [FireLook], memories: [Memory], confirmed: [ClusterNumber: Standing], ground: @escaping FireFusion.Ground) {
        self.looks = looks
        self.ground = ground
        self.confirmed = confirmed
        parts = memories.map(Self.part) + spots { $0 <= FusionBounds.vagueSpotMetres }
        joinNear()
        // Three masts that agree know better than one wide spot that happens to lie on a bearing; two do not.
        var bearings = keepHeld(bearings())
        bearings = cross(bearings, mastsMin: 3)
        joinNear()
        bearings.removeAll { point($0) }
        bearings = cross(bearings, mastsMin: 2)
        bearings.removeAll { point($0) }
        settlePlaces()
        joinNear()
        addVague()
        bearings.removeAll { point($0) }
        settlePlaces()
        addSingles(bearings)
        addApart()
        addWide()
    }

    // MARK: Places

    private static func part(_ memory: Memory) -> Part {
        Part(
            looks: [], memories: [memory.cluster], place: memory.place, isLocated: true, first: memory.first, last: memory.last,
            confirmed: memory.isConfirmed ? [memory.cluster] : [], spots: [memory.place.at],
            spans: memory.isConfirmed ? FusionBounds.confirmedSpan : FusionBounds.placeSpan)
    }

    private func spots(_ isWanted: (Double) -> Bool) -> [Part] {
        looks.enumerated().compactMap { index, look in
            guard !look.isApart, !look.isWide, case .spot(let spot) = look.look, isWanted(spot.uncertaintyMetres) else { return nil }
            var part = Part(looks: [index], place: FirePlace(spot), isLocated: true, first: look.first, last: look.last, spots: [spot.point])
            if let cluster = look.cluster, confirmed[cluster] != nil {
                part.confirmed = [cluster]
                part.spans = FusionBounds.confirmedSpan
            }
            return part
        }
    }

    private mutating func joinNear() {
        while let (one, other) = nearestPair() {
            parts[one] = joined(parts[one], parts[other])
            parts.remove(at: other)
        }
    }

    /// What people say, and coarse pixels: each to the place it speaks of, to several where that is open, or to others of its kind.
    private mutating func addVague() {
        let placed = parts
        var rest: [Part] = []
        // Four callers who agree know better than each of them.
        parts = spots { $0 > FusionBounds.vagueSpotMetres }
        joinNear()
        let groups = parts
        parts = placed
        for vague in groups {
            let found = placed.indices.compactMap { index -> (Int, Double)? in
                let growth = FusionBounds.growthMetres(over: max(vague.last, placed[index].last).since(min(vague.first, placed[index].first)))
                let deviation = placed[index].place.squaredDeviation(to: vague.place, growthMetres: growth)
                return deviation <= FusionBounds.gateSquared && mayHold(placed[index], vague) ? (index, deviation) : nil
            }
            guard let best = found.min(by: { $0.1 < $1.1 }) else {
                rest.append(vague)
                continue
            }
            let equals = found.filter { $0.1 < best.1 + 2 * FusionBounds.clearMerit }
            if areOne(equals.map(\.0), placed) {
                parts[best.0].looks += vague.looks
                parts[best.0].first = min(parts[best.0].first, vague.first)
                parts[best.0].last = max(parts[best.0].last, vague.last)
            } else {
                for (index, _) in equals { parts[index].shared += vague.looks }
            }
        }
        parts += rest
    }

    /// True where several places lie so near each other that it is no matter which of them is meant.
    private func areOne(_ indices: [Int], _ places: [Part]) -> Bool {
        indices.allSatisfy { one in
            indices.allSatisfy { places[one].place.at.distanceMetres(to: places[$0].place.at) <= FusionBounds.joinMaxMetres / 2 }
        }
    }

    private func nearestPair() -> (Int, Int)? {
        var best: (Int, Int)?
        var least = FusionBounds.gateSquared
        for one in parts.indices {
            for other in parts.indices.dropFirst(one + 1) where isNear(parts[one], parts[other]) {
                let growth = FusionBounds.growthMetres(over: max(parts[one].last, parts[other].last).since(min(parts[one].first, parts[other].first)))
                let deviation = parts[one].place.squaredDeviation(to: parts[other].place, growthMetres: growth)
                if deviation < least, mayJoin(parts[one], parts[other]) { (best, least) = ((one, other), deviation) }
            }
        }
        return best
    }

    /// The cheap part of the question, which nearly all pairs of a large forest end at.
    private func isNear(_ one: Part, _ other: Part) -> Bool {
        abs(one.place.at.latitude - other.place.at.latitude) * Self.metresPerDegree <= FusionBounds.joinMaxMetres
    }

    private func isTogether(_ one: Part, _ other: Part) -> Bool {
        let span = max(one.spans, other.spans)
        return one.confirmed.union(other.confirmed).count <= 1 && one.first.since(other.last) <= span && other.first.since(one.last) <= span
    }

    private func mayHold(_ one: Part, _ vague: Part) -> Bool {
        isTogether(one, vague) && one.place.at.distanceMetres(to: vague.place.at) <= FusionBounds.vagueJoinMaxMetres
    }

    private func mayJoin(_ one: Part, _ other: Part) -> Bool {
        guard isTogether(one, other), one.place.at.distanceMetres(to: other.place.at) <= FusionBounds.joinMaxMetres else { return false }
        return one.spots.allSatisfy { spot in other.spots.allSatisfy { $0.distanceMetres(to: spot) <= FusionBounds.joinMaxMetres } }
    }

    private func joined(_ one: Part, _ other: Part) -> Part {
        var part = one
        part.looks += other.looks
        part.memories += other.memories
        part.first = min(one.first, other.first)
        part.last = max(one.last, other.last)
        part.confirmed.formUnion(other.confirmed)
        part.spots += other.spots
        part.spans = max(one.spans, other.spans)
        part.shared += other.shared
        part.isSettled = one.isSettled || other.isSettled
        part.place = PlaceSum(spots: [one.place, other.place], bearings: []).place(near: one.place.at) ?? one.place
        return part
    }

    // MARK: Bearings that point at places

    /// Gives a bearing to the place it points at, or shares it where several are as likely. False where it points at none.
    private mutating func point(_ bearing: MastBearing) -> Bool {
        let candidates = parts.indices.compactMap { index in merit(of: bearing, at: parts[index]).map { (index, $0) } }
        guard let best = candidates.max(by: { $0.1 < $1.1 }) else { return false }
        let equals = candidates.filter { $0.1 > best.1 - FusionBounds.clearMerit }
        if areOne(equals.map(\.0), parts) {
            take(bearing, into: best.0)
        } else {
            for (index, _) in equals { parts[index].shared += bearing.looks }
        }
        return true
    }

    mutating func take(_ bearing: MastBearing, into index: Int) {
        parts[index].looks += bearing.looks
        parts[index].first = min(parts[index].first, bearing.first)
        parts[index].last = max(parts[index].last, bearing.last)
    }

    /// The logarithm of how likely a bearing is of this place; nil where it is not.
    func merit(of bearing: MastBearing, at part: Part) -> Double? {
        let span = FusionBounds.placeSpan
        // What speaks for a fire that a person has confirmed is not taken away by another one that lies in the same direction.
        if let own = holder(of: bearing), !part.confirmed.isEmpty, !part.confirmed.contains(own) { return nil }
        guard bearing.first.since(part.last) <= span, part.first.since(bearing.last) <= span,
            let seen = part.place.bearingDeviation(
                from: bearing.place, azimuthDegrees: bearing.azimuthDegrees,
                growthMetres: FusionBounds.growthMetres(over: max(bearing.last, part.last).since(min(bearing.first, part.first))))
        else { return nil }
        let reach = bearing.looks.reduce(0) { max($0, range(of: $1)) }
        guard seen.rangeMetres <= reach * Self.rangeSlack else { return nil }
        let sigma = (bearing.sigma * bearing.sigma + seen.spread * seen.spread).squareRoot()
        let deviations = abs(seen.off) / sigma
        guard MastBearing.mayMean(off: seen.off, spread: seen.spread, halfAngleDegrees: bearing.halfAngleDegrees), !isSeenElsewhere(part, by: bearing)
        else { return nil }
        return -deviations * deviations / 2 - FirePlace.logarithm(sigma)
    }

    func range(of look: Int) -> Double {
        guard case .cone(let cone) = looks[look].look else { return 0 }
        return cone.rangeMetres ?? FusionBounds.rangeMetres
    }

    // MARK: What is set apart or wide

    /// Looks that a person has set apart, or has called nothing, stay with their own.
    private mutating func addApart() {
        let apart = Dictionary(grouping: looks.indices.filter { looks[$0].isApart }) { index in
            looks[index].pin ?? -(looks[index].cluster ?? 0)
        }
        for (pin, members) in apart.sorted(by: { $0.key < $1.key }) {
            let alone = LookPartition(members.map { looks[$0].together }, memories: [], confirmed: [:], ground: ground)
            guard var part = alone.parts.max(by: { $0.looks.count < $1.looks.count }) else { continue }
            part.looks = members
            part.shared = []
            part.rivals = []
            part.pin = pin > 0 ? pin : nil
            part.isRejected = pin <= 0
            part.first = members.map { looks[$0].first }.min() ?? part.first
            part.last = members.map { looks[$0].last }.max() ?? part.last
            parts.append(part)
        }
    }

    private mutating func addWide() {
        let precise = parts
        for (index, look) in looks.enumerated() where !look.isApart && look.isWide {
            let found = precise.indices.filter { precise[$0].pin == nil && !precise[$0].isRejected && holds(look, precise[$0]) }
            switch found.count {
            case 0: addAlone(index)
            case 1: parts[found[0]].looks.append(index)
            default: for part in found { parts[part].shared.append(index) }
            }
        }
    }

    /// True where the middle of a part lies in what a wide look covers.
    private func holds(_ look: FireLook, _ part: Part) -> Bool {
        guard look.first.since(part.last) <= FusionBounds.lookGap, part.first.since(look.last) <= FusionBounds.lookGap else { return false }
        switch look.look {
        case .spot(let spot): return spot.point.distanceMetres(to: part.place.at) <= spot.uncertaintyMetres
        case .cone(let cone):
            guard let seen = part.place.bearingDeviation(from: cone.from, azimuthDegrees: cone.azimuthDegrees) else { return false }
            return abs(seen.off) <= cone.halfAngleDegrees * .pi / 180 && seen.rangeMetres <= cone.rangeMetres ?? FusionBounds.rangeMetres
        }
    }

    mutating func addAlone(_ index: Int) {
        let look = looks[index]
        let place: FirePlace
        switch look.look {
        case .spot(let spot): place = FirePlace(spot)
        case .cone(let cone): place = cone.placeAlongRay(over: ground)
        }
        parts.append(Part(looks: [index], place: place, isLocated: false, first: look.first, last: look.last))
    }

    mutating func append(_ part: Part) { parts.append(part) }
    mutating func addRivals(_ rivals: Set<Int>, to part: Int) { parts[part].rivals.formUnion(rivals.subtracting([part])) }
    mutating func settled(_ part: Int) { parts[part].isSettled = true }
    mutating func place(_ part: Int, at place: FirePlace) { parts[part].place = place }

    private static let metresPerDegree = 111_000.0
    /// A range on paper is no wall.
    private static let rangeSlack = 1.2
}

extension FireLook {
    /// True for what goes its own way by a person's word.
    var isApart: Bool { pin != nil || isRejected }

    /// The same as if nobody had said a word.
    fileprivate var together: FireLook {
        var look = self
        look.pin = nil
        look.isRejected = false
        return look
    }
}
