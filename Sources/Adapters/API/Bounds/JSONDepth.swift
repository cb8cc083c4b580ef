import HTTPTypes
import NIOCore

/// Refuses JSON that is nested too deep, on its bytes, before any parser builds it.
enum JSONDepth {
    static func check(_ body: ByteBuffer) throws {
        let tooDeep = body.withUnsafeReadableBytes { isTooDeep($0, max: Bounds.jsonDepthMax) }
        if tooDeep {
            throw Problem(
                .badRequest, code: "json.too-deep", title: "Nested too deep",
                detail: "Objects and lists may be nested at most \(Bounds.jsonDepthMax) deep. Nothing was kept.")
        }
    }

    static func isTooDeep(_ bytes: UnsafeRawBufferPointer, max: Int) -> Bool {
        var depth = 0
        var inText = false
        var escaped = false
        for byte in bytes {
            if inText {
                if escaped {
                    escaped = false
                } else if byte == UInt8(ascii: "\\") {
                    escaped = true
                } else if byte == UInt8(ascii: "\"") {
                    inText = false
                }
                continue
            }
            switch byte {
            case UInt8(ascii: "\""): inText = true
            case UInt8(ascii: "{"), UInt8(ascii: "["):
                depth += 1
                if depth > max { return true }
            case UInt8(ascii: "}"), UInt8(ascii: "]"): depth -= 1
            default: break
            }
        }
        return false
    }
}
