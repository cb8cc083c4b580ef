import API
import City
import CityFiles
import Console
import DroneGateway
import EventLogSQLite
import FireRoom
import Foundation
import HotSpots
import Incidents
import KeysSQLite
import Logging
import Notify
import Operations
import ReadingsSQLite
import Scenarios
import TravelTimes

/// Everything that one running server consists of, put together once.
struct House {
    let directory: String
    let package: CityPackage
    let stores: Stores
    let isDemo: Bool
    let desk: CommandDesk
    let sensing: SensingDesk
    let drones: DroneDesk
    /// Nil where the city describes no forest.
    let fires: FireRoom?
    let detections: DetectionDesk
    /// Nil where no address of hot spots is set up.
    let hotSpots: HotSpotFeed?
    let outbox: Outbox?
    let readiness = Readiness()
    let faults: FaultCount
    let logger: Logger
    /// Takes what failed beside a request: counted, and in the server's log.
    let onFault: @Sendable (String) -> Void

    init(
        directory: String, city: String, package: CityPackage, stores: Stores, roads: RoadSupply.Supply, drones gateway: any DroneGateway,
        hotSpots: HotSpotOptions, isDemo: Bool
    ) throws {
        self.directory = directory
        self.package = package
        self.stores = stores
        self.isDemo = isDemo
        let logger = Logger(label: "bayu")
        let faults = FaultCount()
        self.logger = logger
        self.faults = faults
        let closedAreas = RoadSupply.closedAreas(data: directory) { message in
            faults.add()
            logger.error("\(message)")
        }
        let onFault: @Sendable (String) -> Void = { message in
            faults.add()
            logger.error("\(message)")
        }
        self.onFault = onFault
        let fireRoom = FireRoomPlace()
        desk = CommandDesk(
            city: package.model, jurisdictions: package.jurisdiction, log: stores.log, keys: stores.keys, travel: roads.travel,
            closedAreas: { incident in closedAreas() + (await fireRoom.room?.closedAreas(of: incident.id) ?? []) }, now: Installation.clock,
            onFault: onFault)
        sensing = SensingDesk(
            city: package.model, rules: try Installation.rules(package), store: stores.readings, memory: stores.ruleMemory, desk: desk,
            now: Installation.clock)
        let forests = try FireSupply.read(city: city, model: package.model)
        fires =
            forests.forests.isEmpty
            ? nil
            : FireRoom(
                forests: forests.forests, tables: forests.tables, city: city, data: directory, roads: roads.network, desk: desk,
                sensing: sensing, closedElsewhere: closedAreas, now: Installation.clock, onFault: onFault)
        fireRoom.set(fires)
        drones = DroneDesk(
            drones: package.drones, gateway: gateway, desk: desk, newMission: { UUID().uuidString.lowercased() }, now: Installation.clock)
        detections = DetectionDesk(
            fusions: Installation.fusions(package), cameras: package.cameras, desk: desk, attachments: stores.attachments,
            now: Installation.clock, danger: { kind, place, _ in kind == "wildfire" ? await fireRoom.room?.dangerClass(at: place) : nil })
        self.hotSpots = HotSpotSupply.feed(
            try hotSpots.address(), everyMinutes: hotSpots.hotSpotsEvery, detections: detections, onFault: onFault)
        // A demonstration tells nobody outside: it has no way out at all.
        outbox = isDemo ? nil : Outbox(desk: desk, gateway: WebhookGateway(now: Installation.clock), now: Installation.clock)
    }

    /// Folds the log and does what is overdue, before anything is served.
    func start() async throws {
        let progress = Progress("reading the log")
        do {
            try await desk.start { progress.report($0, of: $1) }
            try await detections.start()
            try await sensing.start()
        } catch {
            throw Terminal.fail("The log could not be read: \(error). Prove it with: bayu verify-log --data …")
        }
        readiness.becomeReady()
    }

    var driver: Driver {
        Driver(
            desk: desk, sensing: sensing, drones: drones, fires: fires, detections: detections, hotSpots: hotSpots, outbox: outbox,
            accounts: stores.accounts,
            logger: logger)
    }

    func playing(_ scenario: Scenario, show: @escaping @Sendable (ScenarioFilm) -> String?) -> Playing {
        let player = ScenarioPlayer(
            city: package.model, scenario: scenario, desk: desk, detections: detections, sensing: sensing, now: Installation.clock,
            sleep: { try await Task.sleep(for: .milliseconds($0.milliseconds)) }, logger: logger, show: show)
        return Playing(play: { try await player.play() }, logger: logger)
    }

    func close() async throws {
        do {
            try await desk.close()
            try await stores.readings.close()
            try await sensing.keepMemory()
        } catch {
            throw Terminal.fail("Closing failed: \(error). Nothing acknowledged is lost; the next start reads the log from the last snapshot.")
        }
    }
}
