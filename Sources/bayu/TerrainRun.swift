import Foundation
import PointFiles
import Terrain

/// One comparison from files to files, its stages timed and spread over threads.
struct TerrainRun {
    let first: String
    let settings: TerrainSettings
    let orientation: SIMD3<Double>
    let threads: Int

    init(_ first: String, _ settings: TerrainSettings) throws {
        (self.first, self.settings) = (first, settings)
        orientation = try settings.checked()
        threads = settings.threads ?? ProcessInfo.processInfo.activeProcessorCount
    }

    var cylinder: Cylinder { Cylinder(radius: settings.cylinderRadius, depth: settings.maxDepth) }

    /// How far from a core any of the searches looks, in metres.
    var reach: Double {
        let searched = settings.method == .plane ? PlaneShift.reach(cylinder) : cylinder.reach
        return max(settings.normalRadius, searched, settings.register ? Registration.searchRadiusMax : 0)
    }

    /// Threads for the domain, which starts none itself. Blocking one thread of the pool is fine: this process does nothing else meanwhile.
    var lanes: Lanes {
        threads == 1 ? .one : Lanes(count: threads) { count, body in DispatchQueue.concurrentPerform(iterations: count, execute: body) }
    }

    func compare(with second: String) async throws {
        var clock = StageClock()
        let pair = try await indexed(second, &clock)
        let normals = await normals(pair.cores, pair.first)
        clock.lap("normals")
        var changes = await measured(pair, normals)
        clock.lap("distances")
        let verdict = FaceVerdict(pair.cores, &changes, cylinder: cylinder, calibrates: settings.method == .plane)
        clock.lap("patches")
        try refuseUnusable(verdict, "\(second) against \(first)")
        try TerrainOutput.write(changes, at: pair.cores, to: settings.out)
        if let path = settings.patches { try TerrainOutput.write(verdict.patches, to: path) }
        clock.lap("write")
        noteDoubt(verdict)
        Terminal.say(try TerrainSummary(settings, clock, changes, verdict, pair.registration).line())
    }

    func normals(_ cores: [SIMD3<Double>], _ grid: EpochGrid) async -> [SIMD3<Double>] {
        let (orientation, radius) = (orientation, settings.normalRadius)
        return await spread(cores.count) { range in
            SurfaceNormals.normals(of: cores[range], in: grid, radius: radius, orientation: orientation)
        }
    }

    func measured(_ pair: EpochPair, _ normals: [SIMD3<Double>]) async -> [Change] {
        if settings.method == .plane {
            let plane = PlaneShift(first: pair.first, second: pair.second, cylinder: cylinder)
            return await spread(pair.cores.count) { plane.changes(at: pair.cores[$0], normals: normals[$0]) }
        }
        let error = pair.registration?.residual ?? 0
        let m3c2 = M3C2(first: pair.first, second: pair.second, cylinder: cylinder, registrationError: error)
        return await spread(pair.cores.count) { m3c2.changes(at: pair.cores[$0], normals: normals[$0]) }
    }

    /// Cuts `0..<count` into runs, works on them side by side, and puts the results in order again.
    func spread<Value: Sendable>(_ count: Int, _ work: @escaping @Sendable (Range<Int>) -> [Value]) async -> [Value] {
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

    /// A calm answer needs cores that could have said otherwise. Asked before anything is written: a file of distances that the verdict refuses
    /// would be read as an answer.
    func refuseUnusable(_ verdict: FaceVerdict, _ epochs: String) throws {
        if let reason = verdict.refusal(target: settings.target / 1000, isRegistered: settings.register) {
            throw TerrainFault("\(epochs): \(reason)")
        }
    }

    func noteDoubt(_ verdict: FaceVerdict) {
        if let reason = verdict.cannotTell(settings.target / 1000, isRegistered: settings.register) { Terminal.note("bayu: " + reason + ".") }
    }
}
