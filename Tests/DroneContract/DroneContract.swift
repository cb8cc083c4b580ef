import City
import DroneGateway
import Drones

/// A clause that a gateway of drones does not keep.
public struct DroneBreach: Error, CustomStringConvertible {
    public let description: String

    static func unless(_ holds: Bool, _ description: String) throws {
        if !holds { throw DroneBreach(description: description) }
    }
}

/// The other end of the line: docks that a test makes speak.
public protocol DroneScene: Sendable {
    /// The line, up, for the drones `d1`, which pushes its picture, and `d2`.
    var gateway: any DroneGateway { get }
    /// A dock says what telemetry it has: `d1` lies in its dock with so much battery.
    func tellBattery(_ percent: Int) async throws
    /// The dock of `d1` answers the order or the call of a mission.
    func answer(_ mission: String, takeOff: Bool, result: Int) async throws
    /// The dock of `d1` answers an order to go on.
    func answerOnward(_ order: String, result: Int) async throws
    /// The dock of `d1` answers what it was told of its picture.
    func answerPicture(_ mission: String, start: Bool, result: Int) async throws
    /// The drone `d1` says that it stands above its target.
    func arrive(_ mission: String) async throws
    func speakAsStranger() async throws
    func speakNonsense() async throws
    /// The orders that reached the dock of `d1`, those to go on, those about its picture, and the missions of the calls home.
    func heard() async throws -> (orders: [TakeOffOrder], onwards: [OnwardOrder], pictures: [PictureOrder], calls: [String])
    /// Takes the line down and waits until the gateway knows.
    func cut() async throws
}

/// What every gateway of drones keeps, one function per clause.
public struct DroneContract: Sendable {
    let make: @Sendable () async throws -> any DroneScene

    public init(make: @escaping @Sendable () async throws -> any DroneScene) { self.make = make }

    /// One thing that every gateway keeps.
    public struct Clause: Sendable, CustomStringConvertible {
        public let description: String
        public let check: @Sendable (DroneContract) async throws -> Void

        init(_ description: String, _ check: @escaping @Sendable (DroneContract) async throws -> Void) {
            self.description = description
            self.check = check
        }
    }

    /// Every clause with its name, so that a suite runs them all and a new one cannot be forgotten.
    public static let clauses: [Clause] = [
        Clause("what a dock says of itself comes as telemetry of its drone") { try await $0.tellsTelemetry() },
        Clause("an order reaches its dock once, with its place and height, and the answer comes back for its mission") { try await $0.orders() },
        Clause("a call home reaches its dock once, and the answer comes back for its mission") { try await $0.callsHome() },
        Clause("an order to go on reaches its dock once, a new way by its name and a changed one without") { try await $0.sendsOn() },
        Clause("the picture of a drone is asked for and ended, each once, and the answer comes back for its mission") { try await $0.pushes() },
        Clause("an answer that is a no comes with its number") { try await $0.tellsRefusal() },
        Clause("that a drone stands above its target comes for its mission") { try await $0.tellsArrival() },
        Clause("strangers and nonsense are counted and not passed on") { try await $0.countsRubbish() },
        Clause("over a line that is down nothing is told, and nothing of it arrives later") { try await $0.tellsLineDown() },
    ]

    static let order = TakeOffOrder(
        drone: "d1", mission: "0b9f-mission", target: Coordinate(latitude: 29.8, longitude: 106.4), heightMetres: 120)

    private func next(_ scene: any DroneScene, after step: () async throws -> Void) async throws -> DroneReport? {
        let reports = scene.gateway.reports()
        try await step()
        return try await withThrowingTaskGroup(of: DroneReport?.self) { group in
            group.addTask {
                for await report in reports { return report }
                return nil
            }
            // A line that loses a message must fail its clause and not hold up every other test.
            group.addTask {
                try await Task.sleep(for: .seconds(10))
                throw DroneBreach(description: "nothing came within ten seconds")
            }
            defer { group.cancelAll() }
            return try await group.next() ?? nil
        }
    }

    func tellsTelemetry() async throws {
        let scene = try await make()
        let report = try await next(scene) { try await scene.tellBattery(83) }
        guard report?.drone == "d1", case .telemetry(let told)? = report?.content else {
            throw DroneBreach(description: "it came as \(String(describing: report))")
        }
        try DroneBreach.unless(told.batteryPercent == 83 && told.isInDock == true && told.source == .dock, "it says \(told)")
    }

    func orders() async throws {
        let scene = try await make()
        let report = try await next(scene) {
            try await scene.gateway.takeOff(Self.order)
            try await scene.answer(Self.order.mission, takeOff: true, result: 0)
        }
        try DroneBreach.unless(
            report == DroneReport(drone: "d1", .flight(mission: Self.order.mission, .accepted)), "the answer is \(String(describing: report))")
        let heard = try await scene.heard().orders
        try DroneBreach.unless(heard == [Self.order], "the dock heard \(heard)")
    }

    func callsHome() async throws {
        let scene = try await make()
        let report = try await next(scene) {
            try await scene.gateway.returnHome("d1", mission: "m-7")
            try await scene.answer("m-7", takeOff: false, result: 0)
        }
        try DroneBreach.unless(
            report == DroneReport(drone: "d1", .flight(mission: "m-7", .callBackAccepted)), "the answer is \(String(describing: report))")
        let heard = try await scene.heard().calls
        try DroneBreach.unless(heard == ["m-7"], "the dock heard \(heard)")
    }

    func sendsOn() async throws {
        let scene = try await make()
        let place = Coordinate(latitude: 29.81, longitude: 106.41)
        let first = OnwardOrder(drone: "d1", order: "on-1", target: place, heightMetres: 140, changesWay: false)
        let second = OnwardOrder(drone: "d1", order: "on-2", target: Self.order.target, heightMetres: 150, changesWay: true)
        let report = try await next(scene) {
            try await scene.gateway.sendOn(first)
            try await scene.gateway.sendOn(second)
            try await scene.answerOnward("on-2", result: 316_013)
        }
        try DroneBreach.unless(
            report == DroneReport(drone: "d1", .flight(mission: "on-2", .onwardRefused(code: 316_013))),
            "the answer is \(String(describing: report))")
        let heard = try await scene.heard().onwards
        try DroneBreach.unless(heard == [first, second], "the dock heard \(heard)")
    }

    func pushes() async throws {
        let scene = try await make()
        let start = PictureOrder(drone: "d1", mission: "m-5", start: true)
        let end = PictureOrder(drone: "d1", mission: "m-5", start: false)
        let report = try await next(scene) {
            try await scene.gateway.push(start)
            try await scene.gateway.push(end)
            try await scene.answerPicture("m-5", start: true, result: 513_002)
        }
        try DroneBreach.unless(
            report == DroneReport(drone: "d1", .flight(mission: "m-5", .pictureRefused(code: 513_002))),
            "the answer is \(String(describing: report))")
        let heard = try await scene.heard().pictures
        try DroneBreach.unless(heard == [start, end], "the dock heard \(heard)")
    }

    func tellsRefusal() async throws {
        let scene = try await make()
        let report = try await next(scene) { try await scene.answer("m-8", takeOff: true, result: 316_013) }
        try DroneBreach.unless(
            report == DroneReport(drone: "d1", .flight(mission: "m-8", .refused(code: 316_013))), "the answer is \(String(describing: report))")
    }

    func tellsArrival() async throws {
        let scene = try await make()
        let report = try await next(scene) { try await scene.arrive("m-9") }
        try DroneBreach.unless(
            report == DroneReport(drone: "d1", .flight(mission: "m-9", .arrived)), "it came as \(String(describing: report))")
    }

    func countsRubbish() async throws {
        let scene = try await make()
        let report = try await next(scene) {
            try await scene.speakAsStranger()
            try await scene.speakNonsense()
            try await scene.tellBattery(50)
        }
        guard case .telemetry(let told)? = report?.content, told.batteryPercent == 50 else {
            throw DroneBreach(description: "rubbish came through as \(String(describing: report))")
        }
        let counts = scene.gateway.link.counts
        try DroneBreach.unless(counts.unknownSerials == 1 && counts.malformed == 1 && counts.received >= 3, "it counts \(counts)")
    }

    func tellsLineDown() async throws {
        let scene = try await make()
        try await scene.cut()
        do {
            try await scene.gateway.takeOff(Self.order)
            throw DroneBreach(description: "a line that is down took an order")
        } catch is DroneFault {
            let heard = try await scene.heard().orders
            try DroneBreach.unless(heard.isEmpty, "the dock heard \(heard)")
        }
    }
}
