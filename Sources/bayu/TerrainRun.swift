import Foundation
import PointFiles
import Terrain

/// One comparison from files to files, its stages timed and spread over threads.
struct TerrainRun {
    let options: TerrainChange
    let orientation: SIMD3<Double>
    let threads: Int

    init(_ options: TerrainChange) throws {
        self.options = options
        orientation = try options.checked()
        threads = options.threads ?? ProcessInfo.processInfo.activeProcessorCount
    }

    var cylinder: Cylinder { Cylinder(radius: options.cylinderRadius, depth: options.maxDepth) }

    /// How far from a core any of the searches looks, in metres.
    var reach: Double {
        let searched = options.method == .plane ? PlaneShift.reach(cylinder) : cylinder.reach
        return max(options.normalRadius, searched, options.register ? Registration.searchRadiusMax : 0)
    }

    func compare() async throws {
        var clock = StageClock()
        let pair = try await indexed(&clock)
        let (cores, normals) = (pair.cores, await normals(pair))
        clock.lap("normals")
        var changes = await measured(pair, normals)
        clock.lap("distances")
        let verdict = FaceVerdict(cores, &changes, cylinder: cylinder, calibrates: options.method == .plane)
        clock.lap("patches")
        try TerrainOutput.write(changes, at: cores, to: options.out)
        try refuseUnusable(verdict, pair)
        if let path = options.patches { try TerrainOutput.write(verdict.patches, to: path) }
        clock.lap("write")
        if let reason = verdict.cannotTell(options.target / 1000, isRegistered: options.register) { Terminal.note("bayu: " + reason + ".") }
        Terminal.say(try TerrainSummary(options, clock, changes, verdict, pair.registration).line())
    }

    private func normals(_ pair: EpochPair) async -> [SIMD3<Double>] {
        let (orientation, radius) = (orientation, options.normalRadius)
        return await spread(pair.cores.count) { range in
            SurfaceNormals.normals(of: pair.cores[range], in: pair.first, radius: radius, orientation: orientation)
        }
    }

    private func measured(_ pair: EpochPair, _ normals: [SIMD3<Double>]) async -> [Change] {
        if options.method == .plane {
            let plane = PlaneShift(first: pair.first, second: pair.second, cylinder: cylinder)
            return await spread(pair.cores.count) { plane.changes(at: pair.cores[$0], normals: normals[$0]) }
        }
        let error = pair.registration?.residual ?? 0
        let m3c2 = M3C2(first: pair.first, second: pair.second, cylinder: cylinder, registrationError: error)
        return await spread(pair.cores.count) { m3c2.changes(at: pair.cores[$0], normals: normals[$0]) }
    }

    /// Cuts `0..<count` into runs, works on them side by side, and puts the results in order again.
    private func spread<Value: Sendable>(_ count: Int, _ work: @escaping @Sendable (Range<Int>) -> [Value]) async -> [Value] {
        let lanes = threads
        let pieces = (count + Self.runLength - 1) / Self.runLength
        let parts = await withTaskGroup(of: [(Int, [Value])].self) { group in
            for lane in 0..<min(lanes, pieces) {
                group.addTask {
                    stride(from: lane, to: pieces, by: lanes).map { piece in
                        (piece, work(piece * Self.runLength..<min(count, (piece + 1) * Self.runLength)))
                    }
                }
            }
            var parts: [(Int, [Value])] = []
            for await part in group { parts += part }
            return parts
        }
        return parts.sorted { $0.0 < $1.0 }.flatMap(\.1)
    }

    /// Cores of one piece of work: few enough that two threads end together, enough that handing over costs nothing.
    private static let runLength = 256

    /// A calm answer needs cores that could have said otherwise.
    private func refuseUnusable(_ verdict: FaceVerdict, _ pair: EpochPair) throws {
        if let reason = verdict.refusal(target: options.target / 1000, isRegistered: options.register) {
            throw TerrainFault("\(options.second) against \(options.first): \(reason)")
        }
    }
}
