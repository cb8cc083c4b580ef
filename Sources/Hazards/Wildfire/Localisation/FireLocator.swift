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
        var masts: [Coordinate] = []
        var bearings: [MastBearing] = []
        var open: [Int: [Int]] = [:]
        for index in sightings.indices.sorted(by: { (sightings[$0].time, $0) < (sightings[$1].time, $1) }) {
            let sighting = sightings[index]
            let mast =
                masts.firstIndex { $0.distanceMetres(to: sighting.camera) <= sameMastMetres }
                ?? {
                    masts.append(sighting.camera)
                    return masts.count - 1
                }()
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

    /// Cameras this near to each other share a mast, or see a fire from so nearly one place that their crossing says nothing.
    public static let sameMastMetres = 250.0
    /// Looks further apart in time are not known to be of one fire.
    public static let togetherSeconds: Seconds = 600
    /// Farther than smoke is told from haze.
    public static let rangeMaxMetres = 40_000.0
    /// A day of a large forest's alarms; a search over all of them stays within seconds.
    public static let sightingsMax = 20_000
}
