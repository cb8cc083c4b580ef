import ArgumentParser
import Foundation
import PointFiles
import Terrain

/// `bayu terrain series`: three epochs or more in, one shift at each core from all of them out, with a lower level than any two give.
struct TerrainSeries: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "series", abstract: "Weighs three or more epochs of points into one shift a core, and lists the patches that moved.",
        discussion: """
            Example: bayu terrain series a.las b.las c.las d.las --after 2 --spacing 1 --orientation 0,-1,0 --register --out shift.csv
            Without --after the face is taken to have moved in proportion to time: --times gives one number for each epoch, such as days, and
            without it they count as equally spaced; the shift is that from the first to the last. With --after K it is taken to have rested up
            to the K-th epoch and to have moved before the next. OUT.csv holds x,y,z,distance,lod95,epochs,scatter,nx,ny,nz and the distance of
            each later epoch from the first, d2, d3 …. Levels are calibrated on what stands still. The last line is JSON.
            When nothing can be said, it says why, writes no file, and the exit code is 1.
            """)

    @Argument(help: "The epochs, the earliest first.") var epochs: [String]
    @Option(help: "One number for each epoch, T1,T2,…, in any one unit.") var times: String?
    @Option(help: "The number of the last epoch before the movement, from 1.") var after: Int?
    @OptionGroup var settings: TerrainSettings

    func run() async throws {
        try await TerrainSettings.explained {
            let series = try EpochSeries(count: epochs.count, model: try model())
            try await TerrainSeriesRun(TerrainRun(epochs[0], settings), series, later: Array(epochs.dropFirst())).compare()
        }
    }

    private func model() throws -> SeriesModel {
        guard times == nil || after == nil else { throw TerrainFault("give either --times or --after.") }
        if let after { return .step(after: after) }
        guard let times else { return .steady(times: epochs.indices.map(Double.init)) }
        let numbers = times.split(separator: ",", omittingEmptySubsequences: false).map { Double($0.trimmingCharacters(in: .whitespaces)) }
        guard !numbers.contains(nil) else { throw TerrainFault("--times is \(times): give one number for each epoch, such as 0,30,61.") }
        return .steady(times: numbers.compactMap { $0 })
    }
}
