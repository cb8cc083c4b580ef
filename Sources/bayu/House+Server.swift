import API
import CameraGateway
import City
import CityFiles
import EventLogSQLite
import Operations

extension House {
    /// The server over the house's desks, with the console's pages.
    func server(
        _ settings: ServerSettings, scenario: Scenario?, clouds: CloudShelf, geology: GeologyShelf, cameras: any CameraGateway,
        onRunning: @escaping @Sendable (Int) -> Void
    ) throws
        -> BayuServer
    {
        let photos = PhotoDesk(desk: desk, attachments: stores.attachments)
        var parts = ServerDependencies(
            desk: desk, sensing: sensing, photos: photos, jurisdictions: package.jurisdiction,
            gatekeeper: AccountGatekeeper(stores.accounts, hub: package.model.hub?.code ?? "hub"), readiness: readiness, now: Installation.clock)
        parts.scenario = scenario.map { ScenarioLabel(name: $0.id, label: $0.label) }
        parts.rules = package.rules
        parts.clouds = clouds
        parts.geology = geology
        parts.cameras = CameraDesk(
            cameras: package.cameras, elevation: package.elevation, gateway: cameras, desk: desk, photos: photos, now: Installation.clock)
        let secrets = try HookSecrets.load(directory: directory)
        parts.hookSecret = { secrets[$0] }
        let log = stores.log
        let faults = faults
        parts.gauges.append(
            Gauge(
                "bayu_desk_faults_total", "Duties that failed or were refused after an answer was given; each is in the server's log.", kind: .counter
            ) {
                Double(faults.value)
            })
        parts.checkLog = { _ = try await log.head() }
        do {
            parts.assets = try AssetShelf.console()
            return try BayuServer(settings, parts, logger: logger, onRunning: onRunning)
        } catch let fault as AssetFault {
            throw Terminal.fail(fault.message)
        } catch let refusal as BindPolicy.Refusal {
            throw Terminal.fail(refusal.message)
        } catch {
            throw Terminal.fail("The certificate or its key cannot be read: \(error). Check --tls-cert and --tls-key (PEM files).")
        }
    }
}
