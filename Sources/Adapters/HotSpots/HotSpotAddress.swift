import Foundation

/// Where hot spots are fetched from. FIRMS has the key in its path, so an address is a secret: only its host is ever said.
public struct HotSpotAddress: Sendable, CustomStringConvertible {
    /// Why an address cannot be used; it does not repeat the address.
    public struct Fault: Error, CustomStringConvertible {
        public let description: String
    }

    let text: String
    public let host: String

    /// - Parameter text: `https://…`, or `http://` on this machine.
    public init(_ text: String) throws(Fault) {
        let trimmed = text.trimmingCharacters(in: .whitespacesAndNewlines)
        guard let parts = URLComponents(string: trimmed), let host = parts.host, !host.isEmpty else {
            throw Fault(description: "is no address: give https://HOST/PATH, as FIRMS shows it for an area")
        }
        guard parts.scheme == "https" || parts.scheme == "http" && Self.isHere(host) else {
            throw Fault(description: "must begin with https://: the key of FIRMS stands in it")
        }
        self.text = trimmed
        self.host = host
    }

    public var description: String { host }

    private static func isHere(_ host: String) -> Bool { ["127.0.0.1", "localhost", "::1", "[::1]"].contains(host) }
}
