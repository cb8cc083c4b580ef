import Foundation
import Gateways

/// Where a webhook may go: `https` anywhere, `http` to this machine alone, so that no signed body crosses a network in the clear.
public struct WebhookAddress: Hashable, Sendable {
    /// Longer ones are mistakes.
    static let lengthMax = 2048

    public let text: String

    /// - Throws: `GatewayFault`, never retryable, that says what is wrong with the address.
    public init(checking text: String) throws {
        guard text.utf8.count <= Self.lengthMax, let parts = URLComponents(string: text), let url = parts.url, let host = url.host, !host.isEmpty
        else { throw Self.fault("is not an address; use https://host/path") }
        guard parts.user == nil, parts.password == nil else {
            throw Self.fault("must not hold a user name or password; the signature proves who sends")
        }
        guard parts.fragment == nil else { throw Self.fault("must not have a #fragment") }
        guard let scheme = parts.scheme?.lowercased(), scheme == "https" || scheme == "http" else { throw Self.fault("must begin with https://") }
        guard Self.bare(parts.host ?? "") == Self.bare(host) else { throw Self.fault("has a host that can be read in two ways") }
        guard scheme == "https" || Self.isLoopback(host) else {
            throw Self.fault("must begin with https://; http:// is for this machine alone (localhost, 127.0.0.1, [::1])")
        }
        guard !Self.isLinkLocal(host) else { throw Self.fault("points at a link-local address, where machines keep their own credentials") }
        self.text = url.absoluteString
    }

    private static func fault(_ rule: String) -> GatewayFault { GatewayFault("address: the webhook address \(rule)", retryable: false) }

    /// Foundation's types disagree on whether the brackets of an IPv6 address belong to the host.
    private static func bare(_ host: String) -> String { host.lowercased().filter { $0 != "[" && $0 != "]" } }

    private static func isLoopback(_ host: String) -> Bool {
        let host = bare(host)
        if host == "localhost" || host == "::1" { return true }
        return octets(host)?.first == 127
    }

    private static func isLinkLocal(_ host: String) -> Bool {
        let host = bare(host)
        if host.contains(":") && (host.hasPrefix("fe80:") || host.hasPrefix("::ffff:")) { return true }
        return octets(host).map { $0[0] == 169 && $0[1] == 254 } ?? false
    }

    /// The four numbers of a dotted IPv4 address; nil for every other spelling.
    private static func octets(_ host: String) -> [Int]? {
        let parts = host.split(separator: ".", omittingEmptySubsequences: false)
        let numbers = parts.compactMap { part in part.allSatisfy(\.isNumber) ? UInt8(part).map(Int.init) : nil }
        return parts.count == 4 && numbers.count == 4 ? numbers : nil
    }
}
