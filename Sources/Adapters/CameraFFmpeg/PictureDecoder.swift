import Subprocess
import Synchronization

/// Decodes pictures and videos through the program `ffmpeg` as a child process, bounded in time, pixels and formats.
public struct PictureDecoder: Sendable {
    private let program: FFmpegProgram

    public init(_ program: FFmpegProgram) {
        self.program = program
        CamerasOverFFmpeg.survivesBrokenPipes
    }

    /// A photograph of the largest camera has fewer; a picture that unpacks to more is a trap.
    public static let pixelCountMax = 120_000_000
    /// A still picture of that size is smaller.
    public static let pictureBytesMax = 64 * 1_048_576
    /// So much of a video is looked at, in seconds of its own time.
    public static let videoSecondsMax = 3_600
    /// A child that has not ended by then is killed: decoding runs at many times the speed of the video.
    static let patience = Duration.seconds(600)
    static let stillPatience = Duration.seconds(30)

    /// One still picture (JPEG, PNG, WebP, BMP, TIFF or PNM), by its bytes.
    /// - Throws: `DecodingFault`, or `CancellationError`.
    public func picture(_ bytes: [UInt8]) async throws -> RawPicture {
        guard bytes.count <= Self.pictureBytesMax else { throw DecodingFault("it has more than \(Self.pictureBytesMax >> 20) MiB; make it smaller") }
        let pictures = Mutex<[RawPicture]>([])
        let words = ["-protocol_whitelist", "pipe", "-format_whitelist", Self.stillFormats, "-max_pixels", "\(Self.pixelCountMax)", "-i", "pipe:0"]
        let complaint = try await run(words + Self.output(["-frames:v", "1"]), input: bytes, patience: Self.stillPatience) { picture in
            pictures.withLock { $0.append(picture) }
        }
        guard let picture = pictures.withLock({ $0.first }) else { throw DecodingFault(Self.meaning(complaint)) }
        // What is missing of a cut-off JPEG is filled with grey, which would pass for smoke.
        guard !complaint.contains("overread") else { throw DecodingFault("it is cut off; fetch it again") }
        return picture
    }

    /// A run of JPEGs of one camera, as many pictures as JPEGs; all at once, because a child costs some 80 ms to start.
    public func pictures(_ jpegs: [[UInt8]]) async throws -> [RawPicture] {
        let pictures = Mutex<[RawPicture]>([])
        let words = ["-protocol_whitelist", "pipe", "-f", "image2pipe", "-c:v", "mjpeg", "-max_pixels", "\(Self.pixelCountMax)", "-i", "pipe:0"]
        let complaint = try await run(words + Self.output(["-fps_mode", "passthrough"]), input: Array(jpegs.joined()), patience: Self.stillPatience) {
            picture in pictures.withLock { $0.append(picture) }
        }
        let found = pictures.withLock { $0 }
        guard found.count == jpegs.count else { throw DecodingFault(Self.meaning(complaint)) }
        return found
    }

    /// The pictures of a video file, `perSecond` of each of its seconds, in order. What is wrong with the rest of it is returned.
    /// - Throws: `DecodingFault` when it gives no picture at all, or `CancellationError`.
    public func video(_ path: String, perSecond: Int, _ take: @escaping @Sendable (RawPicture) async -> Void) async throws -> DecodingFault? {
        let count = Mutex(0)
        let words = [
            "-protocol_whitelist", "file", "-format_whitelist", Self.videoFormats, "-max_pixels", "\(Self.pixelCountMax)", "-i", "file:" + path,
            "-map", "0:v:0", "-an", "-sn", "-dn", "-t", "\(Self.videoSecondsMax)",
        ]
        let complaint = try await run(words + Self.output([], first: "fps=\(perSecond),"), input: [], patience: Self.patience) { picture in
            count.withLock { $0 += 1 }
            await take(picture)
        }
        let pictures = count.withLock { $0 }
        guard pictures > 0 else { throw DecodingFault(Self.meaning(complaint)) }
        return complaint.isEmpty
            ? nil : DecodingFault("it is damaged or cut off; \(pictures) of its pictures were looked at. Fetch it again if it matters")
    }

    private static let stillFormats = "jpeg_pipe,png_pipe,webp_pipe,bmp_pipe,tiff_pipe,pgm_pipe,ppm_pipe,image2pipe,mjpeg"
    private static let videoFormats = "avi,mov,matroska,mpegts,mjpeg,mpeg"

    private static func output(_ words: [String], first: String = "") -> [String] {
        let size = "\(first)scale=\(RawPicture.width):\(RawPicture.height):flags=bilinear"
        return ["-vf", size] + words + ["-threads", "1", "-pix_fmt", "rgb24", "-f", "rawvideo", "pipe:1"]
    }

    /// What the program complains of, in our words: its own hold paths and jargon.
    private static func meaning(_ complaint: String) -> String {
        if complaint.contains("exceeds specified max pixel count") || complaint.contains("Picture size") {
            return "it has more than \(pixelCountMax / 1_000_000) million pixels; make it smaller"
        }
        if complaint.contains("moov atom not found") { return "it is cut off before its index; fetch it again" }
        if complaint.contains("No such file") { return "it is not there" }
        return "it is no picture or video that can be read, or it is cut off; fetch it again, as JPEG, PNG, AVI, MP4, MKV or TS"
    }

    private func run(
        _ words: [String], input: [UInt8], patience: Duration, _ take: @escaping @Sendable (RawPicture) async -> Void
    ) async throws -> String {
        let configuration = program.configuration(["-nostdin", "-hide_banner", "-loglevel", "error"] + words)
        let said = Said()
        do {
            _ = try await Subprocess.run(configuration, input: .array(input), output: .sequence, error: .sequence) { child in
                try await withThrowingTaskGroup(of: Bool.self) { group in
                    group.addTask {
                        try await Task.sleep(for: patience)
                        return false
                    }
                    group.addTask {
                        for try await bytes in child.standardError {
                            said.take(bytes.array)
                        }
                        return true
                    }
                    group.addTask { try await Self.cut(child.standardOutput, take) }
                    defer {
                        // swallowed because a program that cannot be killed has ended by itself.
                        try? child.send(signal: .kill)
                        group.cancelAll()
                    }
                    for _ in 0..<2 {
                        guard try await group.next() == true else {
                            throw DecodingFault("it took longer than \(patience) to decode; make it smaller")
                        }
                    }
                }
            }
        } catch is SubprocessError {
            try Task.checkCancellation()
            // A program that ends before it has read all of its input leaves a broken pipe; what it said tells why.
            if said.text.isEmpty { throw DecodingFault("ffmpeg could not be run. Check it with: bayu doctor") }
        }
        return said.text
    }

    /// What the program complained of, as far as it matters.
    private final class Said: Sendable {
        private let bytes = Mutex<[UInt8]>([])
        static let bytesMax = 8_192

        func take(_ more: [UInt8]) { bytes.withLock { $0 += more.prefix(max(0, Self.bytesMax - $0.count)) } }
        var text: String { String(decoding: bytes.withLock { $0 }, as: UTF8.self) }
    }

    private static func cut(_ output: SubprocessOutputSequence, _ take: @Sendable (RawPicture) async -> Void) async throws -> Bool {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(RawPicture.byteCount)
        for try await more in output {
            var rest = more.array[...]
            while !rest.isEmpty {
                let part = rest.prefix(RawPicture.byteCount - bytes.count)
                bytes += part
                rest = rest.dropFirst(part.count)
                guard bytes.count == RawPicture.byteCount else { continue }
                await take(RawPicture(rgb: bytes))
                bytes.removeAll(keepingCapacity: true)
            }
        }
        return true
    }
}
