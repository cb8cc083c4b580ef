import Foundation

/// The line on which each feature of a GeoJSON text begins. The JSON parser keeps places to itself, and "feature 812" alone finds nobody
/// the spot in a file of a hundred thousand lines.
struct FeatureLines {
    /// By index of the feature, from 0; a file with one bare Feature has line 1.
    let lines: [Int]

    /// Never traps and never fails: on broken JSON it holds the features before the break.
    init(_ data: Data) {
        var scan = Scan()
        for byte in data { scan.take(byte) }
        lines = scan.found
    }

    /// Where feature `index` begins; line 1 when that is not known.
    func line(of index: Int) -> Int { lines.indices.contains(index) ? lines[index] : 1 }

    /// Follows strings and brackets, one byte at a time.
    private struct Scan {
        private static let wanted = Array("features".utf8)

        private(set) var found: [Int] = []
        private var line = 1
        private var depth = 0
        private var isInString = false
        private var isEscaped = false
        /// The latest text at the top level, such as a key; a text longer than the wanted key is cut.
        private var text: [UInt8] = []
        private var isInFeatures = false

        mutating func take(_ byte: UInt8) {
            if byte == UInt8(ascii: "\n") { line += 1 }
            if isInString { return takeText(byte) }
            switch byte {
            case UInt8(ascii: "\""):
                isInString = true
                if depth == 1 { text = [] }
            case UInt8(ascii: "{"), UInt8(ascii: "["): open(byte)
            case UInt8(ascii: "}"), UInt8(ascii: "]"):
                depth -= 1
                if depth == 1 { isInFeatures = false }
            default: break
            }
        }

        private mutating func takeText(_ byte: UInt8) {
            if isEscaped {
                isEscaped = false
            } else if byte == UInt8(ascii: "\\") {
                isEscaped = true
            } else if byte == UInt8(ascii: "\"") {
                isInString = false
            } else if depth == 1, text.count <= Self.wanted.count {
                text.append(byte)
            }
        }

        private mutating func open(_ byte: UInt8) {
            if byte == UInt8(ascii: "["), depth == 1, text == Self.wanted { isInFeatures = true }
            if byte == UInt8(ascii: "{"), depth == 2, isInFeatures { found.append(line) }
            depth += 1
        }
    }
}
