import City
import Foundation
import RoadFiles
import Roads

/// A graph read and its closures put in force, with what that took.
struct RoadsRun {
    let network: RoadNetwork
    let costs: RoadCosts
    let source: String
    /// From file to first question, CPU.
    let loadMilliseconds: Double
    /// From areas to costs that respect them, CPU.
    let closureMilliseconds: Double

    init(_ settings: RoadsSettings) throws {
        try settings.checked()
        var clock = CPUClock()
        let (graph, source) = try RoadGraphFile.read(settings.graph, settings.vehicle)
        let network = try RoadNetwork(graph)
        loadMilliseconds = clock.lap()
        let areas = try settings.exclude.map(AreasFile.read) ?? []
        _ = clock.lap()
        costs = areas.isEmpty ? network.openCosts : network.costs(closing: network.closures(in: areas))
        closureMilliseconds = clock.lap()
        (self.network, self.source) = (network, source)
    }

    static let cutOff = "cut off"

    static func write(_ text: String, to path: String) throws {
        do {
            try Data(text.utf8).write(to: URL(fileURLWithPath: path))
        } catch {
            throw RoadFileFault(path, "cannot be written: \(error.localizedDescription) Name another place.")
        }
    }

    /// Says what is wrong with rows, and stops after some: a wrong file has thousands.
    static func note(_ faults: [(line: Int, words: String)], in path: String) {
        for fault in faults.prefix(notesMax) { Terminal.note("\(path):\(fault.line): \(fault.words)") }
        if faults.count > notesMax { Terminal.note("\(path): \(faults.count - notesMax) more rows like these") }
    }

    private static let notesMax = 20
}

/// CPU time of this process.
struct CPUClock {
    private var last = CPUClock.now()

    var milliseconds: Double { Self.now() - last }

    /// Milliseconds since the last lap.
    mutating func lap() -> Double {
        let now = Self.now()
        defer { last = now }
        return now - last
    }

    private static func now() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
        return Double(time.tv_sec) * 1_000 + Double(time.tv_nsec) / 1e6
    }
}

/// What a question to roads says at its end: one line of JSON.
protocol RoadsLine: Encodable {}

extension RoadsLine {
    func line() throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(self), as: UTF8.self)
    }

    static func rounded(_ value: Double) -> Double { (value * 10_000).rounded() / 10_000 }
}
