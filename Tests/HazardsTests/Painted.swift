@testable import Wildfire

/// Pictures painted by a test, and a recogniser that says the same of each.
enum Painted {
    static func luma(_ red: Int, _ green: Int, _ blue: Int) -> Int { (77 * red + 150 * green + 29 * blue) >> 8 }

    /// A number that two neighbouring places do not share.
    static func hash(_ x: Int, _ y: Int) -> Int {
        var value = UInt32(truncatingIfNeeded: x &* 73_856_093 ^ y &* 19_349_663)
        value = (value ^ (value >> 15)) &* 2_246_822_519
        return Int((value ^ (value >> 13)) >> 4)
    }

    /// A picture of 160 × 90 pixels, painted as if it had 640 × 360: a debug build goes through more of them in a second.
    static func frame(_ colour: (_ x: Int, _ y: Int) -> (UInt8, UInt8, UInt8)) throws -> PixelFrame {
        var rgb: [UInt8] = []
        rgb.reserveCapacity(160 * 90 * 3)
        for y in 0..<90 {
            for x in 0..<160 {
                let (red, green, blue) = colour(4 * x, 4 * y)
                rgb += [red, green, blue]
            }
        }
        return try PixelFrame(width: 160, height: 90, rgb: rgb)
    }

    static func recogniser(bias: Float = 0) throws -> Recogniser {
        func head(_ groups: Int) -> RecogniserWeights.Head {
            let names = CellHead.names(groups).map { ($0, Float(0)) }
            return .init(bias: bias, linear: Dictionary(uniqueKeysWithValues: names), root: Dictionary(uniqueKeysWithValues: names))
        }
        func heads(_ groups: Int) -> RecogniserWeights.Heads { .init(flame: head(groups), smoke: head(groups), either: head(groups)) }
        return try Recogniser(
            RecogniserWeights(whole: heads(1), local: heads(4), localPart: 0.3, scoreMin: 0, smokeLeadMin: -1, flameLeadMax: 1))
    }
}
