import ArgumentParser
import CameraFFmpeg
import City
import FireFiles
import Foundation
import OnnxModel
import Wildfire

/// `bayu fire recognise`: pictures and videos in, flame and smoke out.
struct FireRecognise: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "recognise", abstract: "Looks for flame and smoke in pictures, in numbered frames and in videos.",
        discussion: """
            Example: bayu fire recognise pictures --json
            A folder gives one line for each picture in it; a folder within it is a sequence of numbered frames, and so is a video. A sequence of 16
            frames or more is judged by what moves in it over time, a shorter one and a picture by what they look like. Boxes are in fractions of the
            picture from its left and top. What cannot be read is named and left out, and the exit code is then 1. Nobody's face is looked for.
            """)

    @Argument(help: "A picture, a video, or a folder of them.") var path: String
    @Flag(help: "Print one JSON object a line.") var json = false
    @Option(help: "How many frames a second a folder of numbered frames has, and how many are taken of a video.") var rate = 5
    @Option(help: "An ONNX model that looks at the pictures instead (docs/decisions/0037 says what it must be like).") var model: String?
    @Option(help: "The library of ONNX Runtime, such as libonnxruntime.so.1.32.0 of the wheel onnxruntime.") var runtime: String?
    @Flag(help: .hidden) var cells = false

    func validate() throws {
        guard (1...25).contains(rate) else { throw ValidationError("--rate is 1 to 25 frames a second") }
        guard (model == nil) == (runtime == nil) else { throw ValidationError("--model and --runtime go together") }
    }

    func run() async throws {
        guard let program = await FFmpegProgram.find(searchPath: CameraSupply.searchPath) else {
            throw Terminal.fail("pictures are decoded by ffmpeg, and it is not there. Install it: apt-get install ffmpeg")
        }
        let recogniser: Recogniser
        let material: [Material]
        do {
            recogniser = try RecogniserFile.installed()
            material = try Material.list(path)
        } catch {
            throw Terminal.fail("\(error)")
        }
        let look = RecogniseRun(recogniser: recogniser, model: slot(), decoder: PictureDecoder(program), rate: rate, withTraits: cells)
        var failed = 0
        for item in material {
            do {
                let (answer, notes) = try await look.answer(item)
                for note in notes { Terminal.note("bayu: \(item.name): \(note)") }
                Terminal.say(json ? try answer.line() : answer.text)
            } catch let error as CancellationError {
                throw error
            } catch {
                failed += 1
                Terminal.note("bayu: \(item.name): \(error)")
            }
        }
        if failed > 0 { throw Terminal.fail("\(failed) of \(material.count) could not be looked at; the others stand above") }
    }

    /// The model of the options. One that cannot be used is told of, and the own recogniser goes on.
    private func slot() -> OnnxModel? {
        guard let model, let runtime else { return nil }
        do {
            return try OnnxModel(model, library: runtime)
        } catch {
            Terminal.note("bayu: \(error). Bayu's own recogniser looks instead.")
            return nil
        }
    }
}
