import City
import HazardKit

extension EpisodeScore {
    /// The episodes of one kind in a run of claims, source by source. Claims about missing data are not episodes.
    public static func episodes(in claims: [AlertClaim], of kind: MatterKind = LandslideHazard.kind) -> [Episode] {
        var open: [String: Instant] = [:]
        var episodes: [Episode] = []
        for claim in claims where claim.kind == kind && claim.evidence.source != .silence {
            if claim.active {
                if open[claim.sourceKey] == nil { open[claim.sourceKey] = claim.evidence.observedAt }
            } else if let start = open.removeValue(forKey: claim.sourceKey) {
                episodes.append(Episode(start: start, end: claim.evidence.observedAt))
            }
        }
        episodes += open.values.map { Episode(start: $0, end: nil) }
        return episodes.sorted { $0.start < $1.start }
    }
}
