import City
import Geo
import HazardKit

extension FireFusion {
    public mutating func take(_ detection: Detection, at now: Instant, danger: Int?) -> [ClusterChange] {
        guard detection.look.isOnEarth else { return [] }
        pass(now)
        guard state.gone[detection.id] == nil else { return [] }
        var changes: [ClusterChange] = []
        if let known = lookOf[detection.id] {
            guard isNews(detection, in: known) else { return [] }
            changes += correct(detection, in: known, at: now)
        }
        guard detection.label != Detection.denied else { return changes }
        let (judged, doubts) = Self.judged(detection, at: now)
        guard !isOfPast(judged) else {
            remember(goneDetection: judged)
            return changes
        }
        let (look, isMoved) = place(judged, doubts)
        bound()
        if isMoved || isDue(look, at: now) {
            changes += regroup(around: look, at: now, danger: danger)
        } else if let number = state.looks[look]?.cluster, let told = strengthened(number, danger: danger) {
            changes.append(told)
        }
        return changes
    }

    /// A direction that has waited beside another's for long enough speaks for itself.
    private func isDue(_ number: Int64, at now: Instant) -> Bool {
        guard let look = state.looks[number], look.cluster == nil else { return false }
        return look.last.since(look.homelessSince ?? look.first) > FusionBounds.waitSpan
    }

    public func knows(_ detection: Detection) -> Bool {
        lookOf[detection.id].map { !isNews(detection, in: $0) } ?? (state.gone[detection.id] != nil)
    }

    public func cluster(holding detection: String) -> ClusterNumber? { lookOf[detection].flatMap { state.looks[$0]?.cluster } }

    public var settleable: [(number: ClusterNumber, verdict: ClusterVerdict?)] {
        state.clusters.values.sorted { $0.number < $1.number }.map { ($0.number, $0.verdict) }
    }

    /// The same detection sent again is nothing new; one whose content has changed is.
    private func isNews(_ detection: Detection, in look: Int64) -> Bool {
        guard let known = state.looks[look]?.detections.first(where: { $0.id == detection.id }) else { return true }
        return known.label != detection.label || known.confidence != detection.confidence
            || known.look != Self.judged(detection, at: known.time).0.look
    }

    /// True for what comes late and speaks of a fire that is over by now, such as a hot spot of a satellite: it raises nothing anew.
    private mutating func isOfPast(_ detection: Detection) -> Bool {
        guard case .spot(let spot) = detection.look else { return false }
        let place = FirePlace(spot)
        let past = state.past.lastIndex { cluster in
            guard let ended = cluster.ended, detection.time <= ended,
                detection.time >= cluster.first.advanced(by: FusionBounds.aheadMax * -1)
            else { return false }
            let growth = FusionBounds.growthMetres(over: detection.time.since(cluster.first))
            guard cluster.isLocated else {
                return cluster.kept.contains { member in
                    guard case .cone(let cone) = member.newest.look, !FireLook.isWide(member.newest.look) else { return false }
                    return cone.mayMean(place, growthMetres: growth)
                }
            }
            return cluster.place.squaredDeviation(to: place, growthMetres: growth) <= FusionBounds.gateSquared
                && cluster.place.at.distanceMetres(to: spot.point) <= FusionBounds.joinMaxMetres
        }
        guard let past else { return false }
        state.past[past].kept.append(KeptMember(FireLook(number: 0, detection, doubts: [])))
        if state.past[past].kept.count > FusionBounds.detectionsPerLookMax { state.past[past].kept.removeFirst() }
        return true
    }

    /// Takes back what was said before; what was placed by it is placed anew.
    private mutating func correct(_ detection: Detection, in number: Int64, at now: Instant) -> [ClusterChange] {
        guard var look = state.looks[number] else { return [] }
        lookOf[detection.id] = nil
        let cluster = look.cluster
        if look.remove(detection.id) {
            state.looks[number] = look
            return regroup(around: number, at: now, danger: cluster.flatMap { state.clusters[$0]?.danger })
        }
        state.looks[number] = nil
        guard let cluster else { return [] }
        state.clusters[cluster]?.looks.removeAll { $0 == number }
        guard let rest = state.clusters[cluster]?.looks.first else {
            // Nothing is left of it. A correction that brings the same detection elsewhere begins anew; the number is not used again.
            retire(cluster)
            return [.emptied(cluster)]
        }
        return regroup(around: rest, at: now, danger: state.clusters[cluster]?.danger)
    }

    /// What cannot be, made into what it still says: an azimuth beyond a turn, or of a camera that was turned, leaves the mast; a clock of its own
    /// leaves now.
    static func judged(_ detection: Detection, at now: Instant) -> (Detection, Set<FireLook.Doubt>) {
        var doubts: Set<FireLook.Doubt> = []
        var time = detection.time
        if time.since(now) > FusionBounds.aheadMax {
            time = now
            doubts.insert(.ahead)
        }
        if now.since(time) > FusionBounds.agoMax {
            time = now.advanced(by: FusionBounds.agoMax * -1)
            doubts.insert(.late)
        }
        var look = detection.look
        if case .cone(let cone) = look {
            let isAngle = cone.azimuthDegrees >= 0 && cone.azimuthDegrees <= 360
            let isTurned = detection.isTurned ?? false
            if !isAngle { doubts.insert(.azimuth) }
            if isTurned { doubts.insert(.turned) }
            if !isAngle || isTurned || !(cone.halfAngleDegrees > 0 && cone.halfAngleDegrees <= Sighting.halfAngleMax) {
                let range = cone.rangeMetres.flatMap { $0 > 0 ? $0 : nil } ?? FusionBounds.rangeMetres
                look = .spot(Detection.Spot(point: cone.from, uncertaintyMetres: range))
            }
        }
        let judged = Detection(
            id: detection.id, detector: detection.detector, source: detection.source, time: time,
            confidence: detection.confidence.isFinite ? min(max(detection.confidence, 0), 1) : 0, label: detection.label, look: look,
            box: detection.box, isTurned: detection.isTurned, synthetic: detection.synthetic)
        return (judged, doubts)
    }

    /// Puts a detection into the look that it belongs to, or makes one. True when clusters have to be thought over.
    private mutating func place(_ detection: Detection, _ doubts: Set<FireLook.Doubt>) -> (Int64, Bool) {
        var doubts = doubts
        if detection.source == .camera, let twin = twin(of: detection) {
            doubts.insert(.twoPlaces)
            state.looks[twin]?.doubts.insert(.twoPlaces)
        }
        let near = state.looks.values.compactMap { look in look.distance(of: detection).map { (look.number, $0) } }
        if let same = near.min(by: { ($0.1, $0.0) < ($1.1, $1.0) })?.0 {
            lookOf[detection.id] = same
            let isMoved = state.looks[same]?.add(detection, doubts: doubts) ?? false
            if let held = state.looks[same] { extend(held) }
            return (same, isMoved)
        }
        let number = state.nextLook
        state.nextLook += 1
        state.looks[number] = FireLook(number: number, detection, doubts: doubts)
        lookOf[detection.id] = number
        return (number, true)
    }

    private mutating func extend(_ look: FireLook) {
        guard let cluster = look.cluster, let last = state.clusters[cluster]?.last else { return }
        state.clusters[cluster]?.last = max(last, look.last)
    }

    /// A look of a camera with the same name on another mast within the hour: one of the two names is wrong, and nobody knows which.
    private func twin(of detection: Detection) -> Int64? {
        guard case .cone(let cone) = detection.look else { return nil }
        return state.looks.values.filter { look in
            guard look.detector == detection.detector, case .cone(let other) = look.look, detection.time.since(look.last) <= FusionBounds.lookGap
            else {
                return false
            }
            return cone.from.distanceMetres(to: other.from) > FireLocator.sameMastMetres
        }.map(\.number).min()
    }
}

extension Detection.Look {
    var isOnEarth: Bool {
        switch self {
        case .spot(let spot): spot.point.isOnEarth && spot.uncertaintyMetres > 0 && spot.uncertaintyMetres.isFinite
        case .cone(let cone): cone.from.isOnEarth
        }
    }
}
