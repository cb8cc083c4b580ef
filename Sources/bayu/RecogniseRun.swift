import CameraFFmpeg
import City
import Foundation
import OnnxModel
import Synchronization
import Wildfire

/// Looks at one thing after another for `bayu fire recognise`.
struct RecogniseRun {
    let recogniser: Recogniser
    /// Looks at single pictures instead, where there is one; sequences are watched by what moves.
    let model: OnnxModel?
    let decoder: PictureDecoder
    let rate: Int
    let withTraits: Bool

    /// A shorter sequence has nothing that moves for long enough; its pictures are judged as such.
    static let watchedCountMin = 16

    /// The answer, and what was wrong with parts of it.
    func answer(_ item: Material) async throws -> (RecogniseAnswer, notes: [String]) {
        switch item {
        case .picture(let url, let name):
            let frame = try await picture(url)
            var answer = RecogniseAnswer(file: name, try model?.look(at: frame) ?? recogniser.look(at: frame))
            if withTraits { answer.cells = Recogniser.traits(of: frame) }
            return (answer, [])
        case .frames(let urls, let name):
            let watch = Watched(recogniser, rate: rate)
            var notes: [String] = []
            for url in urls {
                do {
                    watch.take(try await picture(url))
                } catch let error as CancellationError {
                    throw error
                } catch {
                    notes.append("\(url.lastPathComponent): \(error)")
                }
            }
            guard watch.count > 0 else { throw DecodedNothing(description: "none of its \(urls.count) frames can be read: \(notes.first ?? "")") }
            return (watch.answer(name), notes)
        case .video(let url, let name):
            let watch = Watched(recogniser, rate: rate)
            let fault = try await decoder.video(url.path, perSecond: rate) { picture in
                // swallowed because a decoded picture has the one size that fits.
                if let frame = try? PixelFrame(picture) { watch.take(frame) }
            }
            return (watch.answer(name), fault.map { ["\($0)"] } ?? [])
        }
    }

    private func picture(_ url: URL) async throws -> PixelFrame {
        let size = try url.resourceValues(forKeys: [.fileSizeKey]).fileSize ?? 0
        guard size <= PictureDecoder.pictureBytesMax else {
            throw DecodedNothing(description: "it has more than \(PictureDecoder.pictureBytesMax >> 20) MiB; make it smaller")
        }
        return try PixelFrame(try await decoder.picture([UInt8](Data(contentsOf: url))))
    }
}

struct DecodedNothing: Error, CustomStringConvertible { let description: String }

extension PixelFrame {
    init(_ picture: RawPicture) throws(PixelFrameFault) {
        try self.init(width: RawPicture.width, height: RawPicture.height, rgb: picture.rgb)
    }
}

/// A sequence while it is looked at.
private final class Watched: Sendable {
    private struct State {
        var watch: SequenceWatch
        var looks: [Recognition] = []
        var alerts: [RecogniseAnswer.Alert] = []
        var signs: [SignBox] = []
    }
    private let state: Mutex<State>
    private let rate: Int

    init(_ recogniser: Recogniser, rate: Int) {
        state = Mutex(State(watch: SequenceWatch(recogniser)))
        self.rate = rate
    }

    var count: Int { state.withLock { $0.looks.count } }

    func take(_ frame: PixelFrame) {
        state.withLock { state in
            let seconds = Double(state.looks.count) / Double(rate)
            let findings = state.watch.take(frame, at: Instant(millisecondsSince1970: Int64(seconds * 1000)))
            if let latest = state.watch.latest { state.looks.append(latest) }
            for finding in findings {
                if case .sign(let sign, _) = finding { state.signs.append(sign) }
                state.alerts.append(RecogniseAnswer.Alert(finding, seconds: seconds))
            }
        }
    }

    private static func surest(_ kind: FireSign, in signs: [SignBox]) -> Double {
        signs.filter { $0.kind == kind }.map(\.confidence).max() ?? 0
    }

    func answer(_ name: String) -> RecogniseAnswer {
        state.withLock { state in
            if state.looks.count >= RecogniseRun.watchedCountMin {
                let look = Recognition(
                    flameConfidence: Self.surest(.flame, in: state.signs), smokeConfidence: Self.surest(.smoke, in: state.signs), boxes: state.signs)
                return RecogniseAnswer(file: name, look, frames: state.looks.count, alerts: state.alerts)
            }
            let count = Double(state.looks.count)
            let look = Recognition(
                flameConfidence: state.looks.reduce(0) { $0 + $1.flameConfidence } / count,
                smokeConfidence: state.looks.reduce(0) { $0 + $1.smokeConfidence } / count, boxes: state.looks.last?.boxes ?? [])
            return RecogniseAnswer(file: name, look, frames: state.looks.count, alerts: state.alerts)
        }
    }
}
