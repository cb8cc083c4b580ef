import Cameras
import City

extension SmallCity {
    /// One that looks at the cliff from 300 m south of it, one in the southern district, one in the north whose masks nothing here can draw.
    static let cameras: [Camera] = [
        camera("cliff-cam", latitude: 29.7973, longitude: 106.40),
        camera("south-cam", latitude: 29.40, longitude: 106.54),
        camera("home-cam", latitude: 29.80, longitude: 106.41, masks: [mask]),
    ]

    private static let mask: PrivacyMask = {
        do {
            return try PrivacyMask(corners: [PictureCorner(x: 0, y: 0), PictureCorner(x: 0.5, y: 0), PictureCorner(x: 0, y: 0.5)])
        } catch {
            preconditionFailure("the mask of the tests is a triangle: \(error)")
        }
    }()

    private static func camera(_ id: CameraID, latitude: Double, longitude: Double, masks: [PrivacyMask] = []) -> Camera {
        Camera(
            id: id, name: words(id.rawValue), site: nil, point: Coordinate(latitude: latitude, longitude: longitude), heightMetres: 10,
            bearingDegrees: 0, tiltDegrees: 0, horizontalFieldDegrees: 60, verticalFieldDegrees: 40, rangeMetres: 1_000, masks: masks, synthetic: true
        )
    }
}
