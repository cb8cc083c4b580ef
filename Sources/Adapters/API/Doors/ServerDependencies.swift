import CameraGateway
import City
import DroneGateway
import FireRoom
import Geo
import HazardKit
import HotSpots
import Operations

/// What a server is put together from. `bayu` composes it; nothing here knows which store stands behind.
public struct ServerDependencies: Sendable {
    public let desk: CommandDesk
    public let sensing: SensingDesk
    public let photos: PhotoDesk
    public let jurisdictions: JurisdictionMap
    public let gatekeeper: any Gatekeeper
    public let readiness: Readiness
    public var assets = AssetShelf.empty
    /// The city's cameras; none where nobody has set any up.
    public var cameras: CameraDesk
    /// The city's drones; none where it has none.
    public var drones: DroneDesk
    /// Where fires are forecast; nil where the city describes no forest.
    public var fires: FireRoom?
    /// What takes detections together; nothing is fused where no hazard does.
    public var detections: DetectionDesk
    /// Where hot spots of satellites are fetched; nil where no address is set up.
    public var hotSpots: HotSpotFeed?
    public var gauges: [Gauge] = []
    public var scenario: ScenarioLabel?
    /// Point clouds of sites.
    public var clouds = CloudShelf.empty
    /// Layer models of sites.
    public var geology = GeologyShelf.empty
    /// The city's rules, for the alarm budget.
    public var rules: [RuleParameters] = []
    public let now: @Sendable () -> Instant
    /// The secret of a source of signed webhooks; nil for one that nobody has set up.
    public var hookSecret: @Sendable (String) -> [UInt8]? = { _ in nil }
    /// Throws when the log cannot be written; asked by `/readyz`.
    public var checkLog: @Sendable () async throws -> Void = {}

    public init(
        desk: CommandDesk, sensing: SensingDesk, photos: PhotoDesk, jurisdictions: JurisdictionMap, gatekeeper: any Gatekeeper,
        readiness: Readiness, now: @escaping @Sendable () -> Instant
    ) {
        self.desk = desk
        self.sensing = sensing
        self.photos = photos
        cameras = CameraDesk(cameras: [], gateway: CameraGatewayMemory(cameras: [], now: now), desk: desk, photos: photos, now: now)
        drones = DroneDesk(
            drones: [], gateway: DroneGatewayMemory(drones: [], link: DroneLink(.none, since: now())), desk: desk, newMission: { "" }, now: now)
        detections = DetectionDesk(fusions: [:], desk: desk, now: now)
        self.jurisdictions = jurisdictions
        self.gatekeeper = gatekeeper
        self.readiness = readiness
        self.now = now
    }
}
