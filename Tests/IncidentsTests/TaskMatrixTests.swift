import City
import HazardKit
import Testing

@testable import Incidents

@Suite("Every command in every state of a task")
struct TaskMatrixTests {
    static let commands: [TaskCommand] = [
        .send, .receive, .accept, .returnTask(ReturnTask(reason: "no rope")), .reroute(RerouteTask(team: Fixture.teamB)), .depart, .arrive,
        .finish(FinishTask(evidence: "photo 7")), .check, .sendBack(SendBackTask(reason: "gap left")), .close,
        .park(ParkTask(explanation: "river high", until: Fixture.start.advanced(by: .hours(48)), supervisor: "district desk")), .resume,
        .cancel(CancelTask(reason: "not needed")), .warnClock(.acknowledge), .breachClock(.acknowledge),
    ]

    /// Exhaustive without a default: a new command does not compile until it has a number here, and then needs a row.
    static func number(_ command: TaskCommand) -> Int {
        switch command {
        case .send: 0
        case .receive: 1
        case .accept: 2
        case .returnTask: 3
        case .reroute: 4
        case .depart: 5
        case .arrive: 6
        case .finish: 7
        case .check: 8
        case .sendBack: 9
        case .close: 10
        case .park: 11
        case .resume: 12
        case .cancel: 13
        case .warnClock: 14
        case .breachClock: 15
        }
    }

    static let park = TaskCommand.park(
        ParkTask(explanation: "river high", until: Fixture.start.advanced(by: .hours(48)), supervisor: "district desk"))
    static let ways: [(IncidentTask.State, [TaskCommand])] = [
        (.created, []), (.sent, [.send]), (.received, [.send, .receive]), (.accepted, [.send, .accept]),
        (.returned, [.send, .returnTask(ReturnTask(reason: "no rope"))]), (.enRoute, [.send, .accept, .depart]),
        (.onScene, [.send, .accept, .depart, .arrive]), (.done, [.send, .accept, .arrive, .finish(FinishTask(evidence: "photo"))]),
        (.checked, [.send, .accept, .arrive, .finish(FinishTask(evidence: "photo")), .check]),
        (.closed, [.send, .accept, .arrive, .finish(FinishTask(evidence: "photo")), .check, .close]), (.parked, [.send, .accept, park]),
        (.cancelled, [.cancel(CancelTask(reason: "not needed"))]),
    ]

    /// A task in every state; only a merge of its incident leaves one moved.
    static func stories() throws -> [(IncidentTask.State, IncidentStory)] {
        var merged = try IncidentStory.withTask([.send])
        try merged.tell(.mergeInto(MergeIncident(incident: "i2")))
        return try ways.map { ($0.0, try IncidentStory.withTask($0.1)) } + [(.moved, merged)]
    }

    @Test("each pair yields the events of the table, or refuses as it says")
    func matrix() throws {
        let stories = try Self.stories()
        for (state, story) in stories { #expect(story.incident?.tasks.first?.state == state) }
        #expect(Set(stories.map(\.0)) == Set(IncidentTask.State.allCases))
        #expect(Set(Self.commands.map(Self.number)) == Set(0...15))
        var matrix = Matrix(columns: stories.map(\.0.rawValue))
        for command in Self.commands {
            let cells = stories.map { _, story -> String in
                do throws(Refusal) {
                    return try Incident.decide(story.incident, .task("t1", command), Fixture.context(30)).types
                } catch { return error.code.rawValue }
            }
            matrix.add(command.type, cells)
        }
        #expect(matrix.text == Self.expected)
    }

    static let expected = """
        send
            created: TaskSent IncidentDispatched
            sent received accepted returned enRoute onScene done checked closed parked cancelled moved: task.wrong-state
        receive
            created received accepted returned enRoute onScene done checked closed parked cancelled moved: task.wrong-state
            sent: TaskReceived
        accept
            created accepted returned enRoute onScene done checked closed parked cancelled moved: task.wrong-state
            sent received: TaskAccepted
        return
            created returned done checked closed parked cancelled moved: task.wrong-state
            sent received accepted enRoute onScene: TaskReturned
        reroute
            created sent received returned: TaskRerouted
            accepted enRoute onScene done checked closed parked cancelled moved: task.wrong-state
        depart
            created sent received returned enRoute onScene done checked closed parked cancelled moved: task.wrong-state
            accepted: TaskDeparted
        arrive
            created sent received returned onScene done checked closed parked cancelled moved: task.wrong-state
            accepted enRoute: TaskArrived
        finish
            created sent received accepted returned enRoute done checked closed parked cancelled moved: task.wrong-state
            onScene: TaskFinished
        check
            created sent received accepted returned enRoute onScene checked closed parked cancelled moved: task.wrong-state
            done: TaskChecked
        sendBack
            created sent received accepted returned enRoute onScene checked closed parked cancelled moved: task.wrong-state
            done: TaskSentBack
        close
            created sent received accepted returned enRoute onScene done closed parked cancelled moved: task.wrong-state
            checked: TaskClosed
        park
            created sent received accepted returned enRoute onScene: TaskParked
            done checked closed parked cancelled moved: task.wrong-state
        resume
            created sent received accepted returned enRoute onScene done checked closed cancelled moved: task.wrong-state
            parked: TaskResumed
        cancel
            created sent received accepted returned enRoute onScene done parked: TaskCancelled
            checked closed cancelled moved: task.wrong-state
        warnClock
            created accepted returned enRoute onScene done checked closed parked cancelled moved: task.clock-not-due
            sent received: TaskClockWarned
        breachClock
            created accepted returned enRoute onScene done checked closed parked cancelled moved: task.clock-not-due
            sent received: TaskClockBreached TaskEscalated

        """
}
