import Access
import Cameras
import City
import Geo
import HTTPTypes
import HazardKit
import HotSpots
import Hummingbird
import Incidents
import NIOCore
import Operations

/// `/api/detections`: what spoke for an alert, hot spots of satellites by file, and taking detections out of an alert.
struct DetectionPages {
    let desk: CommandDesk
    let detections: DetectionDesk
    /// Nil where no address of hot spots is set up.
    let hotSpots: HotSpotFeed?

    var routes: [Route] {
        [
            Route(
                .get, "/api/detections", need: .permission(.viewMatter),
                summary: "What was detected for an alert: clusters with their detectors, and rays and ellipses as GeoJSON.",
                response: "DetectionList",
                parameters: [QueryParameter("alert", "string", "The alert.", required: true)], handler: list),
            Route(
                .get, "/api/alerts/{id}/frames/{digest}", need: .permission(.viewCamera),
                summary: "Look at a picture of what was detected for an alert. The look and its reason are in the log before anything is shown.",
                response: "Photo",
                parameters: [
                    QueryParameter("purpose", "string", "Where the alert has no incident, why: \(CameraPurpose.listed).")
                ], traffic: .photo, responseTypes: [PhotoType.jpeg.rawValue], handler: frame),
            Route(
                .post, "/api/detections/firms", need: .permission(.raiseReport),
                summary: "Hot spots of satellites as FIRMS gives them out (CSV of VIIRS or MODIS). Each bad row is named; the others are taken. Rows "
                    + "outside the city are passed over.", request: "HotSpots", response: "HotSpotsTaken",
                bodyBytesMax: Bounds.bodyBytesMax, requestTypes: ["text/csv"], handler: takeHotSpots),
            Route(
                .get, "/api/detections/feed", need: .permission(.viewNetwork),
                summary: "How the regular look for hot spots of satellites goes: since when it works or fails, and why.", response: "HotSpotFeed",
                handler: feed),
            Route(
                .post, "/api/alerts/{id}/split", need: .permission(.mergeAlert),
                summary: "Take detections, or all of some detectors, out of an alert; they get one of their own.", request: "AlertSplit",
                response: "DetectionList", handler: split),
            Route(
                .post, "/api/alerts/{id}/undo-split", need: .permission(.mergeAlert),
                summary: "Put an alert that was split off back where it came from.", request: "AlertSplitUndo", response: "Done",
                handler: undo),
        ]
    }

    // MARK: Asking

    @Sendable private func list(_ call: Call) async throws -> Response {
        guard let text = call.query("alert") else { throw Problem.invalid("alert", "Say which alert: ?alert=A-000001.") }
        let id = AlertID(text)
        try call.decide(.viewMatter, in: Scope(try await state(id)), city: desk.city)
        return try .json(try await detectionList(id))
    }

    private func detectionList(_ id: AlertID) async throws -> DetectionList {
        DetectionList(try await detections.clusters(of: id), try await detections.frames(of: id), try await detections.belonging(of: id))
    }

    @Sendable private func frame(_ call: Call) async throws -> Response {
        let id = AlertID(try call.path("id"))
        let held = try await state(id)
        try call.decide(.viewCamera, in: Scope(held), city: desk.city)
        let digest = AttachmentDigest(try call.path("digest"))
        let jpeg = try await detections.look(at: digest, of: id, because: try reason(call, held), by: try call.actor())
        // Whoever looks again states it again: no browser and no proxy keeps it.
        let headers: HTTPFields = [.contentType: PhotoType.jpeg.rawValue, .contentLength: String(jpeg.count), .cacheControl: "no-store"]
        return Response(status: .ok, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(bytes: jpeg)))
    }

    /// An incident is a reason of its own, as for the cameras themselves.
    private func reason(_ call: Call, _ alert: Alert) throws -> String {
        guard let text = call.query("purpose") else {
            guard alert.incident != nil else { throw Problem.cameraPurposeMissing }
            return "incident"
        }
        guard let purpose = CameraPurpose(rawValue: text) else {
            throw Problem.invalid("purpose", "purpose must be one of \(CameraPurpose.listed).")
        }
        return purpose.rawValue
    }

    private func state(_ id: AlertID) async throws -> Alert {
        guard let alert = try await desk.alertState(id) else { throw Alerts.unknown(id) }
        return alert
    }

    // MARK: Coming in

    private struct HotSpotsTaken: Encodable {
        struct Fault: Encodable {
            let line: Int
            let why: String
        }

        let taken: Int
        let outside: Int
        let faults: [Fault]
    }

    @Sendable private func takeHotSpots(_ call: Call) async throws -> Response {
        let table = HotSpotTable(String(decoding: call.body.readableBytesView, as: UTF8.self))
        var taken = 0
        var outside = 0
        var rest = table.detections[...]
        while !rest.isEmpty {
            let outcomes = try await detections.take(Array(rest.prefix(DetectionBounds.batchMax)), kind: "wildfire", by: try call.actor())
            taken += outcomes.count { $0.fault == nil }
            outside += outcomes.count { $0.fault == .outsideCity }
            rest = rest.dropFirst(DetectionBounds.batchMax)
        }
        let faults = table.faults.prefix(Bounds.pageRowsMax).map { HotSpotsTaken.Fault(line: $0.line, why: $0.message) }
        return try .json(HotSpotsTaken(taken: taken, outside: outside, faults: faults))
    }

    private struct Feed: Encodable {
        let state: String
        let host: String?
        let since: Instant?
        let lastGood: Instant?
        let inside: Int
        let outside: Int
        let bad: Int
        let why: LocalizedText?
    }

    @Sendable private func feed(_ call: Call) async throws -> Response {
        guard let standing = hotSpots?.standing else {
            return try .json(Feed(state: "none", host: nil, since: nil, lastGood: nil, inside: 0, outside: 0, bad: 0, why: nil))
        }
        return try .json(
            Feed(
                state: standing.state.rawValue, host: standing.host, since: standing.since, lastGood: standing.lastGood, inside: standing.inside,
                outside: standing.outside, bad: standing.bad, why: standing.why))
    }

    // MARK: A person's word

    private struct SplitBody: Decodable {
        let id: ClientCommandID
        let detections: [String]
        let reason: String
    }

    private struct UndoBody: Decodable {
        let id: ClientCommandID
        let reason: String
    }

    private struct Done: Encodable {
        let done: Bool
    }

    @Sendable private func split(_ call: Call) async throws -> Response {
        let id = AlertID(try call.path("id"))
        let order = try call.decode(SplitBody.self)
        try call.decide(.mergeAlert, in: Scope(try await state(id)), city: desk.city)
        try await detections.split(id, order.detections, reason: order.reason, by: try call.actor(), command: order.id.id)
        return try .json(try await detectionList(id))
    }

    @Sendable private func undo(_ call: Call) async throws -> Response {
        let id = AlertID(try call.path("id"))
        let order = try call.decode(UndoBody.self)
        try call.decide(.mergeAlert, in: Scope(try await state(id)), city: desk.city)
        try await detections.undoSplit(of: id, reason: order.reason, by: try call.actor(), command: order.id.id)
        return try .json(Done(done: true))
    }
}

/// Clusters of an alert, for the rail and for the map.
struct DetectionList: Encodable, Sendable {
    struct Cluster: Encodable, Sendable {
        let cluster: ClusterNumber
        let point: Coordinate
        let semiMajorMetres: Double
        let semiMinorMetres: Double
        let majorAzimuthDegrees: Double
        let located: Bool
        let grade: Grade
        let priority: Double
        let first: Instant
        let last: Instant
        let summary: LocalizedText
        let splitOff: Bool
        let members: [Member]
    }

    struct Member: Encodable, Sendable {
        let detection: String
        let detector: String
        let source: Detection.Source
        let label: String
        let first: Instant
        let last: Instant
        let count: Int
        let confidence: Double
        let azimuthDegrees: Double?
        let box: Detection.Box?
        let doubts: [LocalizedText]
        let shared: Bool
    }

    /// A picture that is kept with the alert; the bytes are asked for one by one.
    struct Frame: Encodable, Sendable {
        let digest: AttachmentDigest
        let detection: String
        let detector: String
        let at: Instant
        let box: Detection.Box?
        let synthetic: Bool
    }

    /// The open incident that the alert may belong to.
    struct Kin: Encodable, Sendable {
        let alert: AlertID
        let incident: IncidentID
        let reason: ClusterKin.Reason
        let metres: Double?
    }

    let items: [Cluster]
    /// The oldest first.
    let frames: [Frame]
    let map: FeatureCollection
    let belonging: Kin?

    init(_ clusters: [DetectionCluster], _ kept: [DetectionFrame], _ belonging: Belonging? = nil) {
        items = clusters.map(Cluster.init)
        frames = kept.map {
            Frame(digest: $0.digest, detection: $0.detection, detector: $0.detector, at: $0.at, box: $0.box, synthetic: $0.synthetic)
        }
        self.belonging = belonging.map { Kin(alert: $0.alert, incident: $0.incident, reason: $0.reason, metres: $0.metres?.rounded()) }
        map = FeatureCollection(features: clusters.flatMap(Feature.features))
    }

    struct FeatureCollection: Encodable, Sendable {
        let type = "FeatureCollection"
        let features: [Feature]
        private enum CodingKeys: String, CodingKey { case type, features }
    }

    struct Feature: Encodable, Sendable {
        struct Geometry: Encodable, Sendable {
            let type = "LineString"
            let coordinates: [[Double]]
            private enum CodingKeys: String, CodingKey { case type, coordinates }
        }

        struct Properties: Encodable, Sendable {
            let shape: String
            let detector: String?
            let cluster: ClusterNumber
        }

        let type = "Feature"
        let geometry: Geometry
        let properties: Properties
        private enum CodingKeys: String, CodingKey { case type, geometry, properties }
    }
}

extension DetectionList.Cluster {
    fileprivate init(_ cluster: DetectionCluster) {
        self.init(
            cluster: cluster.number, point: cluster.place, semiMajorMetres: cluster.semiMajorMetres.rounded(),
            semiMinorMetres: cluster.semiMinorMetres.rounded(), majorAzimuthDegrees: cluster.majorAzimuthDegrees.rounded(),
            located: cluster.isLocated,
            grade: cluster.grade, priority: cluster.priority, first: cluster.first, last: cluster.last, summary: cluster.summary,
            splitOff: cluster.isSplitOff, members: cluster.members.map(DetectionList.Member.init))
    }
}

extension DetectionList.Member {
    fileprivate init(_ member: DetectionCluster.Member) {
        var azimuth: Double?
        if case .cone(let cone) = member.look { azimuth = cone.azimuthDegrees }
        self.init(
            detection: member.detection, detector: member.detector, source: member.source, label: member.label, first: member.first,
            last: member.last,
            count: member.count, confidence: member.confidence, azimuthDegrees: azimuth, box: member.box, doubts: member.doubts,
            shared: member.isShared)
    }
}

extension DetectionList.Feature {
    /// The ellipse of a cluster, and the middle and edges of each cone up to the cluster's place and somewhat beyond.
    fileprivate static func features(_ cluster: DetectionCluster) -> [DetectionList.Feature] {
        let turn = cluster.majorAzimuthDegrees
        let ring = (0...ellipseSteps).map { step -> [Double] in
            let angle = Double(step) / Double(ellipseSteps) * 360
            return position(cluster.onEllipse(degrees: angle, turn: turn))
        }
        let ellipse = DetectionList.Feature(
            geometry: Geometry(coordinates: ring), properties: Properties(shape: "ellipse", detector: nil, cluster: cluster.number))
        return [ellipse] + cluster.members.flatMap { rays($0, cluster) }
    }

    private static func rays(_ member: DetectionCluster.Member, _ cluster: DetectionCluster) -> [DetectionList.Feature] {
        guard case .cone(let cone) = member.look else { return [] }
        let reach = cluster.isLocated ? cone.from.distanceMetres(to: cluster.place) * 1.1 : cone.rangeMetres ?? usualRangeMetres
        return [("ray", 0.0), ("edge", -cone.halfAngleDegrees), ("edge", cone.halfAngleDegrees)].map { shape, aside in
            let end = cone.from.destination(distanceMetres: reach, bearingDegrees: cone.azimuthDegrees + aside)
            return DetectionList.Feature(
                geometry: Geometry(coordinates: [position(cone.from), position(end)]),
                properties: Properties(shape: shape, detector: member.detector, cluster: cluster.number))
        }
    }

    private static func position(_ place: Coordinate) -> [Double] { [place.longitude, place.latitude] }
    private static let ellipseSteps = 48
    private static let usualRangeMetres = 15_000.0
}

extension DetectionCluster {
    /// The point of the ellipse of 90 % at an angle from its longer axis.
    fileprivate func onEllipse(degrees: Double, turn: Double) -> Coordinate {
        // Along the longer axis and across it, by two moves: no trigonometry is needed beside the great circle's.
        let unit = Coordinate(latitude: 0, longitude: 0).destination(distanceMetres: 1_000, bearingDegrees: degrees)
        let (along, across) = (unit.latitude / unitDegrees, unit.longitude / unitDegrees)
        return place.destination(distanceMetres: along * semiMajorMetres, bearingDegrees: turn)
            .destination(distanceMetres: across * semiMinorMetres, bearingDegrees: turn + 90)
    }
}

/// A kilometre on a great circle, in degrees.
private let unitDegrees = 1_000 / Coordinate.earthRadiusMetres * 180 / .pi
