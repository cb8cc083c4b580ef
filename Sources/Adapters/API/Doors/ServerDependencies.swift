import City
import Operations

/// What a server is put together from. `bayu` composes it; nothing here knows which store stands behind.
public struct ServerDependencies: Sendable {
    public let city: CityModel
    public let gatekeeper: any Gatekeeper
    public let stream: BoardStream
    public let readiness: Readiness
    public let assets: AssetShelf
    public let gauges: [Gauge]
    /// Throws when the log cannot be written; asked by `/readyz`.
    public let checkLog: @Sendable () async throws -> Void

    public init(
        city: CityModel, gatekeeper: any Gatekeeper, stream: BoardStream, readiness: Readiness, assets: AssetShelf, gauges: [Gauge] = [],
        checkLog: @escaping @Sendable () async throws -> Void
    ) {
        self.city = city
        self.gatekeeper = gatekeeper
        self.stream = stream
        self.readiness = readiness
        self.assets = assets
        self.gauges = gauges
        self.checkLog = checkLog
    }
}
