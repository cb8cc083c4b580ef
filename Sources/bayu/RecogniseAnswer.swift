import City
import Foundation
import Wildfire

/// A line of `bayu fire recognise`.
struct RecogniseAnswer: Encodable {
    struct Box: Encodable {
        let x: Double
        let y: Double
        let width: Double
        let height: Double
        let kind: FireSign
        let confidence: Double

        init(_ sign: SignBox) {
            (x, y, width, height) = (Self.rounded(sign.box.x), Self.rounded(sign.box.y), Self.rounded(sign.box.width), Self.rounded(sign.box.height))
            kind = sign.kind
            confidence = Self.rounded(sign.confidence)
        }

        static func rounded(_ value: Double) -> Double { (value * 10_000).rounded() / 10_000 }
    }

    /// What was confirmed or found wrong in a sequence, and when.
    struct Alert: Encodable {
        let kind: String
        let seconds: Double

        init(_ finding: SequenceWatch.Finding, seconds: Double) {
            self.seconds = seconds
            kind =
                switch finding {
                case .sign(let sign, _): sign.kind.rawValue
                case .frozen: "frozen"
                case .stopped: "stopped"
                case .moved: "moved"
                }
        }
    }

    let file: String
    let fire: Bool
    let smoke: Bool
    let fireConfidence: Double
    let smokeConfidence: Double
    let boxes: [Box]
    /// Of a sequence alone.
    let frames: Int?
    let alerts: [Alert]?
    var cells: [Float]?

    init(file: String, _ look: Recognition, frames: Int? = nil, alerts: [Alert]? = nil) {
        self.file = file
        fire = look.hasFlame
        smoke = look.hasSmoke
        fireConfidence = Box.rounded(look.flameConfidence)
        smokeConfidence = Box.rounded(look.smokeConfidence)
        boxes = look.boxes.map(Box.init)
        self.frames = frames
        self.alerts = alerts
    }

    func line() throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(self), as: UTF8.self)
    }

    var text: String {
        let found = [(fire, "flame", fireConfidence), (smoke, "smoke", smokeConfidence)].filter(\.0).map { "\($0.1) (\(Int($0.2 * 100)) %)" }
        let said = found.isEmpty ? "nothing found" : found.joined(separator: ", ")
        let faults = (alerts ?? []).filter { $0.kind != "flame" && $0.kind != "smoke" }.map { "\($0.kind) at \($0.seconds) s" }
        return "\(file): " + ([said] + faults).joined(separator: "; ")
    }
}
