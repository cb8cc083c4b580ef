import City

/// What an address below `/sta/v1.1` means.
public enum EntityPath: Hashable, Sendable {
    case root
    case datastreams
    case datastream(DatastreamID)
    /// `Datastreams(ID)/Observations`.
    case observationsOf(DatastreamID)
    case observations
    case observation(Int64)
    case createObservations

    /// Reads the path below `/sta/v1.1`, percent-encoded as it came; nil for what this server does not know.
    ///
    /// A key is a string in quotes, in which a quote is doubled, or a whole number: `Datastreams('gnss-17')`, `Datastreams(17)`.
    public init?(_ path: String) {
        guard path.utf8.count <= Self.pathBytesMax, let bytes = Self.percentDecoded(Array(path.utf8)) else { return nil }
        let trimmed = bytes.drop { $0 == 47 }
        let text = String(decoding: trimmed.last == 47 ? trimmed.dropLast() : trimmed, as: UTF8.self)
        switch text {
        case "": self = .root
        case "Datastreams": self = .datastreams
        case "Observations": self = .observations
        case "CreateObservations": self = .createObservations
        default:
            if let key = Self.key(text, after: "Observations(", before: ")"), let number = Int64(key.text), !key.quoted, number >= 0 {
                self = .observation(number)
            } else if let key = Self.key(text, after: "Datastreams(", before: ")/Observations") {
                self = .observationsOf(DatastreamID(key.text))
            } else if let key = Self.key(text, after: "Datastreams(", before: ")") {
                self = .datastream(DatastreamID(key.text))
            } else {
                return nil
            }
        }
    }

    private static func key(_ text: String, after prefix: String, before suffix: String) -> (text: String, quoted: Bool)? {
        guard text.hasPrefix(prefix), text.hasSuffix(suffix), text.utf8.count > prefix.utf8.count + suffix.utf8.count else { return nil }
        let inner = Array(text.utf8.dropFirst(prefix.utf8.count).dropLast(suffix.utf8.count))
        guard inner.first == 39 else {
            guard let number = Int64(String(decoding: inner, as: UTF8.self)) else { return nil }
            return ("\(number)", false)
        }
        guard inner.count > 2, inner.last == 39 else { return nil }
        var id: [UInt8] = []
        var index = 1
        while index < inner.count - 1 {
            if inner[index] == 39 {
                guard index + 1 < inner.count - 1, inner[index + 1] == 39 else { return nil }
                index += 1
            }
            id.append(inner[index])
            index += 1
        }
        guard id.count <= idBytesMax else { return nil }
        return (String(decoding: id, as: UTF8.self), true)
    }

    private static func percentDecoded(_ bytes: [UInt8]) -> [UInt8]? {
        var decoded: [UInt8] = []
        var index = 0
        while index < bytes.count {
            guard bytes[index] == 37 else {
                decoded.append(bytes[index])
                index += 1
                continue
            }
            guard index + 2 < bytes.count, let high = nibble(bytes[index + 1]), let low = nibble(bytes[index + 2]) else { return nil }
            decoded.append(high << 4 | low)
            index += 3
        }
        return String(validating: decoded, as: UTF8.self) == nil ? nil : decoded
    }

    private static func nibble(_ byte: UInt8) -> UInt8? {
        switch byte {
        case 48...57: byte - 48
        case 65...70, 97...102: (byte | 32) - 87
        default: nil
        }
    }

    /// Longer names of series are a mistake.
    static let idBytesMax = 128
    /// An id in which every byte is percent-encoded, and the words around it.
    static let pathBytesMax = 512
}
