/// Decides whether a server may listen where it is told to.
public enum BindPolicy {
    /// Why a server must not start like this.
    public struct Refusal: Error, Hashable, Sendable {
        public let message: String
    }

    /// Nil when it may.
    public static func check(bind: String, tls: Bool, behindProxy: Bool, demoAccounts: Bool) -> Refusal? {
        if isLoopback(bind) { return nil }
        if demoAccounts {
            return Refusal(
                message: "The demonstration's accounts have a published password, so --bind \(bind) is refused. "
                    + "Leave out --bind, or start without the scenario and with accounts of your own.")
        }
        if !tls && !behindProxy {
            return Refusal(
                message: "Plain HTTP on \(bind) would show sessions to everyone on the way. Give --tls-cert and --tls-key, "
                    + "or --behind-proxy when a proxy on this machine or network ends TLS.")
        }
        return nil
    }

    static func isLoopback(_ address: String) -> Bool {
        if address == "localhost" || address == "::1" || address == "[::1]" { return true }
        let parts = address.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 4 && parts[0] == "127" && parts.allSatisfy { UInt8($0) != nil }
    }
}
