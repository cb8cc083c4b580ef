import CameraGateway
import Cameras
import City

/// One camera as a list shows it. The masks are counted and not drawn: their outlines would tell where somebody lives.
struct CameraRow: Encodable {
    private enum CodingKeys: String, CodingKey {
        case id, name, site, point, heightMetres, bearingDegrees, tiltDegrees, horizontalFieldDegrees, verticalFieldDegrees, rangeMetres, cone,
            visible,
            maskCount, connected, obstacle, lastPictureAt, sight, synthetic
    }

    private struct SightRow: Encodable {
        let seen: Bool
        let distanceMetres: Double?
        let why: String?

        init(_ sight: Sight) {
            seen = sight.isSeen
            switch sight {
            case .seen(let distance, _): (distanceMetres, why) = (distance.rounded(), nil)
            case .beyondRange(let distance): (distanceMetres, why) = (distance.rounded(), "beyondRange")
            case .outsidePicture: (distanceMetres, why) = (nil, "outsidePicture")
            case .hidden(let distance): (distanceMetres, why) = (distance.rounded(), "hidden")
            case .unknownGround: (distanceMetres, why) = (nil, "unknownGround")
            }
        }
    }

    private let camera: Camera
    private let visible: [[Coordinate]]?
    private let sight: Sight?
    private let obstacle: CameraFault?
    private let lastPictureAt: Instant?

    init(_ camera: Camera, visible: [[Coordinate]]?, sight: Sight?, obstacle: CameraFault?, lastPictureAt: Instant?) {
        self.camera = camera
        self.visible = visible
        self.sight = sight
        self.obstacle = obstacle
        self.lastPictureAt = lastPictureAt
    }

    func encode(to encoder: any Encoder) throws {
        var row = encoder.container(keyedBy: CodingKeys.self)
        try row.encode(camera.id, forKey: .id)
        try row.encode(camera.name, forKey: .name)
        try row.encodeIfPresent(camera.site, forKey: .site)
        try row.encode(camera.point, forKey: .point)
        try row.encode(camera.heightMetres, forKey: .heightMetres)
        try row.encode(camera.bearingDegrees, forKey: .bearingDegrees)
        try row.encode(camera.tiltDegrees, forKey: .tiltDegrees)
        try row.encode(camera.horizontalFieldDegrees, forKey: .horizontalFieldDegrees)
        try row.encode(camera.verticalFieldDegrees, forKey: .verticalFieldDegrees)
        try row.encode(camera.rangeMetres, forKey: .rangeMetres)
        try row.encode(camera.coverage ?? [], forKey: .cone)
        try row.encodeIfPresent(visible, forKey: .visible)
        try row.encode(camera.masks.count, forKey: .maskCount)
        try row.encode(obstacle == nil, forKey: .connected)
        try row.encodeIfPresent(obstacle?.kind.rawValue, forKey: .obstacle)
        try row.encodeIfPresent(lastPictureAt, forKey: .lastPictureAt)
        try row.encodeIfPresent(sight.map(SightRow.init), forKey: .sight)
        try row.encode(camera.synthetic, forKey: .synthetic)
    }
}
