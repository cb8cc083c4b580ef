import CameraGateway
import Cameras
import City
import FireFiles
import Foundation
import Synchronization
import Testing
import Wildfire

@testable import FireWatch

/// What a scripted camera shows in one picture.
private enum Shown: UInt8 {
    case home, turned, still, burning, burningElsewhere
}

/// Hands out the pictures of a script, one after the other, each when the watch has taken in those before, and says what was told.
private final class Script: CameraGateway {
    /// Each run is a connection that breaks off at its end.
    private struct State {
        var runs: [[Shown]]
        var moment = Instant(millisecondsSince1970: 1_780_000_000_000)
        var sentCount = 0
        var decodedCount = 0
        var told: [String] = []
    }
    private let state: Mutex<State>
    private let apart: Seconds
    let news: AsyncStream<Void>
    private let more: AsyncStream<Void>.Continuation

    init(_ runs: [[Shown]], apart: Seconds) {
        state = Mutex(State(runs: runs))
        self.apart = apart
        (news, more) = AsyncStream.makeStream()
    }

    var now: Instant { state.withLock { $0.moment } }
    var told: [String] { state.withLock { $0.told } }
    func wait(_ span: Seconds) { state.withLock { $0.moment = $0.moment.advanced(by: span) } }

    private func tell(_ word: String) {
        state.withLock { $0.told.append(word) }
        more.yield()
    }

    var listener: FrameWatchers.Listener {
        FrameWatchers.Listener(
            found: { self.tell("\($0.kind.rawValue)\($0.isBearingKnown ? "" : ", nobody knows where")") },
            troubled: { self.tell($0.kind.rawValue) }, well: { _ in self.tell("well") }, onFault: { self.tell($0) })
    }

    func obstacle(of camera: CameraID) -> CameraFault? { nil }
    func picture(of camera: CameraID) async throws -> CameraPicture { throw CameraFault(.noAnswer, "not asked for") }

    func watch(_ camera: CameraID, _ take: @escaping @Sendable (CameraPicture) async -> Void) async throws {
        let run = state.withLock { $0.runs.isEmpty ? nil : $0.runs.removeFirst() }
        // What comes after the script is nothing, again and again.
        if run == nil { try await Task.sleep(for: .milliseconds(5)) }
        guard let run else { throw CameraFault(.noAnswer, "The script is over.") }
        for shown in run {
            let (number, at) = state.withLock { state in
                state.sentCount += 1
                state.moment = state.moment.advanced(by: apart)
                return (state.sentCount, state.moment)
            }
            await take(CameraPicture(camera: camera, jpeg: [shown.rawValue, UInt8(number % 251)], takenAt: at))
            // The watch passes over what it cannot keep up with; here each picture is to be looked at.
            while state.withLock({ $0.sentCount - $0.decodedCount }) >= FrameWatchers.batchCount {
                try await Task.sleep(for: .milliseconds(2))
            }
        }
        // The clock of the script goes on with each wait, and must not run ahead of what is being looked at.
        while state.withLock({ $0.sentCount - $0.decodedCount }) > 2 { try await Task.sleep(for: .milliseconds(2)) }
        try await Task.sleep(for: .milliseconds(200))
        throw CameraFault(.stopped, "The script's connection breaks off.")
    }

    func decode(_ jpegs: [[UInt8]]) throws -> [PixelFrame] {
        let frames = try jpegs.map { try Self.frame(Shown(rawValue: $0[0]) ?? .home, Int($0[1])) }
        state.withLock { $0.decodedCount += jpegs.count }
        return frames
    }

    /// A number that two neighbouring places do not share.
    private static func hash(_ x: Int, _ y: Int) -> Int {
        var value = UInt32(truncatingIfNeeded: x &* 73_856_093 ^ y &* 19_349_663)
        value = (value ^ (value >> 15)) &* 2_246_822_519
        return Int((value ^ (value >> 13)) >> 4)
    }

    /// Few pictures that come again, painted once: a debug build paints slowly.
    private static let painted: [Shown: [PixelFrame]] = {
        var painted: [Shown: [PixelFrame]] = [:]
        for shown in [Shown.home, .turned, .still, .burning, .burningElsewhere] {
            // swallowed because a picture of these sides is one.
            painted[shown] = (0..<6).compactMap { try? paint(shown, $0) }
        }
        return painted
    }()

    private static func frame(_ shown: Shown, _ number: Int) throws -> PixelFrame {
        try #require(painted[shown]?[number % 6])
    }

    /// Ridges and trees by a hash of the place, so that each direction looks like itself.
    private static func paint(_ shown: Shown, _ number: Int) throws -> PixelFrame {
        let isTurned = shown == .turned || shown == .burningElsewhere
        let isBurning = shown == .burning || shown == .burningElsewhere
        let grain = shown == .still ? 0 : number
        var rgb: [UInt8] = []
        rgb.reserveCapacity(160 * 90 * 3)
        for y in 0..<90 {
            for x in 0..<160 {
                let place = 1_000 + x + (isTurned ? 48 : 0)
                let ridge = 30 + hash(place / 9, 0) % 15
                let tree = hash(place / 3, 1 + y / 4) % 70
                let noise = (x &* 7 &+ y &* 13 &+ grain &* 31) % 5
                let value = UInt8(y < ridge ? 190 + noise : 40 + tree + noise)
                let tongue = number % 2 == 0 ? 0 : 4
                if isBurning, (75..<88).contains(x), (50 - tongue..<62).contains(y) {
                    rgb += [255, number % 2 == 0 ? 140 : 190, 40]
                } else {
                    rgb += [value, value, value]
                }
            }
        }
        return try PixelFrame(width: 160, height: 90, rgb: rgb)
    }
}

@Suite("What keeps a camera from seeing is told, and when it sees again", .serialized, .timeLimit(.minutes(2)))
struct WatchTroubleTests {
    /// Runs the script to its end, or until so much was told.
    private func told(
        _ runs: [[Shown]], apart: Seconds = 2, until count: Int, in folder: URL = Self.folder()
    ) async throws -> [String] {
        let script = Script(runs, apart: apart)
        let watchers = FrameWatchers(
            cameras: ["ridge"], gateway: script, recogniser: try RecogniserFile.installed(), decode: { try script.decode($0) },
            homes: HomeViews(directory: folder.path, onFault: { Issue.record("\($0)") }), now: { script.now },
            pause: { span in
                try Task.checkCancellation()
                script.wait(span)
                await Task.yield()
            }, listener: script.listener)
        let running = Task { await watchers.run() }
        for await _ in script.news where script.told.count >= count { break }
        running.cancel()
        await running.value
        return script.told
    }

    private static func folder() -> URL {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("bayu-homes-\(UUID().uuidString)")
        // swallowed because a folder that is not there fails the test by itself.
        try? FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        return folder
    }

    private func some(_ count: Int, _ shown: Shown) -> [Shown] { Array(repeating: shown, count: count) }

    @Test("a camera that is turned is told of after a while, and is well again by itself when it is turned back")
    func turned() async throws {
        let told = try await told([some(18, .home) + some(18, .turned) + some(18, .home)], until: 3)
        #expect(told.prefix(3) == ["well", "moved", "well"])
    }

    @Test("the same picture for a minute is told of, and a change ends it")
    func frozen() async throws {
        let told = try await told([some(18, .home) + some(38, .still) + some(12, .home)], until: 3)
        #expect(told.prefix(3) == ["well", "frozen", "well"])
    }

    @Test("a line that breaks off for a moment is not worth a word; one that stays away is, until it is back")
    func stopped() async throws {
        let short = try await told([some(18, .home), some(6, .home)], until: 2)
        // The script is over after two connections, and from then on nothing comes.
        #expect(short.prefix(2) == ["well", "stopped"])
        let long = try await told([some(18, .home), [], [], [], [], [], [], [], some(9, .home)], until: 3)
        #expect(long.prefix(3) == ["well", "stopped", "well"])
    }

    @Test("flames in front of a camera that looks where it should have a direction")
    func flames() async throws {
        let told = try await told([some(70, .home) + some(40, .burning)], apart: 0.4, until: 2)
        #expect(told.prefix(2) == ["well", "flame"])
    }

    @Test("flames in front of a camera that was turned are told, and nobody says where")
    func flamesElsewhere() async throws {
        let told = try await told([some(70, .home) + some(80, .turned) + some(40, .burningElsewhere)], apart: 0.4, until: 3)
        #expect(told.prefix(3) == ["well", "moved", "flame, nobody knows where"])
    }

    @Test("a camera that was turned while nobody watched is found turned at the next start")
    func kept() async throws {
        let folder = Self.folder()
        #expect(try await told([some(20, .home)], until: 1, in: folder).first == "well")
        #expect(try await told([some(20, .turned)], until: 1, in: folder).first == "moved")
        // Nobody has told that it was turned back, so that is told first; ten seconds of its home view end it.
        #expect(try await told([some(20, .home)], until: 2, in: folder) == ["moved", "well"])
    }
}
