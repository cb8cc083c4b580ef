import ArgumentParser
import City
import CityFiles
import EventLog
import EventLogSQLite
import Foundation
import HazardKit
import Incidents
import KeysSQLite
import Operations
import TravelTimes

struct BenchLog: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bench-log", abstract: "Fills an empty data directory with closed and open incidents, for `make bench`.",
        discussion: "Example: bayu bench-log --city cities/chongqing --data data/bench --events 1000000", shouldDisplay: false)

    @Option(help: "The city package.") var city: String
    @OptionGroup var place: DataOption
    @Option(help: "How many events at least.") var events: Int64 = 1_000_000
    @Option(help: "One in this many incidents stays open.") var openEvery = 2_000

    /// Incidents under way at once, so that the log's group commit has a group.
    static let lanes = 256

    func run() async throws {
        let package = try Installation.loadCity(city)
        let log = try EventLogSQLite.open(directory: place.data)
        let desk = CommandDesk(
            city: package.model, jurisdictions: package.jurisdiction, log: log, keys: try KeysSQLite.open(directory: place.data),
            travel: GreatCircleTravel(), now: Installation.clock)
        try await desk.start()
        guard await desk.position == 0 else { throw Terminal.fail("\(place.data) is not empty. Name another directory.") }
        let points = package.model.centers.compactMap(\.point)
        let progress = Progress("filling")
        var number = 0
        while await desk.position < events {
            try await withThrowingTaskGroup(of: Void.self) { group in
                for lane in 0..<Self.lanes {
                    let index = number + lane
                    group.addTask { try await life(of: index, at: points[index % points.count], desk) }
                }
                try await group.waitForAll()
            }
            number += Self.lanes
            await desk.tick()
            try await desk.snapshot()
            progress.report(await desk.position, of: events)
        }
        try await log.close()
        Terminal.say("\(await desk.position) events, \(number) incidents.")
    }

    /// One incident from opening to closing; one in `openEvery` stays open.
    private func life(of number: Int, at point: Coordinate, _ desk: CommandDesk) async throws {
        let draft = IncidentDraft(kind: "other", grade: .iv, title: LocalizedText(zh: "压测事件", en: "Load test incident"), point: point)
        let hub = Actor(kind: .person, name: "bench", role: "municipal-commander", center: desk.city.hub?.code ?? "50")
        let (id, _) = try await desk.open(draft, synthetic: true, by: hub, command: CommandID("bench-log/\(number)"))
        if number % openEvery == 0 { return }
        await desk.tick()
        for text in ["one", "two", "three"] { try await desk.submit(incident: id, .note(AddNote(text: text)), by: hub, command: nil) }
        try await desk.submit(incident: id, .close(CloseIncident(disposition: "false-alarm", cause: nil)), by: hub, command: nil)
    }
}
