import Foundation
import PointFiles
import Terrain

/// One series from files to files. One later epoch is held at a time, so memory does not grow with their number.
struct TerrainSeriesRun {
    private let run: TerrainRun
    private let series: EpochSeries
    private let later: [String]

    init(_ run: TerrainRun, _ series: EpochSeries, later: [String]) {
        (self.run, self.series, self.later) = (run, series, later)
    }

    private var settings: TerrainSettings { run.settings }

    func compare() async throws {
        var clock = StageClock()
        let base = try await base(&clock)
        var changes: [[Change]] = []
        var residuals: [Double] = []
        for path in later {
            let pair = try laid(path, on: base, &clock)
            if let registration = pair.registration { residuals.append(registration.residual) }
            changes.append(try heard(await run.measured(pair, base.normals), path))
            clock.lap("distances")
        }
        let shifts = base.cores.indices.map { core in series.shift(changes.map { $0[core] }) }
        var whole = shifts.map(\.change)
        let verdict = FaceVerdict(base.cores, &whole, cylinder: run.cylinder, calibrates: true)
        clock.lap("patches")
        try run.refuseUnusable(verdict, "\(later.count + 1) epochs from \(run.first) to \(later.last ?? "")")
        try write(base.cores, whole, shifts, changes)
        if let path = settings.patches { try TerrainOutput.write(verdict.patches, to: path) }
        clock.lap("write")
        run.noteDoubt(verdict)
        Terminal.say(try TerrainSeriesSummary(settings, clock, series, whole, verdict, residuals).line())
    }

    /// Refuses an epoch that has nothing to say at most of the cores: it would be passed over at each, and nobody would know.
    private func heard(_ changes: [Change], _ path: String) throws -> [Change] {
        let usable = changes.count(where: \.isUsable)
        guard Double(usable) >= Self.usableShareMin * Double(changes.count) else {
            throw TerrainFault(
                "\(path): cannot tell: it has enough points at \(usable) of \(changes.count) core points only. Scan denser, or leave this epoch out.")
        }
        return changes
    }

    private static let usableShareMin = 0.5

    /// The first epoch, against which all others are held.
    private struct Base {
        let outline: PointCloud
        let frame: FaceFrame
        let cores: [SIMD3<Double>]
        let grid: EpochGrid
        let normals: [SIMD3<Double>]
    }

    private func base(_ clock: inout StageClock) async throws -> Base {
        let given = try settings.cores.map { try PointFile.read(path: $0) }
        let cloud = try PointFile.read(path: run.first)
        clock.lap("read")
        try EpochCheck.verify(cloud, cloud)
        let cores = try run.cores(given, cloud)
        try EpochCheck.verify(cores: cores, named: settings.cores ?? "--spacing", on: cloud, reach: run.reach)
        let frame = try FaceFrame(of: cloud)
        clock.lap("check")
        let grid = run.grid(cloud, frame, cores)
        clock.lap("index")
        let normals = await run.normals(cores, grid)
        clock.lap("normals")
        return Base(outline: cloud.outlined(), frame: frame, cores: cores, grid: grid, normals: normals)
    }

    private func laid(_ path: String, on base: Base, _ clock: inout StageClock) throws -> EpochPair {
        let cloud = try PointFile.read(path: path)
        clock.lap("read")
        try EpochCheck.verify(base.outline, cloud)
        clock.lap("check")
        let grid = run.grid(cloud, base.frame, base.cores)
        clock.lap("index")
        guard settings.register else { return EpochPair(cores: base.cores, first: base.grid, second: grid, registration: nil) }
        let registration = try Registration(first: base.grid, second: grid, lanes: run.lanes)
        clock.lap("register")
        let moved = run.grid(cloud, base.frame, base.cores, registration.motion)
        clock.lap("index")
        return EpochPair(cores: base.cores, first: base.grid, second: moved, registration: registration)
    }

    private func write(_ cores: [SIMD3<Double>], _ whole: [Change], _ shifts: [EpochSeries.Shift], _ changes: [[Change]]) throws {
        var text = "x,y,z,distance,lod95,epochs,scatter,nx,ny,nz," + changes.indices.map { "d\($0 + 2)" }.joined(separator: ",") + "\n"
        text.reserveCapacity(cores.count * (160 + 24 * changes.count))
        for index in cores.indices {
            let (core, change, shift) = (cores[index], whole[index], shifts[index])
            text += "\(core.x),\(core.y),\(core.z),\(change.distance),\(change.level),\(shift.epochs),\(shift.scatter),"
            text += "\(change.normal.x),\(change.normal.y),\(change.normal.z)"
            for epoch in changes { text += ",\(epoch[index].distance)" }
            text += "\n"
        }
        try TerrainOutput.write(Data(text.utf8), to: settings.out)
    }
}

/// The last line of `bayu terrain series`.
struct TerrainSeriesSummary: Encodable {
    let method: TerrainSettings.Method
    let epochs: Int
    let model: String
    let cores: Int
    let cpuSeconds: [String: Double]
    let wallSeconds: [String: Double]
    let peakMemoryMiB: Double
    let lod95MedianMm: Double?
    let medianDistanceMm: Double?
    let pointsPerM2: Double
    /// The worst of all epochs.
    let registrationResidualMm: Double?
    let levelFactor: Double?
    let stableFiringShare: Double?
    let windowInflation: Double
    let patches: Int
    let verdict: String

    init(_ settings: TerrainSettings, _ clock: StageClock, _ series: EpochSeries, _ changes: [Change], _ verdict: FaceVerdict, _ residuals: [Double])
    {
        func known(_ value: Double, _ parts: Double = 1000) -> Double? { value.isFinite ? TerrainOutput.rounded(value, parts) : nil }
        method = settings.method
        epochs = series.count
        model =
            switch series.model {
            case .steady: "steady"
            case .step(let after): "step after epoch \(after)"
            }
        cores = changes.count
        cpuSeconds = clock.seconds.mapValues { TerrainOutput.rounded($0, 1000) }
        wallSeconds = clock.wallSeconds.mapValues { TerrainOutput.rounded($0, 1000) }
        peakMemoryMiB = TerrainOutput.rounded(StageClock.peakMebibytes, 10)
        lod95MedianMm = known(verdict.medianLevel * 1000)
        medianDistanceMm = known(verdict.medianDistance * 1000)
        pointsPerM2 = TerrainOutput.rounded(verdict.density, 10)
        registrationResidualMm = residuals.max().flatMap { known($0 * 1000) }
        levelFactor = verdict.calibration.flatMap { known($0.factor) }
        stableFiringShare = verdict.calibration.flatMap { known($0.firingShare, 1e4) }
        windowInflation = TerrainOutput.rounded(verdict.inflation, 1000)
        patches = verdict.patches.count
        self.verdict = verdict.cannotTell(settings.target / 1000, isRegistered: settings.register) ?? "can tell \(settings.target) mm"
    }

    func line() throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        return String(decoding: try encoder.encode(self), as: UTF8.self)
    }
}
