import FireFiles
import Foundation

/// What `bayu fire recognise` looks at: a picture, a video, or the numbered frames of a folder.
enum Material {
    case picture(URL, name: String)
    case video(URL, name: String)
    case frames([URL], name: String)

    var name: String {
        switch self {
        case .picture(_, let name), .video(_, let name), .frames(_, let name): name
        }
    }

    static let pictureEndings: Set<String> = ["jpg", "jpeg", "png", "webp", "bmp", "tif", "tiff", "ppm", "pgm"]
    static let videoEndings: Set<String> = ["avi", "mp4", "mov", "mkv", "ts", "mjpeg", "mpg", "mpeg"]
    /// More files in one call are a mistake in the path.
    static let countMax = 100_000

    /// In the order of their names, numbers by their value.
    static func list(_ path: String) throws(FireFileFault) -> [Material] {
        let url = URL(fileURLWithPath: path)
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: url.path, isDirectory: &isFolder) else { throw FireFileFault(path, "it is not there") }
        guard isFolder.boolValue else { return [single(url, name: path)] }
        var found: [Material] = []
        for entry in try contents(url, path) {
            if let item = try item(entry.url, isFolder: entry.isFolder) { found.append(item) }
        }
        guard !found.isEmpty else {
            throw FireFileFault(
                path, "there is no picture, video or folder of frames in it (\(pictureEndings.union(videoEndings).sorted().joined(separator: ", ")))")
        }
        return found
    }

    /// Nil for what is neither a picture nor a video nor a folder of pictures.
    private static func item(_ url: URL, isFolder: Bool) throws(FireFileFault) -> Material? {
        guard isFolder else {
            let ending = url.pathExtension.lowercased()
            return pictureEndings.contains(ending) || videoEndings.contains(ending) ? single(url, name: url.lastPathComponent) : nil
        }
        let frames = try contents(url, url.path).map { $0.url }.filter { pictureEndings.contains($0.pathExtension.lowercased()) }
        return frames.isEmpty ? nil : .frames(frames, name: url.lastPathComponent)
    }

    private static func single(_ url: URL, name: String) -> Material {
        videoEndings.contains(url.pathExtension.lowercased()) ? .video(url, name: name) : .picture(url, name: name)
    }

    private static func contents(_ url: URL, _ path: String) throws(FireFileFault) -> [(url: URL, isFolder: Bool)] {
        let entries: [URL]
        do {
            entries = try FileManager.default.contentsOfDirectory(at: url, includingPropertiesForKeys: [.isDirectoryKey], options: .skipsHiddenFiles)
        } catch {
            throw FireFileFault(path, "the folder cannot be read: \(error.localizedDescription)")
        }
        guard entries.count <= countMax else { throw FireFileFault(path, "it holds more than \(countMax) files; look at a part of them at a time") }
        return entries.sorted { $0.lastPathComponent.compare($1.lastPathComponent, options: .numeric) == .orderedAscending }.map { entry in
            var isFolder: ObjCBool = false
            _ = FileManager.default.fileExists(atPath: entry.path, isDirectory: &isFolder)
            return (entry, isFolder.boolValue)
        }
    }
}
