import City
import Geo
import HazardKit

/// What one instrument says of one thing: its detections, taken together so that many of them are no louder than one.
struct FireLook: Codable, Hashable, Sendable {
    /// Why a look counts for less.
    enum Doubt: String, Codable, Hashable, Sendable, CaseIterable {
        case stuck, twoPlaces, azimuth, turned, ahead, late
    }

    let number: Int64
    let detector: String
    let source: Detection.Source
    let synthetic: Bool
    /// At least one, in the order of their times, at most `FusionBounds.detectionsPerLookMax`.
    private(set) var detections: [Detection]
    /// How many it was made of, those no longer kept included.
    private(set) var count: Int
    var doubts: Set<Doubt>
    /// The split that set it apart; nil for a look that goes where it belongs.
    var pin: Int64?
    /// When a person called it nothing.
    var rejectedAt: Instant?
    var isRejected: Bool {
        get { rejectedAt != nil }
        set { if !newValue { rejectedAt = nil } }
    }
    /// The cluster it speaks for, and others that it may be of as well.
    var cluster: ClusterNumber?
    var sharedWith: [ClusterNumber] = []
    /// The cluster that it spoke for last, and since when it speaks for none.
    var home: ClusterNumber?
    var homelessSince: Instant?
    private(set) var first: Instant
    private(set) var last: Instant
    private(set) var look: Detection.Look

    init(number: Int64, _ detection: Detection, doubts: Set<Doubt>) {
        self.number = number
        detector = detection.detector
        source = detection.source
        synthetic = detection.synthetic
        detections = [detection]
        count = 1
        self.doubts = doubts
        (first, last) = (detection.time, detection.time)
        look = detection.look
    }

    var confidence: Double {
        let best = detections.reduce(0) { max($0, $1.confidence) }
        return doubts.isEmpty ? best : best * FusionBounds.doubtFactor
    }

    /// True where the newest is a good deal surer than the first: what is merely warm does not get hotter for long.
    var isGrowing: Bool { newest.confidence - detections[0].confidence >= FusionBounds.growthConfidence }

    var newest: Detection { detections[detections.count - 1] }

    /// Where it looks at, or from.
    var anchor: Coordinate {
        switch look {
        case .spot(let spot): spot.point
        case .cone(let cone): cone.from
        }
    }

    /// How far what it says could be from its anchor.
    var reachMetres: Double {
        switch look {
        case .spot: FusionBounds.vagueJoinMaxMetres
        case .cone(let cone): cone.rangeMetres.map { $0 * 1.2 } ?? FireLocator.rangeMaxMetres
        }
    }

    /// True for what never places a cluster.
    var isWide: Bool { !doubts.isDisjoint(with: [.stuck, .twoPlaces, .azimuth, .turned]) || Self.isWide(look) }

    static func isWide(_ look: Detection.Look) -> Bool {
        switch look {
        case .spot(let spot): spot.uncertaintyMetres > FusionBounds.wideSpotMetres
        case .cone(let cone): cone.halfAngleDegrees > FusionBounds.wideHalfAngleDegrees
        }
    }

    /// How far a detection of the same instrument lies from this look, in units of what still counts as one; nil where it is another thing.
    func distance(of detection: Detection) -> Double? {
        guard detection.detector == detector, Self.isWide(look) == Self.isWide(detection.look), detection.synthetic == synthetic,
            rejectedAt.map({ detection.time.since($0) <= FusionBounds.rejectionSpan }) ?? true,
            detection.time.since(last) <= FusionBounds.lookGap, first.since(detection.time) <= FusionBounds.lookGap
        else { return nil }
        let apart: Double
        switch (look, detection.look) {
        case (.spot(let spot), .spot(let other)):
            apart = spot.point.distanceMetres(to: other.point) / FusionBounds.sameSpotMetres
        case (.cone(let cone), .cone(let other)):
            guard cone.from.distanceMetres(to: other.from) <= FireLocator.sameMastMetres else { return nil }
            apart = abs(MastBearing.turned(cone.azimuthDegrees - other.azimuthDegrees)) / max(cone.halfAngleDegrees, other.halfAngleDegrees)
        default: return nil
        }
        return apart <= 1 ? apart : nil
    }

    /// - Returns: true when the look lies elsewhere than before, or is doubted anew.
    mutating func add(_ detection: Detection, doubts more: Set<Doubt>) -> Bool {
        let place = detections.lastIndex { ($0.time, $0.id) <= (detection.time, detection.id) }.map { $0 + 1 } ?? 0
        detections.insert(detection, at: place)
        count += 1
        // The first ones place the fire before it has run; the newest say what it does now.
        if detections.count > FusionBounds.detectionsPerLookMax { detections.remove(at: FusionBounds.detectionsPerLookMax / 2) }
        let before = (look, doubts)
        doubts.formUnion(more)
        settle()
        return Self.isElsewhere(before.0, look) || before.1 != doubts
    }

    /// Takes a detection back. False when nothing is left.
    mutating func remove(_ id: String) -> Bool {
        guard detections.contains(where: { $0.id == id }) else { return true }
        detections.removeAll { $0.id == id }
        count = max(count - 1, detections.count)
        if detections.isEmpty { return false }
        settle()
        return true
    }

    private mutating func settle() {
        first = min(first, detections[0].time)
        last = max(last, newest.time)
        look = mean
        if isStuck { doubts.insert(.stuck) }
    }

    private var mean: Detection.Look {
        switch detections[0].look {
        case .spot(let start):
            var (latitude, longitude, uncertainty) = (0.0, 0.0, start.uncertaintyMetres)
            for case .spot(let spot) in detections.lazy.map(\.look) {
                latitude += spot.point.latitude - start.point.latitude
                longitude += spot.point.longitude - start.point.longitude
                uncertainty = min(uncertainty, spot.uncertaintyMetres)
            }
            let share = 1 / Double(detections.count)
            let point = Coordinate(latitude: start.point.latitude + latitude * share, longitude: start.point.longitude + longitude * share)
            return .spot(Detection.Spot(point: point, uncertaintyMetres: uncertainty))
        case .cone(let start): return .cone(meanCone(start))
        }
    }

    private func meanCone(_ start: Detection.Cone) -> Detection.Cone {
        var (turn, half, elevation) = (0.0, start.halfAngleDegrees, start.elevationDegrees)
        for case .cone(let cone) in detections.lazy.map(\.look) {
            turn += MastBearing.turned(cone.azimuthDegrees - start.azimuthDegrees)
            half = min(half, cone.halfAngleDegrees)
            elevation = elevation.flatMap { lowest in cone.elevationDegrees.map { min($0, lowest) } }
        }
        var azimuth = start.azimuthDegrees + turn / Double(detections.count)
        if azimuth < 0 { azimuth += 360 }
        if azimuth >= 360 { azimuth -= 360 }
        return Detection.Cone(
            from: start.from, heightMetres: start.heightMetres, azimuthDegrees: azimuth, halfAngleDegrees: half, elevationDegrees: elevation,
            rangeMetres: start.rangeMetres)
    }

    /// The same direction, or the same box, for hours.
    private var isStuck: Bool {
        guard count >= FusionBounds.stuckCount, detections.count >= FusionBounds.stuckCount, last.since(first) >= FusionBounds.stuckSpan else {
            return false
        }
        let start = detections[0]
        guard case .cone(let first) = start.look else { return false }
        return detections.allSatisfy { detection in
            if let box = detection.box, box != start.box { return false }
            guard case .cone(let cone) = detection.look else { return false }
            return abs(MastBearing.turned(cone.azimuthDegrees - first.azimuthDegrees)) <= FusionBounds.stuckDegrees
        }
    }

    /// True where a look has moved by a fifth of its width: less changes nobody's place.
    private static func isElsewhere(_ one: Detection.Look, _ other: Detection.Look) -> Bool {
        switch (one, other) {
        case (.spot(let a), .spot(let b)):
            return a.point.distanceMetres(to: b.point) > a.uncertaintyMetres / 5 || b.uncertaintyMetres < a.uncertaintyMetres * 0.8
        case (.cone(let a), .cone(let b)):
            return abs(MastBearing.turned(a.azimuthDegrees - b.azimuthDegrees)) > a.halfAngleDegrees / 5
                || b.halfAngleDegrees < a.halfAngleDegrees * 0.8
        default: return true
        }
    }
}
