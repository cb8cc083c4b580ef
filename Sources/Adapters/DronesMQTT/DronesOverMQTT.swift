import City
import DroneGateway
import Drones
import Foundation
import Synchronization

/// Drones in docks that speak the DJI Cloud API through an MQTT broker.
///
/// - Run: `start()`, `stop()`
public final class DronesOverMQTT: DroneGateway {
    private let drones: [DroneID: Drone]
    private let reader: DockReader
    private let now: @Sendable () -> Instant
    private let state: Mutex<State>
    private let told: AsyncStream<DroneReport>
    private let teller: AsyncStream<DroneReport>.Continuation
    /// Made once, right after everything that it tells is there.
    private let line: Mutex<BrokerLine?>

    private struct State {
        var link: DroneLink
        /// When telemetry of each source was last passed on.
        var passedOn: [Source: Instant] = [:]
    }

    private struct Source: Hashable {
        let drone: DroneID
        let kind: DroneTelemetry.Source
    }

    /// As much as five hundred docks say in some seconds.
    static let reportsHeldMax = 8_192
    /// Docks report every two seconds; whoever sends more often cannot crowd out the others.
    static let telemetryEvery: Seconds = 0.2

    public convenience init(drones: [Drone], address: BrokerAddress, trust: BrokerTrust, now: @escaping @Sendable () -> Instant) {
        self.init(drones: drones, address: address, trust: trust, now: now, reportsHeldMax: Self.reportsHeldMax)
    }

    /// The same with room for another number of reports, for tests.
    init(drones: [Drone], address: BrokerAddress, trust: BrokerTrust, now: @escaping @Sendable () -> Instant, reportsHeldMax: Int) {
        self.drones = Dictionary(drones.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        reader = DockReader(drones: drones, now: now)
        self.now = now
        state = Mutex(State(link: DroneLink(.down, since: now(), detail: "not connected yet")))
        (told, teller) = AsyncStream.makeStream(of: DroneReport.self, bufferingPolicy: .bufferingOldest(reportsHeldMax))
        line = Mutex(nil)
        let made = BrokerLine(
            address: address, trust: trust, clientName: "bayu-" + UUID().uuidString.prefix(12), topics: DockReader.topics,
            tell: { [weak self] in self?.take($0) })
        line.withLock { $0 = made }
    }

    public func start() { line.withLock { $0 }?.start() }

    public func stop() {
        line.withLock { $0 }?.stop()
        teller.finish()
    }

    public var link: DroneLink { state.withLock { $0.link } }

    public func reports() -> AsyncStream<DroneReport> { told }

    // MARK: What is said to docks

    public func takeOff(_ order: TakeOffOrder) async throws {
        guard let drone = drones[order.drone] else { throw DroneFault("The drone \(order.drone) is not connected.") }
        let takeOff = CloudMessage.TakeOff(
            flightId: order.mission, targetLatitude: order.target.latitude, targetLongitude: order.target.longitude,
            targetHeight: drone.homeHeightMetres + order.heightMetres, securityTakeoffHeight: order.heightMetres,
            commanderFlightHeight: order.heightMetres, rthAltitude: Int(order.heightMetres.rounded(.up)),
            maxSpeed: Int(drone.speedMetresPerSecond))
        try say("takeoff_to_point", takeOff, to: drone, mission: order.mission)
    }

    public func sendOn(_ order: OnwardOrder) async throws {
        guard let drone = drones[order.drone] else { throw DroneFault("The drone \(order.drone) is not connected.") }
        let point = CloudMessage.FlyTo.Point(
            latitude: order.target.latitude, longitude: order.target.longitude, height: drone.homeHeightMetres + order.heightMetres)
        let flyTo = CloudMessage.FlyTo(
            flyToId: order.changesWay ? nil : order.order, maxSpeed: Int(drone.speedMetresPerSecond), points: [point])
        try say(order.changesWay ? "fly_to_point_update" : "fly_to_point", flyTo, to: drone, mission: order.order)
    }

    public func push(_ picture: PictureOrder) async throws {
        guard let drone = drones[picture.drone], let live = drone.live else {
            throw DroneFault("Nobody has told where the drone \(picture.drone) pushes its picture. Add `live` to it in drones.yaml.")
        }
        if picture.start {
            try say("live_start_push", CloudMessage.LiveStart(url: live.address, videoId: live.video), to: drone, mission: picture.mission)
        } else {
            try say("live_stop_push", CloudMessage.LiveStop(videoId: live.video), to: drone, mission: picture.mission)
        }
    }

    public func returnHome(_ id: DroneID, mission: String) async throws {
        guard let drone = drones[id] else { throw DroneFault("The drone \(id) is not connected.") }
        try say("return_home", CloudMessage.Nothing(), to: drone, mission: mission)
    }

    private func say(_ method: String, _ data: some Encodable, to drone: Drone, mission: String) throws {
        let message = CloudMessage.Order(
            tid: UUID().uuidString.lowercased(), bid: mission, timestamp: now().millisecondsSince1970, gateway: drone.dock, method: method, data: data
        )
        let payload = try CloudMessage.bytes(message)
        let isTaken = line.withLock { $0 }?.publish(payload, to: "thing/product/\(drone.dock)/services") ?? false
        guard isTaken else { throw DroneFault("The line to the broker is down, so \(drone.id) was told nothing. Try again when it is up.") }
    }

    // MARK: What comes

    private func take(_ news: BrokerLine.News) {
        switch news {
        case .up: set(.up, nil)
        case .down(let reason): set(.down, reason)
        case .tooLong:
            state.withLock { state in
                state.link.counts.received += 1
                state.link.counts.tooLong += 1
            }
        case .message(let topic, let payload): take(topic, payload)
        }
    }

    private func set(_ link: DroneLink.State, _ detail: String?) {
        let moment = now()
        state.withLock { state in
            if state.link.state != link { state.link.since = moment }
            state.link.state = link
            state.link.detail = detail
        }
    }

    private func take(_ topic: String, _ payload: [UInt8]) {
        state.withLock { $0.link.counts.received += 1 }
        switch reader.read(topic, payload) {
        case .unknownSerial: state.withLock { $0.link.counts.unknownSerials += 1 }
        case .malformed: state.withLock { $0.link.counts.malformed += 1 }
        case .told(let reports, let reply):
            var isWhole = true
            for report in reports where isDue(report) {
                guard case .dropped = teller.yield(report) else { continue }
                isWhole = false
                state.withLock { $0.link.counts.dropped += 1 }
            }
            // A dock that gets no answer says it again, so one that is lost with the line is not missed; nor is what there was no room for.
            if isWhole, let reply { _ = line.withLock { $0 }?.publish(reply.payload, to: reply.topic) }
        }
    }

    /// What is said of a flight is always passed on; telemetry only so often.
    private func isDue(_ report: DroneReport) -> Bool {
        guard case .telemetry(let telemetry) = report.content else { return true }
        let moment = now()
        let source = Source(drone: report.drone, kind: telemetry.source)
        return state.withLock { state in
            if let last = state.passedOn[source], moment.since(last) < Self.telemetryEvery, moment >= last {
                state.link.counts.dropped += 1
                return false
            }
            state.passedOn[source] = moment
            return true
        }
    }
}
