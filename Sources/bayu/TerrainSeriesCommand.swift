import ArgumentParser
import Foundation
import PointFiles
import Terrain

/// `bayu terrain series`: three epochs or more in, what moved from all of them together out, with a lower level than any two give.
struct TerrainSeries: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "series", abstract: "Compares three or more epochs of points together, and lists the patches that moved or creep.",
        discussion: """
            Example: bayu terrain series may.las@2026-05-01 june.las@2026-06-02 july.las@2026-07-01 --spacing 1 --orientation 0,-1,0 --register \
            --out series.csv --patches patches.json
            The epochs in the order of time, the earliest first. With dates (FILE@DATE, or --dates) velocities are told in mm a day; without them the
            epochs count as equally far apart. OUT.csv holds x,y,z,distance,lod95,n1,n2,nx,ny,nz as `change` does, the distance being that of the newest
            epoch from all earlier ones together; then trend,trendlod95, the movement over the whole series if it was steady, velocity,velocitylod95
            in mm a day, and for each later epoch its distance from the first, e2,e3 … in metres. A patch has its shift and its place at each epoch.
            --tables FOLDER writes each later epoch against the first as `change` would, for `bayu cloud build`.
            An epoch that cannot be registered is left out and named; the first and the newest cannot be left out.
            Levels are calibrated on what stands still. The last line is JSON. When nothing can be said, it says why, writes no file, and exits with 1.
            """)

    @Argument(help: "The epochs, the earliest first, each FILE or FILE@DATE.") var epochs: [String]
    @Option(help: "The dates of all epochs, D1,D2,…, such as 2026-05-01 or 2026-05-01T08:00:00Z.") var dates: String?
    @Option(help: "A folder for one table for each later epoch.") var tables: String?
    @OptionGroup var settings: TerrainSettings

    func run() async throws {
        try await TerrainSettings.explained {
            let surveys = try Survey.list(epochs, dates: dates)
            try await TerrainSeriesRun(TerrainRun(surveys[0].path, settings), surveys, tables: tables).compare()
        }
    }
}

/// An epoch as it is named on the command line.
struct Survey {
    let path: String
    let date: String?
    /// Seconds since 1970 of the date; nil without one.
    let seconds: Double?

    /// Throws when there are too few or too many, when some have dates and others none, or when the dates do not rise.
    static func list(_ words: [String], dates: String?) throws -> [Survey] {
        guard (EpochSeries.countMin...EpochSeries.countMax).contains(words.count) else {
            throw TerrainFault(
                "a series has \(EpochSeries.countMin) to \(EpochSeries.countMax) epochs, and \(words.count) are given. Two are compared by `terrain change`."
            )
        }
        var surveys = try words.map(named)
        if let dates {
            let given = dates.split(separator: ",", omittingEmptySubsequences: false).map { $0.trimmingCharacters(in: .whitespaces) }
            guard given.count == words.count else {
                throw TerrainFault("--dates has \(given.count) dates for \(words.count) epochs: give one for each.")
            }
            surveys = try zip(words, given).map { try Survey(path: $0, date: $1, seconds: dated($1, $0)) }
        }
        let undated = surveys.filter { $0.seconds == nil }
        guard undated.isEmpty || undated.count == surveys.count else {
            throw TerrainFault("\(undated[0].path) has no date and others have. Give all of them a date, or none.")
        }
        for (one, two) in zip(surveys, surveys.dropFirst()) {
            guard let before = one.seconds, let after = two.seconds, before >= after else { continue }
            throw TerrainFault(
                "\(two.path) of \(two.date ?? "") follows \(one.path) of \(one.date ?? ""). Give the epochs in the order of time, each with a date of its own."
            )
        }
        return surveys
    }

    /// FILE or FILE@DATE; a file whose own name holds an @ is taken as it is.
    private static func named(_ word: String) throws -> Survey {
        guard let at = word.lastIndex(of: "@"), !FileManager.default.fileExists(atPath: word) else {
            return Survey(path: word, date: nil, seconds: nil)
        }
        let (path, date) = (String(word[..<at]), String(word[word.index(after: at)...]))
        return Survey(path: path, date: date, seconds: try dated(date, path))
    }

    private static func dated(_ text: String, _ path: String) throws -> Double {
        let day = Date.ISO8601FormatStyle().year().month().day()
        // swallowed because a text that is no day may be an instant, and one that is neither is refused just below.
        guard let date = (try? day.parse(text)) ?? (try? Date.ISO8601FormatStyle().parse(text)) else {
            throw TerrainFault("\(path): \(text) is no date. Write it like 2026-05-01 or 2026-05-01T08:00:00Z.")
        }
        return date.timeIntervalSince1970
    }
}
