import Cameras
import City
import Geo

/// What cameras see over the terrain of the city package.
extension CameraDesk {
    /// The terrain as one camera meets it: nil, a flat world, where the heights do not reach its foot. A city may have heights of one district
    /// alone, and the cameras of the others must not go blind for it.
    nonisolated func ground(of camera: Camera) -> GroundHeight? {
        guard elevation.heightMetres(at: camera.point) != nil else { return nil }
        return { [elevation] place in elevation.heightMetres(at: place) }
    }

    /// The cameras of a place or a site, best first.
    public nonisolated func ranked(for place: Coordinate, site: SiteID?) -> [CameraSighting] {
        CameraRanking.rank(cameras, of: place, site: site) { ground(of: $0) }
    }

    /// What a camera sees of the ground, as rings; nil where the heights do not reach its foot. Reckoned once.
    public func visibleGround(of camera: Camera) -> [[Coordinate]]? {
        if let known = visible[camera.id] { return known }
        guard let ground = ground(of: camera), let rings = camera.visibleGround(over: ground) else { return nil }
        visible[camera.id] = rings
        return rings
    }
}
