import ArgumentParser
import City
import CityFiles
import EventLog
import EventLogSQLite
import Foundation
import HazardKit
import Operations
import Scenarios
import TravelTimes
import Wildfire

/// A made-up season of fires and false alarms through the real desks and log: each detection is made durable, taken together with others and
/// raised; a scripted duty confirms and rejects. What was true decides how good that was.
struct BenchFireAlerts: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bench-fire-alerts", abstract: "Replays a season's detections of fires into an empty data directory, for `make bench`.",
        discussion: "Example: bayu bench-fire-alerts --city cities/chongqing --data data/bench --seed 1", shouldDisplay: false)

    @Option(help: "The city package.") var city: String
    @OptionGroup var place: DataOption
    @Option(help: "The seed.") var seed: UInt64 = 1
    @Option(help: "Fires of the season.") var fires = 330
    @Option(help: "Things that only look like fires.") var falseEpisodes = 2_500
    @Option(help: "Days of the season.") var days = 150
    @Option(help: "The part of fires that have neighbours 2 to 5 km off burning at once.") var neighbours = 0.25

    func validate() throws {
        guard fires > 0, falseEpisodes >= 0, days > 0, (0...1).contains(neighbours) else { throw ValidationError("Counts are above 0.") }
    }

    func run() async throws {
        let package = try Installation.loadCity(city)
        let stores = try Stores(directory: place.data)
        guard try await stores.log.head().position == 0 else { throw Terminal.fail("\(place.data) is not empty. Name another directory.") }
        try Installation.note(city: city, in: place.data)
        let season = season(package)
        let clock = ReplayClock(season.arrivals.first?.at ?? Installation.clock())
        let desk = CommandDesk(
            city: package.model, jurisdictions: package.jurisdiction, log: stores.log, keys: stores.keys, travel: GreatCircleTravel(),
            now: { clock.now })
        let detections = DetectionDesk(fusions: Installation.fusions(package), desk: desk, now: { clock.now })
        try await desk.start()
        try await detections.start()
        var replay = FireAlertReplay(season: season, clock: clock, desk: desk, detections: detections)
        try await replay.run()
        var answer = try await replay.answer()
        answer["events"] = Double(await desk.position)
        try await desk.close()
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        Terminal.say(String(decoding: try encoder.encode(answer), as: UTF8.self))
    }

    /// Over five mountains of the municipality.
    private func season(_ package: CityPackage) -> FireSeason {
        let forests = [(29.83, 106.37), (29.64, 106.70), (28.58, 106.38), (29.0, 107.2), (29.4, 107.55)]
        let now = Installation.clock()
        let start = Instant(millisecondsSince1970: now.millisecondsSince1970 / 86_400_000 * 86_400_000).advanced(by: .hours(Double(-24 * (days + 2))))
        var parameters = FireSeason.Parameters(forests: forests.map { Coordinate(latitude: $0.0, longitude: $0.1) }, start: start)
        parameters.days = days
        parameters.fires = fires
        parameters.falseEpisodes = falseEpisodes
        parameters.neighbourShare = neighbours
        return FireSeason(parameters, seed: seed)
    }
}
