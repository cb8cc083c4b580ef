import CameraFFmpeg
import CameraGateway
import Cameras
import City
import FireFiles
import Foundation
import Synchronization
import Testing
import Wildfire

@testable import FireWatch

/// What was handed out, and a way to wait for it.
private final class Heard: Sendable {
    private let findings = Mutex<[WatchFinding]>([])
    private let troubles = Mutex<[WatchTrouble]>([])
    let ends: AsyncStream<Void>
    private let end: AsyncStream<Void>.Continuation

    init() { (ends, end) = AsyncStream.makeStream() }

    func hear(_ finding: WatchFinding) {
        findings.withLock { $0.append(finding) }
        end.yield()
    }

    func hear(_ trouble: WatchTrouble) {
        troubles.withLock { $0.append(trouble) }
        if trouble.kind == .blind { end.yield() }
    }

    var allFindings: [WatchFinding] { findings.withLock { $0 } }
    var allTroubles: [WatchTrouble] { troubles.withLock { $0 } }
}

/// Made-up videos over the real ffmpeg: they show that the pieces fit, not how well fires are found.
@Suite("Watching cameras for fires", .timeLimit(.minutes(2)))
struct FrameWatchersTests {
    private let camera = CameraID(rawValue: "ridge")

    private func program() async throws -> FFmpegProgram {
        try #require(await FFmpegProgram.find(searchPath: "/usr/local/bin:/usr/bin:/bin"), "these tests need ffmpeg: make setup-run")
    }

    private func registered(_ masks: [PrivacyMask]) -> Camera {
        Camera(
            id: camera, name: LocalizedText(zh: "山脊", en: "Ridge"), site: nil, point: Coordinate(latitude: 30, longitude: 106), heightMetres: 10,
            bearingDegrees: 0, tiltDegrees: 0, horizontalFieldDegrees: 60, verticalFieldDegrees: 40, rangeMetres: 100, masks: masks)
    }

    /// A slope of grass with a patch of flame colour that goes to and fro at 2.5 Hz.
    private func burning(in folder: URL) throws -> CameraSource {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/ffmpeg")
        let flames =
            "drawbox=x=300:y=160:w=60:h=60:color=0xFF9028:t=fill:enable='lt(mod(n,2),1)',"
            + "drawbox=x=300:y=130:w=60:h=90:color=0xFFC040:t=fill:enable='gte(mod(n,2),1)'"
        process.arguments = [
            "-nostdin", "-loglevel", "error", "-y", "-f", "lavfi", "-i", "color=c=0x507040:size=640x360:rate=5:duration=20", "-vf",
            "noise=alls=12:allf=t,\(flames)", "-c:v", "mjpeg", "-q:v", "3", folder.appendingPathComponent("burning.avi").path,
        ]
        try process.run()
        process.waitUntilExit()
        try #require(process.terminationStatus == 0)
        return CameraSource(file: folder.appendingPathComponent("burning.avi").path)
    }

    private func listen(_ gateway: any CameraGateway, decoder: PictureDecoder, until isEnough: @escaping @Sendable (Heard) -> Bool) async throws
        -> Heard
    {
        let heard = Heard()
        let watchers = FrameWatchers(
            cameras: [camera], gateway: gateway, recogniser: try RecogniserFile.installed(),
            decode: { jpegs in
                try await decoder.pictures(jpegs).map { try PixelFrame(width: RawPicture.width, height: RawPicture.height, rgb: $0.rgb) }
            },
            homes: HomeViews(directory: FileManager.default.temporaryDirectory.appending(path: UUID().uuidString).path, onFault: { _ in }),
            now: { Instant(millisecondsSince1970: Int64(Date().timeIntervalSince1970 * 1_000)) }, pause: { _ in try Task.checkCancellation() },
            listener: FrameWatchers.Listener(found: { heard.hear($0) }, troubled: { heard.hear($0) }, well: { _ in }, onFault: { _ in }))
        let running = Task { await watchers.run() }
        for await _ in heard.ends where isEnough(heard) { break }
        running.cancel()
        await running.value
        return heard
    }

    private func inFolder(_ body: (URL) async throws -> Void) async throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("bayu-watch-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try await body(folder)
        try FileManager.default.removeItem(at: folder)
    }

    @Test("flames in a stream are handed out with the picture that shows them")
    func flames() async throws {
        try await inFolder { folder in
            let program = try await program()
            let gateway = CamerasOverFFmpeg(
                cameras: [registered([])], sources: [camera: try burning(in: folder)], program: program,
                now: { Instant(millisecondsSince1970: Int64(Date().timeIntervalSince1970 * 1_000)) })
            let heard = try await listen(gateway, decoder: PictureDecoder(program)) { !$0.allFindings.isEmpty }
            let finding = try #require(heard.allFindings.first)
            #expect(finding.kind == .flame && finding.camera == camera && finding.at > finding.since)
            #expect(finding.box.x < 0.5 && finding.box.x + finding.box.width > 0.5)
            #expect(finding.jpeg.starts(with: [0xFF, 0xD8]) && (0...1).contains(finding.confidence))
            #expect(gateway.processCount == 0)
        }
    }

    @Test("what a mask covers is never looked at")
    func masked() async throws {
        try await inFolder { folder in
            let program = try await program()
            let mask = try PrivacyMask(corners: [
                PictureCorner(x: 0.3, y: 0.2), PictureCorner(x: 0.7, y: 0.2), PictureCorner(x: 0.7, y: 0.8), PictureCorner(x: 0.3, y: 0.8),
            ])
            let gateway = CamerasOverFFmpeg(
                cameras: [registered([mask])], sources: [camera: try burning(in: folder)], program: program,
                now: { Instant(millisecondsSince1970: Int64(Date().timeIntervalSince1970 * 1_000)) })
            let decoder = PictureDecoder(program)
            let picture = try await gateway.picture(of: camera)
            let seen = try #require(try await decoder.pictures([picture.jpeg]).first)
            let middle = 3 * (180 * RawPicture.width + 320)
            #expect(seen.rgb[middle] < 30 && seen.rgb[middle + 1] < 30)
        }
    }

    @Test("a camera that nobody connected is told of, and the others go on")
    func blind() async throws {
        let program = try await program()
        let gateway = CamerasOverFFmpeg(cameras: [], sources: [:], program: program, now: { Instant(millisecondsSince1970: 0) })
        let heard = try await listen(gateway, decoder: PictureDecoder(program)) { !$0.allTroubles.isEmpty }
        let trouble = try #require(heard.allTroubles.first)
        #expect(trouble.kind == .blind && trouble.message.contains("ridge"))
    }
}
