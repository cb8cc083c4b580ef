import CameraGateway
import Cameras
import City
import Foundation
import Testing

@testable import CameraFFmpeg

/// A folder with pictures made by the real program, and cameras over it.
final class Bench: Sendable {
    let folder: URL
    let program: FFmpegProgram

    init() async throws {
        folder = FileManager.default.temporaryDirectory.appendingPathComponent("bayu-cameras-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        program = try #require(await FFmpegProgram.find(searchPath: "/usr/local/bin:/usr/bin:/bin"), "these tests need ffmpeg: make setup-run")
    }

    deinit {
        do {
            try FileManager.default.removeItem(at: folder)
        } catch {
            Issue.record("the temporary folder \(folder.path) stays behind: \(error)")
        }
    }

    /// Runs the program with arguments of a test, such as to make a file.
    @discardableResult
    func ffmpeg(_ arguments: [String]) throws -> Data {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/ffmpeg")
        process.arguments = ["-nostdin", "-loglevel", "error", "-y"] + arguments
        process.currentDirectoryURL = folder
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        let data = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        try #require(process.terminationStatus == 0, "ffmpeg \(arguments)")
        return data
    }

    /// Two seconds of white pictures.
    func white() throws -> CameraSource {
        try ffmpeg(["-f", "lavfi", "-i", "color=white:size=320x180:rate=10:duration=2", "-c:v", "mjpeg", "white.avi"])
        return CameraSource(file: folder.appendingPathComponent("white.avi").path)
    }

    func gateway(_ sources: [CameraID: CameraSource], masks: [PrivacyMask] = [], _ bounds: CamerasOverFFmpeg.Bounds = .init(), missing: Bool = false)
        -> CamerasOverFFmpeg
    {
        let cameras = sources.keys.map { id in
            Camera(
                id: id, name: LocalizedText(zh: "甲", en: "A"), site: nil, point: Coordinate(latitude: 30, longitude: 106), heightMetres: 10,
                bearingDegrees: 0, tiltDegrees: 0, horizontalFieldDegrees: 60, verticalFieldDegrees: 40, rangeMetres: 100, masks: masks)
        }
        return CamerasOverFFmpeg(
            cameras: cameras, sources: sources, program: missing ? nil : program, bounds: bounds,
            now: { Instant(millisecondsSince1970: Int64(Date().timeIntervalSince1970 * 1_000)) })
    }

    /// Bounds that a test can wait for.
    static var short: CamerasOverFFmpeg.Bounds {
        var bounds = CamerasOverFFmpeg.Bounds()
        (bounds.firstPicture, bounds.nextPicture) = (.seconds(3), .seconds(2))
        return bounds
    }

    /// How bright a picture is at a place in parts of its size, 0 … 255.
    func brightness(of jpeg: [UInt8], x: Double, y: Double) throws -> Int {
        let file = folder.appendingPathComponent("look.jpg")
        try Data(jpeg).write(to: file)
        let grey = try ffmpeg(["-i", "look.jpg", "-vf", "format=gray", "-f", "rawvideo", "pipe:1"])
        return Int(grey[grey.startIndex + Int(y * 180) * 320 + Int(x * 320)])
    }

    /// The kind of fault of one question.
    func kind(_ gateway: CamerasOverFFmpeg, _ camera: CameraID = "c") async throws -> CameraFault.Kind? {
        do {
            _ = try await gateway.picture(of: camera)
            return nil
        } catch let fault as CameraFault {
            return fault.kind
        }
    }
}
