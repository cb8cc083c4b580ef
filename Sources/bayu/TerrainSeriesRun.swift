import Foundation
import PointFiles
import Terrain

/// One series from files to files. One cloud is held at a time, and the grids of all.
struct TerrainSeriesRun {
    private let run: TerrainRun
    private let surveys: [Survey]
    private let tables: String?

    init(_ run: TerrainRun, _ surveys: [Survey], tables: String?) {
        (self.run, self.surveys, self.tables) = (run, surveys, tables)
    }

    private var settings: TerrainSettings { run.settings }

    func compare() async throws {
        guard settings.method == .plane else {
            throw TerrainFault("a series is compared by --method plane only. M3C2 compares two epochs: `terrain change`.")
        }
        var clock = StageClock()
        let face = try await laid(&clock)
        let days = days(face.surveys)
        let times = days ?? face.surveys.indices.map(Double.init)
        let series = EpochSeries(face.grids, cylinder: run.cylinder, movements: [.steady(times), .latest(of: face.grids.count)])
        var courses = SeriesCourses(await run.spread(face.cores.count) { series.courses(at: face.cores[$0], normals: face.normals[$0]) })
        try refuseUnheard(courses, face.surveys)
        clock.lap("distances")
        let verdict = SeriesVerdict(face.cores, &courses, cylinder: run.cylinder, isRegistered: settings.register)
        clock.lap("patches")
        for each in verdict.movements {
            try run.refuseUnusable(each, "\(face.surveys.count) epochs from \(run.first) to \(face.surveys.last?.path ?? "")")
        }
        let output = TerrainSeriesOutput(surveys: face.surveys, cores: face.cores, courses: courses, verdict: verdict, days: days)
        try output.write(settings, tables: tables)
        clock.lap("write")
        run.noteDoubt(verdict.movements[TerrainSeriesOutput.latest])
        Terminal.say(try TerrainSeriesSummary(settings, clock, output, residuals: face.residuals, leftOut: face.leftOut).line())
    }

    /// Days since the first epoch.
    private func days(_ surveys: [Survey]) -> [Double]? {
        let seconds = surveys.compactMap(\.seconds)
        return seconds.count == surveys.count ? seconds.map { ($0 - seconds[0]) / Self.secondsPerDay } : nil
    }

    private static let secondsPerDay = 86_400.0

    /// Refuses an epoch that has nothing to say at most of the cores: it would be passed over at each, and nobody would know.
    private func refuseUnheard(_ courses: SeriesCourses, _ surveys: [Survey]) throws {
        for (survey, places) in zip(surveys.dropFirst(), courses.places) {
            let heard = places.count { $0.counts.y >= PlaneShift.countMin }
            guard Double(heard) >= Self.heardShareMin * Double(places.count) else {
                throw TerrainFault(
                    "\(survey.path): cannot tell: it has enough points at \(heard) of \(places.count) core points only. Scan denser, or leave this epoch out."
                )
            }
        }
    }

    private static let heardShareMin = 0.5

    /// The epochs that could be laid on the first, on grids of one frame.
    private struct Face: Sendable {
        var cores: [SIMD3<Double>] = []
        var normals: [SIMD3<Double>] = []
        var grids: [EpochGrid] = []
        var surveys: [Survey] = []
        var residuals: [Double] = []
        var leftOut: [LeftOutEpoch] = []
    }

    private func laid(_ clock: inout StageClock) async throws -> Face {
        var face = Face()
        let given = try settings.cores.map { try PointFile.read(path: $0) }
        let first = try PointFile.read(path: run.first)
        clock.lap("read")
        try EpochCheck.verify(first, first)
        face.cores = try run.cores(given, first)
        try EpochCheck.verify(cores: face.cores, named: settings.cores ?? "--spacing", on: first, reach: run.reach)
        let frame = try FaceFrame(of: first)
        clock.lap("check")
        face.grids.append(run.grid(first, frame, face.cores))
        face.surveys.append(surveys[0])
        clock.lap("index")
        face.normals = await run.normals(face.cores, face.grids[0])
        clock.lap("normals")
        let outline = first.outlined()
        for (number, survey) in surveys.enumerated().dropFirst() {
            do {
                try lay(survey, outline, frame, on: &face, &clock)
            } catch let fault as RegistrationFault {
                guard number < surveys.count - 1 else { throw fault.terrain }
                face.leftOut.append(LeftOutEpoch(epoch: survey.path, reason: fault.terrain.description))
                Terminal.note("bayu: left out: \(fault.terrain)")
            }
        }
        guard face.grids.count >= EpochSeries.countMin else {
            throw TerrainFault(
                "only \(face.grids.count) of the \(surveys.count) epochs can be laid on each other: \(face.leftOut.map(\.epoch).joined(separator: ", ")) cannot. "
                    + "A series needs \(EpochSeries.countMin); compare two by `terrain change`.")
        }
        return face
    }

    /// An epoch that shows the place and cannot be laid on the first: what else is wrong with a file ends the whole comparison.
    private struct RegistrationFault: Error { let terrain: TerrainFault }

    private func lay(_ survey: Survey, _ outline: PointCloud, _ frame: FaceFrame, on face: inout Face, _ clock: inout StageClock) throws {
        let cloud = try PointFile.read(path: survey.path)
        clock.lap("read")
        try EpochCheck.verify(outline, cloud)
        clock.lap("check")
        var grid = run.grid(cloud, frame, face.cores)
        clock.lap("index")
        if settings.register {
            let registration: Registration
            do {
                registration = try Registration(first: face.grids[0], second: grid, lanes: run.lanes)
            } catch {
                throw RegistrationFault(terrain: error)
            }
            face.residuals.append(registration.residual)
            clock.lap("register")
            grid = run.grid(cloud, frame, face.cores, registration.motion)
            clock.lap("index")
        }
        face.grids.append(grid)
        face.surveys.append(survey)
    }
}

/// An epoch that a series could not use, and why.
struct LeftOutEpoch: Encodable {
    let epoch: String
    let reason: String
}
