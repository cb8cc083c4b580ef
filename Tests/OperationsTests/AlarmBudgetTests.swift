import City
import EventLog
import HazardKit
import Incidents
import Operations
import Testing

@Suite("The alarm budget counts every alert of a rule, and what became of it")
struct AlarmBudgetTests {
    static let hub = Actor(kind: .person, name: "hub", role: "municipal-commander", center: SmallCity.hub)
    static let south = Actor(kind: .person, name: "south", role: "duty-officer", center: SmallCity.southTown)
    static let rules = [
        RuleParameters(
            id: "creep", type: "threshold", kind: "landslide", datastreams: ["gnss-17"], site: nil, title: SmallCity.words("creep"), numbers: [:],
            limits: ["III": 5, "II": 10], imminentFrom: nil, synthetic: true)
    ]

    /// What people do with an alert.
    enum End { case confirmed, rejected, falseAlarm, none }

    @discardableResult
    static func raise(
        _ loop: Loop, _ value: Double, end: End, rule: String = "creep@1", source: Evidence.Source = .reading, exercise: Bool = false
    ) async throws -> AlertID {
        let number = loop.clock.now.millisecondsSince1970
        let evidence = Evidence(
            source: source, origin: "gnss-17", summary: SmallCity.words("\(value) mm"), observedAt: loop.clock.now, value: value, unit: "mm",
            limit: 5,
            rule: rule)
        let claim = AlertClaim(
            kind: "landslide", title: SmallCity.words("creep"), point: SmallCity.cliff, site: nil, grade: .iii, confidence: 0.9, imminent: false,
            evidence: evidence, sourceKey: "rule:creep:gnss-17:\(number)", synthetic: true)
        guard let id = try await loop.desk.take(claim, by: Loop.rule, exercise: exercise) else { throw Loop.Missing("alert") }
        switch end {
        case .none: break
        case .rejected:
            try await loop.desk.submit(
                alert: id, .reject(RejectAlert(label: "sensor-fault", reason: "nothing")), by: Loop.officer, command: nil)
        case .confirmed, .falseAlarm:
            try await loop.desk.submit(alert: id, .confirm(ConfirmAlert()), by: Loop.officer, command: nil)
            await loop.desk.tick()
            guard let incident = try await loop.desk.alertState(id)?.incident else { throw Loop.Missing("incident") }
            if end == .falseAlarm {
                try await loop.desk.submit(
                    incident: incident, .close(CloseIncident(disposition: "false-alarm", cause: nil)), by: Loop.officer, command: nil)
            }
        }
        // Beyond the window in which two claims are one matter.
        loop.clock.advance(7200)
        return id
    }

    @Test("raised, confirmed, rejected by label, undecided, precision and share, also of what has left the picture, and after a restart")
    func counts() async throws {
        let loop = try await Loop(closedMattersHeld: 1)
        for _ in 0..<3 { try await Self.raise(loop, 6, end: .rejected) }
        try await Self.raise(loop, 12, end: .confirmed)
        try await Self.raise(loop, 7, end: .falseAlarm)
        try await Self.raise(loop, 8, end: .none)
        try await Self.raise(loop, 9, end: .none, exercise: true)
        try await loop.desk.snapshot(force: true)
        for desk in [loop.desk, try await loop.restarted().desk] {
            let budget = await desk.alarmBudget(for: Self.hub, rules: Self.rules)
            let row = try #require(budget.rows.first)
            #expect(budget.rows.count == 1 && row.rule == "creep@1" && !row.noData)
            #expect(row.raised == 6 && row.confirmed == 1 && row.rejected == 4 && row.undecided == 1)
            #expect(row.rejectedBy.map(\.label) == ["false-alarm", "sensor-fault"] && row.rejectedBy.map(\.count) == [1, 3])
            #expect(row.rejectedBy.last?.name == SmallCity.words("sensor fault"))
            #expect(row.decided == 5 && row.precision == 0.2)
            #expect(budget.raised == 6 && budget.alertsPerDay == 6 && budget.share == 6 / AlarmBudget.alertsPerDayStandard)
            #expect(row.proposal?.verdict == .tooFew)
        }
    }

    @Test("a log folded from its start, without a snapshot, gives the same budget")
    func fromLog() async throws {
        let loop = try await Loop(closedMattersHeld: 1)
        for number in 0..<6 { try await Self.raise(loop, Double(5 + number), end: number % 2 == 0 ? .rejected : .confirmed) }
        let before = await loop.desk.alarmBudget(for: Self.hub, rules: Self.rules)
        let after = await (try await loop.restarted()).desk.alarmBudget(for: Self.hub, rules: Self.rules)
        #expect(before.rows == after.rows && before.rows.first?.raised == 6)
    }

    @Test("a desk sees the budget of its own area, and a department none")
    func sight() async throws {
        let loop = try await Loop()
        try await Self.raise(loop, 6, end: .rejected)
        #expect(await loop.desk.alarmBudget(for: Loop.officer, rules: []).raised == 1)
        #expect(await loop.desk.alarmBudget(for: Self.south, rules: []).rows.isEmpty)
        #expect(await loop.desk.alarmBudget(for: Loop.transport, rules: []).rows.isEmpty)
    }

    @Test("missing data is a row of its own, without a proposal, and what is older than asked for is left out")
    func silenceAndDays() async throws {
        let loop = try await Loop()
        try await Self.raise(loop, 1800, end: .rejected, source: .silence)
        loop.clock.advance(3 * 86_400)
        try await Self.raise(loop, 6, end: .rejected)
        let all = await loop.desk.alarmBudget(for: Self.hub, rules: Self.rules)
        #expect(Set(all.rows.map(\.noData)) == [true, false])
        #expect(all.rows.first { $0.noData }?.proposal == nil)
        let day = await loop.desk.alarmBudget(for: Self.hub, rules: Self.rules, days: 1)
        #expect(day.rows.map(\.noData) == [false] && day.alertsPerDay == 1)
    }

    @Test("enough decisions give a proposal over the desk, for the rule on a threshold alone")
    func proposal() async throws {
        let loop = try await Loop()
        for value in [5.5, 6, 6.5, 7, 7.5, 8, 20] { try await Self.raise(loop, value, end: .rejected) }
        for value in [12.0, 14, 16] { try await Self.raise(loop, value, end: .confirmed) }
        let row = try #require(await loop.desk.alarmBudget(for: Self.hub, rules: Self.rules).rows.first)
        let proposal = try #require(row.proposal)
        #expect(proposal.verdict == .proposed && proposal.present == 5 && proposal.proposed == 10)
        #expect(proposal.raisedConfirmed == 3 && proposal.raisedRejected == 1)
        #expect(await loop.desk.alarmBudget(for: Self.hub, rules: []).rows.first?.proposal == nil)
    }
}
