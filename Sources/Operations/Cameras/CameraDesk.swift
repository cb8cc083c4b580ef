import CameraGateway
import Cameras
import City
import EventLog
import Geo
import Incidents

/// Shows pictures of cameras, each look on record before anything is shown, and keeps a picture only where an incident asks for it.
///
/// Of all who watch a camera only the first makes it send, and with the last it ends. Nothing of a picture is kept here but the newest one of a
/// camera that is being watched. No picture is searched for people, faces or number plates, here or anywhere.
///
/// - Ask: `cameras`, `camera(_:)`, `pictureTimes`, `viewerCount`
/// - Look: `look(at:for:by:)`, `begin(_:for:by:)` and `end(_:after:because:)`
/// - Keep: `keep(frameOf:of:caption:by:command:)`
public actor CameraDesk {
    /// In the order of their ids.
    public nonisolated let cameras: [Camera]
    nonisolated let elevation: ElevationModel
    private let desk: CommandDesk
    public nonisolated let gateway: any CameraGateway
    private let photos: PhotoDesk
    private let now: @Sendable () -> Instant
    /// The cameras that drones now carry over an incident: what such a camera sees is where its drone is.
    private let carried: @Sendable (IncidentID) async -> Set<CameraID>
    private var feeds: [CameraID: Feed] = [:]
    private var asked: [CameraID: Task<CameraPicture, any Error>] = [:]
    private var lastPictures: [CameraID: Instant] = [:]
    /// Of the cameras that somebody has asked about; the ground does not move.
    var visible: [CameraID: [[Coordinate]]] = [:]
    private var nextNumber = 0
    /// Who has room and is being put on record.
    private var joiningCount = 0

    /// One camera's pictures on their way to everybody who watches it.
    private struct Feed {
        let number: Int
        let task: Task<Void, Never>
        var viewers: [Int: AsyncThrowingStream<CameraPicture, any Error>.Continuation] = [:]
        var newest: CameraPicture?
    }

    /// Each takes up to half a megabyte a second of the server's line.
    public static let viewersMax = 100
    /// A picture that is taken this much earlier is still the current one.
    static let freshness: Seconds = 1

    public init(
        cameras: [Camera], elevation: ElevationModel = ElevationModel(), gateway: any CameraGateway, desk: CommandDesk, photos: PhotoDesk,
        now: @escaping @Sendable () -> Instant, carried: @escaping @Sendable (IncidentID) async -> Set<CameraID> = { _ in [] }
    ) {
        self.cameras = cameras.sorted { $0.id < $1.id }
        self.elevation = elevation
        self.gateway = gateway
        self.desk = desk
        self.photos = photos
        self.now = now
        self.carried = carried
    }

    /// The camera of that name. Throws `Refusal`.
    public nonisolated func camera(_ id: CameraID) throws -> Camera {
        guard let camera = cameras.first(where: { $0.id == id }) else { throw Refusal.unknown("camera", String(id.rawValue.prefix(64))) }
        return camera
    }

    /// When each camera last gave a picture, since the server has run.
    public var pictureTimes: [CameraID: Instant] { lastPictures }

    /// How many people are watching now.
    public var viewerCount: Int { feeds.values.reduce(0) { $0 + $1.viewers.count } }

    // MARK: One picture

    /// One picture of now. The look is on disk before the camera is asked. Throws `Refusal`, `CameraFault`, `LogFault`.
    public func look(at id: CameraID, for reason: LookReason, by actor: Actor) async throws -> CameraPicture {
        try await check(reason, of: try camera(id))
        if let obstacle = gateway.obstacle(of: id) { throw obstacle }
        _ = try await desk.record(.lookedAt(CameraLookedAt(purpose: reason.purpose, incident: reason.incident)), of: id, by: actor)
        return try await picture(of: id)
    }

    /// Keeps a picture of now as a photo of an incident: sealed, stored, and then told to it. The same command given again gets its first
    /// answer and takes no other picture. Throws `Refusal`, `CameraFault`, and what keeping a photo throws.
    public func keep(
        frameOf id: CameraID, of incident: IncidentID, caption: String?, by actor: Actor, command: CommandID
    ) async throws -> PhotoReceipt {
        let camera = try camera(id)
        if let earlier = try await desk.earlierPhoto(of: command, on: incident) { return earlier }
        let picture = try await look(at: id, for: .incident(incident), by: actor)
        let draft = PhotoDraft(caption: caption ?? "\(camera.name.zh) / \(camera.name.en)", takenAt: picture.takenAt, task: nil)
        return try await photos.attach(draft, bytes: picture.jpeg, to: incident, by: actor, command: command)
    }

    /// The newest picture where somebody is watching; else the camera is asked, once for all who ask in the same moment.
    private func picture(of id: CameraID) async throws -> CameraPicture {
        if let newest = feeds[id]?.newest, now().since(newest.takenAt) <= Self.freshness { return newest }
        if let asked = asked[id] { return try await asked.value }
        let gateway = gateway
        let task = Task { try await gateway.picture(of: id) }
        asked[id] = task
        defer { asked[id] = nil }
        let picture = try await task.value
        lastPictures[id] = picture.takenAt
        return picture
    }

    // MARK: Live

    /// Throws what `begin` would throw now, and puts nothing on record: asked while an answer can still be a refusal.
    public func requireOpen(_ id: CameraID, for reason: LookReason) async throws {
        try await check(reason, of: try camera(id))
        if let obstacle = gateway.obstacle(of: id) { throw obstacle }
        guard viewerCount + joiningCount < Self.viewersMax else {
            throw CameraFault(.busy, "\(Self.viewersMax) people are watching cameras, and no more may. Look at single pictures, or try again later.")
        }
    }

    /// Begins to watch a camera; whoever begins calls `end`. The beginning is on disk before a picture comes. Throws `Refusal`, `CameraFault`,
    /// `LogFault`.
    public func begin(_ id: CameraID, for reason: LookReason, by actor: Actor) async throws -> CameraView {
        try await requireOpen(id, for: reason)
        joiningCount += 1
        defer { joiningCount -= 1 }
        let began = try await desk.record(.viewBegan(CameraViewBegan(purpose: reason.purpose, incident: reason.incident)), of: id, by: actor)
        return join(id, began: began, actor: actor)
    }

    private func join(_ id: CameraID, began: Int64, actor: Actor) -> CameraView {
        let (pictures, continuation) = AsyncThrowingStream.makeStream(of: CameraPicture.self, bufferingPolicy: .bufferingNewest(1))
        let viewer = nextNumber
        nextNumber += 2
        if feeds[id] == nil {
            let number = viewer + 1
            feeds[id] = Feed(number: number, task: Task { await self.run(id, feed: number) })
        }
        feeds[id]?.viewers[viewer] = continuation
        // Whoever joins a slow camera sees at once what the others see; the picture bears its time.
        if let newest = feeds[id]?.newest, now().since(newest.takenAt) <= Self.freshness { continuation.yield(newest) }
        return CameraView(camera: id, pictures: pictures, viewer: viewer, began: began, actor: actor, finish: { continuation.finish() })
    }

    /// Ceases to watch. With the last one the camera is let go, and has stopped sending when this returns. What cannot be put on record then is
    /// told as a fault of the desk: the look itself is there already.
    public func end(_ view: CameraView, after pictureCount: Int, because cause: CameraViewEnd) async {
        if feeds[view.camera]?.viewers.removeValue(forKey: view.viewer) != nil, let feed = feeds[view.camera], feed.viewers.isEmpty {
            feeds[view.camera] = nil
            feed.task.cancel()
            await feed.task.value
        }
        let ended = CameraViewEnded(began: view.began, pictures: pictureCount, cause: cause)
        do {
            _ = try await desk.record(.viewEnded(ended), of: view.camera, by: view.actor)
        } catch {
            await desk.noteFault("The end of a view of the camera \(view.camera) is not on record: \(error)")
        }
    }

    private func run(_ id: CameraID, feed: Int) async {
        do {
            try await gateway.watch(id) { [weak self] picture in await self?.deliver(picture, feed: feed) }
            close(id, feed: feed, with: nil)
        } catch {
            close(id, feed: feed, with: error)
        }
    }

    private func deliver(_ picture: CameraPicture, feed: Int) {
        guard feeds[picture.camera]?.number == feed else { return }
        lastPictures[picture.camera] = picture.takenAt
        feeds[picture.camera]?.newest = picture
        feeds[picture.camera]?.viewers.values.forEach { $0.yield(picture) }
    }

    /// Tells everybody who watches that no more comes; whoever asks next begins anew.
    private func close(_ id: CameraID, feed: Int, with fault: (any Error)?) {
        guard let held = feeds[id], held.number == feed else { return }
        feeds[id] = nil
        for viewer in held.viewers.values { viewer.finish(throwing: fault) }
    }

    // MARK: Which camera, and why

    /// Those that drones carry over an incident now.
    public nonisolated func cameras(carriedFor incident: IncidentID) async -> [Camera] {
        let ids = await carried(incident)
        return cameras.filter { ids.contains($0.id) }
    }

    /// An incident opens only the cameras that have to do with it: those that see its place, those of its site, those of drones that are out for it.
    private func check(_ reason: LookReason, of camera: Camera) async throws {
        guard case .incident(let id) = reason else { return }
        guard let incident = try await desk.incidentState(id) else { throw Refusal.unknown("incident", String(id.rawValue.prefix(64))) }
        let isOfSite = incident.site != nil && incident.site == camera.site
        let isCarried = await carried(id).contains(camera.id)
        guard isOfSite || isCarried || camera.sight(of: incident.point, over: ground(of: camera)).isSeen else {
            throw Refusal(
                "camera.not-of-incident",
                "The camera \(camera.id) neither sees incident \(id) nor belongs to its site. Choose another camera, or state a purpose of your own.",
                field: "incident")
        }
    }
}

/// One person's view of one camera.
public struct CameraView: Sendable {
    public let camera: CameraID
    /// The newest picture each time one is asked for: whoever is slow misses some, and delays nobody. Ends with `CameraFault` when the camera stops.
    public let pictures: AsyncThrowingStream<CameraPicture, any Error>
    let viewer: Int
    let began: Int64
    let actor: Actor
    let finish: @Sendable () -> Void

    /// Ends `pictures` at once; whoever has begun the view still calls `end`.
    public func stop() { finish() }
}
