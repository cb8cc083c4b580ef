import Foundation
import Terrain

/// Writes what a comparison found.
enum TerrainOutput {
    /// One line a core, in the order given; what is not known is `nan`.
    static func write(_ changes: [Change], at cores: [SIMD3<Double>], to path: String) throws {
        var text = "x,y,z,distance,lod95,n1,n2,nx,ny,nz\n"
        text.reserveCapacity(cores.count * 160)
        for (core, change) in zip(cores, changes) {
            text += "\(core.x),\(core.y),\(core.z),\(change.distance),\(change.level),\(change.counts.x),\(change.counts.y),"
            text += "\(change.normal.x),\(change.normal.y),\(change.normal.z)\n"
        }
        try write(Data(text.utf8), to: path)
    }

    private struct PatchLine: Encodable {
        let id: Int
        let center: [Double]
        let areaM2: Double
        let medianMm: Double
        let confidence: Double
    }

    static func write(_ patches: [Patch], to path: String) throws {
        let lines = patches.map {
            PatchLine(
                id: $0.id, center: [$0.center.x, $0.center.y, $0.center.z].map { rounded($0, 1000) }, areaM2: rounded($0.squareMetres, 10),
                medianMm: rounded($0.median * 1000, 100), confidence: rounded($0.confidence, 1e6))
        }
        try writeLines(lines, to: path)
    }

    static func writeLines(_ lines: [some Encodable], to path: String) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
        try write(try encoder.encode(lines), to: path)
    }

    static func rounded(_ value: Double, _ parts: Double) -> Double { (value * parts).rounded() / parts }

    /// Nil for what is not known.
    static func known(_ value: Double, _ parts: Double = 1000) -> Double? { value.isFinite ? rounded(value, parts) : nil }

    static func write(_ data: Data, to path: String) throws {
        do {
            try data.write(to: URL(fileURLWithPath: path))
        } catch {
            throw TerrainFault("\(path) cannot be written: \(error.localizedDescription) Name another place.")
        }
    }
}

/// What a command on terrain says at its end: one line of JSON.
protocol TerrainLastLine: Encodable {}

extension TerrainLastLine {
    func line() throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        return String(decoding: try encoder.encode(self), as: UTF8.self)
    }
}

/// CPU seconds of this process and seconds on the wall, stage by stage.
struct StageClock {
    private(set) var seconds: [String: Double] = [:]
    private(set) var wallSeconds: [String: Double] = [:]
    private var last = StageClock.used()
    private var lastInstant = ContinuousClock.now

    mutating func lap(_ stage: String) {
        let now = Self.used()
        seconds[stage, default: 0] += now - last
        last = now
        let instant = ContinuousClock.now
        wallSeconds[stage, default: 0] += (instant - lastInstant) / .seconds(1)
        lastInstant = instant
    }

    /// The C library names it by an enumeration that its own function does not take.
    private static let ownProcess: Int32 = 0

    private static func usage() -> rusage {
        var usage = rusage()
        getrusage(ownProcess, &usage)
        return usage
    }

    private static func used() -> Double {
        let usage = usage()
        return Double(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) + Double(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6
    }

    /// Linux counts in KiB.
    static var peakMebibytes: Double { Double(usage().ru_maxrss) / 1024 }
}

/// The last line of `bayu terrain change`.
struct TerrainSummary: TerrainLastLine {
    let method: TerrainSettings.Method
    let cores: Int
    let cpuSeconds: [String: Double]
    let wallSeconds: [String: Double]
    let peakMemoryMiB: Double
    let lod95MedianMm: Double?
    let medianDistanceMm: Double?
    let pointsPerM2: Double
    let registrationResidualMm: Double?
    /// Three rows of four: what the second epoch's coordinates were turned and shifted by.
    let registrationMatrix: [Double]?
    let stableShareOfBlocks: Double?
    let levelFactor: Double?
    let stableFiringShare: Double?
    let windowInflation: Double
    let patches: Int
    let verdict: String

    init(_ settings: TerrainSettings, _ clock: StageClock, _ changes: [Change], _ verdict: FaceVerdict, _ registration: Registration?) {
        method = settings.method
        cores = changes.count
        cpuSeconds = clock.seconds.mapValues { TerrainOutput.rounded($0, 1000) }
        wallSeconds = clock.wallSeconds.mapValues { TerrainOutput.rounded($0, 1000) }
        peakMemoryMiB = TerrainOutput.rounded(StageClock.peakMebibytes, 10)
        lod95MedianMm = TerrainOutput.known(verdict.medianLevel * 1000)
        medianDistanceMm = TerrainOutput.known(verdict.medianDistance * 1000)
        pointsPerM2 = TerrainOutput.rounded(verdict.density, 10)
        registrationResidualMm = registration.flatMap { TerrainOutput.known($0.residual * 1000) }
        registrationMatrix = registration.map(Self.matrix)
        stableShareOfBlocks = registration.flatMap { TerrainOutput.known($0.stableShare) }
        levelFactor = verdict.calibration.flatMap { TerrainOutput.known($0.factor) }
        stableFiringShare = verdict.calibration.flatMap { TerrainOutput.known($0.firingShare, 1e4) }
        windowInflation = TerrainOutput.rounded(verdict.inflation, 1000)
        patches = verdict.patches.count
        self.verdict = verdict.cannotTell(settings.target / 1000, isRegistered: settings.register) ?? "can tell \(settings.target) mm"
    }

    private static func matrix(_ registration: Registration) -> [Double] {
        let zero = registration.apply(SIMD3())
        let columns = [SIMD3<Double>(1, 0, 0), SIMD3(0, 1, 0), SIMD3(0, 0, 1)].map { registration.apply($0) - zero } + [zero]
        return (0..<3).flatMap { row in columns.map { $0[row] } }
    }
}
