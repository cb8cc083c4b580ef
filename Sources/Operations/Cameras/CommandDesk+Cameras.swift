import Cameras
import City
import EventLog
import Incidents

extension CommandDesk {
    /// Puts a look through a camera on record, and on disk. Returns the version of the event in the camera's stream. Throws `LogFault`.
    func record(_ event: CameraEvent, of camera: CameraID, by actor: Actor) async throws -> Int64 {
        try await requireReady()
        let stream = StreamName(category: Picture.Category.camera, id: camera.rawValue)
        return try await inTurn(stream) {
            let committed = try await commit(event, to: stream, by: actor, after: picture.cameraVersions[camera] ?? 0)
            guard let last = committed.recorded.last else { preconditionFailure("a look without a command id cannot have acted before") }
            picture.cameraVersions[camera] = last.version
            picture.position = max(picture.position, last.position)
            publish([], for: committed.recorded)
            return last.version
        }
    }

    /// Looks are many and nothing is decided on them, so no snapshot carries how many there were: after a start the log itself says it once.
    private func commit(_ event: CameraEvent, to stream: StreamName, by actor: Actor, after version: Int64) async throws -> Committed {
        do {
            return try await commit([event], to: stream, after: version, by: actor, command: nil, at: now())
        } catch LogRefusal.wrongVersion(_, _, let actual) {
            return try await commit([event], to: stream, after: actual, by: actor, command: nil, at: now())
        }
    }
}
