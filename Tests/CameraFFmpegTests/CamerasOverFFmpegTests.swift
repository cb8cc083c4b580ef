import CameraContract
import CameraGateway
import Cameras
import City
import Foundation
import Testing

@testable import CameraFFmpeg

@Suite("Cameras over the real ffmpeg", .serialized)
struct CamerasOverFFmpegTests {
    @Test("the gateway over ffmpeg keeps the contract", arguments: CameraContract.clauses)
    func contract(clause: CameraContract.Clause) async throws {
        let bench = try await Bench()
        let white = try bench.white()
        let dead = try CameraSource(address: "http://viewer:hunter2@127.0.0.1:9/none")
        let contract = CameraContract(secret: "hunter2", make: { bench.gateway(["shows": white, "dead": dead], Bench.short) }, tick: { _ in })
        try await clause.check(contract)
    }

    @Test("a hundred questions in a row all get their whole picture, and no program is left")
    func again() async throws {
        let bench = try await Bench()
        let gateway = bench.gateway(["c": try bench.white()])
        for _ in 0..<100 { #expect(try await gateway.picture(of: "c").jpeg.suffix(2) == [0xFF, 0xD9]) }
        #expect(gateway.processCount == 0)
    }

    @Test("a masked part is black in every picture, and the rest is as it was")
    func masks() async throws {
        let bench = try await Bench()
        let mask = try PrivacyMask(corners: [(0.25, 0.25), (0.75, 0.25), (0.75, 0.5), (0.25, 0.5)].map { PictureCorner(x: $0.0, y: $0.1) })
        let gateway = bench.gateway(["c": try bench.white()], masks: [mask])
        let single = try await gateway.picture(of: "c").jpeg
        let (pictures, continuation) = AsyncStream.makeStream(of: CameraPicture.self)
        let watching = Task { try await gateway.watch("c") { continuation.yield($0) } }
        var live: [[UInt8]] = []
        for await picture in pictures {
            live.append(picture.jpeg)
            if live.count == 2 { break }
        }
        watching.cancel()
        await #expect(throws: CancellationError.self) { try await watching.value }
        for jpeg in [single] + live {
            #expect(try bench.brightness(of: jpeg, x: 0.5, y: 0.4) < 24 && bench.brightness(of: jpeg, x: 0.27, y: 0.27) < 24)
            #expect(try bench.brightness(of: jpeg, x: 0.1, y: 0.1) > 230 && bench.brightness(of: jpeg, x: 0.5, y: 0.8) > 230)
        }
    }

    @Test("a file is shown at the speed at which it was taken, over and over, at most five pictures a second")
    func pace() async throws {
        let bench = try await Bench()
        let gateway = bench.gateway(["c": try bench.white()])
        let (pictures, continuation) = AsyncStream.makeStream(of: CameraPicture.self)
        let watching = Task { try await gateway.watch("c") { continuation.yield($0) } }
        var times: [Instant] = []
        // Two seconds of pictures at ten a second: 16 at five a second are more than one round.
        for await picture in pictures {
            times.append(picture.takenAt)
            if times.count == 16 { break }
        }
        watching.cancel()
        _ = await watching.result
        let span = times[15].since(times[0])
        #expect(span > 2.5 && span < 6, "15 spaces took \(span.value) s")
    }

    @Test("whoever watches goes on with another film when the camera is given one, by one program; a camera with an address is given none")
    func films() async throws {
        let bench = try await Bench()
        let white = try bench.white()
        try bench.ffmpeg(["-f", "lavfi", "-i", "color=black:size=320x180:rate=10:duration=2", "-c:v", "mjpeg", "black.avi"])
        let black = CameraSource(file: bench.folder.appendingPathComponent("black.avi").path)
        let sources = CameraSources(["c": white, "real": try CameraSource(address: "rtsp://127.0.0.1:9/none")])
        let gateway = CamerasOverFFmpeg(
            cameras: bench.gateway(["c": white]).cameras.map(\.value), sources: sources, program: bench.program,
            now: { Instant(millisecondsSince1970: 0) })
        let (pictures, continuation) = AsyncStream.makeStream(of: CameraPicture.self)
        let watching = Task { try await gateway.watch("c") { continuation.yield($0) } }
        var seen: [Bool] = []
        for await picture in pictures {
            let isBlack = try bench.brightness(of: picture.jpeg, x: 0.5, y: 0.5) < 24
            if seen.isEmpty { #expect(sources.show(film: black, at: "c") && !isBlack) }
            if seen.last != isBlack { seen.append(isBlack) }
            if isBlack { break }
        }
        #expect(seen == [false, true] && gateway.processCount == 1)
        #expect(!sources.show(film: black, at: "real") && !sources.show(film: black, at: "none"))
        watching.cancel()
        await #expect(throws: CancellationError.self) { try await watching.value }
        #expect(gateway.processCount == 0)
    }

    @Test("MJPEG over HTTP is shown, and its camera is let go when nobody watches")
    func motionJPEG() async throws {
        let bench = try await Bench()
        _ = try bench.white()
        let jpeg = [UInt8](try bench.ffmpeg(["-i", "white.avi", "-frames:v", "1", "-c:v", "mjpeg", "-f", "image2pipe", "pipe:1"]))
        let part = Array("Content-Type: image/jpeg\r\nContent-Length: \(jpeg.count)\r\n\r\n".utf8) + jpeg + Array("\r\n--frame\r\n".utf8)
        let head = "HTTP/1.1 200 OK\r\nContent-Type: multipart/x-mixed-replace;boundary=frame\r\n\r\n--frame\r\n"
        let outside = try Outside(.endless(head: head, each: part))
        defer { outside.close() }
        let gateway = bench.gateway(["c": try CameraSource(address: "http://127.0.0.1:\(outside.port)/video")])
        #expect(try bench.brightness(of: try await gateway.picture(of: "c").jpeg, x: 0.5, y: 0.5) > 230)
        let (pictures, continuation) = AsyncStream.makeStream(of: CameraPicture.self)
        let watching = Task { try await gateway.watch("c") { continuation.yield($0) } }
        var count = 0
        for await _ in pictures {
            count += 1
            if count == 3 { break }
        }
        #expect(gateway.processCount == 1)
        watching.cancel()
        _ = await watching.result
        #expect(gateway.processCount == 0 && count == 3)
    }

    @Test("HLS is shown from its playlist")
    func playlist() async throws {
        let bench = try await Bench()
        try bench.ffmpeg([
            "-f", "lavfi", "-i", "color=white:size=320x180:rate=10:duration=4", "-c:v", "libx264", "-g", "10", "-f", "hls", "-hls_time", "2",
            "live.m3u8",
        ])
        var files: [String: [UInt8]] = [:]
        for name in ["live.m3u8", "live0.ts", "live1.ts"] {
            files["/" + name] = [UInt8](try Data(contentsOf: bench.folder.appendingPathComponent(name)))
        }
        let outside = try Outside(.files(files, type: "application/octet-stream"))
        defer { outside.close() }
        let gateway = bench.gateway(["c": try CameraSource(address: "http://127.0.0.1:\(outside.port)/live.m3u8")])
        #expect(try bench.brightness(of: try await gateway.picture(of: "c").jpeg, x: 0.5, y: 0.5) > 230)
    }

    @Test("a playlist that names a file of the server gets no picture of it")
    func playlistOfFiles() async throws {
        let bench = try await Bench()
        _ = try bench.white()
        let local = bench.folder.appendingPathComponent("white.avi").path
        let text = "#EXTM3U\n#EXT-X-TARGETDURATION:2\n#EXTINF:2,\nfile://\(local)\n#EXT-X-ENDLIST\n"
        let outside = try Outside(.files(["/live.m3u8": Array(text.utf8)], type: "application/vnd.apple.mpegurl"))
        defer { outside.close() }
        #expect(try await bench.kind(bench.gateway(["c": try CameraSource(address: "http://127.0.0.1:\(outside.port)/live.m3u8")])) != nil)
        #expect(!outside.asked.isEmpty)
        let list = bench.folder.appendingPathComponent("list.avi")
        try Data("ffconcat version 1.0\nfile '\(local)'\n".utf8).write(to: list)
        #expect(try await bench.kind(bench.gateway(["c": CameraSource(file: list.path)])) == .noPicture)
    }

    @Test("a camera that takes the connection and says nothing is given up in time, and its program is gone")
    func silent() async throws {
        let bench = try await Bench()
        let outside = try Outside(.silent)
        defer { outside.close() }
        let gateway = bench.gateway(["c": try CameraSource(address: "http://127.0.0.1:\(outside.port)/x")], Bench.short)
        let start = ContinuousClock.now
        #expect(try await bench.kind(gateway) == .noAnswer)
        #expect(ContinuousClock.now - start < .seconds(6) && gateway.processCount == 0)
    }

    @Test("garbage, an empty answer, a refusal and a missing file are told apart from silence")
    func noPictures() async throws {
        let bench = try await Bench()
        let garbage = try Outside(.files(["/x": (0..<200_000).map { UInt8(truncatingIfNeeded: $0 &* 7919) }], type: "video/mp4"))
        let refusing = try Outside(.status("401 Unauthorized"))
        let empty = try Outside(.files(["/x": []], type: "video/mp4"))
        defer { for outside in [garbage, refusing, empty] { outside.close() } }
        func asked(_ outside: Outside) async throws -> CameraFault.Kind? {
            try await bench.kind(bench.gateway(["c": try CameraSource(address: "http://127.0.0.1:\(outside.port)/x")], Bench.short))
        }
        #expect(try await asked(garbage) == .noPicture)
        #expect(try await asked(empty) == .noPicture)
        #expect(try await asked(refusing) == .refused)
        #expect(try await bench.kind(bench.gateway(["c": CameraSource(file: bench.folder.path + "/none.avi")])) == .noPicture)
    }

    @Test("a camera that stops sending is told as stopped to whoever watches")
    func stops() async throws {
        let bench = try await Bench()
        _ = try bench.white()
        let jpeg = [UInt8](try bench.ffmpeg(["-i", "white.avi", "-frames:v", "1", "-c:v", "mjpeg", "-f", "image2pipe", "pipe:1"]))
        let part = Array("Content-Type: image/jpeg\r\nContent-Length: \(jpeg.count)\r\n\r\n".utf8) + jpeg + Array("\r\n--frame\r\n".utf8)
        let head = "HTTP/1.1 200 OK\r\nContent-Type: multipart/x-mixed-replace;boundary=frame\r\n\r\n--frame\r\n"
        let outside = try Outside(.endless(head: head, each: part))
        let gateway = bench.gateway(["c": try CameraSource(address: "http://127.0.0.1:\(outside.port)/video")], Bench.short)
        let fault = await #expect(throws: CameraFault.self) {
            try await gateway.watch("c") { _ in outside.close() }
        }
        #expect(fault?.kind == .stopped && gateway.processCount == 0)
    }

    @Test("no more programs run at once than may, and the next one finds room again")
    func busy() async throws {
        let bench = try await Bench()
        let outside = try Outside(.silent)
        defer { outside.close() }
        var bounds = Bench.short
        bounds.processCountMax = 2
        let gateway = bench.gateway(
            ["c": try CameraSource(address: "http://127.0.0.1:\(outside.port)/x"), "w": try bench.white()], bounds)
        let waiting = (0..<2).map { _ in Task { try await bench.kind(gateway) } }
        for _ in 0..<1_000_000 where gateway.processCount < 2 { await Task.yield() }
        #expect(try await bench.kind(gateway, "w") == .busy)
        for task in waiting { #expect(try await task.value == .noAnswer) }
        #expect(try await bench.kind(gateway, "w") == nil)
    }

    @Test("without the program every camera says so, and nothing is started")
    func missing() async throws {
        let bench = try await Bench()
        let gateway = bench.gateway(["c": try bench.white()], missing: true)
        #expect(gateway.obstacle(of: "c")?.kind == .noProgram)
        #expect(try await bench.kind(gateway) == .noProgram)
        #expect(await FFmpegProgram.find(searchPath: bench.folder.path) == nil)
        let script = bench.folder.appendingPathComponent("ffmpeg")
        try Data("#!/bin/sh\nexit 1\n".utf8).write(to: script)
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: script.path)
        #expect(await FFmpegProgram.find(searchPath: bench.folder.path) == nil)
    }

    @Test("the program gets nothing of the server's environment, and its arguments through no shell")
    func environment() async throws {
        let bench = try await Bench()
        let script = bench.folder.appendingPathComponent("ffmpeg")
        try Data(
            #"#!/bin/sh\#nif [ "$1" = -version ]; then echo ffmpeg version fake; exit; fi\#n/usr/bin/env > "\#(bench.folder.path)/env.txt"\#nfor a; do echo "$a"; done > "\#(bench.folder.path)/args.txt"\#n"#
                .utf8
        )
        .write(to: script)
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: script.path)
        let fake = try #require(await FFmpegProgram.find(searchPath: bench.folder.path))
        let camera = Camera(
            id: "c", name: LocalizedText(zh: "甲", en: "A"), site: nil, point: Coordinate(latitude: 30, longitude: 106), heightMetres: 10,
            bearingDegrees: 0, tiltDegrees: 0, horizontalFieldDegrees: 60, verticalFieldDegrees: 40, rangeMetres: 100)
        let gateway = CamerasOverFFmpeg(
            cameras: [camera], sources: ["c": CameraSource(file: "/x/$(touch x); y.avi")], program: fake,
            now: { Instant(millisecondsSince1970: 0) })
        #expect(try await bench.kind(gateway) == .noPicture)
        let environment = try String(contentsOf: bench.folder.appendingPathComponent("env.txt"), encoding: .utf8)
        #expect(!environment.contains("HOME=") && environment.contains("PATH=\(bench.folder.path)"))
        #expect(try String(contentsOf: bench.folder.appendingPathComponent("args.txt"), encoding: .utf8).contains("file:/x/$(touch x); y.avi\n"))
    }
}
