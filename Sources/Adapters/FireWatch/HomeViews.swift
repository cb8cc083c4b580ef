import Cameras
import Foundation
import Synchronization
import Wildfire

/// Where a camera looked when it was last seen at home, and whether it was turned since.
public struct KeptView: Hashable, Codable, Sendable {
    /// The directions of edges, 80 × 45 fields: no picture can be made of them.
    public let edges: Data
    public let isTurned: Bool

    init?(_ pose: PoseWatch) {
        guard let home = pose.home, pose.pose != .learning else { return nil }
        edges = Data(home.bytes)
        isTurned = if case .turned = pose.pose { true } else { false }
    }

    var pose: PoseWatch? { EdgeSketch(bytes: [UInt8](edges)).map { PoseWatch(home: $0, isTurned: isTurned) } }
}

/// The home views of cameras in a file of the data directory, so that a camera that was turned while nobody watched is found turned.
/// Whoever has put a camera up anew takes its row out, or the file away: what it sees then is its home.
public final class HomeViews: Sendable {
    public static let fileName = "camera-homes.json"
    private let url: URL
    private let views: Mutex<[String: KeptView]>

    /// Reads what is there. A file that cannot be read counts as none, and is told.
    public init(directory: String, onFault: @Sendable (String) -> Void) {
        url = URL(fileURLWithPath: directory).appending(path: Self.fileName)
        var kept: [String: KeptView] = [:]
        if FileManager.default.fileExists(atPath: url.path) {
            do {
                kept = try JSONDecoder().decode([String: KeptView].self, from: try Data(contentsOf: url))
            } catch {
                onFault("\(url.path) cannot be read, so every watched camera counts as standing where it should: \(error)")
            }
        }
        views = Mutex(kept)
    }

    subscript(camera: CameraID) -> KeptView? { views.withLock { $0[camera.rawValue] } }

    /// Whole or not at all on the disk; it may be lost with the machine, and is learned anew then.
    func keep(_ view: KeptView, of camera: CameraID) throws {
        let all = views.withLock { views in
            views[camera.rawValue] = view
            return views
        }
        try JSONEncoder().encode(all).write(to: url, options: .atomic)
    }
}
