import Cameras
import City

/// Where pictures of cameras come from: a child process now, a GB/T 28181 platform later. It knows its cameras by their ids; how each is reached is
/// its own business.
///
/// Two things every gateway keeps: no picture leaves it without its camera's masks drawn over it, and every wait in it has an end.
public protocol CameraGateway: Sendable {
    /// Why no picture can be had of a camera at all; nil when it can be asked. Never tells an address or a password.
    func obstacle(of camera: CameraID) -> CameraFault?

    /// One picture now. Throws `CameraFault` when none comes in time.
    func picture(of camera: CameraID) async throws -> CameraPicture

    /// Pictures as they come, at most `CameraRate.picturesPerSecondMax`, each handed to `take` before the next one. Runs until the task is
    /// cancelled (then nothing is left running when it returns), or throws `CameraFault` when the pictures stop. It never returns otherwise.
    func watch(_ camera: CameraID, _ take: @escaping @Sendable (CameraPicture) async -> Void) async throws
}

/// A picture as it came, with its masks drawn.
public struct CameraPicture: Hashable, Sendable {
    public let camera: CameraID
    /// A whole JPEG (ITU-T T.81), at most `CameraRate.pictureBytesMax`.
    public let jpeg: [UInt8]
    /// When it reached this machine, by the server's clock.
    public let takenAt: Instant

    public init(camera: CameraID, jpeg: [UInt8], takenAt: Instant) {
        self.camera = camera
        self.jpeg = jpeg
        self.takenAt = takenAt
    }
}

/// How much of pictures a gateway gives.
public enum CameraRate {
    /// Enough to see a rock fall; more would cost every viewer's line.
    public static let picturesPerSecondMax = 5
    /// A picture of 1,280 pixels has some 300 KiB; what is larger is no such picture.
    public static let pictureBytesMax = 2 * 1_048_576
}

/// A camera gave no picture. `message` says what happened, at which camera, and what to do; it never holds an address or a password.
public struct CameraFault: Error, Hashable, Sendable {
    public enum Kind: String, Sendable, CaseIterable {
        /// The registry knows the camera, and nobody has told where its pictures come from.
        case notConnected = "camera.not-connected"
        /// The program that fetches pictures is missing on the server.
        case noProgram = "camera.no-program"
        /// Nothing came in time.
        case noAnswer = "camera.no-answer"
        /// The camera answered, and said no.
        case refused = "camera.refused"
        /// What came was no picture.
        case noPicture = "camera.no-picture"
        /// Pictures came and then stopped.
        case stopped = "camera.stopped"
        /// As many cameras are being asked as may be.
        case busy = "camera.busy"
        /// The masks cannot be drawn, so nothing is shown.
        case masks = "camera.masks"
    }

    public let kind: Kind
    public let message: String

    public init(_ kind: Kind, _ message: String) {
        self.kind = kind
        self.message = message
    }
}
