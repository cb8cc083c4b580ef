import API
import Accounts
import City
import CityFiles
import Console
import Foundation
import Logging
import Operations

extension House {
    /// The HTTP server over this house, with the changes of the desk flowing into its event stream.
    func server(
        _ settings: ServerSettings, scenario: Scenario?, onRunning: @escaping @Sendable (Int) async -> Void
    ) async throws -> (server: BayuServer, pump: Pump) {
        guard let hub = package.model.hub?.code else { throw Terminal.fail("The city package has no hub.") }
        let stream = BoardStream(head: await desk.position, now: { Installation.clock().rfc3339 })
        var dependencies = ServerDependencies(
            desk: desk, sensing: sensing, jurisdictions: package.jurisdiction, gatekeeper: AccountGatekeeper(stores.accounts, hub: hub),
            stream: stream, readiness: readiness, now: Installation.clock)
        dependencies.scenario = scenario.map { ScenarioLabel(name: $0.id, label: $0.label) }
        let secrets = try HookSecrets.load(directory: directory)
        dependencies.hookSecret = { secrets[$0] }
        let log = stores.log
        dependencies.checkLog = { _ = try await log.head() }
        do {
            dependencies.assets = try AssetShelf.console()
            let server = try BayuServer(settings, dependencies, logger: logger, onRunning: onRunning)
            return (server, Pump(desk: desk, stream: stream, city: package.model))
        } catch {
            throw Terminal.fail("The server cannot start: \(error)")
        }
    }
}

/// The secrets that outside systems sign their reports with.
enum HookSecrets {
    static let fileName = "hook-secrets.txt"

    /// Reads lines of `SOURCE SECRET` from the data directory; no file means that no outside system may report.
    static func load(directory: String) throws -> [String: [UInt8]] {
        let file = URL(fileURLWithPath: directory).appending(path: fileName)
        guard FileManager.default.fileExists(atPath: file.path) else { return [:] }
        var secrets: [String: [UInt8]] = [:]
        for (index, line) in try String(contentsOf: file, encoding: .utf8).split(separator: "\n").enumerated() where !line.hasPrefix("#") {
            let parts = line.split(separator: " ", maxSplits: 1)
            guard parts.count == 2, parts[1].utf8.count >= secretBytesMin else {
                throw Terminal.fail("\(file.path):\(index + 1): write SOURCE, a blank and a secret of at least \(secretBytesMin) bytes.")
            }
            secrets[String(parts[0])] = [UInt8](parts[1].utf8)
        }
        return secrets
    }

    /// 128 bits, the least that a signature's secret should have.
    static let secretBytesMin = 16
}
