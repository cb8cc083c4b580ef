import City
import Hummingbird
import HummingbirdCore
import HummingbirdHTTP2
import Logging
import NIOCore
import NIOSSL
import ServiceLifecycle

/// The HTTP server with all its doors. Run it in a service group; it ends gracefully with the group.
public struct BayuServer: Service {
    public let routes: RouteList
    let door: FrontDoor
    let settings: ServerSettings
    let stream: BoardStream
    let feed: BoardFeed
    let builder: HTTPServerBuilder
    let logger: Logger
    let onRunning: @Sendable (Int) async -> Void

    /// - Throws: `BindPolicy.Refusal` when it must not listen there, an error of the TLS library when the certificate or key cannot be read.
    public init(
        _ settings: ServerSettings, _ dependencies: ServerDependencies, logger: Logger, onRunning: @escaping @Sendable (Int) async -> Void = { _ in }
    ) throws {
        if let refusal = BindPolicy.check(
            bind: settings.bind, tls: settings.tls != nil, behindProxy: settings.behindProxy, demoAccounts: settings.demoAccounts)
        {
            throw refusal
        }
        self.settings = settings
        self.logger = logger
        self.onRunning = onRunning
        let now = dependencies.now
        stream = BoardStream(head: 0, now: { now().rfc3339 })
        feed = BoardFeed(desk: dependencies.desk, drones: dependencies.drones, stream: stream, logger: logger)
        builder = try Self.builder(settings)
        (routes, door) = Self.doors(settings, dependencies, stream, logger: logger)
    }

    public func run() async throws { try await application.run() }

    /// The application that answers, for a service group or for tests.
    var application: Application<FrontDoor> {
        Application(
            responder: door, server: builder,
            configuration: ApplicationConfiguration(
                address: .hostname(settings.bind, port: settings.port), backlog: 1_024,
                availableConnectionsDelegate: MaximumAvailableConnections(Bounds.connectionsMax)), services: [feed],
            onServerRunning: { channel in await onRunning(channel.localAddress?.port ?? settings.port) }, logger: logger)
    }

    private static func builder(_ settings: ServerSettings) throws -> HTTPServerBuilder {
        let http1 = HTTP1Channel.Configuration(
            idleTimeout: settings.idleTimeout,
            httpDecoderConfiguration: .init(
                maxHeaderFieldSize: Bounds.headerFieldBytesMax, maxHeaderListSize: Bounds.headerListBytesMax,
                maxHeaderFieldCount: Bounds.headerFieldCountMax))
        guard let tls = settings.tls else { return .http1(configuration: http1) }
        let chain = try NIOSSLCertificate.fromPEMFile(tls.certificate)
        let key = try NIOSSLPrivateKey(file: tls.key, format: .pem)
        var configuration = TLSConfiguration.makeServerConfiguration(certificateChain: chain.map { .certificate($0) }, privateKey: .privateKey(key))
        configuration.minimumTLSVersion = .tlsv12
        return try .http2Upgrade(
            tlsConfiguration: configuration,
            configuration: HTTP2ChannelConfiguration(
                idleTimeout: .nanoseconds(settings.idleTimeout.nanoseconds), streamConfiguration: http1))
    }
}
