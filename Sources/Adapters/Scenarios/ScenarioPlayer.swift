import City
import CityFiles
import EventLog
import HazardKit
import Incidents
import Logging
import Operations

/// Plays a scenario through the same doors as real signals and commands: the sensing desk, the phone desk and the command desk.
///
/// Everything it makes is synthetic and carries that mark into the log.
public actor ScenarioPlayer {
    let city: CityModel
    let scenario: Scenario
    let desk: CommandDesk
    let sensing: SensingDesk
    let now: @Sendable () -> Instant
    let sleep: @Sendable (Seconds) async throws -> Void
    let logger: Logger
    /// The alerts that this round's calls became.
    var alertsByCall: [String: AlertID] = [:]
    var round = 0

    public init(
        city: CityModel, scenario: Scenario, desk: CommandDesk, sensing: SensingDesk, now: @escaping @Sendable () -> Instant,
        sleep: @escaping @Sendable (Seconds) async throws -> Void, logger: Logger
    ) {
        self.city = city
        self.scenario = scenario
        self.desk = desk
        self.sensing = sensing
        self.now = now
        self.sleep = sleep
        self.logger = logger
    }

    /// Plays rounds until it is cancelled, or one round when the scenario does not loop.
    public func play() async throws {
        repeat {
            round += 1
            alertsByCall = [:]
            try await playRound()
        } while scenario.loops
    }

    private func playRound() async throws {
        let start = now()
        for moment in timeline() {
            let wait = start.advanced(by: moment.at).since(now())
            if wait > .zero { try await sleep(wait) }
            await run(moment)
        }
        let rest = start.advanced(by: scenario.length).since(now())
        if rest > .zero { try await sleep(rest) }
    }

    /// One thing to do at one time.
    struct Moment {
        enum Deed {
            case readings([DraftReading])
            case call(ScenarioCall)
            case act(ScenarioAct)
        }

        let at: Seconds
        let deed: Deed
    }

    /// The steps with every series spread out into its readings, by time; equal times keep the order of the file.
    private func timeline() -> [Moment] {
        var moments: [Moment] = []
        for step in scenario.steps {
            switch step.action {
            case .call(let call): moments.append(Moment(at: step.at, deed: .call(call)))
            case .act(let act): moments.append(Moment(at: step.at, deed: .act(act)))
            case .readings(let series):
                for index in 0..<series.count {
                    let drafts = series.datastreams.enumerated().map { stream, id in
                        DraftReading(datastream: id, value: series.value(index, stream: stream), phenomenonTime: nil)
                    }
                    moments.append(Moment(at: step.at + series.every * Double(index), deed: .readings(drafts)))
                }
            }
        }
        return moments.enumerated().sorted { ($0.element.at, $0.offset) < ($1.element.at, $1.offset) }.map(\.element)
    }

    private func run(_ moment: Moment) async {
        do {
            switch moment.deed {
            case .readings(let drafts): _ = try await sensing.take(drafts, by: device)
            case .call(let call): try await take(call)
            case .act(let act): try await perform(act)
            }
        } catch let refusal as Refusal {
            logger.info("The scenario was refused a step at \(moment.at.value) s: \(refusal.message)")
        } catch {
            logger.warning("A step of the scenario failed at \(moment.at.value) s: \(error)")
        }
    }

    private var device: Actor { Actor(kind: .device, name: "scenario", role: "device", center: city.hub?.code ?? "hub") }

    private func take(_ call: ScenarioCall) async throws {
        guard let grade = Grade(rawValue: call.grade) else { return }
        let report = ReportDraft(
            kind: call.kind, title: call.title, point: call.point, grade: grade,
            caller: Caller(name: nil, phone: nil, words: call.text.zh), synthetic: true)
        let clerk = Actor(kind: .person, name: "scenario", role: "duty-officer", center: call.desk)
        let command = CommandID("scenario/\(scenario.id)/\(now().rfc3339)/\(call.id)")
        let raised = try await desk.raise(report, by: clerk, command: command)
        alertsByCall[call.id] = raised.alert
    }
}
