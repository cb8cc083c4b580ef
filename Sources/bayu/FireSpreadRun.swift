import City
import FireFiles
import Foundation
import Wildfire

/// One forecast from files to files: the expected fire first, then the members, spread over threads.
struct FireSpreadRun {
    private let command: FireSpread
    private let folder: LandscapeFolder
    private let points: [SIMD2<Double>]
    private let weather: (bands: [WeatherBand], notes: [FireFileFault])
    private let perimeters: PerimeterFile?
    private var clock = StageClock()

    init(_ command: FireSpread) throws {
        self.command = command
        var folder = try LandscapeFolder(
            command.landscape, fuels: try command.fuels.catalogue(), rasters: FireRasters.source, isWeatherNeeded: command.hourly.weather == nil)
        if let file = command.barriers {
            guard let frame = folder.frame else {
                throw FireFileFault(file, "landscape.json has no crs of UTM, so that nobody knows where lines run")
            }
            let start = command.hourly.start.flatMap(Instant.init(rfc3339:))
            try folder.draw(try BarriersFile.read(file, try FireCommand.bytes(file), frame: frame, start: start), file: file)
        }
        if command.terrainWind { try folder.bendWind(file: command.landscape) }
        self.folder = folder
        points = try command.ignition.map { try Self.point($0, folder) }
        weather = try command.hourly.bands(folder, minutes: command.hours * 60)
        perimeters = command.outlines.perimeters == nil ? nil : try PerimeterFile(folder.landscape, folder: command.landscape, frame: folder.frame)
        clock.lap("read")
    }

    mutating func run() async throws {
        for doubt in (weather.notes + folder.doubts).prefix(FireCommand.faultsShown) { Terminal.note("bayu: \(doubt)") }
        let minutes = command.hours * 60
        let growth = FireGrowth(folder.landscape)
        growth.run(from: points, weather: weather.bands, minutes: minutes, spotting: spotting, seed: command.seed)
        clock.lap("expected")
        let count = await counted(minutes)
        clock.lap("members")
        guard !growth.burnedCells.isEmpty || count?.burnedSquareKilometres.contains(where: { $0 > 0 }) == true else {
            throw FireFileFault(
                command.landscape,
                "nothing burns: at the ignition the fuel is too moist under every band of the weather within \(command.hours) hours")
        }
        let output = FireSpreadOutput(folder, to: command.out, command.format)
        try output.write(growth, count)
        try writePerimeters(growth, output)
        clock.lap("write")
        let line = try FireSpreadSummary(command, folder, growth, count, clock).line()
        try output.write(line + "\n", "spread.json")
        Terminal.say(line)
    }

    private func writePerimeters(_ growth: FireGrowth, _ output: FireSpreadOutput) throws(FireFileFault) {
        guard var perimeters, let hours = command.outlines.perimeters.flatMap(PerimeterOptions.hours) else { return }
        for hour in hours { perimeters.add(hours: hour) { growth.arrival($0) } }
        try output.write(perimeters.text, "perimeters.geojson")
    }

    private var spotting: Spotting? { command.spotting ? Spotting() : nil }

    /// Members are shared out over threads, each with a growth of its own; which thread runs which does not change what comes out.
    private func counted(_ minutes: Double) async -> BurnCount? {
        guard command.members > 0 else { return nil }
        let lanes = min(command.threads ?? ProcessInfo.processInfo.activeProcessorCount, command.members)
        let (folder, points, spotting, seed, bands) = (folder, points, spotting, command.seed, weather.bands)
        let (members, spread) = (command.members, command.spread.value)
        return await withTaskGroup(of: BurnCount.self) { group in
            for lane in 0..<lanes {
                group.addTask {
                    let growth = FireGrowth(folder.landscape)
                    var count = BurnCount(folder.landscape)
                    for number in stride(from: lane, to: members, by: lanes) {
                        let member = EnsembleMember(
                            number, seed: seed, spread: spread, weather: bands, ignitions: points, landscape: folder.landscape)
                        growth.run(from: member.ignitions, weather: member.weather, minutes: minutes, spotting: spotting, seed: member.seed)
                        count.add(growth)
                    }
                    return count
                }
            }
            var total = BurnCount(folder.landscape)
            for await count in group { total.add(count) }
            return total
        }
    }

    /// A place as it was typed, in metres from the south-western corner.
    private static func point(_ text: String, _ folder: LandscapeFolder) throws(FireFileFault) -> SIMD2<Double> {
        let parts = text.split(separator: ",", omittingEmptySubsequences: false).map { Double($0.trimmingCharacters(in: .whitespaces)) }
        guard parts.count == 2, let x = parts[0], let y = parts[1], x.isFinite, y.isFinite else {
            throw FireFileFault("--ignition \(text)", "give X,Y in metres")
        }
        let point = SIMD2(x, y) - folder.corner
        let landscape = folder.landscape
        guard let cell = landscape.cell(at: point) else {
            let size = SIMD2(Double(landscape.columns), Double(landscape.rows)) * landscape.cellSize + folder.corner
            throw FireFileFault(
                "--ignition \(text)", "it lies outside the landscape: x \(folder.corner.x) to \(size.x), y \(folder.corner.y) to \(size.y)")
        }
        guard landscape.burns(cell) else { throw FireFileFault("--ignition \(text)", "it lies on ground that does not burn; move it to fuel") }
        return point
    }
}

/// Where the rasters of a forecast go.
struct FireSpreadOutput {
    private let folder: LandscapeFolder
    private let path: String
    private let format: SpreadFormat

    init(_ folder: LandscapeFolder, to path: String, _ format: SpreadFormat) {
        self.folder = folder
        self.path = path
        self.format = format
    }

    func write(_ growth: FireGrowth, _ count: BurnCount?) throws(FireFileFault) {
        do {
            try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        } catch {
            throw FireFileFault(path, "the folder cannot be made: \(error.localizedDescription)")
        }
        let cells = 0..<folder.landscape.count
        try raster("arrival_time", cells.map { growth.arrival($0) ?? .nan })
        let fronts = growth.fronts()
        try raster("flame_length", fronts.map { Float($0?.flameLength ?? 0) })
        try raster("fireline_intensity", fronts.map { Float($0?.intensity ?? 0) })
        try raster("probability", cells.map { count?.probability($0) ?? (growth.arrival($0) == nil ? 0 : 1) })
    }

    func write(_ text: String, _ name: String) throws(FireFileFault) { try write(Data(text.utf8), name) }

    /// Row order is that of the input.
    private func raster(_ name: String, _ values: [Float]) throws(FireFileFault) {
        let (rows, columns) = (folder.landscape.rows, folder.landscape.columns)
        guard format == .npy else {
            return try FireRasters.write(folder, values, URL(fileURLWithPath: path).appendingPathComponent(name + ".tif").path)
        }
        let turned = folder.isNorthFirst ? (0..<rows).reversed().flatMap { values[$0 * columns..<($0 + 1) * columns] } : values
        try write(Data(NumPyRaster.bytes(rows: rows, columns: columns, turned)), name + ".npy")
    }

    private func write(_ data: Data, _ name: String) throws(FireFileFault) {
        let file = URL(fileURLWithPath: path).appendingPathComponent(name)
        do {
            try data.write(to: file)
        } catch {
            throw FireFileFault(file.path, "it cannot be written: \(error.localizedDescription)")
        }
    }
}

/// The last line of `bayu fire spread`.
struct FireSpreadSummary: TerrainLastLine {
    let burnedKm2: Double
    let burnedCells: Int
    let members: Int
    let memberMeanKm2: Double?
    let memberMaxKm2: Double?
    let cells: Int
    let hours: Double
    let cpuSeconds: Double
    let cpuStages: [String: Double]
    let peakMemoryMiB: Double
    let seed: UInt64
    let doubts: Int
    /// `even`, `terrain` or `tables`.
    let windField: String

    init(_ command: FireSpread, _ folder: LandscapeFolder, _ growth: FireGrowth, _ count: BurnCount?, _ clock: StageClock) {
        let cell = folder.landscape.cellSize * folder.landscape.cellSize / 1e6
        burnedCells = growth.burnedCells.count
        burnedKm2 = TerrainOutput.rounded(Double(burnedCells) * cell, 1e4)
        members = count?.members ?? 0
        // Sorted, since threads hand their members over in any order and sums of floating point hang on it.
        let areas = count?.burnedSquareKilometres.sorted()
        memberMeanKm2 = areas.map { TerrainOutput.rounded($0.reduce(0, +) / Double(max($0.count, 1)), 1e4) }
        memberMaxKm2 = areas?.last.map { TerrainOutput.rounded($0, 1e4) }
        cells = folder.landscape.count
        hours = command.hours
        cpuStages = clock.seconds.mapValues { TerrainOutput.rounded($0, 1e4) }
        cpuSeconds = TerrainOutput.rounded(clock.seconds.values.reduce(0, +), 1e4)
        peakMemoryMiB = TerrainOutput.rounded(StageClock.peakMebibytes, 10)
        seed = command.seed
        doubts = folder.doubts.count
        windField =
            switch folder.landscape.wind {
            case nil: "even"
            case .terrain: "terrain"
            case .tables: "tables"
            }
    }
}
