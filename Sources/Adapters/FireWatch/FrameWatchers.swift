import CameraGateway
import Cameras
import City
import Wildfire

/// Watches cameras for flame and smoke: pulls their pictures through the gateway, which has drawn the masks, decodes them a few at a time, and hands
/// out what is confirmed and what keeps it from seeing. Pictures are let go at once; a finding keeps its one.
///
/// - Make it with the cameras, the gateway, a decoder and what to do with findings and troubles.
/// - `run()` watches until its task is cancelled.
public actor FrameWatchers {
    /// Decodes JPEGs of one camera, as many frames as JPEGs.
    public typealias Decode = @Sendable ([[UInt8]]) async throws -> [PixelFrame]

    private let cameras: [CameraID]
    private let gateway: any CameraGateway
    private let decode: Decode
    private let now: @Sendable () -> Instant
    private let pause: @Sendable (Seconds) async throws -> Void
    private let found: @Sendable (CameraFinding) async -> Void
    private let troubled: @Sendable (WatchTrouble) async -> Void
    private var views: [CameraID: View] = [:]
    private let recogniser: Recogniser

    private struct View {
        var watch: SequenceWatch
        var waiting: [CameraPicture] = []
    }

    /// So many pictures are decoded at once, two seconds of a camera: a decoder costs more to start than they cost.
    public static let batchCount = 10
    /// After a fault a camera is asked again after this long, then twice as long, up to the most.
    public static let retryFirst: Seconds = 5
    public static let retryMost: Seconds = 300
    /// Each takes some quarter of a core; the gateway has no more children either.
    public static let cameraCountMax = 12

    /// - Parameters:
    ///   - cameras: those to watch; what is beyond `cameraCountMax` is left out and told by `run`.
    ///   - pause: waits; throws when cancelled.
    public init(
        cameras: [CameraID], gateway: any CameraGateway, recogniser: Recogniser, decode: @escaping Decode, now: @escaping @Sendable () -> Instant,
        pause: @escaping @Sendable (Seconds) async throws -> Void, found: @escaping @Sendable (CameraFinding) async -> Void,
        troubled: @escaping @Sendable (WatchTrouble) async -> Void
    ) {
        self.cameras = cameras
        self.gateway = gateway
        self.recogniser = recogniser
        self.decode = decode
        self.now = now
        self.pause = pause
        self.found = found
        self.troubled = troubled
    }

    /// Watches all cameras until the task is cancelled. A camera that gives nothing is told of once each time it stops, and asked again.
    public func run() async {
        for camera in cameras.dropFirst(Self.cameraCountMax) {
            await tell(.blind, camera, "The camera \(camera) is not watched: no more than \(Self.cameraCountMax) are at once. Shorten the list.")
        }
        await withTaskGroup(of: Void.self) { group in
            for camera in cameras.prefix(Self.cameraCountMax) { group.addTask { await self.watch(camera) } }
        }
    }

    private func watch(_ camera: CameraID) async {
        var delay = Self.retryFirst
        while !Task.isCancelled {
            let before = now()
            do {
                try await gateway.watch(camera) { picture in await self.take(picture) }
            } catch let fault as CameraFault {
                await tell(.blind, camera, fault.message)
            } catch {
                guard !Task.isCancelled else { return }
                await tell(.blind, camera, "The camera \(camera) gave no picture: \(error)")
            }
            await tellSilence(of: camera)
            // A camera that had been there for a while begins with the short wait again.
            delay = now().since(before) > Self.retryMost ? Self.retryFirst : delay
            do { try await pause(delay) } catch { return }
            delay = min(delay * 2, Self.retryMost)
        }
    }

    private func tellSilence(of camera: CameraID) async {
        guard let finding = views[camera]?.watch.silence(at: now()) else { return }
        await hand(finding, of: camera, at: now(), jpeg: [])
    }

    private func take(_ picture: CameraPicture) async {
        var view = views[picture.camera] ?? View(watch: SequenceWatch(recogniser))
        view.waiting.append(picture)
        guard view.waiting.count >= Self.batchCount else {
            views[picture.camera] = view
            return
        }
        let batch = view.waiting
        view.waiting = []
        views[picture.camera] = view
        let frames: [PixelFrame]
        do {
            frames = try await decode(batch.map(\.jpeg))
            guard frames.count == batch.count else { throw UnevenDecoding() }
        } catch {
            guard !Task.isCancelled else { return }
            await tell(.blind, picture.camera, "The pictures of the camera \(picture.camera) cannot be looked at: \(error)")
            return
        }
        for (frame, picture) in zip(frames, batch) {
            for finding in views[picture.camera]?.watch.take(frame, at: picture.takenAt) ?? [] {
                await hand(finding, of: picture.camera, at: picture.takenAt, jpeg: picture.jpeg)
            }
        }
    }

    private func hand(_ finding: SequenceWatch.Finding, of camera: CameraID, at instant: Instant, jpeg: [UInt8]) async {
        switch finding {
        case .sign(let sign, let since):
            let finding = CameraFinding(
                camera: camera, at: instant, since: since, kinds: [sign.kind], confidence: sign.confidence, box: sign.box, jpeg: jpeg)
            await found(finding)
        case .frozen(let since):
            await tell(
                .frozen, camera, "The camera \(camera) has shown the same picture since \(since.rfc3339). Look after the camera or its recorder.")
        case .stopped(let since):
            await tell(.stopped, camera, "The camera \(camera) has sent nothing since \(since.rfc3339). Look after the camera or its line.")
        case .moved:
            await tell(.moved, camera, "The camera \(camera) was turned; smoke is looked for again when its new view is known, in some ten seconds.")
        }
    }

    private func tell(_ kind: WatchTrouble.Kind, _ camera: CameraID, _ message: String) async {
        await troubled(WatchTrouble(camera: camera, at: now(), kind: kind, message: message))
    }
}

private struct UnevenDecoding: Error, CustomStringConvertible { let description = "fewer frames than pictures" }
