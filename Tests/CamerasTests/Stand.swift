import Cameras
import City
import Geo

/// Cameras at one place, with angles whose tangents are whole numbers or simple parts.
enum Stand {
    static let foot = Coordinate(latitude: 30, longitude: 106)

    /// 10 m up, looking east. Half the picture's width is 45° (tangent 1), half its height 26.565° (tangent 1/2).
    static func camera(
        _ id: CameraID = "c", site: SiteID? = nil, at point: Coordinate = foot, height: Double = 10, bearing: Double = 90, tilt: Double = -45,
        horizontal: Double = 90, vertical: Double = 53.130102354155980, range: Double = 100
    ) -> Camera {
        Camera(
            id: id, name: LocalizedText(zh: "甲", en: "A"), site: site, point: point, heightMetres: height, bearingDegrees: bearing,
            tiltDegrees: tilt, horizontalFieldDegrees: horizontal, verticalFieldDegrees: vertical, rangeMetres: range)
    }

    static func east(_ metres: Double, north: Double = 0) -> Coordinate { foot.moved(eastMetres: metres, northMetres: north) }
}
