import Foundation
import Testing
import Wildfire

@testable import OnnxModel

/// The models are made by `Fixtures/make_models.py`. The library is that of the wheel onnxruntime; `BAYU_ONNX_RUNTIME` says where it lies.
@Suite("A model in the slot")
struct OnnxModelTests {
    private static let runtime: String? = ProcessInfo.processInfo.environment["BAYU_ONNX_RUNTIME"]

    private func model(_ name: String) -> String { Bundle.module.bundleURL.appending(path: "Fixtures/\(name).onnx").path }

    private func frame() throws -> PixelFrame {
        try PixelFrame(width: 64, height: 64, rgb: (0..<64 * 64).flatMap { _ in [204, 0, 51] as [UInt8] })
    }

    @Test("a library or a model that is not there, and a library of another kind, are told in words")
    func missing() throws {
        #expect(throws: OnnxFault("/nowhere.so: the library cannot be read")) { try OnnxModel(model("scores"), library: "/nowhere.so") }
        #expect(throws: OnnxFault("/nowhere.onnx: the model cannot be read")) { try OnnxModel("/nowhere.onnx", library: model("scores")) }
        let fault = #expect(throws: OnnxFault.self) { try OnnxModel(model("scores"), library: model("scores")) }
        #expect(fault?.description.contains("it cannot be opened as a model") == true)
    }

    @Test("scores and boxes are read; anything else is refused by what it is")
    func answers() throws {
        let scores = try OnnxModel.recognition([0.7, 0.2], shape: [1, 2])
        #expect(scores.hasFlame && !scores.hasSmoke && scores.boxes.isEmpty)
        let boxes = try OnnxModel.recognition([-0.1, 0.2, 0.5, 0.6, 0.9, 1, 0, 0, 1, 1, 0.01, 0], shape: [2, 6])
        #expect(boxes.boxes.map(\.kind) == [.smoke] && boxes.boxes[0].box.x == 0 && boxes.hasSmoke && !boxes.hasFlame)
        #expect(throws: OnnxFault.self) { try OnnxModel.recognition([0.1, 0.2, 0.3], shape: [1, 3]) }
        #expect(throws: OnnxFault.self) { try OnnxModel.recognition([1.4, 0.2], shape: [2]) }
        #expect(throws: OnnxFault.self) { try OnnxModel.recognition([.nan, 0.2], shape: [2]) }
        #expect(throws: OnnxFault.self) { try OnnxModel.recognition([0, 0, 1, 1, 0.5, 7], shape: [1, 6]) }
    }

    @Test("planes are red, green and blue from 0 to 1")
    func planes() throws {
        let planes = OnnxModel.planes(try frame(), width: 16, height: 16)
        #expect(planes.count == 3 * 256 && planes[0] == 0.8 && planes[256] == 0 && planes[512] == 0.2)
    }

    @Test(
        "a model is run by the library, and one that takes no picture is refused", .enabled(if: runtime != nil, "set BAYU_ONNX_RUNTIME to run this"))
    func real() throws {
        let library = try #require(Self.runtime)
        let scores = try OnnxModel(model("scores"), library: library)
        #expect(scores.width == 64 && scores.height == 36)
        let look = try scores.look(at: try frame())
        #expect(abs(look.flameConfidence - 0.8) < 1e-5 && abs(look.smokeConfidence - 0.2) < 1e-5)
        let boxes = try OnnxModel(model("boxes"), library: library).look(at: try frame())
        #expect(boxes.boxes.count == 2 && abs(boxes.flameConfidence - 0.9) < 1e-5 && abs(boxes.smokeConfidence - 0.4) < 1e-5)
        let fault = #expect(throws: OnnxFault.self) { try OnnxModel(model("shape"), library: library) }
        #expect(fault?.description.contains("its input is 1 × 5") == true)
        let broken = FileManager.default.temporaryDirectory.appending(path: "bayu-broken-\(UUID().uuidString).onnx")
        try Data("no model".utf8).write(to: broken)
        #expect(throws: OnnxFault.self) { try OnnxModel(broken.path, library: library) }
        try FileManager.default.removeItem(at: broken)
    }
}
