/// The bytes of one node, little endian: `BAYC`, UInt32 count, UInt32 number of epochs, UInt32 zero; then UInt16 x, y, z of all points within
/// the node's cube; then of each epoch the Int16 change in hundredths of a millimetre of all points; then Int8 x, y, z of the normals; then of each epoch
/// one flag a point. The order keeps every block aligned to its own width.
enum CloudNodeBytes {
    static let magic: [UInt8] = Array("BAYC".utf8)
    static let headerBytes = 16
    /// Steps of a coordinate within the cube of its node.
    static let steps = 65_535.0
    /// Hundredths of a millimetre; what moved further is shown as this much.
    static let changeMax: Float = 32_767

    /// What a point's change means. There is no flag for "safe".
    enum Flag: UInt8 {
        case moved = 0
        case belowLevel = 1
        case cannotTell = 2
    }

    static func length(count: Int, epochs: Int) -> Int { headerBytes + count * (9 + 3 * epochs) }

    static func flag(change: Float, level: Float) -> Flag {
        guard change.isFinite, level.isFinite else { return .cannotTell }
        return abs(change) > level ? .moved : .belowLevel
    }

    /// - Parameters: `corner` and `edge` of the node's cube in metres, in the frame of `points`.
    static func encode(_ points: CloudPoints, _ chosen: [Int32], corner: [Double], edge: Double) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(length(count: chosen.count, epochs: points.epochs.count))
        bytes += magic
        for number in [UInt32(chosen.count), UInt32(points.epochs.count), 0] { append(number, to: &bytes) }
        for index in chosen {
            for (value, low) in [(points.x[Int(index)], corner[0]), (points.y[Int(index)], corner[1]), (points.z[Int(index)], corner[2])] {
                append(UInt16(max(0, min(steps, ((value - low) / edge * steps).rounded()))), to: &bytes)
            }
        }
        for epoch in points.epochs {
            for index in chosen {
                let change = epoch.change[Int(index)]
                append(Int16(change.isFinite ? max(-changeMax, min(changeMax, (change * 100).rounded())) : 0), to: &bytes)
            }
        }
        for index in chosen {
            for axis in 0..<3 {
                let part = points.normals.isEmpty ? 0 : points.normals[3 * Int(index) + axis]
                bytes.append(UInt8(bitPattern: Int8(part.isFinite ? max(-127, min(127, (part * 127).rounded())) : 0)))
            }
        }
        for epoch in points.epochs {
            for index in chosen { bytes.append(flag(change: epoch.change[Int(index)], level: epoch.level[Int(index)]).rawValue) }
        }
        return bytes
    }

    private static func append<T: FixedWidthInteger>(_ number: T, to bytes: inout [UInt8]) {
        withUnsafeBytes(of: number.littleEndian) { bytes.append(contentsOf: $0) }
    }
}
