import CameraGateway
import Cameras
import City
import Synchronization
import Wildfire

/// Watches cameras for flame and smoke: pulls their pictures through the gateway, which has drawn the masks, decodes them a few at a time, and hands
/// out what is confirmed and what keeps it from seeing. Pictures are let go at once; a finding keeps its one.
///
/// It looks on a thread of the lowest priority, for no more than `partOfCoreMax` of a core; pictures that come faster than that are passed over.
///
/// - Make it with the cameras, the gateway, a decoder and what to do with findings and troubles.
/// - `run()` watches until its task is cancelled; `counts` says what it has done.
public actor FrameWatchers {
    /// Decodes JPEGs of one camera, as many frames as JPEGs.
    public typealias Decode = @Sendable ([[UInt8]]) async throws -> [PixelFrame]

    /// Who is told of what.
    public struct Listener: Sendable {
        let found: @Sendable (WatchFinding) async -> Void
        /// Once for each trouble.
        let troubled: @Sendable (WatchTrouble) async -> Void
        /// Once after each trouble, and once after a start.
        let well: @Sendable (CameraID) async -> Void
        let onFault: @Sendable (String) -> Void

        public init(
            found: @escaping @Sendable (WatchFinding) async -> Void, troubled: @escaping @Sendable (WatchTrouble) async -> Void,
            well: @escaping @Sendable (CameraID) async -> Void, onFault: @escaping @Sendable (String) -> Void
        ) {
            self.found = found
            self.troubled = troubled
            self.well = well
            self.onFault = onFault
        }
    }

    private let cameras: [CameraID]
    private let gateway: any CameraGateway
    private let recogniser: Recogniser
    private let decode: Decode
    private let homes: HomeViews
    private let now: @Sendable () -> Instant
    private let pause: @Sendable (Seconds) async throws -> Void
    private let listener: Listener
    private var states: [CameraID: CameraState] = [:]
    private nonisolated let told = Mutex(WatchCounts())
    private nonisolated let thread = LowPriorityThread(name: "bayu-watch")

    public nonisolated var unownedExecutor: UnownedSerialExecutor { thread.asUnownedSerialExecutor() }

    /// So many pictures are decoded at once, two seconds of a camera: a decoder costs more to start than they cost.
    public static let batchCount = 10
    /// A slow camera's pictures wait for others no longer than this.
    static let batchSpan: Seconds = 4
    /// After a fault a camera is asked again after this long, then twice as long, up to the most.
    public static let retryFirst: Seconds = 5
    public static let retryMost: Seconds = 300
    /// Of one core, for looking at all cameras together; a build with optimisation needs some 3 % for each at five pictures a second.
    public static let partOfCoreMax = 0.5

    /// - Parameters:
    ///   - cameras: those to watch, at most `CameraBounds.watchedCountMax`.
    ///   - homes: where each looked when it was last watched.
    ///   - pause: waits; throws when cancelled.
    public init(
        cameras: [CameraID], gateway: any CameraGateway, recogniser: Recogniser, decode: @escaping Decode, homes: HomeViews,
        now: @escaping @Sendable () -> Instant, pause: @escaping @Sendable (Seconds) async throws -> Void, listener: Listener
    ) {
        self.cameras = Array(cameras.prefix(CameraBounds.watchedCountMax))
        self.gateway = gateway
        self.recogniser = recogniser
        self.decode = decode
        self.homes = homes
        self.now = now
        self.pause = pause
        self.listener = listener
    }

    public nonisolated var counts: WatchCounts { told.withLock { $0 } }

    /// Watches all cameras until the task is cancelled. A camera that gives nothing is asked again for as long as that lasts.
    public func run() async {
        await withTaskGroup(of: Void.self) { group in
            for camera in cameras {
                states[camera] = CameraState(recogniser, homes[camera])
                // What comes faster than it can be looked at is passed over, the oldest first.
                let (pictures, inbox) = AsyncStream.makeStream(of: CameraPicture.self, bufferingPolicy: .bufferingNewest(Self.batchCount))
                group.addTask {
                    await self.fetch(camera, into: inbox)
                    inbox.finish()
                }
                group.addTask { await self.look(at: pictures, of: camera) }
            }
        }
    }

    // MARK: Fetching

    private func fetch(_ camera: CameraID, into inbox: AsyncStream<CameraPicture>.Continuation) async {
        var delay = Self.retryFirst
        while !Task.isCancelled {
            let before = now()
            do {
                try await gateway.watch(camera) { picture in inbox.yield(picture) }
            } catch let fault as CameraFault {
                await fail(camera, fault)
            } catch {
                guard !Task.isCancelled else { return }
                await fail(camera, CameraFault(.noPicture, "The camera \(camera) gave no picture: \(error)"))
            }
            // A camera that had been there for a while begins with the short wait again.
            delay = now().since(before) > Self.retryMost ? Self.retryFirst : delay
            do { try await pause(delay) } catch { return }
            delay = min(delay * 2, Self.retryMost)
        }
    }

    private func fail(_ camera: CameraID, _ fault: CameraFault) async {
        guard let kind = states[camera]?.trouble(of: fault, at: now()) else { return }
        await tell(kind, camera, fault.message)
    }

    // MARK: Looking

    private func look(at pictures: AsyncStream<CameraPicture>, of camera: CameraID) async {
        var batch: [CameraPicture] = []
        for await picture in pictures {
            batch.append(picture)
            let span = picture.takenAt.since(batch[0].takenAt)
            guard batch.count >= Self.batchCount || (batch.count > 1 && span >= Self.batchSpan) else { continue }
            let spent = await take(batch, of: camera)
            batch = []
            // Each camera has its part of what may be spent: it rests for as long as the others' parts take.
            let rest = spent * (Double(cameras.count) / Self.partOfCoreMax - 1)
            do { try await pause(Seconds(rest)) } catch { return }
        }
    }

    /// Looks at pictures in order. Returns the CPU seconds that took.
    private func take(_ batch: [CameraPicture], of camera: CameraID) async -> Double {
        let frames: [PixelFrame]
        do {
            frames = try await decode(batch.map(\.jpeg))
            guard frames.count == batch.count else { throw UnevenDecoding() }
        } catch {
            if !Task.isCancelled { await skip(camera, error) }
            return 0
        }
        guard var state = states[camera], let newest = frames.last, let newestAt = batch.last?.takenAt else { return 0 }
        let start = LowPriorityThread.threadSeconds
        state.hasPictures = true
        (state.failingSince, state.undecodedCount) = (nil, 0)
        // The pose first: a finding of this batch must not be given a direction that is no longer known.
        let isPoseNew = state.pose.take(newest, at: newestAt)
        if isPoseNew, state.trouble == .moved || state.seenTrouble == .moved { state.watch.relearn() }
        var found: [WatchFinding] = []
        for (frame, picture) in zip(frames, batch) {
            for case .sign(let sign, let since) in state.watch.take(frame, at: picture.takenAt) {
                found.append(
                    WatchFinding(
                        camera: camera, at: picture.takenAt, since: since, kind: sign.kind, confidence: sign.confidence, box: sign.box,
                        isBearingKnown: state.pose.isBearingKnown, jpeg: picture.jpeg))
            }
        }
        states[camera] = state
        let spent = LowPriorityThread.threadSeconds - start
        told.withLock { counts in
            counts.pictures += batch.count
            counts.findings += found.count
            counts.cpuSeconds += spent
        }
        for finding in found { await listener.found(finding) }
        await tellState(of: camera, isPoseNew: isPoseNew)
        return spent
    }

    private func skip(_ camera: CameraID, _ error: any Error) async {
        states[camera]?.undecodedCount += 1
        guard (states[camera]?.undecodedCount ?? 0) >= CameraState.undecodedMax else { return }
        await tell(.blind, camera, "The pictures of the camera \(camera) cannot be looked at: \(error)")
    }

    // MARK: Telling

    private func tellState(of camera: CameraID, isPoseNew: Bool) async {
        guard let state = states[camera] else { return }
        keepHome(camera, state, isPoseNew: isPoseNew)
        switch state.seenTrouble {
        case .frozen: await tell(.frozen, camera, "The camera \(camera) shows the same picture over and over. Look after the camera or its recorder.")
        case .moved:
            await tell(
                .moved, camera,
                "The camera \(camera) looks elsewhere than it did. Turn it back; what it sees meanwhile has no direction.")
        case .stopped, .blind, nil:
            guard state.trouble != nil || !state.isWellTold, state.pose.pose == .home else { return }
            states[camera]?.trouble = nil
            states[camera]?.isWellTold = true
            countTroubles()
            await listener.well(camera)
        }
    }

    private func tell(_ kind: WatchTrouble.Kind, _ camera: CameraID, _ message: String) async {
        guard states[camera]?.trouble != kind else { return }
        states[camera]?.trouble = kind
        countTroubles()
        await listener.troubled(WatchTrouble(camera: camera, at: now(), kind: kind, message: message))
    }

    private func countTroubles() {
        let count = states.values.count { $0.trouble != nil }
        told.withLock { $0.troubledCameras = count }
    }

    private func keepHome(_ camera: CameraID, _ state: CameraState, isPoseNew: Bool) {
        let moment = now()
        let isDue = state.homeKeptAt.map { moment.since($0) >= CameraState.homeBeat } ?? true
        guard isPoseNew || isDue, let view = KeptView(state.pose) else { return }
        do {
            try homes.keep(view, of: camera)
            states[camera]?.homeKeptAt = moment
        } catch {
            listener.onFault("The home view of the camera \(camera) is not on the disk, so a start would learn it anew: \(error)")
        }
    }
}

private struct UnevenDecoding: Error, CustomStringConvertible { let description = "fewer frames than pictures" }
