import CameraGateway

/// Cuts a run of JPEGs into pictures. It goes from marker to marker (ITU-T T.81, B.1.1), so that bytes within a segment are never taken for an end.
struct JPEGSplitter {
    /// What came is no run of JPEGs, or one of them is too large.
    struct Garbage: Error, Hashable {}

    private var bytes: [UInt8] = []
    /// How far it has been looked at, and whether that lies within the coded picture, where markers have no length.
    private var cursor = 0
    private var isInScan = false

    /// Takes more bytes and gives the pictures that are whole with them.
    mutating func take(_ more: some Sequence<UInt8>) throws(Garbage) -> [[UInt8]] {
        bytes += more
        var pictures: [[UInt8]] = []
        while let end = try endOfPicture() {
            pictures.append(Array(bytes[..<end]))
            bytes.removeFirst(end)
            cursor = 0
            isInScan = false
        }
        guard bytes.count <= CameraRate.pictureBytesMax else { throw Garbage() }
        return pictures
    }

    /// Where the first picture ends; nil while more bytes are needed.
    private mutating func endOfPicture() throws(Garbage) -> Int? {
        if cursor == 0 {
            guard bytes.count >= 2 else { return nil }
            guard bytes[0] == 0xFF, bytes[1] == 0xD8 else { throw Garbage() }
            cursor = 2
        }
        while cursor + 1 < bytes.count {
            if isInScan {
                if let end = passScan() { return end }
            } else {
                guard bytes[cursor] == 0xFF else { throw Garbage() }
                if bytes[cursor + 1] == 0xD9 { return cursor + 2 }
                guard try passSegment() else { return nil }
            }
        }
        return nil
    }

    /// Goes over one byte of the coded picture, or leaves it at a marker; a stuffed FF 00 and the restart marks belong to it.
    private mutating func passScan() -> Int? {
        guard bytes[cursor] == 0xFF else {
            cursor += 1
            return nil
        }
        switch bytes[cursor + 1] {
        case 0x00, 0xD0...0xD7: cursor += 2
        case 0xD9: return cursor + 2
        default: isInScan = false
        }
        return nil
    }

    /// Goes over one segment with a length; false while it is not whole.
    private mutating func passSegment() throws(Garbage) -> Bool {
        guard cursor + 3 < bytes.count else { return false }
        let length = Int(bytes[cursor + 2]) << 8 | Int(bytes[cursor + 3])
        guard length >= 2 else { throw Garbage() }
        guard cursor + 2 + length <= bytes.count else { return false }
        isInScan = bytes[cursor + 1] == 0xDA
        cursor += 2 + length
        return true
    }
}
