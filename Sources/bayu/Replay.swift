import ArgumentParser
import City
import CityFiles
import EventLog
import EventLogSQLite
import Foundation
import KeysSQLite
import Landslide
import Logging
import Operations
import ReadingsSQLite
import Scenarios
import TravelTimes

struct Replay: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Feeds a recorded series through the same doors as live readings, and scores the alerts.",
        discussion: """
            Example: bayu replay usgs-2011 --data data/replay --speed max --report report.json
            The record: hourly rain of four gauges in 2010-11 and 11 landslide days (U.S. Geological Survey, public domain).
            The data directory must be new; the duty that works off the alerts is a script and signs as one.
            """)

    @Argument(help: "The record: usgs-2011.") var record: String
    @OptionGroup var place: DataOption
    @Option(help: "max, or how many times faster than real time.") var speed = "max"
    @Option(help: "Where the report goes (JSON).") var report: String?
    @Option(help: "The city package that the record belongs to.") var city: String?

    func validate() throws {
        guard record == "usgs-2011" else { throw ValidationError("There is one record: usgs-2011.") }
        guard speed == "max" || (Double(speed) ?? 0) > 0 else { throw ValidationError("--speed is max or a number above 0.") }
    }

    func run() async throws {
        let package = try Installation.loadCity(try Installation.cityDirectory(city, data: nil, name: "seattle-usgs"))
        let hours = try RainReplay.hours()
        guard let first = hours.first else { throw Terminal.fail("The shipped record is empty.") }
        let stores = try Stores(directory: place.data)
        guard try await stores.log.head().position == 0 else {
            throw Terminal.fail("\(place.data) holds events already. Name a new directory: a replay is scored on a log of its own.")
        }
        let clock = ReplayClock(first.end)
        let desk = CommandDesk(
            city: package.model, jurisdictions: package.jurisdiction, log: stores.log, keys: stores.keys, travel: GreatCircleTravel(),
            now: { clock.now })
        let sensing = SensingDesk(
            city: package.model, rules: try Installation.rules(package), store: stores.readings, desk: desk, now: { clock.now })
        try await desk.start()
        try await sensing.start()
        let replay = RainReplay(
            package: package, desk: desk, sensing: sensing, log: stores.log, clock: clock, logger: Logger(label: "bayu.replay"))
        let progress = Progress("replaying")
        let found = try await replay.run(hours, pause: pause, progress: { progress.report($0, of: $1) })
        try await desk.close()
        try await stores.readings.close()
        try write(found)
    }

    private var pause: (@Sendable () async throws -> Void)? {
        guard let factor = Double(speed) else { return nil }
        return { try await Task.sleep(for: .seconds(3600 / factor)) }
    }

    private func write(_ found: RainReplay.Report) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        let json = try encoder.encode(found)
        if let report { try json.write(to: URL(fileURLWithPath: report)) } else { Terminal.say(String(decoding: json, as: UTF8.self)) }
        Terminal.note(
            "\(found.hits) of \(found.events) landslide days had an alert within a day, \(found.misses) had none, "
                + "\(found.falseAlarms) of \(found.episodes) episodes touched none. "
                + "\(found.incidents) incidents opened, \(found.incidentsClosed) closed.")
    }
}
