import City
import HazardKit
import Testing

@testable import Incidents

@Suite("Every command in every state of an alert")
struct AlertMatrixTests {
    static let absorbed: AbsorbAlert = {
        do { return try Fixture.absorbed() } catch { preconditionFailure("\(error)") }
    }()

    static let commands: [AlertCommand] = [
        .raise(Fixture.raise()), .addEvidence(Fixture.more()), .acknowledge, .startVerification(StartVerification(means: "camera")),
        .confirm(ConfirmAlert(note: "seen", grade: .i)), .reject(RejectAlert(label: "sensor-fault", reason: "mud on the lens")),
        .merge(MergeAlert(into: "a2")), .expire, .clear, .linkIncident("i1"), .escalate(EscalateAlert(reason: "storm")), .warnClock(.acknowledge),
        .breachClock(.acknowledge), .absorb(absorbed),
    ]

    /// Exhaustive without a default: a new command does not compile until it has a number here, and then needs a row.
    static func number(_ command: AlertCommand) -> Int {
        switch command {
        case .raise: 0
        case .addEvidence: 1
        case .acknowledge: 2
        case .startVerification: 3
        case .confirm: 4
        case .reject: 5
        case .merge: 6
        case .expire: 7
        case .clear: 8
        case .linkIncident: 9
        case .escalate: 10
        case .warnClock: 11
        case .breachClock: 12
        case .absorb: 13
        }
    }

    static func states() throws -> [(String, Alert?)] {
        var result: [(String, Alert?)] = [("nothing", nil)]
        let ways: [(Alert.State, [AlertCommand])] = [
            (.raised, []), (.acknowledged, [.acknowledge]), (.verifying, [.startVerification(StartVerification(means: "drone"))]),
            (.confirmed, [.confirm(ConfirmAlert())]), (.rejected, [.reject(RejectAlert(label: "sensor-fault", reason: "mud"))]),
            (.merged, [.merge(MergeAlert(into: "a9"))]), (.expired, [.clear, .expire]),
        ]
        for (state, way) in ways {
            var story = try AlertStory()
            for command in way { try story.tell(command, Fixture.context(command == .expire ? 1000 : 0)) }
            #expect(story.alert?.state == state)
            result.append((state.rawValue, story.alert))
        }
        #expect(result.count == Alert.State.allCases.count + 1)
        return result
    }

    @Test("each pair yields the events of the table, or refuses as it says")
    func matrix() throws {
        let states = try Self.states()
        var matrix = Matrix(columns: states.map(\.0))
        #expect(Set(Self.commands.map(Self.number)) == Set(0...13))
        for command in Self.commands {
            let cells = states.map { state -> String in
                do throws(Refusal) {
                    return try Alert.decide(state.1, command, Fixture.context(30)).types
                } catch { return error.code.rawValue }
            }
            matrix.add(command.type, cells)
        }
        #expect(matrix.text == Self.expected)
    }

    static let expected = """
        raise
            nothing: AlertRaised
            raised acknowledged verifying confirmed rejected merged expired: alert.exists
        addEvidence
            nothing: alert.unknown
            raised acknowledged verifying confirmed: AlertEvidenceAdded
            rejected merged expired: alert.wrong-state
        acknowledge
            nothing: alert.unknown
            raised: AlertAcknowledged
            acknowledged verifying confirmed rejected merged expired: alert.wrong-state
        startVerification
            nothing: alert.unknown
            raised: AlertAcknowledged AlertVerificationStarted
            acknowledged verifying: AlertVerificationStarted
            confirmed rejected merged expired: alert.wrong-state
        confirm
            nothing: alert.unknown
            raised: AlertAcknowledged AlertRegraded AlertConfirmed
            acknowledged verifying: AlertRegraded AlertConfirmed
            confirmed rejected merged expired: alert.wrong-state
        reject
            nothing: alert.unknown
            raised: AlertAcknowledged AlertRejected
            acknowledged verifying: AlertRejected
            confirmed rejected merged expired: alert.wrong-state
        merge
            nothing: alert.unknown
            raised acknowledged verifying: AlertMerged
            confirmed rejected merged expired: alert.wrong-state
        expire
            nothing: alert.unknown
            raised acknowledged verifying: alert.still-active
            confirmed rejected merged expired: alert.wrong-state
        clear
            nothing: alert.unknown
            raised acknowledged verifying confirmed: AlertCleared
            rejected merged expired: alert.wrong-state
        linkIncident
            nothing: alert.unknown
            raised acknowledged verifying rejected merged expired: alert.wrong-state
            confirmed: AlertIncidentLinked
        escalate
            nothing: alert.unknown
            raised acknowledged verifying: AlertEscalated
            confirmed rejected merged expired: alert.wrong-state
        warnClock
            nothing: alert.unknown
            raised: AlertClockWarned
            acknowledged verifying confirmed rejected merged expired: alert.clock-not-due
        breachClock
            nothing: alert.unknown
            raised: AlertClockBreached AlertEscalated
            acknowledged verifying confirmed rejected merged expired: alert.clock-not-due
        absorb
            nothing: alert.unknown
            raised acknowledged verifying confirmed: AlertAbsorbed AlertRegraded
            rejected merged expired: alert.wrong-state

        """
}
