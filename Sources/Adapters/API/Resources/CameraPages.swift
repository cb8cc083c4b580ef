import Access
import CameraGateway
import Cameras
import City
import Geo
import HTTPTypes
import Hummingbird
import Incidents
import NIOCore
import Operations

/// `/api/cameras`: the registry, single pictures and live ones, and keeping one as evidence of an incident. Every look is on record.
struct CameraPages {
    let desk: CommandDesk
    let cameras: CameraDesk
    let jurisdictions: JurisdictionMap
    let gatekeeper: any Gatekeeper
    let now: @Sendable () -> Instant

    var routes: [Route] {
        let why = [
            QueryParameter("incident", "string", "The incident that is the reason; the camera must see it or belong to its site."),
            QueryParameter("purpose", "string", "Without an incident, why: \(CameraPurpose.listed)."),
        ]
        return [
            Route(
                .get, "/api/cameras", need: .permission(.viewNetwork),
                summary: "Cameras in the order of their ids, page by page; or those of a site or an incident, best first.", response: "CameraList",
                parameters: [
                    QueryParameter("site", "string", "Those that see this site or were put up for it, best first."),
                    QueryParameter("incident", "string", "Those that see this incident or belong to its site, best first."),
                    QueryParameter("after", "string", "The id of the last row of the page before."),
                    QueryParameter("limit", "integer", "1 to 500."),
                ], handler: list),
            Route(
                .get, "/api/cameras/{id}/snapshot", need: .permission(.viewCamera),
                summary: "One picture of now. The look and its reason are in the log before the camera is asked.", response: "Photo",
                parameters: why, traffic: .photo, responseTypes: [PhotoType.jpeg.rawValue], handler: snapshot),
            Route(
                .get, "/api/cameras/{id}/live", need: .permission(.viewCamera),
                summary:
                    "Pictures as they come, at most \(CameraRate.picturesPerSecondMax) a second, each a part with the time at which it was taken "
                    + "(X-Taken-At); a last part that is a problem says why they end.", response: "Photo", parameters: why,
                responseTypes: [LivePictures.mediaType], handler: live),
            Route(
                .post, "/api/incidents/{id}/frames", need: .permission(.viewCamera),
                summary: "Keep a camera's picture of now as a photo of an incident.", request: "Frame", response: "PhotoKept", success: .created,
                traffic: .photo, handler: keep),
        ]
    }

    // MARK: The registry

    @Sendable private func list(_ call: Call) async throws -> Response {
        let times = await cameras.pictureTimes
        func rows(_ page: [(Camera, Sight?)]) async -> [CameraRow] {
            var rows: [CameraRow] = []
            for (camera, sight) in page {
                rows.append(
                    CameraRow(
                        camera, visible: await cameras.visibleGround(of: camera), sight: sight, obstacle: cameras.gateway.obstacle(of: camera.id),
                        lastPictureAt: times[camera.id]))
            }
            return rows
        }
        let after = call.query("after").map { CameraID($0) }
        if let ranked = try await sightings(for: call) {
            // The best stand first, so the next page begins behind the place of the last row, not behind its id.
            let rest = after.map { last in ranked.drop { $0.camera.id != last }.dropFirst() } ?? ranked[...]
            return try .json(Items(items: await rows(rest.prefix(try call.pageLimit()).map { ($0.camera, $0.sight) })))
        }
        let page = cameras.cameras.filter { camera in after.map { $0 < camera.id } ?? true }.prefix(try call.pageLimit())
        return try .json(Items(items: await rows(page.map { ($0, nil) })))
    }

    /// Nil where neither a site nor an incident is asked about.
    private func sightings(for call: Call) async throws -> [CameraSighting]? {
        if let id = call.query("incident").map({ IncidentID($0) }) {
            let incident = try await desk.state(of: id)
            try call.decide(.viewMatter, in: Scope(incident), city: desk.city)
            // What a drone carries there shows more than any mast.
            let carried = await cameras.cameras(carriedFor: id).map {
                CameraSighting(camera: $0, sight: .seen(distanceMetres: 0, offAxis: 0), score: 0)
            }
            let standing = cameras.ranked(for: incident.point, site: incident.site)
            return carried + standing.filter { sighting in !carried.contains { $0.camera.id == sighting.camera.id } }
        }
        guard let id = call.query("site").map({ SiteID($0) }) else { return nil }
        guard let site = desk.city.site(id) else {
            throw Problem.notFound("There is no site \(id.rawValue.prefix(64)). GET /api/sites lists them.")
        }
        return cameras.ranked(for: site.point, site: id)
    }

    // MARK: Looking

    @Sendable private func snapshot(_ call: Call) async throws -> Response {
        let (id, reason) = try await allowed(call)
        let picture = try await cameras.look(at: id, for: reason, by: try call.actor())
        // Whoever looks again states it again: no browser and no proxy keeps it.
        let headers: HTTPFields = [
            .contentType: PhotoType.jpeg.rawValue, .contentLength: String(picture.jpeg.count), .cacheControl: "no-store",
            .known("X-Taken-At"): picture.takenAt.rfc3339,
        ]
        return Response(status: .ok, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(bytes: picture.jpeg)))
    }

    @Sendable private func live(_ call: Call) async throws -> Response {
        let (id, reason) = try await allowed(call)
        try await cameras.requireOpen(id, for: reason)
        let pictures = LivePictures(camera: id, reason: reason, cameras: cameras, gatekeeper: gatekeeper, call: call)
        return Response(
            status: .ok,
            headers: [.contentType: LivePictures.contentType, .cacheControl: "no-store", .known("X-Accel-Buffering"): "no"],
            body: ResponseBody { writer in try await pictures.write(to: &writer) })
    }

    /// Which camera is meant, and why somebody may look through it; throws what forbids it.
    private func allowed(_ call: Call) async throws -> (CameraID, LookReason) {
        let camera = try cameras.camera(CameraID(try call.path("id")))
        if let id = call.query("incident").map({ IncidentID($0) }) {
            try call.decide(.viewCamera, in: Scope(try await desk.state(of: id)), city: desk.city)
            return (camera.id, .incident(id))
        }
        guard let text = call.query("purpose") else { throw Problem.cameraPurposeMissing }
        guard let purpose = CameraPurpose(rawValue: text) else {
            throw Problem.invalid("purpose", "purpose must be one of \(CameraPurpose.listed).")
        }
        let place = jurisdictions.locate(camera.point, at: now())
        try call.decide(.viewCamera, in: Scope(center: place?.township ?? place?.district), city: desk.city)
        return (camera.id, .purpose(purpose))
    }

    // MARK: Keeping

    private struct FrameBody: Decodable {
        let id: ClientCommandID
        let camera: CameraID
        let caption: String?
    }

    @Sendable private func keep(_ call: Call) async throws -> Response {
        let id = IncidentID(try call.path("id"))
        let order = try call.decode(FrameBody.self)
        let scope = Scope(try await desk.state(of: id))
        try call.decide(.viewCamera, in: scope, city: desk.city)
        try call.decide(.attachPhoto, in: scope, city: desk.city)
        let kept = try await cameras.keep(
            frameOf: order.camera, of: id, caption: order.caption, by: try call.actor(), command: order.id.id)
        return try PhotoKept(kept).response(for: id)
    }
}
