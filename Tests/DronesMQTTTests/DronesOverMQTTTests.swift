import City
import DroneContract
import DroneGateway
import Drones
import Foundation
import Synchronization
import Testing

@testable import DronesMQTT

@Suite("Drones over a real broker", .enabled(if: Broker.isInstalled, "mosquitto is missing: run `make setup` first"), .serialized)
struct DronesOverMQTTTests {
    @Test("the gateway over MQTT keeps the contract", arguments: DroneContract.clauses)
    func contract(clause: DroneContract.Clause) async throws {
        try await clause.check(DroneContract(make: { try await BrokerScene() }))
    }

    @Test("a broker that was away is found again by itself, and what it missed is not sent later")
    func comesBack() async throws {
        let scene = try await BrokerScene()
        try await scene.cut()
        await #expect(throws: DroneFault.self) { try await scene.gateway.returnHome("d1", mission: "m-1") }
        try scene.broker.start()
        try await Wait.until("the line is up again") { scene.gateway.link.state == .up }
        try await Wait.until("the dock is back") { scene.dockIsUp }
        try await scene.gateway.returnHome("d1", mission: "m-2")
        #expect(try await scene.heard().calls == ["m-2"])
    }

    @Test("a drone of which nobody has said where it pushes its picture is asked for none, in words")
    func noPicture() async throws {
        let scene = try await BrokerScene()
        let fault = await #expect(throws: DroneFault.self) {
            try await scene.gateway.push(PictureOrder(drone: "d2", mission: "m-1", start: true))
        }
        #expect(fault?.message.contains("drones.yaml") == true)
    }

    @Test("telemetry that comes too often is thinned out, and what is said of a flight never")
    func flood() async throws {
        let scene = try await BrokerScene()
        let reports = scene.gateway.reports()
        for _ in 0..<50 { scene.tellBattery(80) }
        for number in 0..<20 { scene.arrive("m-\(number)") }
        var flights = 0
        var telemetry = 0
        try await Wait.until("all is counted") { scene.gateway.link.counts.received == 70 }
        for await report in reports {
            if case .flight = report.content { flights += 1 } else { telemetry += 1 }
            if flights == 20 { break }
        }
        #expect(telemetry >= 1 && telemetry < 50 && scene.gateway.link.counts.dropped == 50 - telemetry)
    }

    @Test("a topic that reads like a fault of TLS neither stops the line nor is taken for one")
    func craftedTopic() async throws {
        let scene = try await BrokerScene()
        // The library writes topics into its log, and to whoever listens to that while it holds a lock of its own.
        for _ in 0..<200 {
            scene.publish("{}", to: "thing/product/certificate verify failed/osd")
            try await scene.gateway.returnHome("d1", mission: "m-1")
        }
        try await Wait.until("all is counted") { scene.gateway.link.counts.unknownSerials == 200 }
        try await scene.cut()
        let detail = try #require(scene.gateway.link.detail)
        #expect(!detail.contains("certificate"))
    }

    @Test("what a dock wants to hear back is not said of progress for which there was no room: it says it again")
    func noRoom() async throws {
        let scene = try await BrokerScene(reportsHeldMax: 2)
        for number in 0..<5 { scene.arrive("m-\(number)", needsReply: true) }
        try await Wait.until("all is counted") { scene.gateway.link.counts.received == 5 }
        #expect(scene.gateway.link.counts.dropped == 3)
        // Answers go out in order, so the mark comes after them.
        try await scene.gateway.returnHome("d1", mission: "mark")
        try await Wait.until("the dock has heard the mark") { scene.calls == ["mark"] }
        #expect(scene.replyCount == 2)
    }

    @Test("a message longer than any of a dock is counted and not read")
    func long() async throws {
        let scene = try await BrokerScene()
        scene.publish(String(repeating: "x", count: 70_000), to: "thing/product/DOCK-d1/osd")
        try await Wait.until("it is counted") { scene.gateway.link.counts.tooLong == 1 }
    }
}

/// A bounded wait for something that another thread does.
enum Wait {
    static func until(_ what: String, _ holds: () -> Bool) async throws {
        for _ in 0..<500 {
            if holds() { return }
            try await Task.sleep(for: .milliseconds(20))
        }
        throw Docks.Missing("not within 10 s: \(what)")
    }
}

/// Docks that speak through a broker: a second client of the same library.
private final class BrokerScene: DroneScene {
    let broker: Broker
    private let drones: DronesOverMQTT
    private let dock: BrokerLine
    private let state: Mutex<State>

    private struct State {
        var isUp = false
        var services: [(topic: String, payload: [UInt8])] = []
        var replyCount = 0
    }

    private struct Order: Decodable {
        struct Content: Decodable {
            let flightId: String?
            let targetLatitude: Double?
            let targetLongitude: Double?
            let targetHeight: Double?
            let flyToId: String?
            let url: String?
            let videoId: String?
            let points: [Point]?

            struct Point: Decodable {
                let latitude: Double
                let longitude: Double
                let height: Double
            }
        }
        let bid: String
        let method: String
        let data: Content
    }

    var gateway: any DroneGateway { drones }
    var dockIsUp: Bool { state.withLock { $0.isUp } }
    /// Answers to what the dock has said.
    var replyCount: Int { state.withLock { $0.replyCount } }
    /// The calls home so far.
    var calls: [String] { (try? orders().filter { $0.method == "return_home" }.map(\.bid)) ?? [] }  // swallowed because a wait asks again

    init(reportsHeldMax: Int = DronesOverMQTT.reportsHeldMax) async throws {
        broker = try Broker()
        drones = DronesOverMQTT(
            drones: [Docks.drone("d1"), Docks.drone("d2")], address: try broker.address, trust: BrokerTrust(),
            now: { Instant(millisecondsSince1970: Int64(Date().timeIntervalSince1970 * 1_000)) }, reportsHeldMax: reportsHeldMax)
        state = Mutex(State())
        let box = Box()
        dock = BrokerLine(
            address: try broker.address, trust: BrokerTrust(), clientName: "dock-\(UUID().uuidString.prefix(12))",
            topics: ["thing/product/+/services", "thing/product/+/events_reply"],
            tell: { box.scene?.take($0) })
        box.hold(self)
        drones.start()
        dock.start()
        try await Wait.until("both lines are up") { self.drones.link.state == .up && self.dockIsUp }
    }

    deinit {
        drones.stop()
        dock.stop()
    }

    private func take(_ news: BrokerLine.News) {
        state.withLock { state in
            switch news {
            case .up: state.isUp = true
            case .down: state.isUp = false
            case .message(let topic, _) where topic.hasSuffix("/events_reply"): state.replyCount += 1
            case .message(let topic, let payload): state.services.append((topic, payload))
            case .tooLong: break
            }
        }
    }

    func publish(_ text: String, to topic: String) { _ = dock.publish(Array(text.utf8), to: topic) }

    func tellBattery(_ percent: Int) {
        publish(
            #"{"tid":"t","bid":"b","timestamp":1,"data":{"drone_in_dock":1,"drone_charge_state":{"capacity_percent":\#(percent),"state":0}}}"#,
            to: "thing/product/DOCK-d1/osd")
    }

    func answer(_ mission: String, takeOff: Bool, result: Int) {
        let method = takeOff ? "takeoff_to_point" : "return_home"
        publish(
            #"{"tid":"t","bid":"\#(mission)","timestamp":1,"method":"\#(method)","data":{"result":\#(result)}}"#,
            to: "thing/product/DOCK-d1/services_reply")
    }

    func answerOnward(_ order: String, result: Int) {
        publish(
            #"{"tid":"t","bid":"\#(order)","timestamp":1,"method":"fly_to_point_update","data":{"result":\#(result)}}"#,
            to: "thing/product/DOCK-d1/services_reply")
    }

    func answerPicture(_ mission: String, start: Bool, result: Int) {
        let method = start ? "live_start_push" : "live_stop_push"
        publish(
            #"{"tid":"t","bid":"\#(mission)","timestamp":1,"method":"\#(method)","data":{"result":\#(result)}}"#,
            to: "thing/product/DOCK-d1/services_reply")
    }

    func arrive(_ mission: String) { arrive(mission, needsReply: false) }

    func arrive(_ mission: String, needsReply: Bool) {
        publish(
            #"{"tid":"t","bid":"\#(mission)","timestamp":1,"need_reply":\#(needsReply ? 1 : 0),"method":"takeoff_to_point_progress","#
                + #""data":{"flight_id":"\#(mission)","status":"wayline_ok","result":0}}"#, to: "thing/product/DOCK-d1/events")
    }

    func speakAsStranger() { publish(#"{"data":{}}"#, to: "thing/product/DOCK-stranger/osd") }
    func speakNonsense() { publish("{", to: "thing/product/DOCK-d1/osd") }

    /// What has come by now: a message of the dock's own goes round and comes back after everything that was sent before it.
    func heard() async throws -> (orders: [TakeOffOrder], onwards: [OnwardOrder], pictures: [PictureOrder], calls: [String]) {
        let isUp = dockIsUp
        if isUp {
            // Two connections have no order between them: what the gateway sent is waited for before the mark.
            try await Wait.until("the dock has heard something") { state.withLock { !$0.services.isEmpty } }
            publish("{}", to: "thing/product/MARK/services")
            try await Wait.until("the mark is back") { state.withLock { $0.services.contains { $0.topic.contains("MARK") } } }
        }
        let orders = try orders()
        let flown = orders.filter { $0.method == "takeoff_to_point" }.map { order in
            TakeOffOrder(
                drone: "d1", mission: order.data.flightId ?? "",
                target: Coordinate(latitude: order.data.targetLatitude ?? 0, longitude: order.data.targetLongitude ?? 0),
                // The dock stands 200 m above the ellipsoid, and the order names heights above that.
                heightMetres: (order.data.targetHeight ?? 0) - 200)
        }
        let onwards = orders.filter { $0.method.hasPrefix("fly_to_point") }.compactMap { order in
            order.data.points?.first.map { point in
                OnwardOrder(
                    drone: "d1", order: order.data.flyToId ?? order.bid, target: Coordinate(latitude: point.latitude, longitude: point.longitude),
                    heightMetres: point.height - 200, changesWay: order.method == "fly_to_point_update" && order.data.flyToId == nil)
            }
        }
        // The address goes with the beginning alone, the name of the picture with both.
        let pictures = orders.filter { $0.method.hasPrefix("live_") && $0.data.videoId == "AIR-d1/39-0-7/normal-0" }.map {
            PictureOrder(drone: "d1", mission: $0.bid, start: $0.data.url == "rtmp://media.city/live/d1" && $0.method == "live_start_push")
        }
        return (flown, onwards, pictures, orders.filter { $0.method == "return_home" }.map(\.bid))
    }

    private func orders() throws -> [Order] {
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        return try state.withLock { $0.services }.filter { $0.topic == "thing/product/DOCK-d1/services" }.map {
            try decoder.decode(Order.self, from: Data($0.payload))
        }
    }

    func cut() async throws {
        broker.stop()
        try await Wait.until("the lines are down") { drones.link.state == .down && !dockIsUp }
    }
}

/// Lets a line be made before the scene that it tells is whole.
private final class Box: Sendable {
    private struct Held { weak var scene: BrokerScene? }
    private let held = Mutex(Held())
    var scene: BrokerScene? { held.withLock { $0.scene } }
    func hold(_ scene: BrokerScene) { held.withLock { $0.scene = scene } }
}
