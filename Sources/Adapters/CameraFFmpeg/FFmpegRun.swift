import CameraGateway
import Cameras
import City
import Subprocess
import Synchronization

/// One run of the program, as seen from here: it reads the pictures, keeps what is complained of, and gives up when nothing comes.
///
/// When this throws or is cancelled, the program is killed and waited for.
final class FFmpegRun: Sendable {
    private let camera: CameraID
    private let single: Bool
    private let bounds: CamerasOverFFmpeg.Bounds
    private let now: @Sendable () -> Instant
    private let state = Mutex(State())

    private struct State {
        var complaint = FFmpegComplaint()
        var lastPicture: ContinuousClock.Instant?
    }

    init(camera: CameraID, single: Bool, bounds: CamerasOverFFmpeg.Bounds, now: @escaping @Sendable () -> Instant) {
        self.camera = camera
        self.single = single
        self.bounds = bounds
        self.now = now
    }

    /// Returns when a single picture has come; throws `CameraFault` for everything that ends a run otherwise.
    func attend(
        _ pictures: SubprocessOutputSequence, _ complaints: SubprocessOutputSequence, kill: @escaping @Sendable () -> Void,
        _ take: @escaping @Sendable (CameraPicture) async -> Void
    ) async throws {
        let isTaken = try await withThrowingTaskGroup(of: End.self) { group in
            group.addTask { try await self.keepWatch() }
            group.addTask {
                for try await bytes in complaints { self.state.withLock { $0.complaint.take(bytes.array) } }
                return .nothingMoreToSay
            }
            group.addTask { try await self.read(pictures, take) }
            // Reading ends only with the program, so it is killed first, and whoever reads is waited for then.
            defer {
                kill()
                group.cancelAll()
            }
            // Why the pictures ended is known only when both have: the complaint may come after the end.
            var endsLeft = 2
            while endsLeft > 0, let end = try await group.next() {
                if end == .pictureTaken { return true }
                endsLeft -= 1
            }
            return false
        }
        if isTaken { return }
        try Task.checkCancellation()
        let (complaint, hadPictures) = state.withLock { ($0.complaint, $0.lastPicture != nil) }
        throw complaint.fault(of: camera, hadPictures: hadPictures)
    }

    private enum End { case pictureTaken, noMorePictures, nothingMoreToSay }

    private func read(_ pictures: SubprocessOutputSequence, _ take: @Sendable (CameraPicture) async -> Void) async throws -> End {
        var splitter = JPEGSplitter()
        for try await bytes in pictures {
            let whole: [[UInt8]]
            do {
                whole = try splitter.take(bytes.array)
            } catch {
                throw CameraFault(.noPicture, "What was made of the camera \(camera)'s stream is no picture, or one that is too large.")
            }
            for jpeg in whole {
                state.withLock { $0.lastPicture = .now }
                await take(CameraPicture(camera: camera, jpeg: jpeg, takenAt: now()))
                if single { return .pictureTaken }
            }
        }
        return .noMorePictures
    }

    /// Throws when nothing has come for too long.
    private func keepWatch() async throws -> End {
        let start = ContinuousClock.now
        while true {
            let last = state.withLock { $0.lastPicture }
            let limit = last == nil ? bounds.firstPicture : bounds.nextPicture
            let left = limit - (last ?? start).duration(to: .now)
            guard left > .zero else {
                throw last == nil
                    ? CameraFault(
                        .noAnswer, "The camera \(camera) gave no picture within \(limit.components.seconds) s. Look after the camera or its line.")
                    : CameraFault(
                        .stopped, "The camera \(camera) has sent nothing for \(limit.components.seconds) s. Look after the camera or its line.")
            }
            try await Task.sleep(for: left)
        }
    }
}

extension SubprocessOutputSequence.Buffer {
    var array: [UInt8] { withUnsafeBytes { Array($0) } }
}
