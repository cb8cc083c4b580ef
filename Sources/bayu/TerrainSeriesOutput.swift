import Foundation
import Terrain

/// Writes what a series found. Its movements are the steady one and the newest epoch against all earlier ones, in that order.
struct TerrainSeriesOutput {
    let surveys: [Survey]
    let cores: [SIMD3<Double>]
    let courses: SeriesCourses
    let verdict: SeriesVerdict
    /// Of each epoch since the first; nil without dates.
    let days: [Double]?

    static let steady = 0
    static let latest = 1

    func write(_ settings: TerrainSettings, tables: String?) throws {
        try TerrainOutput.write(Data(table().utf8), to: settings.out)
        if let path = settings.patches { try TerrainOutput.writeLines(patchLines(), to: path) }
        guard let tables else { return }
        do {
            try FileManager.default.createDirectory(atPath: tables, withIntermediateDirectories: true)
        } catch {
            throw TerrainFault("\(tables) cannot be made: \(error.localizedDescription) Name another place.")
        }
        for (number, places) in courses.places.enumerated() {
            try TerrainOutput.write(places, at: cores, to: "\(tables)/epoch-\(number + 2).csv")
        }
    }

    private func table() -> String {
        let epochs = courses.places.indices.map { "e\($0 + 2)" }
        var text = "x,y,z,distance,lod95,n1,n2,nx,ny,nz,trend,trendlod95,velocity,velocitylod95,\(epochs.joined(separator: ","))\n"
        text.reserveCapacity(cores.count * (240 + 24 * epochs.count))
        let perDay = days.map { 1000 / ($0.last ?? .nan) } ?? .nan
        for index in cores.indices {
            let (core, steady, latest) = (cores[index], courses.shifts[Self.steady][index], courses.shifts[Self.latest][index])
            text += "\(core.x),\(core.y),\(core.z),\(latest.distance),\(latest.level),\(latest.counts.x),\(latest.counts.y),"
            text += "\(latest.normal.x),\(latest.normal.y),\(latest.normal.z),\(steady.distance),\(steady.level),"
            text += "\(steady.distance * perDay),\(steady.level * perDay)"
            for epoch in courses.places { text += ",\(epoch[index].distance)" }
            text += "\n"
        }
        return text
    }

    private struct PatchLine: Encodable {
        let id: Int
        let center: [Double]
        let areaM2: Double
        let medianMm: Double
        let confidence: Double
        /// "steady" or "latest": which look at the face shows it most surely.
        let movement: String
        let mmPerDay: Double?
        let series: [Place]
    }

    private struct Place: Encodable {
        let epoch: String
        let date: String?
        let mm: Double?
        let lod95Mm: Double?
    }

    private func patchLines() -> [PatchLine] {
        verdict.patches.map { each in
            let patch = each.patch
            let isSteady = each.movement == Self.steady
            let first = Place(epoch: surveys[0].path, date: surveys[0].date, mm: 0, lod95Mm: 0)
            let later = zip(surveys.dropFirst(), each.places).map { survey, place in
                Place(epoch: survey.path, date: survey.date, mm: Self.millimetres(place.distance), lod95Mm: Self.millimetres(place.level))
            }
            return PatchLine(
                id: patch.id, center: [patch.center.x, patch.center.y, patch.center.z].map { TerrainOutput.rounded($0, 1000) },
                areaM2: TerrainOutput.rounded(patch.squareMetres, 10), medianMm: TerrainOutput.rounded(patch.median * 1000, 100),
                confidence: TerrainOutput.rounded(patch.confidence, 1e6), movement: isSteady ? "steady" : "latest",
                mmPerDay: days.flatMap { isSteady ? TerrainOutput.rounded(patch.median * 1000 / ($0.last ?? .nan), 1e5) : nil },
                series: [first] + later)
        }
    }

    private static func millimetres(_ metres: Double) -> Double? { TerrainOutput.known(metres * 1000, 100) }
}

/// The last line of `bayu terrain series`.
struct TerrainSeriesSummary: TerrainLastLine {
    let method: TerrainSettings.Method
    let epochs: Int
    let leftOut: [LeftOutEpoch]
    let days: Double?
    let cores: Int
    let cpuSeconds: [String: Double]
    let wallSeconds: [String: Double]
    let peakMemoryMiB: Double
    /// Of the newest epoch against all earlier ones.
    let lod95MedianMm: Double?
    /// Of the movement over the whole series.
    let trendLod95MedianMm: Double?
    let velocityLod95MedianMmPerDay: Double?
    let medianDistanceMm: Double?
    let pointsPerM2: Double
    /// The worst of all epochs.
    let registrationResidualMm: Double?
    let levelFactor: Double?
    let stableFiringShare: Double?
    let windowInflation: Double
    let patches: Int
    let verdict: String

    init(_ settings: TerrainSettings, _ clock: StageClock, _ output: TerrainSeriesOutput, residuals: [Double], leftOut: [LeftOutEpoch]) {
        let (steady, latest) = (output.verdict.movements[TerrainSeriesOutput.steady], output.verdict.movements[TerrainSeriesOutput.latest])
        method = settings.method
        epochs = output.surveys.count
        self.leftOut = leftOut
        let span = output.days?.last
        days = span
        cores = output.cores.count
        cpuSeconds = clock.seconds.mapValues { TerrainOutput.rounded($0, 1000) }
        wallSeconds = clock.wallSeconds.mapValues { TerrainOutput.rounded($0, 1000) }
        peakMemoryMiB = TerrainOutput.rounded(StageClock.peakMebibytes, 10)
        lod95MedianMm = TerrainOutput.known(latest.medianLevel * 1000)
        trendLod95MedianMm = TerrainOutput.known(steady.medianLevel * 1000)
        velocityLod95MedianMmPerDay = span.flatMap { TerrainOutput.known(steady.medianLevel * 1000 / $0, 1e5) }
        medianDistanceMm = TerrainOutput.known(latest.medianDistance * 1000)
        pointsPerM2 = TerrainOutput.rounded(latest.density, 10)
        registrationResidualMm = residuals.max().flatMap { TerrainOutput.known($0 * 1000) }
        levelFactor = latest.calibration.flatMap { TerrainOutput.known($0.factor) }
        stableFiringShare = latest.calibration.flatMap { TerrainOutput.known($0.firingShare, 1e4) }
        windowInflation = TerrainOutput.rounded(max(latest.inflation, steady.inflation), 1000)
        patches = output.verdict.patches.count
        verdict = latest.cannotTell(settings.target / 1000, isRegistered: settings.register) ?? "can tell \(settings.target) mm"
    }
}
