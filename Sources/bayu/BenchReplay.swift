import ArgumentParser
import City
import CityFiles
import EventLog
import EventLogSQLite
import Foundation
import HazardKit
import InstalledHazards
import KeysSQLite
import Landslide
import Operations
import ReadingsSQLite
import Scenarios
import TravelTimes

/// Made-up hourly readings of a city's own sites through the doors' whole way: judged, on disk, through the rules, and what they claim through
/// the command desk into its log. The clock of the desks is the replay's.
struct BenchReplay: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bench-replay", abstract: "Replays weeks of readings into an empty data directory, for `make bench`.",
        discussion: "Example: bayu bench-replay --city cities/chongqing --data data/bench --sites 88 --hours 840", shouldDisplay: false)

    @Option(help: "The city package.") var city: String
    @OptionGroup var place: DataOption
    @Option(help: "How many of its sites at most.") var sites = 883
    @Option(help: "How many hours; they end now.") var hours = 840
    @Option(help: "The first seed; each site takes the next one.") var seed: UInt64 = 1
    @Option(help: "Sites behind one gateway: it sends one call an hour.") var sitesPerGateway = 20
    @Option(help: "Gateways that send at once.") var lanes = 4

    func validate() throws {
        guard sites > 0, hours > 0, sitesPerGateway > 0, lanes > 0 else { throw ValidationError("Counts are above 0.") }
    }

    func run() async throws {
        let package = try Installation.loadCity(city)
        let stores = try Stores(directory: place.data)
        guard try await stores.log.head().position == 0 else { throw Terminal.fail("\(place.data) is not empty. Name another directory.") }
        try Installation.note(city: city, in: place.data)
        let start = Self.fullHour(Installation.clock()).advanced(by: .hours(Double(1 - hours)))
        let clock = ReplayClock(start)
        let desk = CommandDesk(
            city: package.model, jurisdictions: package.jurisdiction, log: stores.log, keys: stores.keys, travel: GreatCircleTravel(),
            now: { clock.now })
        let sensing = SensingDesk(
            city: package.model, rules: try Installation.rules(package), store: stores.readings, memory: stores.ruleMemory, desk: desk,
            now: { clock.now })
        try await desk.start()
        try await sensing.start()
        let slopes = CityReplay(city: package.model, parameters: package.rules, sites: sites, hours: hours, seed: seed, start: start)
        var vendor = Vendor(slopes, sitesPerGateway: sitesPerGateway)
        let found = try await replay(&vendor, clock, desk, sensing)
        let before = BenchWarning.cpuSeconds
        try await sensing.keepMemory()
        try await desk.close()
        try await stores.readings.close()
        var answer = found
        answer["closingCpuSeconds"] = BenchWarning.cpuSeconds - before
        answer["peakMebibytes"] = StageClock.peakMebibytes
        answer["readingsBytes"] = Double(try bytes { $0.hasPrefix(ReadingsSQLite.fileName) })
        answer["logBytes"] = Double(try bytes { $0.hasPrefix("log.sqlite") })
        answer["events"] = Double(await desk.position)
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        Terminal.say(String(decoding: try encoder.encode(answer), as: UTF8.self))
    }

    /// Hour after hour: all gateways send, then time passes for rules and desk as the server's beats let it pass. Making the readings up is
    /// counted apart.
    private func replay(
        _ vendor: inout Vendor, _ clock: ReplayClock, _ desk: CommandDesk, _ sensing: SensingDesk
    ) async throws -> [String: Double] {
        let gateway = Actor(kind: .device, name: "bench", role: "device", center: desk.city.hub?.code ?? "hub")
        let progress = Progress("replaying")
        var (readings, calls, cpu, wall) = (0, 0, 0.0, 0.0)
        for hour in 0..<hours {
            let sent = vendor.nextCalls()
            readings += sent.reduce(0) { $0 + $1.count }
            calls += sent.count
            clock.move(to: vendor.moment)
            let (before, started) = (BenchWarning.cpuSeconds, ContinuousClock.now)
            try await send(sent, to: sensing, by: gateway)
            try await sensing.pass()
            await desk.tick()
            cpu += BenchWarning.cpuSeconds - before
            wall += (ContinuousClock.now - started) / .seconds(1)
            progress.report(Int64(hour + 1), of: Int64(hours))
        }
        return [
            "readings": Double(readings), "calls": Double(calls), "cpuSeconds": cpu, "seconds": wall,
            "microsecondsPerReading": cpu / Double(max(readings, 1)) * 1e6, "readingsPerSecond": Double(readings) / max(wall, 1e-9),
        ]
    }

    private func send(_ calls: [[DraftReading]], to sensing: SensingDesk, by gateway: Actor) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            for (number, drafts) in calls.enumerated() {
                if number >= lanes { try await group.next() }
                group.addTask { _ = try await sensing.take(drafts, by: gateway) }
            }
            try await group.waitForAll()
        }
    }

    private func bytes(_ isWanted: (String) -> Bool) throws -> Int {
        try FileManager.default.contentsOfDirectory(atPath: place.data).filter(isWanted).reduce(0) { sum, name in
            sum + (try FileManager.default.attributesOfItem(atPath: place.data + "/" + name)[.size] as? Int ?? 0)
        }
    }

    private static func fullHour(_ moment: Instant) -> Instant {
        Instant(millisecondsSince1970: moment.millisecondsSince1970 / 3_600_000 * 3_600_000)
    }
}

/// The gateways of the made-up sites, each with the readings of so many of them.
private struct Vendor {
    private var slopes: CityReplay
    private let gatewayOf: [DatastreamID: Int]
    private let gatewayCount: Int
    private let start: Instant
    private var readings: [Reading] = []

    init(_ slopes: CityReplay, sitesPerGateway: Int) {
        self.slopes = slopes
        start = slopes.start
        gatewayCount = (slopes.parameters.count + sitesPerGateway - 1) / sitesPerGateway
        gatewayOf = Dictionary(
            slopes.parameters.enumerated().flatMap { site, rule in rule.datastreams.map { ($0, site / sitesPerGateway) } },
            uniquingKeysWith: { first, _ in first })
    }

    /// The hour that was sent last.
    var moment: Instant { start.advanced(by: .hours(Double(slopes.hour - 1))) }

    /// The readings of the next hour, one list for each gateway that has any.
    mutating func nextCalls() -> [[DraftReading]] {
        slopes.next(into: &readings)
        var calls: [[DraftReading]] = Array(repeating: [], count: gatewayCount)
        for reading in readings {
            guard let gateway = gatewayOf[reading.datastream] else { continue }
            calls[gateway].append(DraftReading(datastream: reading.datastream, value: reading.value, phenomenonTime: reading.phenomenonTime))
        }
        return calls.filter { !$0.isEmpty }
    }
}
