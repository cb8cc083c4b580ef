import City
import DroneContract
import DroneGateway
import Drones
import Testing

@Suite("Drones in memory")
struct DroneGatewayMemoryTests {
    @Test("the gateway in memory keeps the contract", arguments: DroneContract.clauses)
    func contract(clause: DroneContract.Clause) async throws {
        try await clause.check(DroneContract(make: { MemoryScene() }))
    }
}

/// Docks that speak to a gateway in memory.
private struct MemoryScene: DroneScene {
    private static let start = Instant(millisecondsSince1970: 1_780_000_000_000)
    private let memory = DroneGatewayMemory(drones: ["d1", "d2"], link: DroneLink(.up, since: start))

    var gateway: any DroneGateway { memory }

    func tellBattery(_ percent: Int) {
        var told = DroneTelemetry(.dock)
        told.batteryPercent = percent
        told.isInDock = true
        memory.say(DroneReport(drone: "d1", .telemetry(told)))
    }

    func answer(_ mission: String, takeOff: Bool, result: Int) {
        let said: FlightReport =
            takeOff
            ? (result == 0 ? .accepted : .refused(code: result)) : (result == 0 ? .callBackAccepted : .callBackRefused(code: result))
        memory.say(DroneReport(drone: "d1", .flight(mission: mission, said)))
    }

    func answerOnward(_ order: String, result: Int) {
        memory.say(DroneReport(drone: "d1", .flight(mission: order, result == 0 ? .onwardAccepted : .onwardRefused(code: result))))
    }

    func answerPicture(_ mission: String, start: Bool, result: Int) {
        let said: FlightReport =
            start
            ? (result == 0 ? .pictureStarted : .pictureRefused(code: result)) : (result == 0 ? .pictureStopped : .pictureStopRefused(code: result))
        memory.say(DroneReport(drone: "d1", .flight(mission: mission, said)))
    }

    func arrive(_ mission: String) { memory.say(DroneReport(drone: "d1", .flight(mission: mission, .arrived))) }
    func speakAsStranger() { memory.say(DroneReport(drone: "stranger", .telemetry(DroneTelemetry(.dock)))) }
    func speakNonsense() { memory.sayNonsense() }
    func heard() -> (orders: [TakeOffOrder], onwards: [OnwardOrder], pictures: [PictureOrder], calls: [String]) {
        (memory.orders, memory.onwards, memory.pictures, memory.calls)
    }
    func cut() { memory.set(.down, at: Self.start) }
}
