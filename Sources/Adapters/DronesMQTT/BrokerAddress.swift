import Foundation

/// Where a broker is: `mqtt://host:1883`, or `mqtts://host:8883` with TLS, checked against the authorities of the system or one of the city's own.
public struct BrokerAddress: Hashable, Sendable {
    public let host: String
    public let port: Int
    public let tls: Bool

    /// Throws what is wrong with it, in words. A password in it is refused: command lines can be read by everybody on the machine.
    public init(_ text: String) throws(BrokerAddressFault) {
        guard let parts = URLComponents(string: text), let scheme = parts.scheme, scheme == "mqtt" || scheme == "mqtts", let host = parts.host,
            !host.isEmpty
        else { throw BrokerAddressFault("must look like mqtt://host:1883 or mqtts://host:8883") }
        guard parts.user == nil, parts.password == nil else {
            throw BrokerAddressFault("holds a name or password; give them by --drone-broker-user and --drone-broker-password-file")
        }
        guard parts.path.isEmpty || parts.path == "/", parts.query == nil, parts.fragment == nil else {
            throw BrokerAddressFault("has something behind the port; leave it out")
        }
        let port = parts.port ?? (scheme == "mqtts" ? 8_883 : 1_883)
        guard (1...65_535).contains(port) else { throw BrokerAddressFault("names the port \(port), which lies outside 1 to 65535") }
        self.host = host.trimmingCharacters(in: CharacterSet(charactersIn: "[]"))
        self.port = port
        tls = scheme == "mqtts"
    }
}

/// What is wrong with the address of a broker.
public struct BrokerAddressFault: Error, Hashable, Sendable, CustomStringConvertible {
    public let description: String
    init(_ description: String) { self.description = description }
}

/// Who is let in, and whom to believe.
public struct BrokerTrust: Hashable, Sendable {
    public let credentials: BrokerCredentials?
    /// A PEM file of the authorities that may have signed the broker's certificate; nil for those of the system.
    public let authorities: String?

    public init(credentials: BrokerCredentials? = nil, authorities: String? = nil) {
        self.credentials = credentials
        self.authorities = authorities
    }
}

/// A name and password for a broker.
public struct BrokerCredentials: Hashable, Sendable {
    public let user: String
    public let password: String

    public init(user: String, password: String) {
        self.user = user
        self.password = password
    }
}
