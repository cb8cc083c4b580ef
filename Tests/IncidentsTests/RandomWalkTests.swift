import City
import HazardKit
import Testing

@testable import Incidents

/// SplitMix64: small, seeded, the same everywhere.
struct SplitMix64: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}

@Suite("Whatever people and clocks do")
struct RandomWalkTests {
    static let actors = [
        Fixture.desk, Fixture.person(Fixture.district), Fixture.person(Fixture.hub), Fixture.person(Fixture.neighbour), Fixture.system,
        Fixture.person(Fixture.township, team: Fixture.teamA), Fixture.person(Fixture.township, team: Fixture.teamB),
        Fixture.person(Fixture.district, department: "transport"),
    ]

    @Test("an incident keeps its promises", arguments: 1...60)
    func incident(seed: UInt64) throws { checkHistory(try walk(seed)) }

    private func walk(_ seed: UInt64) throws -> IncidentStory {
        var random = SplitMix64(state: seed)
        var story = try IncidentStory()
        var now = Fixture.start
        var owners = [Fixture.township]
        var fired = Set<String>()
        for _ in 0..<400 {
            guard let before = story.incident else { return story }
            let next = before.due().min { ($0.at, $0.key) < ($1.at, $1.key) }
            #expect(before.nextDue == next?.at)
            let events: [IncidentEvent]
            if let next, next.at <= now || random.next() % 4 == 0 {
                now = max(now, next.at)
                let context = Fixture.context(at: now, Fixture.system, owner: before.owner)
                events = try story.tell(next.command, context)
                #expect(fired.insert(next.key).inserted, "\(next.key) fired twice")
                #expect(!events.isEmpty, "\(next.key) did nothing and would fire for ever")
            } else {
                now = now.advanced(by: Seconds(Double(1 + random.next() % 600)))
                let command = command(&random, before, now)
                let context = Fixture.context(at: now, Self.actors.randomElement(using: &random) ?? Fixture.desk, owner: before.owner)
                do throws(Refusal) { events = try story.tell(command, context) } catch {
                    #expect(!error.message.isEmpty && story.incident == before)
                    continue
                }
            }
            for case .handOverAccepted(let body) in events {
                #expect(body.from == owners.last)
                owners.append(body.to)
            }
            if let after = story.incident { check(after, owners.last) }
        }
        return story
    }

    @Test("the walks come by every event there is, so that their promises are worth something")
    func coverage() throws {
        var seen = Set<Int>()
        for seed in UInt64(1)...200 where seen.count < 51 { seen.formUnion(try walk(seed).events.map(Samples.number)) }
        #expect(seen == Set(0...50), "missing: \(Samples.incident.filter { !seen.contains(Samples.number($0)) }.types)")
    }

    private func check(_ incident: Incident, _ owner: CenterCode?) {
        #expect(incident.owner == owner)
        let held = incident.tasks.compactMap { $0.holdsTeam ? $0.team : nil }
        #expect(Set(held).count == held.count, "a team holds two open tasks")
        let steps = incident.tasks.compactMap(\.step)
        #expect(Set(steps).count == steps.count, "a step was dispatched twice")
        #expect(Set(incident.tasks.map(\.id)).count == incident.tasks.count)
        #expect(Set(incident.clocks.map(\.kind)).count == incident.clocks.count)
        if incident.state == .closed { #expect(incident.openTasks.allSatisfy { _ in false }) }
        if !incident.state.isOpen { #expect(incident.clocks.allSatisfy { !$0.isRunning || $0.kind.isReport }) }
        let keys = incident.due().map(\.key)
        #expect(Set(keys).count == keys.count)
    }

    /// The fold of what was recorded is the state that decided; notices went out once.
    private func checkHistory(_ story: IncidentStory) {
        var refolded: Incident?
        for (event, mark) in zip(story.events, story.marks) { refolded = Incident.evolve(refolded, event, at: mark.at, by: mark.by) }
        #expect(refolded == story.incident)
        let notices = story.events.flatMap { event -> [StepID] in
            if case .planRun(let run) = event { run.notices } else { [] }
        }
        #expect(Set(notices).count == notices.count)
        #expect(story.events.filter { $0.type == "IncidentOpened" }.count == 1)
    }

    /// Now and then a task goes on as it should, so that some of them come to their end.
    private static func wayOn(from state: IncidentTask.State) -> TaskCommand {
        switch state {
        case .sent, .received: .accept
        case .accepted, .enRoute: .arrive
        case .onScene: .finish(FinishTask(evidence: "photo"))
        case .done: .check
        case .checked: .close
        default: .receive
        }
    }

    private func command(_ random: inout SplitMix64, _ incident: Incident, _ now: Instant) -> IncidentCommand {
        if random.next() % 2 == 0, let task = incident.tasks.randomElement(using: &random) {
            if random.next() % 3 == 0 { return .task(task.id, Self.wayOn(from: task.state)) }
            let park = ParkTask(explanation: "later", until: now.advanced(by: .hours(1)), supervisor: "desk")
            let command = (TaskMatrixTests.commands + [.park(park), .reroute(RerouteTask(department: "transport"))]).randomElement(using: &random)
            return .task(task.id, command ?? .accept)
        }
        let steps = (0..<3).map { _ in
            Fixture.draft(StepID("s\(random.next() % 9)"), team: [nil, Fixture.teamA, Fixture.teamB].randomElement(using: &random) ?? nil)
        }
        let grade = Grade.allCases.randomElement(using: &random) ?? .i
        var absorbed = Samples.content(TaskID("t\(incident.tasks.count + 1)"))
        absorbed.step = nil
        let absorb = AbsorbIncident(
            from: "i9", grade: grade, alerts: ["a9"], departments: [], steps: [], tasks: [.init(from: "t3", content: absorbed)], alarmed: [])
        let more: [IncidentCommand] = [
            .absorb(absorb),
            .accountForTeam(AccountForTeam(team: [Fixture.teamA, Fixture.teamB].randomElement(using: &random) ?? Fixture.teamA, note: "seen")),
            .runPlan(Fixture.plan(grade, steps, notices: [StepID("n\(random.next() % 4)")])), .changeGrade(ChangeGrade(grade: grade, reason: "seen")),
            .createTask(CreateTask(title: Fixture.words, team: Fixture.teamB)),
            .attachPhoto(AttachPhoto(photo: Samples.photo(PhotoID("c-\(random.next() % 9)"), task: incident.tasks.first?.id))),
            .offerHandOver(OfferHandOver(to: [Fixture.hub, Fixture.township].randomElement(using: &random) ?? Fixture.hub, reason: "up or down")),
            .close(CloseIncident(disposition: random.next() % 4 == 0 ? "false-alarm" : "resolved", cause: nil)),
        ]
        let chosen = (IncidentMatrixTests.commands + more).randomElement(using: &random) ?? .askTeams
        switch chosen {
        // A merge ends a walk, and tasks without number leave none of them its way to the end.
        case .mergeInto where random.next() % 8 != 0: return .askTeams
        case .absorb where incident.tasks.count > 4: return .askTeams
        default: return chosen
        }
    }

    @Test("an alert keeps its promises", arguments: 1...40)
    func alert(seed: UInt64) throws {
        var random = SplitMix64(state: seed &* 7919)
        var story = try AlertStory(Fixture.raise(imminent: seed % 3 == 0))
        var now = Fixture.start
        var fired = Set<String>()
        for _ in 0..<100 {
            guard let before = story.alert else { return }
            let next = before.due().min { ($0.at, $0.key) < ($1.at, $1.key) }
            if let next, next.at <= now || random.next() % 3 == 0 {
                now = max(now, next.at)
                #expect(fired.insert(next.key).inserted, "\(next.key) fired twice")
                #expect(!(try story.tell(next.command, Fixture.context(at: now, Fixture.system))).isEmpty)
            } else {
                now = now.advanced(by: Seconds(Double(1 + random.next() % 300)))
                let command = (AlertMatrixTests.commands + [.addEvidence(Fixture.more(.i))]).randomElement(using: &random) ?? .acknowledge
                do throws(Refusal) { try story.tell(command, Fixture.context(at: now, Fixture.desk)) } catch {
                    #expect(story.alert == before && error.code.family == "alert")
                }
            }
            if let alert = story.alert, !alert.state.isUndecided { #expect(alert.due().isEmpty) }
        }
        #expect(story.events.filter { if case .incidentLinked = $0 { true } else { false } }.count <= 1)
    }
}
