import City
import EventLog
import HazardKit
import Incidents
import Operations
import Testing

@Suite("The loop: a claim becomes a closed incident")
struct LoopTests {
    @Test("a claim is verified, opened, dispatched, done, declared clear and closed")
    func wholeLoop() async throws {
        let loop = try await Loop()
        let desk = loop.desk
        let (alert, incident) = try await loop.confirmed()

        let opened = try await loop.incident(incident)
        #expect(opened.alerts == [alert])
        #expect(opened.owner == SmallCity.cliffTown)
        #expect(opened.tasks.map(\.title.en) == ["close the road", "fly there and look"])
        let road = try #require(opened.tasks.first { $0.department == "transport" })
        let flight = try #require(opened.tasks.first { $0.skill == "drone" })
        #expect(road.state == .sent)
        #expect(flight.state == .created)

        let proposal = try #require(try await desk.proposals(for: incident, skill: "drone").proposals.first)
        #expect(proposal.team == "drone-1")
        try await desk.submit(
            incident: incident, .task(flight.id, .reroute(RerouteTask(team: proposal.team))), by: Loop.officer, command: nil)
        await desk.tick()
        for (task, worker) in [(road.id, Loop.transport), (flight.id, Loop.field("drone-1"))] {
            for order in [TaskCommand.accept, .depart, .arrive, .finish(FinishTask(evidence: "done"))] {
                try await desk.submit(incident: incident, .task(task, order), by: worker, command: nil)
            }
            for order in [TaskCommand.check, .close] {
                try await desk.submit(incident: incident, .task(task, order), by: Loop.officer, command: nil)
            }
        }
        for order in [IncidentCommand.markUnderControl, .markResolved, .declareAllClear(DeclareAllClear(note: "seen by the team"))] {
            try await desk.submit(incident: incident, order, by: Loop.officer, command: nil)
        }
        try await desk.submit(
            incident: incident, .close(CloseIncident(disposition: "resolved", cause: "rain")), by: Loop.officer, command: nil)
        #expect(try await loop.incident(incident).state == .closed)
        let types = try await desk.timeline(of: incident).map(\.type)
        #expect(types.first == "AlertRaised")
        #expect(types.last == "IncidentClosed")
    }

    @Test("an imminent alert opens its incident and starts the plan before anybody has verified it")
    func imminent() async throws {
        let loop = try await Loop()
        let alert = try #require(try await loop.desk.take(Loop.claim(.i, imminent: true), by: Loop.rule))
        await loop.desk.tick()
        let incident = try #require(try await loop.desk.alertState(alert)?.incident)
        #expect(try await loop.incident(incident).tasks.isEmpty == false)
        #expect(try await loop.desk.alertState(alert)?.state.isUndecided == true)
    }

    @Test("two claims about the same matter become one alert with two pieces of evidence")
    func merging() async throws {
        let loop = try await Loop()
        let first = try await loop.desk.take(Loop.claim(key: "rule:a"), by: Loop.rule)
        let near = Coordinate(latitude: SmallCity.cliff.latitude + 0.001, longitude: SmallCity.cliff.longitude)
        let second = try await loop.desk.take(Loop.claim(key: "rule:b", at: near), by: Loop.rule)
        #expect(first == second)
        #expect(try await loop.desk.alertState(try #require(first))?.evidence.count == 2)
        let far = Coordinate(latitude: SmallCity.cliff.latitude + 0.05, longitude: SmallCity.cliff.longitude)
        #expect(try await loop.desk.take(Loop.claim(key: "rule:c", at: far), by: Loop.rule) != first)
    }

    @Test("an alert is cleared by the last of its sources, not by the first")
    func clearing() async throws {
        let loop = try await Loop()
        let alert = try #require(try await loop.desk.take(Loop.claim(key: "rule:a"), by: Loop.rule))
        _ = try await loop.desk.take(Loop.claim(key: "rule:b"), by: Loop.rule)
        _ = try await loop.desk.take(Loop.claim(key: "rule:a", active: false), by: Loop.rule)
        #expect(try await loop.desk.alertState(alert)?.condition == .active)
        _ = try await loop.desk.take(Loop.claim(key: "rule:b", active: false), by: Loop.rule)
        #expect(try await loop.desk.alertState(alert)?.condition == .cleared)
    }

    @Test("fifty claims about one matter at once still make one alert")
    func storm() async throws {
        let loop = try await Loop()
        let ids = try await withThrowingTaskGroup(of: AlertID?.self) { group in
            for number in 0..<50 { group.addTask { try await loop.desk.take(Loop.claim(key: "rule:\(number)"), by: Loop.rule) } }
            var ids: Set<AlertID?> = []
            for try await id in group { ids.insert(id) }
            return ids
        }
        #expect(ids.count == 1)
    }

    @Test("the same command id acts once and answers the same again, also after a restart")
    func idempotency() async throws {
        let loop = try await Loop()
        let draft = IncidentDraft(kind: "other", grade: .iv, title: SmallCity.words("noise"), point: SmallCity.cliff)
        let (first, receipt) = try await loop.desk.open(draft, by: Loop.officer, command: "c-1")
        let (second, again) = try await loop.desk.open(draft, by: Loop.officer, command: "c-1")
        #expect(first == second)
        #expect(again.repeated && again.position == receipt.position)
        let later = try await loop.restarted()
        let (third, _) = try await later.desk.open(draft, by: Loop.officer, command: "c-1")
        #expect(third == first)
    }

    @Test("a restart loses no clock: what ran out in between is escalated first")
    func timersAfterRestart() async throws {
        let loop = try await Loop()
        let alert = try #require(try await loop.desk.take(Loop.claim(), by: Loop.rule))
        await loop.desk.tick()
        loop.clock.advance(121)
        let later = try await loop.restarted()
        let state = try #require(try await later.desk.alertState(alert))
        #expect(state.clocks.first { $0.kind == .acknowledge }?.breachedAt != nil)
        #expect(!state.escalations.isEmpty)
    }

    @Test("a clock fires once, however often the desk looks")
    func clocksFireOnce() async throws {
        let loop = try await Loop()
        let alert = try #require(try await loop.desk.take(Loop.claim(), by: Loop.rule))
        loop.clock.advance(121)
        for _ in 0..<5 { await loop.desk.tick() }
        let breaches = try await loop.desk.timeline(of: alert).count { $0.type == "AlertClockBreached" }
        #expect(breaches == 1)
    }

    @Test("a point outside the city is refused with the reason")
    func outside() async throws {
        let loop = try await Loop()
        await #expect(throws: Refusal.self) {
            try await loop.desk.take(Loop.claim(at: Coordinate(latitude: 106.4, longitude: 29.8)), by: Loop.rule)
        }
        let beijing = Coordinate(latitude: 39.9, longitude: 116.4)
        let refusal = await #expect(throws: Refusal.self) { try await loop.desk.take(Loop.claim(at: beijing), by: Loop.rule) }
        #expect(refusal?.code == "place.outside-city")
    }

    @Test("a decision on an outdated version is refused and names the version that holds")
    func expectedVersion() async throws {
        let loop = try await Loop()
        let alert = try #require(try await loop.desk.take(Loop.claim(), by: Loop.rule))
        try await loop.desk.submit(alert: alert, .acknowledge, by: Loop.officer, command: nil)
        let refusal = await #expect(throws: Refusal.self) {
            try await loop.desk.submit(alert: alert, .confirm(ConfirmAlert()), expectedVersion: 1, by: Loop.commander, command: nil)
        }
        #expect(refusal?.code == "alert.version-moved")
    }
}
