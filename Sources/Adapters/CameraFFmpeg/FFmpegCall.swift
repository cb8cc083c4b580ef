import CameraGateway
import Cameras
import City

/// What `ffmpeg` is told for one camera: its arguments, and what it reads from standard input.
///
/// An address goes in over standard input, as a list for the concat demuxer: arguments can be read by everybody on a machine. The protocols that
/// may be used, also by what a playlist names, are listed, so that no answer of a camera can make the server read a file or another host's
/// protocol. What comes out are JPEGs one after the other.
struct FFmpegCall: Hashable, Sendable {
    let arguments: [String]
    let input: String

    /// - Parameter single: one picture, then the end.
    init(_ source: CameraSource, masks: [PrivacyMask], single: Bool) {
        // Asked before anything else, so that its standard input is never taken for commands from a keyboard.
        var words = ["-nostdin", "-hide_banner", "-loglevel", "error"]
        switch source.kind {
        case .file:
            // Only containers that hold pictures themselves: a text file that names others is none of them.
            words += ["-protocol_whitelist", "file", "-format_whitelist", "avi,mov,matroska,mpegts,mjpeg"]
            words += single ? [] : ["-re", "-stream_loop", "-1"]
            words += ["-i", "file:" + source.place]
            input = ""
        case .rtsp(let secure):
            words += Self.list(protocols: secure ? "rtsp,rtsps,rtp,tcp,tls" : "rtsp,rtp,tcp")
            // Over TCP, so that a wall between camera and server needs one opening and no picture is half there.
            input = Self.list(source, options: ["rtsp_transport tcp", "timeout \(Self.ioMicroseconds)"])
        case .http(let secure):
            words += Self.list(protocols: secure ? "https,http,tcp,tls,hls,crypto" : "http,tcp,hls,crypto")
            input = Self.list(source, options: ["rw_timeout \(Self.ioMicroseconds)"])
        }
        words += ["-map", "0:v:0", "-an", "-sn", "-dn", "-vf", Self.filters(masks, single: single)]
        words += single ? ["-frames:v", "1"] : ["-fps_mode", "passthrough", "-enc_time_base", "1:\(CameraRate.picturesPerSecondMax)"]
        words += ["-c:v", "mjpeg", "-q:v", "5", "-threads", "1", "-f", "image2pipe", "pipe:1"]
        arguments = words
    }

    private static func list(protocols: String) -> [String] {
        [
            "-f", "concat", "-safe", "0", "-protocol_whitelist", "pipe,fd," + protocols, "-fpsprobesize", "0", "-analyzeduration", "2000000",
            "-i", "pipe:0",
        ]
    }

    private static func list(_ source: CameraSource, options: [String]) -> String {
        (["ffconcat version 1.0", "file '\(source.place)'"] + options.map { "option " + $0 } + [""]).joined(separator: "\n")
    }

    /// The masks first, so that nothing after them has ever seen what they cover; then no more pictures than are shown, by the clock on the
    /// wall, because a camera over HTTP has no other; then numbers for times, because a camera's own clock may jump back and would end the
    /// pictures; then no more pixels.
    static func filters(_ masks: [PrivacyMask], single: Bool) -> String {
        let boxes = masks.flatMap(\.boxes).map { box in
            "drawbox=x=floor(iw*\(box.left)):y=floor(ih*\(box.top)):w=ceil(iw*\(box.right))-floor(iw*\(box.left))"
                + ":h=ceil(ih*\(box.bottom))-floor(ih*\(box.top)):color=black:t=fill"
        }
        let rate = CameraRate.picturesPerSecondMax
        let pace = single ? [] : ["select=if(gte(time(0)-ld(0)\\,\(spacingSeconds))\\,st(0\\,time(0))*0+1\\,0)", "settb=1/\(rate)", "setpts=N"]
        return (boxes + pace + ["scale=w=min(iw\\,\(widthMax)):h=-2", "format=yuvj420p"]).joined(separator: ",")
    }

    /// A little less than a fifth of a second, so that a camera of five pictures a second loses none of them.
    static let spacingSeconds = 0.19
    /// As wide as a panel on a large screen; a wider picture is made smaller.
    static let widthMax = 1_280
    /// `ffmpeg` itself gives a connection up after this long; the gateway's own clock stands behind it.
    static let ioMicroseconds = 8_000_000
}
