import City
import DroneGateway
import Drones
import EventLog
import Incidents
import Testing

@testable import Operations

@Suite("Drones are sent to look, on record, and followed until they are home")
struct DroneDeskTests {
    @Test("the able drone that is there soonest is sent, and the flight goes on record from the order until it is home")
    func whole() async throws {
        let scene = try await DroneScene()
        try await scene.ready(DroneScene.near, DroneScene.far)
        let (id, _) = try await scene.order()
        #expect(id == FlightID(scene.incident, 1))
        #expect(scene.gateway.orders.map(\.drone) == [DroneScene.near] && scene.gateway.orders[0].heightMetres == 100)
        try await scene.say(.accepted)
        try await scene.tell(.flying)
        try await scene.out()
        #expect(await scene.desk.camerasOut(for: scene.incident) == ["cam-near"])
        try await scene.say(.arrived)
        let call = FlightCommand.returnHome(ReasonedFlight(reason: "看到了"))
        _ = try await scene.desk.submit(flight: id, call, by: Loop.officer, command: "call-1")
        #expect(scene.gateway.calls == ["mission-1"])
        try await scene.say(.callBackAccepted)
        try await scene.tell(.returning)
        #expect(await scene.desk.camerasOut(for: scene.incident).isEmpty)
        try await scene.ready(DroneScene.near)
        #expect(
            try await scene.events() == [
                "FlightOrdered", "FlightAccepted", "FlightDeparted", "FlightArrived", "FlightCalledBack", "FlightCallBackAccepted",
                "FlightTurnedBack", "FlightReturned",
            ])
        let told = try await scene.loop.desk.timeline(of: scene.incident).map(\.type)
        #expect(told.contains("FlightOrdered") && told.contains("FlightReturned"))
    }

    @Test("an order that is sent twice flies once")
    func idempotent() async throws {
        let scene = try await DroneScene()
        try await scene.ready(DroneScene.near)
        let first = try await scene.order()
        let second = try await scene.order()
        #expect(first.0 == second.0 && second.1.repeated && scene.gateway.orders.count == 1)
    }

    @Test("a drone that is out is not sent again, and the next one goes instead")
    func busy() async throws {
        let scene = try await DroneScene()
        try await scene.ready(DroneScene.near, DroneScene.far)
        _ = try await scene.order()
        let (second, _) = try await scene.order(command: "order-2")
        #expect(second == FlightID(scene.incident, 2) && scene.gateway.orders.map(\.drone) == [DroneScene.near, DroneScene.far])
        let refusal = await #expect(throws: Refusal.self) { try await scene.order(DroneScene.near, command: "order-3") }
        #expect(refusal?.code == .droneFlying)
        let none = await #expect(throws: Refusal.self) { try await scene.order(command: "order-4") }
        #expect(none?.code == .flightNoDrone)
    }

    @Test("a silent drone is not sent, and of a line that is down the order says so")
    func silent() async throws {
        let scene = try await DroneScene()
        let silent = await #expect(throws: Refusal.self) { try await scene.order(DroneScene.near) }
        #expect(silent?.code == .droneSilent)
        try await scene.ready(DroneScene.near)
        scene.gateway.set(.down, at: scene.loop.clock.now)
        let down = await #expect(throws: Refusal.self) { try await scene.order(DroneScene.near) }
        #expect(down?.code == .droneNoLink)
        #expect(try await scene.events().isEmpty)
    }

    @Test("what nobody answers says so by the clock, also after a crash, and nothing is sent a second time")
    func crash() async throws {
        let log = EventLogMemory()
        let scene = try await DroneScene(log: log)
        try await scene.ready(DroneScene.near)
        _ = try await scene.order()
        scene.loop.clock.advance(31)
        let after = try await DroneScene(log: log, clock: scene.loop.clock, incident: scene.incident)
        #expect(try await after.events() == ["FlightOrdered", "FlightUnanswered"])
        #expect(after.gateway.orders.isEmpty)
    }

    @Test("a flight in the air goes on after a crash: its silence is counted from the start, and it comes home on record")
    func midFlight() async throws {
        let log = EventLogMemory()
        let scene = try await DroneScene(log: log)
        try await scene.ready(DroneScene.near)
        _ = try await scene.order()
        try await scene.say(.accepted)
        try await scene.tell(.flying)
        scene.loop.clock.advance(600)
        let after = try await DroneScene(log: log, clock: scene.loop.clock, incident: scene.incident)
        try await after.desk.pass()
        #expect(try await after.flight()?.silentSince == nil)
        scene.loop.clock.advance(31)
        try await after.desk.pass()
        #expect(try await after.flight()?.silentSince != nil)
        try await after.tell(.flying)
        let heard = try await after.flight()
        #expect(heard?.silentSince == nil && heard?.state == .airborne)
        try await after.out()
        try await after.ready(DroneScene.near)
        #expect(try await after.flight()?.outcome == .returned)
    }

    @Test("a drone that hovers above its target has arrived, also where its word of it was lost; one that flies past has not")
    func hovers() async throws {
        let scene = try await DroneScene()
        try await scene.ready(DroneScene.near)
        _ = try await scene.order()
        try await scene.say(.accepted)
        var told = DroneTelemetry(.aircraft)
        told.mode = .flying
        told.position = SmallCity.cliff
        told.speedMetresPerSecond = 9
        try await scene.desk.take(DroneReport(drone: DroneScene.near, .telemetry(told)))
        #expect(try await scene.flight()?.state == .airborne)
        told.speedMetresPerSecond = 0.3
        told.position = Coordinate(latitude: SmallCity.cliff.latitude + 0.001, longitude: SmallCity.cliff.longitude)
        try await scene.desk.take(DroneReport(drone: DroneScene.near, .telemetry(told)))
        #expect(try await scene.flight()?.state == .airborne)
        told.position = SmallCity.cliff
        try await scene.desk.take(DroneReport(drone: DroneScene.near, .telemetry(told)))
        #expect(try await scene.flight()?.state == .onStation)
    }

    @Test("another drone cannot speak for a flight")
    func stranger() async throws {
        let scene = try await DroneScene()
        try await scene.ready(DroneScene.near)
        _ = try await scene.order()
        try await scene.say(.accepted, drone: DroneScene.far)
        #expect(try await scene.flight()?.state == .ordered)
    }

    @Test("a drone that went and came home while the server was down is found there: a flight that was only taken on is settled within two minutes")
    func wentUnheard() async throws {
        let log = EventLogMemory()
        let scene = try await DroneScene(log: log)
        try await scene.ready(DroneScene.near)
        _ = try await scene.order()
        try await scene.say(.accepted)
        scene.loop.clock.advance(1_200)
        let after = try await DroneScene(log: log, clock: scene.loop.clock, incident: scene.incident)
        for _ in 0..<6 {
            try await after.ready(DroneScene.near)
            try await after.desk.pass()
            #expect(try await after.flight()?.state == .accepted)
            after.loop.clock.advance(10)
        }
        try await after.ready(DroneScene.near)
        try await after.desk.pass()
        #expect(try await after.flight()?.outcome == .foundHome)
        #expect(try await after.events() == ["FlightOrdered", "FlightAccepted", "FlightFoundHome"])
    }

    @Test("one that was in the air is found home at the dock's first word, and one that was heard coming home has come home")
    func cameHomeUnheard() async throws {
        let log = EventLogMemory()
        let scene = try await DroneScene(log: log)
        try await scene.ready(DroneScene.near)
        _ = try await scene.order()
        try await scene.say(.accepted)
        try await scene.tell(.flying)
        scene.loop.clock.advance(1_200)
        let after = try await DroneScene(log: log, clock: scene.loop.clock, incident: scene.incident)
        try await after.ready(DroneScene.near)
        #expect(try await after.flight()?.outcome == .foundHome)
        let heard = try await DroneScene()
        try await heard.ready(DroneScene.near)
        _ = try await heard.order()
        try await heard.say(.accepted)
        try await heard.tell(.flying)
        try await heard.tell(.returning)
        heard.loop.clock.advance(20)
        try await heard.ready(DroneScene.near)
        #expect(try await heard.flight()?.outcome == .returned)
    }

    @Test("boards are told that the line is down once it has been so for some seconds, and at once that it is back")
    func line() async throws {
        let scene = try await DroneScene()
        let changes = scene.desk.changes()
        try await scene.desk.pass()
        scene.gateway.set(.down, at: scene.loop.clock.now)
        try await scene.desk.pass()
        scene.loop.clock.advance(6)
        try await scene.desk.pass()
        try await scene.desk.pass()
        scene.loop.clock.advance(1)
        scene.gateway.set(.up, at: scene.loop.clock.now)
        try await scene.desk.pass()
        var told: [String] = []
        for await batch in changes {
            told += batch.filter { $0.topic == .droneLink }.map { String(decoding: $0.json, as: UTF8.self) }
            if told.count == 3 { break }
        }
        #expect(told.map { $0.contains(#""state":"down""#) } == [false, true, false])
    }

    @Test("a drone on station is sent on, is told once however often the order comes, and stands above the other place on record")
    func sentOn() async throws {
        let scene = try await DroneScene()
        try await scene.ready(DroneScene.near)
        let (id, _) = try await scene.order()
        try await scene.say(.accepted)
        var told = DroneTelemetry(.aircraft)
        told.mode = .flying
        told.position = SmallCity.cliff
        told.speedMetresPerSecond = 9
        try await scene.desk.take(DroneReport(drone: DroneScene.near, .telemetry(told)))
        let command = FlightCommand.sendOn(SendOn(position: Coordinate(latitude: 29.803, longitude: 106.40), reason: "看坡脚"))
        let early = await #expect(throws: Refusal.self) {
            try await scene.desk.submit(flight: id, command, by: Loop.officer, command: "on-0")
        }
        #expect(early?.code == .flightNotOnStation)
        try await scene.say(.arrived)
        for _ in 0..<2 { _ = try await scene.desk.submit(flight: id, command, by: Loop.officer, command: "on-1") }
        let sent = try #require(scene.gateway.onwards.first)
        #expect(scene.gateway.onwards.count == 1 && sent.heightMetres == 100 && !sent.changesWay)
        try await scene.say(.onwardAccepted, mission: sent.order)
        try await scene.say(.arrived, mission: "mission-1")
        #expect(try await scene.flight()?.state == .airborne)
        try await scene.say(.arrived, mission: sent.order)
        #expect(try await scene.flight()?.state == .onStation)
        #expect(try await scene.events().suffix(3) == ["FlightSentOn", "FlightOnwardAccepted", "FlightArrived"])
    }

    @Test("a drone that does not tell where it is, or that no line reaches, is not sent on")
    func notSentOn() async throws {
        let scene = try await DroneScene()
        try await scene.ready(DroneScene.near)
        let (id, _) = try await scene.order()
        try await scene.say(.accepted)
        try await scene.tell(.flying)
        try await scene.say(.arrived)
        let command = FlightCommand.sendOn(SendOn(position: SmallCity.cliff, reason: "看坡脚"))
        let unknown = await #expect(throws: Refusal.self) {
            try await scene.desk.submit(flight: id, command, by: Loop.officer, command: "on-1")
        }
        #expect(unknown?.code == .dronePlaceUnknown)
        scene.gateway.set(.down, at: scene.loop.clock.now)
        let down = await #expect(throws: Refusal.self) {
            try await scene.desk.submit(flight: id, command, by: Loop.officer, command: "on-2")
        }
        #expect(down?.code == .droneNoLink)
    }

    @Test("a drone that is out is asked for its picture and, at the end, to push it no more; one of which nobody has said where to is not")
    func picture() async throws {
        let scene = try await DroneScene()
        try await scene.ready(DroneScene.near, DroneScene.far)
        _ = try await scene.order()
        try await scene.desk.pass()
        #expect(scene.gateway.pictures.isEmpty)
        try await scene.say(.accepted)
        try await scene.tell(.flying)
        scene.gateway.set(.down, at: scene.loop.clock.now)
        try await scene.desk.pass()
        scene.gateway.set(.up, at: scene.loop.clock.now)
        for _ in 0..<2 { try await scene.desk.pass() }
        #expect(scene.gateway.pictures.map(\.start) == [true])
        try await scene.say(.pictureStarted)
        #expect(try await scene.flight()?.picture?.state == .started)
        try await scene.tell(.returning)
        try await scene.desk.pass()
        #expect(scene.gateway.pictures.map(\.start) == [true, false])
        try await scene.say(.pictureStopped)
        _ = try await scene.order(DroneScene.far, command: "order-2")
        try await scene.say(.accepted, mission: "mission-2", drone: DroneScene.far)
        try await scene.say(.arrived, mission: "mission-2", drone: DroneScene.far)
        try await scene.desk.pass()
        #expect(scene.gateway.pictures.count == 2)
    }

    @Test("boards are told of drones that have said something, and of no others")
    func boards() async throws {
        let scene = try await DroneScene()
        let changes = scene.desk.changes()
        try await scene.ready(DroneScene.near)
        try await scene.desk.pass()
        for await batch in changes where batch.contains(where: { $0.topic == .drone }) {
            #expect(batch.map(\.topic) == [.drone])
            #expect(String(decoding: batch[0].json, as: UTF8.self).contains(#""batteryPercent":95"#))
            break
        }
    }
}
