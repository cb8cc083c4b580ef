import CameraGateway
import Cameras
import City
import Subprocess
import Synchronization

#if canImport(Glibc)
    import Glibc
#else
    import Foundation
#endif

/// Cameras whose pictures the program `ffmpeg` fetches: one child process for each question, bounded in number, time and bytes, and killed when
/// whoever asked goes away.
public struct CamerasOverFFmpeg: CameraGateway {
    /// How long is waited, and how many run.
    public struct Bounds: Hashable, Sendable {
        /// The first picture: a camera that is asleep sends a whole picture every few seconds only.
        public var firstPicture = Duration.seconds(12)
        /// Between two pictures, before a camera counts as stopped.
        public var nextPicture = Duration.seconds(10)
        /// Each decodes a stream, for which a core is enough for some four; the rest are told to wait.
        public var processCountMax = 12

        public init() {}
    }

    let cameras: [CameraID: Camera]
    private let sources: CameraSources
    private let program: FFmpegProgram?
    private let bounds: Bounds
    private let slots: ProcessSlots
    private let now: @Sendable () -> Instant

    /// The same with sources that never change.
    public init(
        cameras: [Camera], sources: [CameraID: CameraSource], program: FFmpegProgram?, bounds: Bounds = Bounds(),
        now: @escaping @Sendable () -> Instant
    ) {
        self.init(cameras: cameras, sources: CameraSources(sources), program: program, bounds: bounds, now: now)
    }

    /// - Parameter program: nil where there is none: the server then goes on without pictures.
    public init(
        cameras: [Camera], sources: CameraSources, program: FFmpegProgram?, bounds: Bounds = Bounds(),
        now: @escaping @Sendable () -> Instant
    ) {
        self.cameras = Dictionary(cameras.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        self.sources = sources
        self.program = program
        self.bounds = bounds
        self.now = now
        slots = ProcessSlots(bounds.processCountMax)
        Self.survivesBrokenPipes
    }

    /// A program that dies before it has read its input must not take the server with it; the write then fails, and that is told.
    static let survivesBrokenPipes: Void = { _ = signal(SIGPIPE, SIG_IGN) }()

    /// How many programs are running.
    public var processCount: Int { slots.takenCount }

    public func obstacle(of camera: CameraID) -> CameraFault? {
        guard cameras[camera] != nil, sources[camera] != nil else {
            return CameraFault(
                .notConnected,
                "Nobody has told where the pictures of the camera \(camera) come from. Name its address in the file of --camera-sources and restart.")
        }
        guard program != nil else {
            return CameraFault(.noProgram, "The server has no ffmpeg, so no camera can be shown. Install it (apt-get install ffmpeg) and restart.")
        }
        return nil
    }

    public func picture(of camera: CameraID) async throws -> CameraPicture {
        let found = Mutex<CameraPicture?>(nil)
        try await run(camera, single: true) { picture in found.withLock { $0 = $0 ?? picture } }
        guard let picture = found.withLock({ $0 }) else { preconditionFailure("a run that ends well has given a picture") }
        return picture
    }

    public func watch(_ camera: CameraID, _ take: @escaping @Sendable (CameraPicture) async -> Void) async throws {
        while true {
            do {
                return try await untilChanged(camera) { try await run(camera, single: false, take) }
            } catch is SourceChanged {
                // Whoever watches goes on with what the camera shows now.
                try Task.checkCancellation()
            }
        }
    }

    /// Ends what is done with `SourceChanged` when the camera's pictures come from elsewhere now.
    private func untilChanged(_ camera: CameraID, _ work: @escaping @Sendable () async throws -> Void) async throws {
        let changes = sources.changes(of: camera)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask(operation: work)
            group.addTask {
                for await _ in changes { throw SourceChanged() }
                // Nothing changes any more: the work goes on alone.
                try await Task.sleep(for: Self.forever)
            }
            defer { group.cancelAll() }
            _ = try await group.next()
        }
        try Task.checkCancellation()
    }

    /// No watch lasts so long.
    private static let forever = Duration.seconds(31_536_000)
    private struct SourceChanged: Error {}

    /// Runs the program until its one picture is there or, watching, until the task is cancelled; throws what stopped it otherwise.
    private func run(_ camera: CameraID, single: Bool, _ take: @escaping @Sendable (CameraPicture) async -> Void) async throws {
        if let obstacle = obstacle(of: camera) { throw obstacle }
        guard let known = cameras[camera], let source = sources[camera], let program else { return }
        guard slots.take() else {
            throw CameraFault(
                .busy, "\(bounds.processCountMax) cameras are being asked at once, and no more may be. Close a picture, or try again in a moment.")
        }
        defer { slots.give() }
        let call = FFmpegCall(source, masks: known.masks, single: single)
        let run = FFmpegRun(camera: camera, single: single, bounds: bounds, now: now)
        do {
            let configuration = program.configuration(call.arguments)
            _ = try await Subprocess.run(configuration, input: .string(call.input), output: .sequence, error: .sequence) { child in
                // swallowed because a program that cannot be killed has ended by itself.
                try await run.attend(child.standardOutput, child.standardError, kill: { try? child.send(signal: .kill) }, take)
            }
        } catch is SubprocessError {
            try Task.checkCancellation()
            throw CameraFault(.noProgram, "ffmpeg could not be run for the camera \(camera). Check it on the server with: bayu doctor")
        }
        try Task.checkCancellation()
    }
}
