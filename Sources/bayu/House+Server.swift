import API
import CameraGateway
import City
import CityFiles
import DroneGateway
import EventLogSQLite
import HotSpots
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
            cameras: package.cameras, elevation: package.elevation, gateway: cameras, desk: desk, photos: photos, now: Installation.clock,
            carried: { [drones] in await drones.camerasOut(for: $0) })
        parts.drones = drones
        parts.fires = fires
        parts.detections = detections
        parts.hotSpots = hotSpots
        parts.gauges += droneGauges + hotSpotGauges
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

    /// The regular look for hot spots, for whoever watches the server.
    private var hotSpotGauges: [Gauge] {
        guard let hotSpots else { return [] }
        return [
            Gauge("bayu_hot_spots_up", "1 while hot spots of satellites can be fetched.") { hotSpots.standing.state == .up ? 1 : 0 },
            Gauge("bayu_hot_spots_faults_total", "Looks for hot spots that failed.", kind: .counter) { Double(hotSpots.standing.faults) },
        ]
    }

    /// The line to the drones, for whoever watches the server.
    private var droneGauges: [Gauge] {
        let gateway = drones.gateway
        func count(_ name: String, _ help: String, _ value: @escaping @Sendable (DroneLinkCounts) -> Int) -> Gauge {
            Gauge(name, help, kind: .counter) { Double(value(gateway.link.counts)) }
        }
        return [
            Gauge("bayu_drone_link_up", "1 while the line to the drones is up.") { gateway.link.state == .up ? 1 : 0 },
            count("bayu_drone_messages_total", "Messages that came over the line to the drones.") { $0.received },
            count("bayu_drone_messages_unknown_total", "Messages of serial numbers that the city does not know.") { $0.unknownSerials },
            count("bayu_drone_messages_malformed_total", "Messages of drones that are not in the shape agreed on, or too long.") {
                $0.malformed + $0.tooLong
            },
            count("bayu_drone_messages_dropped_total", "Telemetry that came more often than is taken.") { $0.dropped },
        ]
    }
}
