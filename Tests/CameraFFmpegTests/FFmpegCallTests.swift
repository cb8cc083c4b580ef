import CameraGateway
import Cameras
import City
import Testing

@testable import CameraFFmpeg

@Suite("What ffmpeg is told")
struct FFmpegCallTests {
    private func call(_ address: String, single: Bool = true) throws -> FFmpegCall {
        FFmpegCall(try CameraSource(address: address), masks: [], single: single)
    }

    @Test("no address stands in an argument, where everybody on the machine could read it")
    func secrets() throws {
        for address in [
            "rtsp://viewer:hunter2@10.0.0.7/s1", "rtsps://viewer:hunter2@h/s", "http://h/live.m3u8?token=hunter2", "https://u:hunter2@h/m",
        ] {
            let call = try call(address)
            #expect(!call.arguments.joined(separator: " ").contains("hunter2") && call.input.contains("file '\(address)'"))
            #expect(!"\(try CameraSource(address: address))".contains("hunter2"))
        }
    }

    @Test("each kind of source may use its own protocols and no other, also by what a playlist names")
    func protocols() throws {
        func allowed(_ call: FFmpegCall) throws -> String {
            let place = try #require(call.arguments.firstIndex(of: "-protocol_whitelist"))
            #expect(place < (try #require(call.arguments.firstIndex(of: "-i"))))
            return call.arguments[place + 1]
        }
        #expect(try allowed(FFmpegCall(CameraSource(file: "/a.avi"), masks: [], single: true)) == "file")
        #expect(try allowed(call("rtsp://h/s")) == "pipe,fd,rtsp,rtp,tcp")
        #expect(try allowed(call("http://h/s.m3u8")) == "pipe,fd,http,tcp,hls,crypto")
        for address in ["rtsp://h/s", "rtsps://h/s", "http://h/s", "https://h/s"] {
            #expect(!(try allowed(call(address)).split(separator: ",").contains("file")))
        }
    }

    @Test("masks are drawn before anything else is done to a picture, in parts of its size")
    func masks() throws {
        let mask = try PrivacyMask(corners: [(0.25, 0.25), (0.75, 0.25), (0.75, 0.5), (0.25, 0.5)].map { PictureCorner(x: $0.0, y: $0.1) })
        let filters = FFmpegCall.filters([mask], single: false)
        #expect(
            filters.hasPrefix(
                "drawbox=x=floor(iw*0.25):y=floor(ih*0.25):w=ceil(iw*0.75)-floor(iw*0.25):h=ceil(ih*0.5)-floor(ih*0.25):color=black:t=fill,select="))
        #expect(FFmpegCall.filters([], single: true).hasPrefix("scale="))
    }

    @Test(
        "an address that could be taken for more than an address is refused, and the refusal does not repeat it",
        arguments: [
            "file:///etc/passwd", "concat:a|b", "/etc/passwd", "ftp://h/hunter2", "http://h/a'\nfile 'x", "http://h/a b", "http://h/\\hunter2",
            "http://",
            "http:///x", "rtsp", "", "http://h/" + String(repeating: "x", count: 2_000), "http://h/ü",
        ])
    func refused(address: String) {
        let fault = #expect(throws: CameraSourceFault.self) { try CameraSource(address: address) }
        #expect(fault?.description.contains("hunter2") == false)
    }

    @Test("what ffmpeg complains of becomes a fault in our own words")
    func complaints() {
        func fault(_ text: String) -> CameraFault.Kind {
            var complaint = FFmpegComplaint()
            complaint.take(text.utf8)
            let fault = complaint.fault(of: "c", hadPictures: false)
            #expect(!fault.message.contains("hunter2"))
            return fault.kind
        }
        #expect(fault("Impossible to open 'rtsp://u:hunter2@h': Connection refused") == .noAnswer)
        #expect(fault("Server returned 401 Unauthorized (authorization failed)") == .refused)
        #expect(fault("Server returned 404 Not Found 'http://u:hunter2@h'") == .refused)
        #expect(fault("Invalid data found when processing input 'http://u:hunter2@h'") == .noPicture)
        #expect(FFmpegComplaint().fault(of: "c", hadPictures: true).kind == .stopped)
    }
}
