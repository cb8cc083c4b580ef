import COnnxRuntime
import Foundation
import Synchronization
import Wildfire

/// A recogniser from outside: any ONNX model, run by ONNX Runtime's library, which is opened when it is asked for.
///
/// The model takes 1 × 3 × height × width floats, red, green and blue planes, 0 … 1. Its first output is either two scores, flame and smoke, 0 … 1
/// (2 or 1 × 2), or boxes (N × 6 or 1 × N × 6): left, top, right, bottom in fractions of the picture, score 0 … 1, kind 0 flame or 1 smoke.
public final class OnnxModel: Sendable {
    private let slot: Mutex<Slot>
    /// The size of the pictures that it takes.
    public let width: Int
    public let height: Int

    /// The C side belongs to whoever holds the lock.
    private struct Slot: @unchecked Sendable { let pointer: OpaquePointer }

    /// A free side of the input gets this size.
    static let freeWidth = 640
    static let freeHeight = 360
    static let sides = 16...2_048
    static let boxCountMax = 10_000
    /// Boxes below this score are noise to every detector.
    static let boxScoreMin: Float = 0.05
    /// One: a look at a picture shall not take the machine away from the server.
    static let threads: Int32 = 1

    /// - Parameters:
    ///   - path: the model.
    ///   - library: such as `libonnxruntime.so.1.32.0` of the wheel onnxruntime.
    public init(_ path: String, library: String) throws(OnnxFault) {
        guard FileManager.default.isReadableFile(atPath: library) else { throw OnnxFault("\(library): the library cannot be read") }
        guard FileManager.default.isReadableFile(atPath: path) else { throw OnnxFault("\(path): the model cannot be read") }
        var message = [CChar](repeating: 0, count: Int(ONNX_SLOT_MESSAGE_BYTES))
        guard let pointer = onnx_slot_open(URL(fileURLWithPath: library).path, path, Self.threads, &message) else {
            throw OnnxFault("\(path): it cannot be opened as a model: \(Self.text(message))")
        }
        var dimensions = [Int64](repeating: 0, count: Int(ONNX_SLOT_DIMENSIONS_MAX))
        let count = onnx_slot_input(pointer, &dimensions)
        let (high, wide) = (dimensions[2] > 0 ? Int(dimensions[2]) : Self.freeHeight, dimensions[3] > 0 ? Int(dimensions[3]) : Self.freeWidth)
        guard count == 4, dimensions[0] <= 1, dimensions[1] == 3 || dimensions[1] < 0, Self.sides.contains(wide), Self.sides.contains(high) else {
            let shape = dimensions.prefix(Int(count)).map { $0 < 0 ? "?" : "\($0)" }.joined(separator: " × ")
            onnx_slot_close(pointer)
            throw OnnxFault("\(path): its input is \(shape); it must be 1 × 3 × height × width with sides of 16 to 2048")
        }
        (width, height) = (wide, high)
        slot = Mutex(Slot(pointer: pointer))
    }

    deinit { slot.withLock { onnx_slot_close($0.pointer) } }

    /// Looks at one picture. Boxes of class scores are none: such a model does not say where.
    public func look(at frame: PixelFrame) throws(OnnxFault) -> Recognition {
        let input = Self.planes(frame, width: width, height: height)
        var output = [Float](repeating: 0, count: 6 * Self.boxCountMax)
        var shape = [Int64](repeating: 0, count: Int(ONNX_SLOT_DIMENSIONS_MAX))
        var shapeCount: Int32 = 0
        var message = [CChar](repeating: 0, count: Int(ONNX_SLOT_MESSAGE_BYTES))
        let count = slot.withLock { slot in
            onnx_slot_run(slot.pointer, input, [1, 3, Int64(height), Int64(width)], 4, &output, Int64(output.count), &shape, &shapeCount, &message)
        }
        guard count >= 0 else { throw OnnxFault("the model does not run: \(Self.text(message))") }
        guard count <= output.count else { throw OnnxFault("the model gives more than \(Self.boxCountMax) boxes") }
        return try Self.recognition(Array(output.prefix(Int(count))), shape: shape.prefix(Int(shapeCount)).map(Int.init))
    }

    static func recognition(_ output: [Float], shape: [Int]) throws(OnnxFault) -> Recognition {
        guard output.allSatisfy(\.isFinite) else { throw OnnxFault("the model gives numbers that are none") }
        if shape == [2] || shape == [1, 2] {
            guard output.allSatisfy({ (0...1).contains($0) }) else { throw OnnxFault("the scores of the model lie outside 0 to 1") }
            return Recognition(flameConfidence: Double(output[0]), smokeConfidence: Double(output[1]), boxes: [])
        }
        guard shape.last == 6, shape.count == 2 || (shape.count == 3 && shape[0] == 1) else {
            let words = shape.map(String.init).joined(separator: " × ")
            throw OnnxFault(
                "the model answers with \(words) numbers; they must be 2 scores (flame, smoke) or N × 6 (left, top, right, bottom, score, kind)")
        }
        var boxes: [SignBox] = []
        for start in stride(from: 0, to: output.count, by: 6) {
            if let box = try box(output[start..<start + 6]) { boxes.append(box) }
        }
        let best = { (kind: FireSign) in boxes.filter { $0.kind == kind }.map(\.confidence).max() ?? 0 }
        return Recognition(flameConfidence: best(.flame), smokeConfidence: best(.smoke), boxes: boxes)
    }

    private static func box(_ row: ArraySlice<Float>) throws(OnnxFault) -> SignBox? {
        let row = Array(row)
        guard (0...1).contains(row[4]), row[5] == 0 || row[5] == 1 else {
            throw OnnxFault("a box of the model has the score \(row[4]) and the kind \(row[5])")
        }
        let (left, top, right, bottom) = (max(0, row[0]), max(0, row[1]), min(1, row[2]), min(1, row[3]))
        guard row[4] >= boxScoreMin, right > left, bottom > top else { return nil }
        let box = PictureBox(x: Double(left), y: Double(top), width: Double(right - left), height: Double(bottom - top))
        return SignBox(kind: row[5] == 0 ? .flame : .smoke, box: box, confidence: Double(row[4]))
    }

    /// Planes of red, green and blue, 0 … 1, by the nearest pixel.
    static func planes(_ frame: PixelFrame, width: Int, height: Int) -> [Float] {
        [Float](unsafeUninitializedCapacity: 3 * width * height) { planes, count in
            frame.rgb.withUnsafeBufferPointer { rgb in
                for y in 0..<height {
                    for x in 0..<width {
                        let pixel = y * frame.height / height * frame.width + x * frame.width / width
                        for channel in 0..<3 { planes[(channel * height + y) * width + x] = Float(rgb[3 * pixel + channel]) / 255 }
                    }
                }
            }
            count = 3 * width * height
        }
    }

    private static func text(_ message: [CChar]) -> String {
        String(decoding: message.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}

/// A model or its library cannot be used: which, and why.
public struct OnnxFault: Error, Hashable, Sendable, CustomStringConvertible {
    public let description: String
    init(_ description: String) { self.description = description }
}
