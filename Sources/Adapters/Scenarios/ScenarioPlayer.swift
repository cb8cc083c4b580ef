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
    /// What people call in goes this way where there is one.
    let detections: DetectionDesk?
    let sensing: SensingDesk
    let now: @Sendable () -> Instant
    let sleep: @Sendable (Seconds) async throws -> Void
    let logger: Logger
    /// Shows a film in the place of a camera; why not, where it cannot.
    let show: @Sendable (ScenarioFilm) -> String?
    /// The alerts that this round's calls became.
    var alertsByCall: [String: AlertID] = [:]
    /// Counted from 0.
    private var round = 0
    /// The alerts of the round before: a call that joins one of them is about a matter that is already being dealt with.
    var alertsBefore: Set<AlertID> = []

    public init(
        city: CityModel, scenario: Scenario, desk: CommandDesk, detections: DetectionDesk? = nil, sensing: SensingDesk,
        now: @escaping @Sendable () -> Instant, sleep: @escaping @Sendable (Seconds) async throws -> Void, logger: Logger,
        show: @escaping @Sendable (ScenarioFilm) -> String? = { _ in nil }
    ) {
        self.city = city
        self.scenario = scenario
        self.desk = desk
        self.detections = detections
        self.sensing = sensing
        self.now = now
        self.sleep = sleep
        self.logger = logger
        self.show = show
    }

    /// Plays rounds until it is cancelled, or one round when the scenario does not loop.
    public func play() async throws {
        repeat {
            for mishap in try await playRound() { logger.info("The scenario was not followed: \(mishap)") }
        } while scenario.loops
    }

    /// Plays the scenario once and says which of its steps did nothing. Beside visitors who act on the same matters that is no fault; on
    /// an untouched city it is one of the scenario.
    public func playRound() async throws -> [ScenarioMishap] {
        alertsBefore = Set(alertsByCall.values)
        alertsByCall = [:]
        let start = now()
        defer { round += 1 }
        var mishaps: [ScenarioMishap] = []
        for moment in timeline() {
            let wait = start.advanced(by: moment.at).since(now())
            if wait > .zero { try await sleep(wait) }
            if let reason = await run(moment) { mishaps.append(ScenarioMishap(at: moment.at, step: moment.name, reason: reason)) }
        }
        let rest = start.advanced(by: scenario.length).since(now())
        if rest > .zero { try await sleep(rest) }
        return mishaps
    }

    /// One thing to do at one time.
    struct Moment {
        enum Deed {
            case readings([DraftReading])
            case call(ScenarioCall)
            case act(ScenarioAct)
            case film(ScenarioFilm)
        }

        let at: Seconds
        let deed: Deed

        var name: String {
            switch deed {
            case .readings(let drafts): "readings of \(drafts.count) datastreams"
            case .call(let call): "call \(call.id)"
            case .film(let film): "film \(film.file) of \(film.camera)"
            case .act(let act): "\(act.command.rawValue) \(act.skill?.rawValue ?? act.department?.rawValue ?? "") on \(act.matter)"
            }
        }
    }

    /// The steps with every series spread out into its readings, by time; equal times keep the order of the file.
    private func timeline() -> [Moment] {
        var moments: [Moment] = []
        for step in scenario.steps {
            switch step.action {
            case .routine(let routine): moments += reports(of: routine, from: step.at)
            case .call(let call): moments.append(Moment(at: step.at, deed: .call(call)))
            case .act(let act): moments.append(Moment(at: step.at, deed: .act(act)))
            case .film(let film): moments.append(Moment(at: step.at, deed: .film(film)))
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

    /// One moment for each site that reports in this round, with all its series.
    private func reports(of routine: ScenarioRoutine, from start: Seconds) -> [Moment] {
        let sites = routine.sites(inRound: round)
        return sites.enumerated().map { place, site in
            let drafts = city.datastreams(of: site).enumerated().compactMap { stream, series in
                routine.value(of: series.property, site: place, stream: stream, round: round).map {
                    DraftReading(datastream: series.id, value: $0, phenomenonTime: nil)
                }
            }
            return Moment(at: start + routine.over * (Double(place) / Double(max(sites.count, 1))), deed: .readings(drafts))
        }
    }

    /// Why the step did nothing; nil when it did.
    private func run(_ moment: Moment) async -> String? {
        do {
            switch moment.deed {
            case .readings(let drafts): _ = try await sensing.take(drafts, by: device)
            case .call(let call): try await take(call)
            case .film(let film): return show(film)
            case .act(let act) where isUnderWay(act.matter): break
            case .act(let act):
                guard try await perform(act) > 0 else { return "there is nothing that it applies to" }
            }
            return nil
        } catch let refusal as Refusal {
            return refusal.message
        } catch {
            logger.warning("A step of the scenario failed at \(moment.at.value) s: \(error)")
            return "\(error)"
        }
    }

    /// What people do about a call is done once, however often somebody calls again about the same matter.
    private func isUnderWay(_ matter: ScenarioAct.Matter) -> Bool {
        guard case .call(let call) = matter, let alert = alertsByCall[call] else { return false }
        return alertsBefore.contains(alert)
    }

    private var device: Actor { Actor(kind: .device, name: "scenario", role: "device", center: city.hub?.code ?? "hub") }

    private func take(_ call: ScenarioCall) async throws {
        guard let grade = Grade(rawValue: call.grade) else { return }
        let report = ReportDraft(
            kind: call.kind, title: call.title, point: call.point, grade: grade,
            caller: Caller(name: nil, phone: nil, words: call.text.zh), synthetic: true)
        let clerk = Actor(kind: .person, name: "scenario", role: "duty-officer", center: call.desk)
        let command = CommandID("scenario/\(scenario.id)/\(now().rfc3339)/\(call.id)")
        let raised =
            if let detections { try await detections.raise(report, by: clerk, command: command) } else {
                try await desk.raise(report, by: clerk, command: command)
            }
        alertsByCall[call.id] = raised.alert
    }
}
