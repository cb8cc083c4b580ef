import ArgumentParser
import City
import RoadFiles
import Roads

/// `bayu roads route`: pairs of places in, seconds and metres out.
struct RoadsRoute: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "route", abstract: "How long and how far it is between pairs of places.",
        discussion: """
            Example: bayu roads route andorra.roads pairs.csv --exclude fire.geojson --out times.csv
            PAIRS.csv has from_lon,from_lat,to_lon,to_lat in degrees of WGS 84. OUT.csv has these and seconds,metres,snap_from_m,snap_to_m,note, a row \
            for each row given. Where no open way is left, seconds and metres read "cut off"; a row that is wrong, or lies off every road, says why in \
            note and on the terminal, and the others are answered. With --exclude no route touches one of the areas; a place inside is not left.
            The last line is JSON: CPU ms a route, CPU ms until the areas were in force, memory, where the roads come from.
            """)

    @OptionGroup var settings: RoadsSettings
    @Argument(help: "The pairs, CSV.") var pairs: String
    @Option(help: "Where the answers go, CSV.") var out: String
    @Option(help: "Answer all pairs so many times, to measure.") var repeats = 1

    private static let columns = ["from_lon", "from_lat", "to_lon", "to_lat"]
    private static let repeatsMax = 1_000

    func run() async throws {
        try RoadsCommand.explained {
            guard (1...Self.repeatsMax).contains(repeats) else { throw RoadFault("--repeats is \(repeats): give 1 to \(Self.repeatsMax).") }
            let table = try CoordinateTable(pairs, columns: Self.columns)
            let run = try RoadsRun(settings)
            let search = RouteSearch(run.network)
            var trips: [Trip?] = []
            var clock = CPUClock()
            for _ in 0..<repeats { trips = table.rows.map { trip($0, search, run.costs) } }
            let milliseconds = clock.lap()
            var tally = RouteTally()
            let text = zip(table.rows, trips).map { tally.row($0, $1) }.joined()
            try RoadsRun.write(Self.columns.joined(separator: ",") + ",seconds,metres,snap_from_m,snap_to_m,note\n" + text, to: out)
            RoadsRun.note(tally.faults, in: pairs)
            Terminal.say(try Line(run, self, tally, milliseconds).line())
            if tally.answered == 0 { throw ExitCode(1) }
        }
    }

    private func trip(_ row: CoordinateTable.Row, _ search: RouteSearch, _ costs: RoadCosts) -> Trip? {
        guard case .success(let points) = row.points else { return nil }
        return search.trip(from: points[0], to: points[1], costs, within: settings.snap)
    }

    private struct Line: RoadsLine {
        let vehicle: String
        let pairs: Int
        let routed: Int
        let cutOff: Int
        let badRows: Int
        let cpuMsPerRoute: Double
        let loadCpuMs: Double
        let closedRoads: Int
        let closureCpuMs: Double
        let peakMemoryMiB: Double
        let attribution: String

        init(_ run: RoadsRun, _ command: RoadsRoute, _ tally: RouteTally, _ milliseconds: Double) {
            vehicle = command.settings.vehicle.rawValue
            pairs = tally.answered + tally.faults.count
            (routed, cutOff, badRows) = (tally.routed, tally.answered - tally.routed, tally.faults.count)
            cpuMsPerRoute = Self.rounded(milliseconds / Double(max(1, tally.answered * command.repeats)))
            loadCpuMs = Self.rounded(run.loadMilliseconds)
            closedRoads = run.costs.closures.roadCount
            closureCpuMs = Self.rounded(run.closureMilliseconds)
            peakMemoryMiB = Self.rounded(StageClock.peakMebibytes)
            attribution = run.source
        }
    }
}

/// Writes the answers down, row by row, and counts them.
struct RouteTally {
    private(set) var routed = 0
    /// Routes and places cut off.
    private(set) var answered = 0
    private(set) var faults: [(line: Int, words: String)] = []

    mutating func row(_ row: CoordinateTable.Row, _ trip: Trip?) -> String {
        let given = row.fields.map { $0.filter { $0 != "\"" } }.joined(separator: ",")
        switch (row.points, trip) {
        case (.success, .route(let cost, let from, let to)):
            routed += 1
            answered += 1
            return "\(given),\(tenths(cost.seconds)),\(tenths(cost.metres)),\(tenths(from.distanceMetres)),\(tenths(to.distanceMetres)),\n"
        case (.success, .cutOff(let from, let to)):
            answered += 1
            let cutOff = RoadsRun.cutOff
            return "\(given),\(cutOff),\(cutOff),\(tenths(from.distanceMetres)),\(tenths(to.distanceMetres)),\n"
        case (.success, .offRoad(let isStart)):
            return fault(row.line, given, "\(isStart ? "from" : "to") lies too far from every road")
        case (.failure(let reason), _): return fault(row.line, given, reason.words)
        case (.success, nil): return fault(row.line, given, "no answer")
        }
    }

    private mutating func fault(_ line: Int, _ given: String, _ words: String) -> String {
        faults.append((line, words))
        return "\(given),,,,,\"\(words.filter { $0 != "\"" })\"\n"
    }

    private func tenths(_ value: Double) -> Double { (value * 10).rounded() / 10 }
}
