import Cameras
import Synchronization

/// Where the pictures of cameras come from now. A demonstration's camera may be given another film; whoever watches it goes on with that one.
public final class CameraSources: Sendable {
    private struct State {
        var sources: [CameraID: CameraSource]
        var listeners: [Int: (camera: CameraID, told: AsyncStream<Void>.Continuation)] = [:]
        var nextListener = 0
    }
    private let state: Mutex<State>

    public init(_ sources: [CameraID: CameraSource]) { state = Mutex(State(sources: sources)) }

    public var count: Int { state.withLock { $0.sources.count } }

    subscript(camera: CameraID) -> CameraSource? { state.withLock { $0.sources[camera] } }

    /// Puts a film in the place of another. False, and nothing is changed, where the camera has an address of its own.
    public func show(film: CameraSource, at camera: CameraID) -> Bool {
        let told = state.withLock { state -> [AsyncStream<Void>.Continuation]? in
            guard state.sources[camera]?.kind == .file, film.kind == .file else { return nil }
            guard state.sources[camera] != film else { return [] }
            state.sources[camera] = film
            return state.listeners.values.filter { $0.camera == camera }.map(\.told)
        }
        told?.forEach { $0.yield() }
        return told != nil
    }

    /// One element each time the source of a camera changes from now on.
    func changes(of camera: CameraID) -> AsyncStream<Void> {
        let (stream, told) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
        let number = state.withLock { state in
            state.nextListener += 1
            state.listeners[state.nextListener] = (camera, told)
            return state.nextListener
        }
        told.onTermination = { [weak self] _ in self?.state.withLock { $0.listeners[number] = nil } }
        return stream
    }
}
