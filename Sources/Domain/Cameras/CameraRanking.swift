import City
import Geo

/// A camera that helps with a place, and how well it sees it.
public struct CameraSighting: Hashable, Sendable {
    public let camera: Camera
    public let sight: Sight
    /// Distance in parts of the range, plus how far off the middle of the picture; lower is better. Nil where the place is not seen.
    public let score: Double?

    public init(camera: Camera, sight: Sight, score: Double?) {
        self.camera = camera
        self.sight = sight
        self.score = score
    }
}

/// Which cameras to ask about a place.
public enum CameraRanking {
    /// The cameras that see a place, best first, then those put up for its site that do not see this very point, nearest first. Among equals
    /// the id decides, so that two people are shown the same order.
    ///
    /// - Parameter ground: the terrain as a camera meets it; nil for a flat world.
    public static func rank(
        _ cameras: [Camera], of place: Coordinate, site: SiteID?, over ground: (Camera) -> GroundHeight? = { _ in nil }
    ) -> [CameraSighting] {
        let sightings = cameras.compactMap { camera -> CameraSighting? in
            let sight = camera.sight(of: place, over: ground(camera))
            if case .seen(let distance, let offAxis) = sight {
                return CameraSighting(camera: camera, sight: sight, score: distance / camera.rangeMetres + offAxis)
            }
            return site != nil && camera.site == site ? CameraSighting(camera: camera, sight: sight, score: nil) : nil
        }
        return sightings.sorted { isBefore($0, $1, place) }
    }

    private static func isBefore(_ left: CameraSighting, _ right: CameraSighting, _ place: Coordinate) -> Bool {
        switch (left.score, right.score) {
        case (let one?, let other?) where one != other: one < other
        case (_?, nil): true
        case (nil, _?): false
        case (nil, nil):
            (left.camera.point.distanceMetres(to: place), left.camera.id) < (right.camera.point.distanceMetres(to: place), right.camera.id)
        default: left.camera.id < right.camera.id
        }
    }
}
