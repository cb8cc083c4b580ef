import City
import DroneGateway
import Drones
import Foundation

/// Makes sense of what comes from a broker. Everything there is somebody else's word: it is read into few fields, each within its bounds, and what
/// does not fit is told apart and dropped.
struct DockReader: Sendable {
    enum Outcome: Sendable {
        case told([DroneReport], reply: Reply?)
        case unknownSerial
        case malformed
    }

    /// What a dock wants to hear back.
    struct Reply: Sendable {
        let topic: String
        let payload: [UInt8]
    }

    /// What is listened to, whatever the serial number: an unknown one is to be seen in the counts.
    static let topics = [
        "sys/product/+/status", "thing/product/+/osd", "thing/product/+/state", "thing/product/+/events", "thing/product/+/services_reply",
    ]

    private let byDock: [String: Drone]
    private let byAircraft: [String: Drone]
    private let now: @Sendable () -> Instant
    private let decoder = JSONDecoder()

    /// A UUID has 36; what is longer is not echoed.
    private static let nameBytesMax = 128
    private static let windRange = 0.0...100.0
    /// A drone below its dock flies down a valley.
    private static let heightRange = -2_000.0...9_000.0

    init(drones: [Drone], now: @escaping @Sendable () -> Instant) {
        byDock = Dictionary(drones.map { ($0.dock, $0) }, uniquingKeysWith: { first, _ in first })
        byAircraft = Dictionary(drones.map { ($0.aircraft, $0) }, uniquingKeysWith: { first, _ in first })
        self.now = now
    }

    func read(_ topic: String, _ payload: [UInt8]) -> Outcome {
        let parts = topic.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 4, parts[1] == "product" else { return .malformed }
        let serial = parts[2]
        do {
            switch (parts[0], parts[3]) {
            case ("thing", "osd"):
                if let drone = byDock[serial] { return try dock(drone, payload) }
                if let drone = byAircraft[serial] { return try aircraft(drone, payload) }
                return .unknownSerial
            case ("thing", "state"):
                guard byDock[serial] != nil || byAircraft[serial] != nil else { return .unknownSerial }
                _ = try envelope(payload, of: CloudMessage.Anything.self)
                return .told([], reply: nil)
            case ("thing", "services_reply"):
                guard let drone = byDock[serial] else { return .unknownSerial }
                return try answer(drone, payload)
            case ("thing", "events"):
                guard let drone = byDock[serial] else { return .unknownSerial }
                return try event(drone, payload)
            case ("sys", "status"):
                guard let drone = byDock[serial] else { return .unknownSerial }
                return try status(drone, payload)
            default: return .malformed
            }
        } catch {
            // Whatever it was, it is no message of a dock: the count says so, and its text is nobody's business.
            return .malformed
        }
    }

    private struct Unusable: Error {}

    private func envelope<Content>(_ payload: [UInt8], of content: Content.Type) throws -> CloudMessage.Envelope<Content> {
        let envelope = try decoder.decode(CloudMessage.Envelope<Content>.self, from: Data(payload))
        for name in [envelope.tid, envelope.bid, envelope.method] where (name?.utf8.count ?? 0) > Self.nameBytesMax { throw Unusable() }
        return envelope
    }

    private func within<Value: Comparable>(_ value: Value?, _ range: ClosedRange<Value>) throws -> Value? {
        guard let value else { return nil }
        guard range.contains(value) else { throw Unusable() }
        return value
    }

    // MARK: Telemetry

    private func dock(_ drone: Drone, _ payload: [UInt8]) throws -> Outcome {
        let properties = try envelope(payload, of: CloudMessage.DockProperties.self).data
        var told = DroneTelemetry(.dock)
        told.dockMode =
            switch properties.modeCode {
            case 0?: .idle
            case 1?, 2?, 3?: .maintenance
            case 4?: .working
            case nil: nil
            default: throw Unusable()
            }
        told.isStopped = try within(properties.emergencyStop, 0...1).map { $0 == 1 }
        told.isInDock = try within(properties.droneInDock, 0...1).map { $0 == 1 }
        told.windMetresPerSecond = try within(properties.windSpeed, Self.windRange)
        told.rain = try within(properties.rainfall, 0...3)
        // The dock knows the battery of what lies in it, and an old number of what does not.
        if told.isInDock ?? true { told.batteryPercent = try within(properties.charge?.percent, 0...100) }
        return .told([DroneReport(drone: drone.id, .telemetry(told))], reply: nil)
    }

    private func aircraft(_ drone: Drone, _ payload: [UInt8]) throws -> Outcome {
        let properties = try envelope(payload, of: CloudMessage.AircraftProperties.self).data
        // 14: the dock says that it has no connection to the aircraft, which then has said nothing itself.
        if properties.modeCode == 14 { return .told([], reply: nil) }
        var told = DroneTelemetry(.aircraft)
        told.mode = try properties.modeCode.map(Self.mode)
        if let latitude = properties.latitude, let longitude = properties.longitude, latitude != 0 || longitude != 0 {
            let position = Coordinate(latitude: latitude, longitude: longitude)
            guard position.isOnEarth else { throw Unusable() }
            told.position = position
        }
        told.heightMetres = try within(properties.elevation, Self.heightRange)
        told.headingDegrees = try within(properties.heading, -180.0...360.0).map { $0 < 0 ? $0 + 360 : $0 == 360 ? 0 : $0 }
        told.speedMetresPerSecond = try within(properties.horizontalSpeed, 0.0...100.0)
        told.batteryPercent = try within(properties.battery?.percent, 0...100)
        return .told([DroneReport(drone: drone.id, .telemetry(told))], reply: nil)
    }

    /// `mode_code` of an aircraft.
    private static func mode(_ code: Int) throws -> DroneState.Mode {
        switch code {
        case 0: .standby
        case 1, 2: .preparing
        case 3...8, 15...19: .flying
        case 9: .returning
        case 10, 11, 12: .landing
        case 13: .upgrading
        default: throw Unusable()
        }
    }

    // MARK: Flights

    /// The answer to an order or a call. Its `bid` is the flight.
    private func answer(_ drone: Drone, _ payload: [UInt8]) throws -> Outcome {
        let answer = try envelope(payload, of: CloudMessage.Result.self)
        guard let method = answer.method, let mission = answer.bid else { throw Unusable() }
        let result = answer.data.result
        let said: FlightReport? =
            switch method {
            case "takeoff_to_point": result == 0 ? .accepted : .refused(code: result)
            case "fly_to_point", "fly_to_point_update": result == 0 ? .onwardAccepted : .onwardRefused(code: result)
            case "live_start_push": result == 0 ? .pictureStarted : .pictureRefused(code: result)
            case "live_stop_push": result == 0 ? .pictureStopped : .pictureStopRefused(code: result)
            case "return_home": result == 0 ? .callBackAccepted : .callBackRefused(code: result)
            default: nil
            }
        return .told(said.map { [DroneReport(drone: drone.id, .flight(mission: mission, $0))] } ?? [], reply: nil)
    }

    private func event(_ drone: Drone, _ payload: [UInt8]) throws -> Outcome {
        let about = try envelope(payload, of: CloudMessage.Anything.self)
        let reply = try reply(to: about, on: "thing/product/\(drone.dock)/events_reply", asked: about.needReply == 1)
        if about.method == "fly_to_point_progress" { return .told(try onward(drone, payload), reply: reply) }
        guard about.method == "takeoff_to_point_progress" else { return .told([], reply: reply) }
        let progress = try envelope(payload, of: CloudMessage.Progress.self).data
        guard progress.flight.utf8.count <= Self.nameBytesMax else { throw Unusable() }
        let said: FlightReport
        switch progress.status {
        // "Executing" begins before the cover is open: that it flies is for the aircraft to say.
        case "task_ready", "wayline_progress": said = .accepted
        case "wayline_ok", "task_finish": said = .arrived
        case "wayline_failed": said = .failed(code: progress.result)
        case "wayline_cancel": said = .returning
        default: throw Unusable()
        }
        return .told([DroneReport(drone: drone.id, .flight(mission: progress.flight, said))], reply: reply)
    }

    /// Progress on the way to another place says that the order was taken on, where the answer itself was lost.
    private func onward(_ drone: Drone, _ payload: [UInt8]) throws -> [DroneReport] {
        let progress = try envelope(payload, of: CloudMessage.OnwardProgress.self).data
        guard progress.order.utf8.count <= Self.nameBytesMax else { throw Unusable() }
        let said: [FlightReport]
        switch progress.status {
        case "wayline_progress": said = [.onwardAccepted]
        case "wayline_ok": said = [.onwardAccepted, .arrived]
        case "wayline_failed", "wayline_cancel": said = [.onwardFailed(code: progress.result)]
        default: throw Unusable()
        }
        return said.map { DroneReport(drone: drone.id, .flight(mission: progress.order, $0)) }
    }

    /// A dock says what hangs on it. That it is there is all that is used; which aircraft is its own, the city package says.
    private func status(_ drone: Drone, _ payload: [UInt8]) throws -> Outcome {
        let about = try envelope(payload, of: CloudMessage.Anything.self)
        guard about.method == "update_topo" else { throw Unusable() }
        let reply = try reply(to: about, on: "sys/product/\(drone.dock)/status_reply", asked: true)
        return .told([DroneReport(drone: drone.id, .telemetry(DroneTelemetry(.dock)))], reply: reply)
    }

    private func reply(to about: CloudMessage.Envelope<CloudMessage.Anything>, on topic: String, asked: Bool) throws -> Reply? {
        guard asked, let tid = about.tid, let bid = about.bid, let method = about.method else { return nil }
        let payload = try CloudMessage.bytes(
            CloudMessage.Order(
                tid: tid, bid: bid, timestamp: now().millisecondsSince1970, gateway: String(topic.split(separator: "/")[2]), method: method,
                data: CloudMessage.Result(result: 0)))
        return Reply(topic: topic, payload: payload)
    }
}
