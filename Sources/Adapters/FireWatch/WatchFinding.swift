import Cameras
import City
import Wildfire

/// Flame or smoke that was confirmed over time in the pictures of one camera, with the one picture that shows it.
public struct WatchFinding: Hashable, Sendable {
    public let camera: CameraID
    public let at: Instant
    /// When it was first seen.
    public let since: Instant
    public let kind: FireSign
    /// 0 … 1.
    public let confidence: Double
    /// Where in the picture, in fractions of it.
    public let box: PictureBox
    /// False while the camera looks elsewhere than the city package says, or nobody knows yet: no direction may be read from the box.
    public let isBearingKnown: Bool
    /// The picture, with the camera's masks drawn. No other one is kept.
    public let jpeg: [UInt8]
}

/// Why the pictures of a camera say nothing for now: a fault, not calm.
public struct WatchTrouble: Hashable, Sendable {
    public enum Kind: String, Hashable, Sendable, CaseIterable {
        case frozen
        case stopped
        case moved
        /// No picture could be had, or what came could not be decoded.
        case blind
    }

    public let camera: CameraID
    public let at: Instant
    public let kind: Kind
    /// What, at which camera, and what to do.
    public let message: String
}

/// What was looked at since the start, for whoever watches the server.
public struct WatchCounts: Hashable, Sendable {
    public var pictures = 0
    public var findings = 0
    /// Of the thread that looks; fetching and decoding are children of their own.
    public var cpuSeconds = 0.0
    public var troubledCameras = 0
}
