import ArgumentParser
import OpenStreetMap
import RoadFiles
import Roads

/// `bayu roads import`: a map in, a graph for every vehicle out.
struct RoadsImport: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import", abstract: "Makes a road graph from an extract of OpenStreetMap.",
        discussion: """
            Example: bayu roads import andorra.osm.pbf --out andorra.roads
            Takes the roads, turn restrictions, barriers and speeds that the map knows, for a car, a fire engine and people on foot. Extracts come \
            from OpenStreetMap, © OpenStreetMap contributors, ODbL 1.0; the graph keeps that line, and whoever shows its routes shows it too.
            The last line is JSON: what is in the graph, CPU seconds, peak memory.
            """)

    @Argument(help: "The extract, FILE.osm.pbf.") var file: String
    @Option(help: "Where the graph goes.") var out: String
    @Option(help: "What is said of where the roads come from, for a map that is not OpenStreetMap's.") var attribution = PBFRoads.attribution
    @Option(help: "A vehicle the graph is for; several may be named. Every one where none is.") var vehicle: [Vehicle] = []

    func validate() throws {
        guard !attribution.isEmpty, attribution.utf8.count <= Self.attributionMax else {
            throw ValidationError("--attribution takes 1 to \(Self.attributionMax) bytes.")
        }
    }

    /// A line beside every figure, not a page.
    private static let attributionMax = 500

    func run() async throws {
        try RoadsCommand.explained {
            let clock = CPUClock()
            let (map, summary) = try PBFRoads.read(file)
            if summary.missingNodes > 0 {
                Terminal.note("\(file): \(summary.missingNodes) points of roads are not in it; these roads end before them.")
            }
            let graphs = try graphs(map)
            try RoadGraphFile.write(graphs, source: attribution, to: out)
            let counts = graphs.map { graph in
                Line.Counts(vehicle: graph.vehicle.rawValue, roads: graph.roads.count, lanes: graph.lanes.count, turns: graph.turns.count)
            }
            Terminal.say(
                try Line(
                    ways: summary.ways, restrictions: summary.restrictions, missingPoints: summary.missingNodes, vehicles: counts,
                    cpuSeconds: Line.rounded(clock.milliseconds / 1_000), peakMemoryMiB: Line.rounded(StageClock.peakMebibytes),
                    attribution: attribution
                ).line())
        }
    }

    /// A region may lack ways for one vehicle; it must have some for another.
    private func graphs(_ map: RoadMap) throws -> [RoadGraph] {
        var graphs: [RoadGraph] = []
        for vehicle in vehicle.isEmpty ? Vehicle.allCases : vehicle {
            do {
                graphs.append(try RoadGraph(map, for: vehicle))
            } catch let fault {
                Terminal.note("\(file): \(fault)")
            }
        }
        guard !graphs.isEmpty else { throw RoadFault("\(file): there is no road for any vehicle in it. Take an extract with streets.") }
        return graphs
    }

    private struct Line: RoadsLine {
        struct Counts: Encodable {
            let vehicle: String
            let roads: Int
            let lanes: Int
            let turns: Int
        }

        let ways: Int
        let restrictions: Int
        let missingPoints: Int
        let vehicles: [Counts]
        let cpuSeconds: Double
        let peakMemoryMiB: Double
        let attribution: String
    }
}
