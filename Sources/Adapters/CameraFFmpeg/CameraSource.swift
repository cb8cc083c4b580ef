/// Where one camera's pictures come from. Printing it never tells a user name, a password or a token.
public struct CameraSource: Hashable, Sendable, CustomStringConvertible {
    enum Kind: Hashable, Sendable {
        case file
        case rtsp(secure: Bool)
        case http(secure: Bool)
    }

    let kind: Kind
    /// A path, or an address with everything that is secret about it.
    let place: String

    /// A file that is shown over and over, at the speed at which it was taken.
    public init(file path: String) {
        kind = .file
        place = path
    }

    /// An address: `rtsp://`, `rtsps://`, or `http://` and `https://` for MJPEG and HLS.
    /// - Throws: `CameraSourceFault`, which holds nothing of the address.
    public init(address: String) throws(CameraSourceFault) {
        guard address.utf8.count <= Self.addressBytesMax else { throw CameraSourceFault("has more than \(Self.addressBytesMax) bytes") }
        // Printable ASCII without quote and backslash: such an address can be handed on as it stands, and ends nowhere but at its end.
        guard address.utf8.allSatisfy({ (33...126).contains($0) && $0 != 39 && $0 != 92 }) else {
            throw CameraSourceFault("holds a character that no address holds as it stands; write it as %XX")
        }
        switch address.prefix(while: { $0 != ":" }).lowercased() {
        case "rtsp": kind = .rtsp(secure: false)
        case "rtsps": kind = .rtsp(secure: true)
        case "http": kind = .http(secure: false)
        case "https": kind = .http(secure: true)
        default: throw CameraSourceFault("begins with none of rtsp://, rtsps://, http://, https://")
        }
        guard let start = address.firstRange(of: "://"), start.upperBound < address.endIndex, address[start.upperBound] != "/" else {
            throw CameraSourceFault("names no host after ://")
        }
        place = address
    }

    static let addressBytesMax = 2_000

    /// Such as `rtsp` or `file`; the host is left out too, because it helps whoever looks for cameras.
    public var description: String {
        switch kind {
        case .file: "a file"
        case .rtsp: "an RTSP address"
        case .http: "an HTTP address"
        }
    }
}

/// Why an address is not taken. It holds nothing of the address.
public struct CameraSourceFault: Error, Hashable, Sendable, CustomStringConvertible {
    public let description: String
    init(_ description: String) { self.description = description }
}
