import City
import Geo

/// Finds the places of fires from the directions in which cameras saw them.
///
/// Looks of one mast at one thing are taken together; two masts or more give a fix where their cones cross. Looks of one mast alone never
/// do, however many cameras it bears. A fix that more masts agree on comes first and takes its looks with it, so that crossings of looks at
/// different fires ("ghosts") are left without support.
public struct FireLocator: Sendable {
    public let fixes: [FireFix]
    /// For each sighting that no fix rests on, why.
    public let unfixed: [Int: UnfixedReason]

    /// - Parameter sightings: in any order, at most `sightingsMax`; more are left out from the end, and the caller says so.
    public init(_ sightings: [Sighting]) {
        self.init(bearings: Self.bearings(Array(sightings.prefix(Self.sightingsMax))))
    }

    /// - Parameter bearings: in the order of their first looks; `FireFix.sightings` are their looks.
    init(bearings: [MastBearing]) {
        var search = FixSearch(bearings)
        fixes = search.run().sorted { ($0.time, $0.sightings.first ?? 0) < ($1.time, $1.sightings.first ?? 0) }
        var reasons: [Int: UnfixedReason] = [:]
        for (bearing, reason) in search.reasons { for look in bearings[bearing].looks { reasons[look] = reason } }
        unfixed = reasons
    }

    private static func bearings(_ sightings: [Sighting]) -> [MastBearing] {
        var masts = Masts()
        var bearings: [MastBearing] = []
        var open: [Int: [Int]] = [:]
        for index in sightings.indices.sorted(by: { (sightings[$0].time, $0) < (sightings[$1].time, $1) }) {
            let sighting = sightings[index]
            let mast = masts.number(of: sighting.camera)
            let same = open[mast, default: []].last { bearings[$0].isSame(as: sighting) }
            if let same {
                bearings[same].add(sighting, index: index)
            } else {
                open[mast, default: []].append(bearings.count)
                bearings.append(MastBearing(sighting, index: index, mast: mast, place: sighting.camera))
            }
        }
        return bearings
    }

    /// Masts in the order in which they were met, sorted into bands of latitude.
    private struct Masts {
        private var places: [Coordinate] = []
        private var bands: [Int: [Int]] = [:]

        /// The first mast that a camera may stand on, or a new one.
        mutating func number(of camera: Coordinate) -> Int {
            let band = Int((camera.latitude / Self.bandDegrees).rounded(.down))
            let near = (band - 1...band + 1).flatMap { bands[$0] ?? [] }
            let known = near.filter { places[$0].distanceMetres(to: camera) <= sameMastMetres }.min()
            if let known { return known }
            places.append(camera)
            bands[band, default: []].append(places.count - 1)
            return places.count - 1
        }

        /// 278 m: who is within 250 m stands in the same band or the next.
        private static let bandDegrees = 0.0025
    }

    /// Cameras this near to each other share a mast, or see a fire from so nearly one place that their crossing says nothing.
    public static let sameMastMetres = 250.0
    /// Looks further apart in time are not known to be of one fire.
    public static let togetherSeconds: Seconds = 600
    /// Farther than smoke is told from haze.
    public static let rangeMaxMetres = 40_000.0
    /// A day of a large forest's alarms; a search over all of them stays within seconds.
    public static let sightingsMax = 20_000
}
