import Access
import Attachments
import CameraGateway
import City
import DroneGateway
import Drones
import EventLog
import Geo
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Logging
import NIOCore
import Operations
import Readings
import Sensing
import Testing
import TravelTimes

@testable import API

/// A server over memory stores and a small city, with a clock that stands still.
struct Doors {
    let clock = FixedClock(Instant(millisecondsSince1970: 1_780_000_000_000))
    let desk: CommandDesk
    let server: BayuServer
    let readiness = Readiness()
    let cameras: CameraGatewayMemory
    let drones: DroneDesk
    let line: DroneGatewayMemory
    let attachments = AttachmentsMemory(sha256: { SHA256Digest.hash($0) })

    static let hookSecret = Array("a secret of many bytes".utf8)

    init(_ settings: ServerSettings = Doors.settings, assets: AssetShelf = .empty, log: any EventLog = EventLogMemory()) async throws {
        let clock = clock
        let map = JurisdictionMap(centers: SmallCity.model.centers, boundaries: [])
        desk = CommandDesk(
            city: SmallCity.model, jurisdictions: map, log: log, keys: PersonKeysForTests(), travel: GreatCircleTravel(), now: { clock.now })
        let sensing = SensingDesk(
            city: SmallCity.model, rules: RuleEngine(), store: ReadingsMemory(), desk: desk,
            now: { clock.now })
        try await desk.start()
        readiness.becomeReady()
        var parts = ServerDependencies(
            desk: desk, sensing: sensing, photos: PhotoDesk(desk: desk, attachments: attachments), jurisdictions: map, gatekeeper: FixedGate(),
            readiness: readiness, now: { clock.now })
        parts.assets = assets
        cameras = CameraGatewayMemory(cameras: SmallCity.cameras, now: { clock.now })
        parts.cameras = CameraDesk(cameras: SmallCity.cameras, gateway: cameras, desk: desk, photos: parts.photos, now: { clock.now })
        line = DroneGatewayMemory(drones: SmallCity.drones.map(\.id), link: DroneLink(.up, since: clock.now))
        drones = DroneDesk(drones: SmallCity.drones, gateway: line, desk: desk, newMission: { "mission" }, now: { clock.now })
        parts.drones = drones
        parts.hookSecret = { $0 == "partner" ? Doors.hookSecret : nil }
        var logger = Logger(label: "test")
        logger.logLevel = .critical
        server = try BayuServer(settings, parts, logger: logger)
    }

    /// No rate limits and any free port.
    static var settings: ServerSettings {
        var settings = ServerSettings(port: 0)
        settings.rates = .off
        return settings
    }

    func test<Value: Sendable>(_ setup: TestingSetup = .router, _ body: @Sendable @escaping (any TestClientProtocol) async throws -> Value)
        async throws -> Value
    {
        try await server.application.test(setup) { try await body($0) }
    }
}

extension TestClientProtocol {
    /// Sends as a role: a cookie with its token for people, a key for the device, nothing for nil.
    func send(
        _ method: HTTPRequest.Method, _ path: String, as role: Role? = .dutyOfficer, json: String? = nil, csrf: Bool = true,
        headers extra: HTTPFields = [:]
    ) async throws -> TestResponse {
        var headers = extra
        switch role {
        case .device: headers[.authorization] = "Bearer key-device"
        case .some(let role):
            headers[.cookie] = "other=1; bayu_session=session-" + role.rawValue
            if csrf, method != .get { headers[.csrfToken] = FixedGate.csrf(role) }
        case nil: break
        }
        return try await execute(uri: path, method: method, headers: headers, body: json.map { ByteBuffer(string: $0) })
    }
}

extension TestResponse {
    /// The body as JSON, for reading single members.
    func decoded<T: Decodable>(_ type: T.Type) throws -> T { try JSON.decode(type, from: body) }

    var problem: ProblemBody {
        get throws {
            #expect(headers[.contentType]?.hasPrefix("application/problem+json") == true)
            return try decoded(ProblemBody.self)
        }
    }

    var text: String { String(buffer: body) }
}

/// A problem as a client reads it.
struct ProblemBody: Decodable {
    let type: String
    let title: String
    let status: Int
    let detail: String
    let code: String
    let field: String?
}
