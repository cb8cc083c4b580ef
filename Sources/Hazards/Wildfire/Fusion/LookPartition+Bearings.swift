import City
import Geo
import HazardKit

#if canImport(Glibc)
    import Glibc
#else
    import Foundation
#endif

extension LookPartition {
    /// What each mast says in each direction, its cameras taken together: they share what is wrong with the mast's pose.
    func bearings() -> [MastBearing] {
        var masts: [Coordinate] = []
        var found: [(cone: Detection.Cone, mast: Int, looks: [Int], azimuth: Double, half: Double, first: Instant, last: Instant)] = []
        for index in looks.indices.sorted(by: { (looks[$0].first, looks[$0].number) < (looks[$1].first, looks[$1].number) }) {
            let look = looks[index]
            guard !look.isApart, !look.isWide, case .cone(let cone) = look.look else { continue }
            let mast = masts.firstIndex { $0.distanceMetres(to: cone.from) <= FireLocator.sameMastMetres } ?? masts.count
            if mast == masts.count { masts.append(cone.from) }
            let same = found.lastIndex {
                $0.mast == mast && look.first.since($0.last) <= FusionBounds.lookGap
                    && abs(MastBearing.turned(cone.azimuthDegrees - $0.azimuth)) <= max(cone.halfAngleDegrees, $0.half)
            }
            guard let same else {
                found.append((cone, mast, [index], cone.azimuthDegrees, cone.halfAngleDegrees, look.first, look.last))
                continue
            }
            found[same].looks.append(index)
            found[same].azimuth += MastBearing.turned(cone.azimuthDegrees - found[same].azimuth) / Double(found[same].looks.count)
            found[same].half = min(found[same].half, cone.halfAngleDegrees)
            found[same].last = max(found[same].last, look.last)
        }
        return found.map {
            MastBearing(
                place: $0.cone.from, mast: $0.mast, looks: $0.looks, azimuthDegrees: ($0.azimuth + 360).truncatingRemainder(dividingBy: 360),
                halfAngleDegrees: max($0.half, Self.halfAngleMin), first: $0.first, last: $0.last)
        }
    }

    /// The confirmed cluster that every look of a bearing speaks for.
    func holder(of bearing: MastBearing) -> ClusterNumber? {
        guard let own = looks[bearing.looks[0]].cluster, confirmed[own] != nil else { return nil }
        return bearing.looks.allSatisfy { looks[$0].cluster == own } ? own : nil
    }

    /// Bearings stay with the place of a fire that a person has confirmed for as long as they can mean it, and gives back the others.
    mutating func keepHeld(_ bearings: [MastBearing]) -> [MastBearing] {
        var rest: [MastBearing] = []
        var held: [ClusterNumber: [MastBearing]] = [:]
        for bearing in bearings {
            if let own = holder(of: bearing), confirmed[own]?.isLocated == true {
                held[own, default: []].append(bearing)
            } else {
                rest.append(bearing)
            }
        }
        for (own, members) in held.sorted(by: { $0.key < $1.key }) {
            if let index = parts.firstIndex(where: { $0.confirmed.contains(own) }) {
                for bearing in members { if merit(of: bearing, at: parts[index]) != nil { take(bearing, into: index) } else { rest.append(bearing) } }
                continue
            }
            guard let standing = confirmed[own] else { continue }
            let sum = PlaceSum(spots: [], bearings: members.map { ($0.place, $0.azimuthDegrees, $0.sigma) })
            guard let place = sum.place(near: standing.place.at),
                place.at.distanceMetres(to: standing.place.at) <= FusionBounds.joinMaxMetres
            else {
                rest += members
                continue
            }
            var part = Part(
                looks: [], place: place, isLocated: true, first: members.map(\.first).min() ?? members[0].first,
                last: members.map(\.last).max() ?? members[0].last, confirmed: [own], spans: FusionBounds.confirmedSpan, isSettled: true)
            for bearing in members { if merit(of: bearing, at: part) != nil { part.looks += bearing.looks } else { rest.append(bearing) } }
            if !part.looks.isEmpty { append(part) }
        }
        return rest.sorted { ($0.first, $0.looks[0]) < ($1.first, $1.looks[0]) }
    }

    /// True where the mast of a bearing sees this place in another direction all the while: two things that one mast tells apart are not one.
    func isSeenElsewhere(_ part: Part, by bearing: MastBearing) -> Bool {
        part.looks.contains { index in
            guard !bearing.looks.contains(index), case .cone(let cone) = looks[index].look, !looks[index].isWide,
                looks[index].first <= bearing.last, bearing.first <= looks[index].last
            else { return false }
            return cone.from.distanceMetres(to: bearing.place) <= FireLocator.sameMastMetres
                && abs(MastBearing.turned(cone.azimuthDegrees - bearing.azimuthDegrees)) > max(cone.halfAngleDegrees, bearing.halfAngleDegrees)
        }
    }

    /// Crosses the bearings that point at no place, and gives back those that are left. A crossing of two masts that others make doubtful is none.
    mutating func cross(_ bearings: [MastBearing], mastsMin: Int) -> [MastBearing] {
        guard bearings.count >= mastsMin else { return bearings }
        let locator = FireLocator(bearings: bearings)
        let bearingOf = Dictionary(bearings.enumerated().flatMap { index, bearing in bearing.looks.map { ($0, index) } }) { first, _ in first }
        var used: Set<Int> = []
        for fix in locator.fixes {
            let members = Set(fix.sightings.compactMap { bearingOf[$0] }).sorted()
            guard fix.mastCount >= mastsMin, Set(members.compactMap { holder(of: bearings[$0]) }).count <= 1,
                isSure(fix, members.map { bearings[$0] })
            else { continue }
            used.formUnion(members)
            append(part(fix, members.map { bearings[$0] }))
        }
        return bearings.indices.filter { !used.contains($0) }.map { bearings[$0] }
    }

    /// Bearings that neither point at a place nor cross surely. Where two overlap, nobody knows whether they are of one fire: the one that comes
    /// second waits beside the first for a while instead of raising an alert of its own.
    mutating func addSingles(_ bearings: [MastBearing]) {
        let start = parts.count
        for bearing in bearings { append(single(bearing)) }
        for one in bearings.indices {
            for other in bearings.indices.dropFirst(one + 1) where overlap(bearings[one], bearings[other]) {
                addRivals([start + other], to: start + one)
                addRivals([start + one], to: start + other)
            }
        }
    }

    /// True where two masts could mean one place within the sight of both.
    private func overlap(_ one: MastBearing, _ other: MastBearing) -> Bool {
        guard one.mast != other.mast, one.first.since(other.last) <= FusionBounds.lookGap, other.first.since(one.last) <= FusionBounds.lookGap else {
            return false
        }
        let (reach, otherReach) = (range(of: one.looks[0]), range(of: other.looks[0]))
        let azimuth = one.azimuthDegrees * .pi / 180
        return (1...Self.overlapSteps).contains { step in
            let distance = reach * Double(step) / Double(Self.overlapSteps)
            let at = Ellipsoid.moved(one.place, eastMetres: distance * sin(azimuth), northMetres: distance * cos(azimuth))
            let spot = Detection.Spot(point: at, uncertaintyMetres: FireFix.sigmas * distance * one.sigma)
            guard let seen = FirePlace(spot).bearingDeviation(from: other.place, azimuthDegrees: other.azimuthDegrees) else { return false }
            let sigma = (seen.spread * seen.spread + other.sigma * other.sigma).squareRoot()
            return seen.rangeMetres <= otherReach && abs(seen.off) <= FusionBounds.deviationsMax * sigma
        }
    }

    private static var overlapSteps: Int { 30 }

    private func isSure(_ fix: FireFix, _ members: [MastBearing]) -> Bool {
        guard !fix.isAmbiguous || fix.mastCount > 2 else { return false }
        return members.allSatisfy { bearing in
            bearing.looks.allSatisfy { index in
                guard case .cone(let cone) = looks[index].look else { return true }
                let distance = cone.from.distanceMetres(to: fix.place)
                if distance > (cone.rangeMetres ?? FireLocator.rangeMaxMetres) * 1.2 { return false }
                guard let reach = cone.reach(over: ground) else { return true }
                return distance >= reach.lowerBound / 1.2 && distance <= reach.upperBound * 1.2
            }
        }
    }

    private func part(_ fix: FireFix, _ members: [MastBearing]) -> Part {
        let azimuth = fix.majorAzimuthDegrees
        let place = FirePlace(
            from: fix.place, azimuthDegrees: azimuth, rangeMetres: 0, alongMetres: fix.semiMajorMetres / FireFix.sigmas,
            acrossMetres: fix.semiMinorMetres / FireFix.sigmas)
        return Part(
            looks: fix.sightings, place: place, isLocated: true, first: members.map(\.first).min() ?? fix.time,
            last: members.map(\.last).max() ?? fix.time, isSettled: true)
    }

    private func single(_ bearing: MastBearing) -> Part {
        var place: FirePlace?
        if case .cone(let cone) = looks[bearing.looks[0]].look { place = cone.placeAlongRay(over: ground, azimuthDegrees: bearing.azimuthDegrees) }
        return Part(
            looks: bearing.looks, place: place ?? FirePlace(Detection.Spot(point: bearing.place, uncertaintyMetres: FusionBounds.rangeMetres)),
            isLocated: false, first: bearing.first, last: bearing.last)
    }

    /// Places with all that points at them; looks of one mast count once.
    mutating func settlePlaces() {
        for index in parts.indices where parts[index].isLocated && !parts[index].spots.isEmpty && !parts[index].isSettled {
            var masts: [(mast: Coordinate, azimuthDegrees: Double, sigma: Double)] = []
            for look in parts[index].looks {
                guard case .cone(let cone) = looks[look].look,
                    !masts.contains(where: { $0.mast.distanceMetres(to: cone.from) <= FireLocator.sameMastMetres })
                else { continue }
                masts.append((cone.from, cone.azimuthDegrees, max(cone.halfAngleDegrees, Self.halfAngleMin) * .pi / 180 / 3.0.squareRoot()))
            }
            guard !masts.isEmpty else { continue }
            let at = parts[index].place
            if let better = PlaceSum(spots: [at], bearings: masts).place(near: at.at) { place(index, at: better) }
            settled(index)
        }
    }

    /// No camera's pose is known better.
    private static var halfAngleMin: Double { 0.05 }
}

extension MastBearing {
    /// True where a place that lies so far off a bearing, and is itself unsure by so much, may be what was seen: a cone says a bound and not a
    /// standard deviation. Both in radians.
    static func mayMean(off: Double, spread: Double, halfAngleDegrees: Double) -> Bool {
        let (half, chance) = (halfAngleDegrees * .pi / 180, FusionBounds.deviationsMax * spread)
        return off * off <= half * half + chance * chance
    }
}

extension FirePlace {
    static func logarithm(_ value: Double) -> Double { log(value) }
}

extension Detection.Cone {
    /// Between which distances the ray of one camera meets the ground, its width up and down included; nil where nobody says how steep it
    /// looks or how high the ground is, and where it meets none.
    func reach(over ground: FireFusion.Ground) -> ClosedRange<Double>? {
        guard let elevationDegrees, let foot = ground(from) else { return nil }
        let lens = foot + (heightMetres ?? Self.heightUsual)
        let slack = min(halfAngleDegrees, Self.tiltErrorDegrees)
        guard let near = meets(ground, lens: lens, elevationDegrees - slack) else { return nil }
        let far = meets(ground, lens: lens, elevationDegrees + slack) ?? (rangeMetres ?? FusionBounds.rangeMetres)
        return near...max(near, far)
    }

    private func meets(_ ground: FireFusion.Ground, lens: Double, _ elevation: Double) -> Double? {
        let steep = tan(elevation * .pi / 180)
        let range = rangeMetres ?? FusionBounds.rangeMetres
        let step = max(range / Double(Self.stepsMax), Self.stepMetres)
        var walked = step
        while walked <= range {
            guard let height = ground(from.destination(distanceMetres: walked, bearingDegrees: azimuthDegrees)) else { return nil }
            // The ground falls away under a level line by d²(1 − k)/2R, k = 0.13 for the bending of light.
            let drop = walked * walked * 0.87 / (2 * Coordinate.earthRadiusMetres)
            if height - drop >= lens + walked * steep { return walked }
            walked += step
        }
        return nil
    }

    /// Where one camera alone says that it burns: along its ray, a place only as far as the terrain ends the ray.
    func placeAlongRay(over ground: FireFusion.Ground, azimuthDegrees turned: Double? = nil) -> FirePlace {
        let range = rangeMetres ?? FusionBounds.rangeMetres
        let reach = reach(over: ground) ?? 0...range
        let middle = (reach.lowerBound + reach.upperBound) / 2
        // Anywhere between the two is as likely: a uniform spread has √12 standard deviations.
        let across = max(middle * halfAngleDegrees * .pi / 180 / 3.0.squareRoot(), FusionBounds.sigmaMinMetres)
        let along = max((reach.upperBound - reach.lowerBound) / 12.0.squareRoot(), across, Self.alongMinMetres)
        return FirePlace(
            from: from, azimuthDegrees: turned ?? azimuthDegrees, rangeMetres: middle, alongMetres: along, acrossMetres: across)
    }

    private static let heightUsual = 15.0
    private static let tiltErrorDegrees = 1.0
    private static let stepsMax = 300
    private static let stepMetres = 50.0
    /// Trees hide where smoke comes out.
    private static let alongMinMetres = 150.0
}
