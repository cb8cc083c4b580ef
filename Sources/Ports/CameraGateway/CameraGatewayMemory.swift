import Cameras
import City

/// Cameras in memory: for tests and simulation. It shows what it is given, and cannot draw: a camera with masks is refused.
public actor CameraGatewayMemory: CameraGateway {
    private nonisolated let cameras: [CameraID: Camera]
    private nonisolated let now: @Sendable () -> Instant
    private var shown: [CameraID: [UInt8]] = [:]
    private var faults: [CameraID: CameraFault] = [:]
    private var watchers: [Int: Watcher] = [:]
    private var nextWatcher = 0
    /// How many pictures were asked for one by one, and how often a watch began.
    public private(set) var pictureCount = 0
    public private(set) var watchCount = 0

    private struct Watcher {
        let camera: CameraID
        let pictures: AsyncThrowingStream<CameraPicture, any Error>.Continuation
    }

    public init(cameras: [Camera], now: @escaping @Sendable () -> Instant) {
        self.cameras = Dictionary(cameras.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        self.now = now
    }

    /// From now on the camera shows this; whoever watches it gets it at once.
    public func show(_ jpeg: [UInt8], at camera: CameraID) {
        shown[camera] = jpeg
        faults[camera] = nil
        for watcher in watchers.values where watcher.camera == camera {
            watcher.pictures.yield(CameraPicture(camera: camera, jpeg: jpeg, takenAt: now()))
        }
    }

    /// From now on the camera answers with a fault; whoever watches it gets it at once.
    public func fail(_ camera: CameraID, with fault: CameraFault) {
        faults[camera] = fault
        for watcher in watchers.values where watcher.camera == camera { watcher.pictures.finish(throwing: fault) }
    }

    /// How many watches are running.
    public var watcherCount: Int { watchers.count }

    public nonisolated func obstacle(of camera: CameraID) -> CameraFault? {
        guard let known = cameras[camera] else { return CameraFault(.notConnected, "Nobody has connected the camera \(camera).") }
        return known.masks.isEmpty ? nil : CameraFault(.masks, "The masks of the camera \(camera) cannot be drawn here, so it is not shown.")
    }

    public func picture(of camera: CameraID) async throws -> CameraPicture {
        if let obstacle = obstacle(of: camera) { throw obstacle }
        pictureCount += 1
        if let fault = faults[camera] { throw fault }
        guard let jpeg = shown[camera] else { throw CameraFault(.noAnswer, "The camera \(camera) shows nothing.") }
        return CameraPicture(camera: camera, jpeg: jpeg, takenAt: now())
    }

    public func watch(_ camera: CameraID, _ take: @escaping @Sendable (CameraPicture) async -> Void) async throws {
        if let obstacle = obstacle(of: camera) { throw obstacle }
        if let fault = faults[camera] { throw fault }
        watchCount += 1
        let number = nextWatcher
        nextWatcher += 1
        let (pictures, continuation) = AsyncThrowingStream.makeStream(of: CameraPicture.self, bufferingPolicy: .bufferingNewest(1))
        watchers[number] = Watcher(camera: camera, pictures: continuation)
        defer { watchers[number] = nil }
        if let jpeg = shown[camera] { continuation.yield(CameraPicture(camera: camera, jpeg: jpeg, takenAt: now())) }
        for try await picture in pictures { await take(picture) }
        throw CancellationError()
    }
}
