import City
import CityFiles
import EventLog
import Foundation
import InstalledHazards
import Keys
import Logging
import Operations
import Readings
import Scenarios
import Sensing
import Synchronization
import TravelTimes

/// A city over stores in memory, and a clock that moves only when the player sleeps; every second of it the desks get their time, as the
/// server's driver gives it to them.
struct Stage {
    let package: CityPackage
    let desk: CommandDesk
    let sensing: SensingDesk
    let log = EventLogMemory()
    private let clock = Hands()

    private final class Hands: Sendable {
        private let moment = Mutex(Instant(millisecondsSince1970: 1_780_000_000_000))
        var now: Instant { moment.withLock { $0 } }
        func advance(_ span: Seconds) { moment.withLock { $0 = $0.advanced(by: span) } }
    }

    init(city name: String) async throws {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        package = try CityPackage.load(directory: root.appendingPathComponent("cities/\(name)").path)
        let rules = try RuleEngine.build(city: package.model, parameters: package.rules, hazards: installedHazards)
        let clock = clock
        desk = CommandDesk(
            city: package.model, jurisdictions: package.jurisdiction, log: log, keys: PersonKeysMemory(cipher: PlainCipher()),
            travel: GreatCircleTravel(), now: { clock.now })
        sensing = SensingDesk(city: package.model, rules: rules, store: ReadingsMemory(), desk: desk, now: { clock.now })
        try await desk.start()
        try await sensing.start()
    }

    func player(_ scenario: Scenario) -> ScenarioPlayer {
        let (desk, sensing, clock) = (desk, sensing, clock)
        return ScenarioPlayer(
            city: package.model, scenario: scenario, desk: desk, sensing: sensing, now: { clock.now },
            sleep: { span in
                var rest = span
                while rest > .zero {
                    let step = min(rest, 1)
                    clock.advance(step)
                    rest = Seconds(milliseconds: rest.milliseconds - step.milliseconds)
                    await desk.tick()
                    try await sensing.pass()
                }
            }, logger: Logger(label: "stage"))
    }
}

/// The texts of a synthetic scenario need no secrecy; what is tested here is the play.
private struct PlainCipher: FieldCipher {
    func makeName() -> PersonID { PersonID(UUID().uuidString.lowercased()) }
    func makeKey() -> [UInt8] { [] }
    func seal(_ text: String, key: [UInt8], for person: PersonID) throws -> String { text }
    func open(_ box: String, key: [UInt8], for person: PersonID) throws -> String { box }
    func seal(bytes: [UInt8], key: [UInt8], for person: PersonID) throws -> [UInt8] { bytes }
    func open(bytes box: [UInt8], key: [UInt8], for person: PersonID) throws -> [UInt8] { box }
}
