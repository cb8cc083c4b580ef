import API
import Access
import Accounts
import ArgumentParser
import City
import CityFiles
import Foundation
import Gateways
import Logging
import Notify
import Operations
import Scenarios
import ServiceLifecycle
import TravelTimes
import UnixSignals

struct Serve: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Runs the city: the desks, the doors, the console.",
        discussion: """
            Example: bayu serve --city cities/chongqing --data data/city --port 8080
            With --scenario NAME a labelled synthetic scenario plays, with demonstration accounts, on this machine only.
            Cameras whose addresses hold passwords are named in a file of their own: --camera-sources sources.yaml
            Those that cameras.yaml says are watched for fire; not so with --camera-watch off
            Drones are reached through an MQTT broker: --drone-broker mqtt://127.0.0.1:1883
            Hot spots of satellites are fetched from an address with a key: --hot-spots-url-file firms.txt
            Beyond this machine it needs --tls-cert and --tls-key, or --behind-proxy.
            """)

    @Option(help: "The city package.") var city: String
    @OptionGroup var place: DataOption
    @Option(help: "The port.") var port = 8080
    @Option(help: "The address to listen on.") var bind = "127.0.0.1"
    @Option(help: "A scenario of the city package to play.") var scenario: String?
    @Option(help: "A certificate chain (PEM).") var tlsCert: String?
    @Option(help: "The certificate's private key (PEM).") var tlsKey: String?
    @Option(help: "A YAML file with addresses of cameras (chmod 600).") var cameraSources: String?
    @Option(help: "on, or off: whether cameras are watched for fire, as cameras.yaml says.") var cameraWatch = "on"
    @OptionGroup var broker: BrokerOptions
    @OptionGroup var hotSpots: HotSpotOptions
    @Flag(help: "A proxy ends TLS before this server and writes X-Forwarded-For.") var behindProxy = false
    @Option(help: "on, or off where only trusted clients can reach the server.") var rateLimit = "on"

    func validate() throws {
        guard (tlsCert == nil) == (tlsKey == nil) else { throw ValidationError("--tls-cert and --tls-key go together.") }
        guard (0...65_535).contains(port) else { throw ValidationError("--port must lie between 0 and 65535.") }
        guard cameraWatch == "on" || cameraWatch == "off" else { throw ValidationError("--camera-watch is on or off.") }
        guard rateLimit == "on" || rateLimit == "off" else { throw ValidationError("--rate-limit is on or off.") }
    }

    func run() async throws {
        let package = try Installation.loadCity(city)
        let roads = try RoadSupply.travel(city: city)
        let cameras = try await CameraSupply.make(package, sourcesFile: cameraSources)
        let drones = try DroneSupply.make(package, broker)
        let chosen = try scenario.map { try find($0, in: package) }
        let stores = try Stores(directory: place.data)
        let isDemo = chosen != nil || stores.accounts.hasDemoAccounts
        try checkBinding(isDemo: isDemo)
        try Installation.note(city: city, in: place.data)
        if chosen != nil { try await installDemoAccounts(stores.accounts, package) }
        let house = try House(
            directory: place.data, city: city, package: package, stores: stores, roads: roads, drones: drones.gateway,
            hotSpots: hotSpots, isDemo: isDemo)
        try await house.start()
        if let change = package.model.nextChange(after: Installation.clock()) {
            Terminal.say("The network of centers changes at \(change.rfc3339). Restart Bayu then, so that it works with the new one.")
        }
        try await serve(house, chosen, cameras, drones)
    }

    private func find(_ name: String, in package: CityPackage) throws -> Scenario {
        guard let found = package.scenario(name) else {
            let known = package.scenarios.map(\.id).joined(separator: ", ")
            throw Terminal.fail("\(city) has no scenario \(name). It has: \(known.isEmpty ? "none" : known).")
        }
        return found
    }

    private func checkBinding(isDemo: Bool) throws {
        guard let refusal = BindPolicy.check(bind: bind, tls: tlsCert != nil, behindProxy: behindProxy, demoAccounts: isDemo) else { return }
        throw Terminal.fail(refusal.message)
    }

    /// The demonstration's seats stand around the district of the package's first scenario call, or its first district.
    private func installDemoAccounts(_ accounts: AccountStore, _ package: CityPackage) async throws {
        do {
            try await DemoAccounts.install(DemoSeats.seats(in: package.model), into: accounts, city: package.model)
        } catch {
            throw Terminal.fail("The demonstration's accounts cannot be made in \(place.data): \(error). Use another --data directory.")
        }
    }

    private var settings: ServerSettings {
        var settings = ServerSettings(bind: bind, port: port, behindProxy: behindProxy)
        if let tlsCert, let tlsKey { settings.tls = ServerSettings.TLSFiles(certificate: tlsCert, key: tlsKey) }
        if rateLimit == "off" { settings.rates = .off }
        return settings
    }

    private func serve(_ house: House, _ scenario: Scenario?, _ cameras: CameraSupply, _ drones: DroneSupply) async throws {
        var settings = settings
        settings.demoAccounts = house.isDemo
        let (scheme, bind) = (settings.tls == nil ? "http" : "https", bind)
        let clouds = CloudFiles.shelf(city: city, data: place.data)
        let geology = GeologyStore(city: city, data: place.data).shelf
        let watch = try WatchSupply.make(
            house.package, cameras, isOn: cameraWatch == "on", data: place.data, detections: house.detections, onFault: house.onFault)
        let server = try house.server(
            settings, scenario: scenario, clouds: clouds, geology: geology, cameras: cameras.gateway, gauges: watch?.gauges ?? []
        ) { port in
            Terminal.say("Bayu answers at \(scheme)://\(bind == "127.0.0.1" ? "127.0.0.1" : bind):\(port)/")
            if scenario != nil {
                Terminal.say("Synthetic demonstration \"\(scenario?.name.en ?? "")\" is playing. Sign in with one of:")
                for account in house.stores.accounts.list() where account.demo {
                    Terminal.say("  \(account.name)  (\(account.role.rawValue) at \(account.center))  password: \(DemoAccounts.password)")
                }
            }
        }
        var services: [any Service] = [drones, house.driver, server]
        if let watch { services.insert(watch, at: 1) }
        if let scenario { services.append(house.playing(scenario) { [city] film in cameras.show(film, of: city) }) }
        let group = ServiceGroup(
            configuration: ServiceGroupConfiguration(
                services: services.map { .init(service: $0) }, gracefulShutdownSignals: [.sigterm, .sigint], logger: house.logger))
        do {
            try await group.run()
        } catch {
            try await house.close()
            throw Terminal.fail(ListenFault.explain(error, bind: bind, port: port) ?? "The server stopped: \(error)")
        }
        try await house.close()
    }
}
