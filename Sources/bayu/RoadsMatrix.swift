import ArgumentParser
import RoadFiles
import Roads

/// `bayu roads matrix`: points in, seconds and metres between all of them out.
struct RoadsMatrix: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "matrix", abstract: "How long and how far it is between all points of a list.",
        discussion: """
            Example: bayu roads matrix andorra.roads points.csv --out matrix.csv
            POINTS.csv has lon,lat in degrees of WGS 84. The answer has from,to,seconds,metres, the points counted from 1; "cut off" where no open way \
            is left, and nothing for a point that is wrong or lies off every road, which is said on the terminal. Without --out it goes to the terminal.
            The last line is JSON: CPU ms for the matrix, memory, where the roads come from.
            """)

    @OptionGroup var settings: RoadsSettings
    @Argument(help: "The points, CSV.") var points: String
    @Option(help: "Where the answers go, CSV.") var out: String?

    /// Four million answers.
    private static let pointsMax = 2_000

    func run() async throws {
        try RoadsCommand.explained {
            let table = try CoordinateTable(points, columns: ["lon", "lat"])
            guard table.rows.count <= Self.pointsMax else {
                throw RoadFileFault(points, "there are \(table.rows.count) points, and at most \(Self.pointsMax) are taken: ask for parts.")
            }
            let run = try RoadsRun(settings)
            var clock = CPUClock()
            let feet = table.rows.map { foothold($0, run) }
            let known = feet.compactMap { $0 }
            let matrix = matrix(known, table.rows.indices.filter { feet[$0] != nil }.map { table.rows[$0] }, run)
            let milliseconds = clock.lap()
            let text = Self.text(feet, matrix)
            if let out { try RoadsRun.write(text, to: out) } else { Terminal.say(String(text.dropLast())) }
            RoadsRun.note(faults(table, feet), in: points)
            Terminal.say(try Line(run, settings, known.count, table.rows.count - known.count, matrix, milliseconds).line())
            if known.isEmpty { throw ExitCode(1) }
        }
    }

    private func foothold(_ row: CoordinateTable.Row, _ run: RoadsRun) -> RoadFoothold? {
        guard case .success(let points) = row.points else { return nil }
        return run.network.foothold(points[0], within: settings.snap)
    }

    /// Where two of the nearest roads have no way between them, the pair is asked by itself: an island is left for the main network. Between two places
    /// that are on it already there is nothing more to ask.
    private func matrix(_ feet: [RoadFoothold], _ rows: [CoordinateTable.Row], _ run: RoadsRun) -> [[TravelCost?]] {
        let search = RouteSearch(run.network)
        var matrix = search.matrix(from: feet, to: feet, run.costs)
        let isOnMain = feet.map(run.network.isOnMain)
        for from in feet.indices {
            for to in feet.indices where matrix[from][to] == nil && !(isOnMain[from] && isOnMain[to]) {
                guard case .success(let start) = rows[from].points, case .success(let end) = rows[to].points else { continue }
                let trip = search.trip(from: start[0], to: end[0], run.costs, within: settings.snap)
                if case .route(let cost, _, _) = trip { matrix[from][to] = cost }
            }
        }
        return matrix
    }

    private func faults(_ table: CoordinateTable, _ feet: [RoadFoothold?]) -> [(line: Int, words: String)] {
        zip(table.rows, feet).compactMap { row, foothold in
            switch row.points {
            case .failure(let reason): (row.line, reason.words)
            case .success: foothold == nil ? (row.line, "the point lies too far from every road") : nil
            }
        }
    }

    private static func text(_ feet: [RoadFoothold?], _ matrix: [[TravelCost?]]) -> String {
        let numbers = feet.indices.filter { feet[$0] != nil }
        var text = "from,to,seconds,metres\n"
        for (from, row) in zip(numbers, matrix) {
            for (to, cost) in zip(numbers, row) {
                let answer = cost.map { "\(($0.seconds * 10).rounded() / 10),\(($0.metres * 10).rounded() / 10)" }
                text += "\(from + 1),\(to + 1),\(answer ?? "\(RoadsRun.cutOff),\(RoadsRun.cutOff)")\n"
            }
        }
        return text
    }

    private struct Line: RoadsLine {
        let vehicle: String
        let points: Int
        let badRows: Int
        let cutOff: Int
        let matrixCpuMs: Double
        let loadCpuMs: Double
        let closedRoads: Int
        let closureCpuMs: Double
        let peakMemoryMiB: Double
        let attribution: String

        init(_ run: RoadsRun, _ settings: RoadsSettings, _ points: Int, _ bad: Int, _ matrix: [[TravelCost?]], _ milliseconds: Double) {
            vehicle = settings.vehicle.rawValue
            (self.points, badRows) = (points, bad)
            cutOff = matrix.reduce(0) { $0 + $1.count { $0 == nil } }
            matrixCpuMs = Self.rounded(milliseconds)
            loadCpuMs = Self.rounded(run.loadMilliseconds)
            closedRoads = run.costs.closures.roadCount
            closureCpuMs = Self.rounded(run.closureMilliseconds)
            peakMemoryMiB = Self.rounded(StageClock.peakMebibytes)
            attribution = run.source
        }
    }
}
