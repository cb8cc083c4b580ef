import Cameras
import City
import Foundation

/// Where the pictures of cameras come from, for the cameras whose addresses hold secrets: a file of its own, outside the package.
///
///     sources:
///       - camera: north-1
///         address: rtsp://viewer:PASSWORD@10.0.0.7/stream1
///
/// What is wrong is told by its line and never by its text, because the text may be a password.
public enum CameraSourcesFile {
    /// Reads the addresses by camera. Only its owner may be able to read the file.
    public static func read(_ path: String, cameras: Set<CameraID>) throws(CameraSourcesFault) -> [CameraID: String] {
        let text = try text(of: path)
        let faults = FaultLog()
        let root = URL(fileURLWithPath: path).deletingLastPathComponent()
        let name = URL(fileURLWithPath: path).lastPathComponent
        guard let file = Entry.root(text, of: name, in: PackageFolder(root: root, faults: faults)) else {
            throw CameraSourcesFault(path: path, line: faults.faults.first?.line ?? 1, message: "is no YAML. \(form)")
        }
        file.allowOnly("sources")
        var sources: [CameraID: String] = [:]
        for entry in file.entries("sources", each: "source") {
            entry.allowOnly("camera", "address")
            guard let id = entry.identifier("camera").map({ CameraID($0) }), let address = entry.string("address") else { continue }
            guard cameras.contains(id) else {
                throw CameraSourcesFault(
                    path: path, line: entry.place.line, message: "names a camera that cameras.yaml of the package does not know.")
            }
            guard sources.updateValue(address, forKey: id) == nil else {
                throw CameraSourcesFault(path: path, line: entry.place.line, message: "names the camera \(id) a second time. Keep one.")
            }
        }
        if let fault = faults.sorted().first { throw CameraSourcesFault(path: path, line: fault.line, message: "cannot be used. \(form)") }
        return sources
    }

    private static let form = "Write `sources:` and under it entries with the keys camera and address, and nothing else."

    private static func text(of path: String) throws(CameraSourcesFault) -> String {
        let descriptor = Glibc.open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            throw CameraSourcesFault(path: path, line: nil, message: "cannot be read: \(String(cString: strerror(errno))).")
        }
        let handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            throw CameraSourcesFault(path: path, line: nil, message: "is no file.")
        }
        guard status.st_mode & 0o077 == 0 else {
            throw CameraSourcesFault(path: path, line: nil, message: "can be read by others on this machine. Run: chmod 600 \(path)")
        }
        guard status.st_size <= bytesMax else { throw CameraSourcesFault(path: path, line: nil, message: "has more than \(bytesMax) bytes.") }
        do {
            guard let data = try handle.read(upToCount: bytesMax), let text = String(bytes: data, encoding: .utf8) else {
                throw CameraSourcesFault(path: path, line: nil, message: "is empty or no UTF-8 text. \(form)")
            }
            return text
        } catch let fault as CameraSourcesFault {
            throw fault
        } catch {
            throw CameraSourcesFault(path: path, line: nil, message: "cannot be read: \(error.localizedDescription)")
        }
    }

    /// 200 bytes for each of 5,000 cameras.
    static let bytesMax = 1_000_000
}

/// Why a file of sources is not taken. It holds no text of the file.
public struct CameraSourcesFault: Error, Hashable, Sendable, CustomStringConvertible {
    public let path: String
    public let line: Int?
    public let message: String

    public var description: String { "\(path)\(line.map { ":\($0)" } ?? "") \(message)" }
}
