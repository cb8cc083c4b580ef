import City
import Geo

#if canImport(Glibc)
    import Glibc
#else
    import Foundation
#endif

/// Whether the sun itself, or its image in water or on wet roofs, lies where an infrared sensor looks.
///
/// The angle between the line of sight and the mirror image of the sun on level water is that of the glint test of the satellite fire products
/// (L. Giglio and others 2003, "An enhanced contextual fire detection algorithm for MODIS"), which look for glint up to 12° from it.
enum SunGlint {
    /// Degrees between where a sensor looks and the sun or its image, whichever is nearer; nil while the sun is down.
    static func angle(bearing: Double, tilt: Double, sun: SunPosition) -> Double? {
        guard sun.elevation > 0 else { return nil }
        let look = SunPosition.direction(bearing: bearing, elevation: tilt)
        let light = sun.direction
        let direct = degrees(look.x * light.x + look.y * light.y + look.z * light.z)
        // A sensor that looks up or level sees no level water.
        guard tilt < 0 else { return direct }
        return min(direct, degrees(look.x * light.x + look.y * light.y - look.z * light.z))
    }

    private static func degrees(_ cosine: Double) -> Double { acos(min(1, max(-1, cosine))) * 180 / .pi }

    /// Degrees; Giglio and others take 12° at most.
    static let reach = 12.0
}
