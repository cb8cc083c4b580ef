import City
import EventLog
import HazardKit
import Incidents
import Operations
import Testing

@Suite("A team goes to one incident at a time, also when all of them ask at once")
struct ClaimTests {
    static let team: TeamID = "drone-1"

    /// Gives every incident its command at the same time; the refusals that came back.
    private func atOnce(_ orders: [(IncidentID, IncidentCommand)], _ desk: CommandDesk) async throws -> [RefusalCode?] {
        try await withThrowingTaskGroup(of: RefusalCode?.self) { group in
            for (incident, order) in orders {
                group.addTask {
                    do {
                        try await desk.submit(incident: incident, order, by: Loop.commander, command: nil)
                        return nil
                    } catch let refusal as Refusal {
                        return refusal.code
                    }
                }
            }
            var codes: [RefusalCode?] = []
            for try await code in group { codes.append(code) }
            return codes
        }
    }

    private func holders(_ incidents: [IncidentID], _ loop: Loop) async throws -> Int {
        var count = 0
        for id in incidents { count += try await loop.incident(id).tasks.count { $0.team == Self.team && $0.holdsTeam } }
        return count
    }

    @Test("of many tasks created for one team at once, one is sent and the others are refused")
    func creating() async throws {
        let loop = try await Loop(log: SlowLog())
        var incidents: [IncidentID] = []
        for _ in 0..<8 { incidents.append(try await loop.opened()) }
        let create = IncidentCommand.createTask(CreateTask(title: SmallCity.words("fly"), team: Self.team))
        let codes = try await atOnce(incidents.map { ($0, create) }, loop.desk)
        await loop.desk.tick()
        #expect(codes.count { $0 == nil } == 1)
        #expect(codes.count { $0 == .taskTeamBusy } == 7)
        #expect(try await holders(incidents, loop) == 1)
        let later = try await loop.restarted()
        #expect(try await holders(incidents, later) == 1)
    }

    @Test("of many tasks rerouted to one team at once, one gets it")
    func rerouting() async throws {
        let loop = try await Loop(log: SlowLog())
        var orders: [(IncidentID, IncidentCommand)] = []
        for _ in 0..<6 {
            let incident = try await loop.opened()
            let task = try await loop.sent(nil, in: incident, department: "transport")
            orders.append((incident, .task(task, .reroute(RerouteTask(team: Self.team)))))
        }
        let codes = try await atOnce(orders, loop.desk)
        await loop.desk.tick()
        #expect(codes.count { $0 == nil } == 1)
        #expect(try await holders(orders.map(\.0), loop) == 1)
    }

    @Test("of many parked tasks of one team resumed at once, one goes on")
    func resuming() async throws {
        let loop = try await Loop(log: SlowLog())
        var orders: [(IncidentID, IncidentCommand)] = []
        for _ in 0..<6 {
            let incident = try await loop.opened()
            let task = try await loop.sent(Self.team, in: incident)
            let park = ParkTask(explanation: "later", until: loop.clock.now.advanced(by: 3600), supervisor: "desk")
            try await loop.desk.submit(incident: incident, .task(task, .park(park)), by: Loop.commander, command: nil)
            orders.append((incident, .task(task, .resume)))
        }
        let codes = try await atOnce(orders, loop.desk)
        #expect(codes.count { $0 == nil } == 1)
        #expect(codes.count { $0 == .taskTeamBusy } == 5)
        #expect(try await holders(orders.map(\.0), loop) == 1)
    }

    @Test("parked tasks of one team that all end at once leave it with one; the others go back to the desk")
    func parkingEnds() async throws {
        let loop = try await Loop(log: SlowLog())
        var incidents: [IncidentID] = []
        for _ in 0..<6 {
            let incident = try await loop.opened()
            let task = try await loop.sent(Self.team, in: incident)
            let park = ParkTask(explanation: "later", until: loop.clock.now.advanced(by: 60), supervisor: "desk")
            try await loop.desk.submit(incident: incident, .task(task, .park(park)), by: Loop.commander, command: nil)
            incidents.append(incident)
        }
        loop.clock.advance(61)
        await loop.desk.tick()
        #expect(try await holders(incidents, loop) == 1)
        var returned = 0
        for id in incidents { returned += try await loop.incident(id).tasks.count { $0.state == .returned } }
        #expect(returned == 5)
    }

    @Test("a claim ends with its command: what the log refused holds nobody")
    func failed() async throws {
        let memory = EventLogMemory()
        let loop = try await Loop(log: memory)
        let first = try await loop.opened()
        let second = try await loop.opened()
        let create = IncidentCommand.createTask(CreateTask(title: SmallCity.words("fly"), team: Self.team))
        await memory.failNextAppend(with: LogFault(.diskFull, "no room"))
        await #expect(throws: LogFault.self) { try await loop.desk.submit(incident: first, create, by: Loop.commander, command: nil) }
        try await loop.desk.submit(incident: second, create, by: Loop.commander, command: nil)
        #expect(try await holders([first, second], loop) == 1)
    }
}
