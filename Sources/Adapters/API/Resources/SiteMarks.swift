import Access
import Cameras
import City
import Foundation
import Hummingbird
import Operations
import PointCloud

/// `/api/sites/{id}/marks`: where the sensors and cameras of a site stand in the frame of its survey, and how each sensor is now.
struct SiteMarks: Sendable {
    let city: CityModel
    let sensing: SensingDesk
    let cameras: CameraDesk
    let shelf: CloudShelf

    var routes: [Route] {
        [
            Route(
                .get, "/api/sites/{id}/marks", need: .permission(.viewNetwork),
                summary: "Sensors and cameras of a site in the frame of its point cloud, with the state of each sensor.", response: "SiteMarks",
                handler: show)
        ]
    }

    @Sendable private func show(_ call: Call) async throws -> Response {
        let id = SiteID(try call.path("id"))
        guard city.site(id) != nil else {
            throw Problem.notFound("There is no site \(id.rawValue.prefix(64)). GET /api/sites lists them.")
        }
        let anchor = try anchor(of: id)
        let sensors = await sensing.latest(of: id, limit: Self.sensorsMax).map { view in
            SensorMark(view, height: city.datastream(view.id)?.heightMetres, anchor: anchor)
        }
        let own = cameras.cameras.filter { $0.site == id }.map { CameraMark($0, anchor: anchor) }
        return try .json(Marks(anchored: anchor != nil, sensors: sensors, cameras: own))
    }

    /// Nil where the site has no survey, or nobody has said where its frame stands.
    private func anchor(of site: SiteID) throws -> CloudAnchor? {
        guard SiteClouds.isPlain(site.rawValue), let bytes = try shelf.read(site.rawValue, "index.json") else { return nil }
        let anchor = try JSONDecoder().decode(Anchored.self, from: Data(bytes)).anchor
        try anchor?.check()
        return anchor
    }

    /// More than a site of a register may have.
    private static let sensorsMax = 1_000

    private struct Anchored: Decodable { let anchor: CloudAnchor? }

    private struct Marks: Encodable {
        let anchored: Bool
        let sensors: [SensorMark]
        let cameras: [CameraMark]
    }
}

/// A sensor in the frame of the survey.
private struct SensorMark: Encodable {
    let id: DatastreamID
    let name: LocalizedText
    let property: String
    let unit: String
    let state: SensorState
    let value: Double?
    let at: Instant?
    /// Metres; absent where the frame stands nowhere, or the height of the sensor is unknown.
    let place: [Double]?
    let synthetic: Bool

    init(_ view: DatastreamView, height: Double?, anchor: CloudAnchor?) {
        id = view.id
        name = view.name
        property = view.property
        unit = view.unit
        state = view.at == nil ? .awaited : view.stale ? .silent : .fresh
        value = view.value
        at = view.at
        place = height.flatMap { anchor?.place(latitude: view.point.latitude, longitude: view.point.longitude, heightMetres: $0) }
        synthetic = view.synthetic
    }
}

/// A camera in the frame of the survey. Its height is known above the ground it stands on alone, so the ground is taken to be as high as the anchor.
private struct CameraMark: Encodable {
    let id: CameraID
    let name: LocalizedText
    let place: [Double]?
    /// Unit length, the middle of its picture.
    let looks: [Double]?
    let groundAssumed = true
    let synthetic: Bool

    private enum CodingKeys: String, CodingKey { case id, name, place, looks, groundAssumed, synthetic }

    init(_ camera: Camera, anchor: CloudAnchor?) {
        id = camera.id
        name = camera.name
        place = anchor.map {
            $0.place(latitude: camera.point.latitude, longitude: camera.point.longitude, heightMetres: $0.heightMetres + camera.heightMetres)
        }
        looks = anchor?.direction(bearingDegrees: camera.bearingDegrees, tiltDegrees: camera.tiltDegrees)
        synthetic = camera.synthetic
    }
}
