import City
import CityFiles
import DroneGateway
import Drones
import DronesMQTT
import ServiceLifecycle

/// Puts the line to a city's drones together: a broker where one is named, else a line that says that there is none.
struct DroneSupply: Service {
    let gateway: any DroneGateway
    private let line: DronesOverMQTT?

    static func make(_ package: CityPackage, _ broker: BrokerOptions) throws -> DroneSupply {
        guard broker.droneBroker != nil else {
            if !package.drones.isEmpty {
                Terminal.note("No line to the \(package.drones.count) drones is set up, so none can be sent. Name a broker with --drone-broker.")
            }
            return DroneSupply(gateway: none(package), line: nil)
        }
        let line = DronesOverMQTT(
            drones: package.drones, address: try broker.address(), trust: try broker.trust(), now: Installation.clock)
        return DroneSupply(gateway: line, line: line)
    }

    private static func none(_ package: CityPackage) -> DroneGatewayMemory {
        DroneGatewayMemory(drones: package.drones.map(\.id), link: DroneLink(.none, since: Installation.clock()))
    }

    /// Keeps the line up until the server shuts down.
    func run() async throws {
        line?.start()
        defer { line?.stop() }
        // Cancelled by the shutdown, which is how it ends: there is nothing to report.
        await cancelWhenGracefulShutdown {
            do { while true { try await Task.sleep(for: .seconds(3_600)) } } catch { return }
        }
    }
}
