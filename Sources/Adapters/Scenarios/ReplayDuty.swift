import City
import CityFiles
import HazardKit
import Incidents
import Logging
import Operations

/// Works off what a replay raises, so that every alert goes the whole way to a closed incident. A script, and signed as one in the log.
struct ReplayDuty {
    private let package: CityPackage
    private let desk: CommandDesk
    private let player: ScenarioPlayer

    init(package: CityPackage, desk: CommandDesk, sensing: SensingDesk, clock: ReplayClock, logger: Logger) {
        self.package = package
        self.desk = desk
        let label = LocalizedText(zh: "历史数据回放", en: "Replay of recorded data")
        let nothing = Scenario(id: "replay", name: label, label: label, synthetic: false, length: .zero, loops: false, steps: [])
        player = ScenarioPlayer(
            city: package.model, scenario: nothing, desk: desk, sensing: sensing, now: { clock.now }, sleep: { _ in }, logger: logger)
    }

    /// Confirms what is new, has the tasks done, and closes once the rain is below the threshold again.
    func work() async throws {
        for site in package.model.sites {
            guard let id = await desk.newestOpenAlert(at: site.id), let alert = try await desk.alertState(id) else { continue }
            if alert.state.isUndecided {
                try await perform(
                    [.acknowledge, .confirm, .acceptTasks, .departTasks, .arriveTasks, .finishTasks, .checkTasks, .closeTasks], site.id)
            }
            guard alert.condition == .cleared, let incident = alert.incident, try await desk.incidentState(incident)?.state.isOpen ?? false
            else { continue }
            try await perform([.markUnderControl, .markResolved, .declareAllClear, .close], site.id)
        }
    }

    private func perform(_ commands: [ScenarioAct.Command], _ site: SiteID) async throws {
        for command in commands {
            try await player.perform(
                ScenarioAct(
                    matter: .site(site), command: command, role: "duty-officer", center: nil, department: nil, skill: nil,
                    code: command == .close ? "resolved" : nil, cause: command == .close ? "rain" : nil,
                    note: LocalizedText(zh: "回放脚本", en: "replay script")))
        }
        await desk.tick()
    }
}
