import ArgumentParser
import Foundation
import PointFiles
import Terrain

/// What every comparison of epochs is told: where to look, how, and where the answer goes.
struct TerrainSettings: ParsableArguments {
    enum Method: String, ExpressibleByArgument, Codable { case m3c2, plane }

    @Option(help: "A file with the core points, x,y,z.") var cores: String?
    @Option(help: "Instead of --cores: lay one core every so many metres over the first epoch.") var spacing: Double?
    @Option(help: "m3c2 or plane.") var method = Method.plane
    @Option(help: "The radius of the ball that gives a core its normal, in metres.") var normalRadius = 1.0
    @Option(help: "The radius of the cylinder in which the epochs are compared, in metres.") var cylinderRadius = 0.5
    @Option(help: "How far the cylinder reaches to either side of a core, in metres.") var maxDepth = 1.0
    @Option(parsing: .unconditional, help: "Which way is out of the slope, X,Y,Z.") var orientation = "0,0,1"
    @Flag(help: "First lay the later epoch on the first by what stands still.") var register = false
    @Option(help: "Where the change at each core goes, as CSV.") var out: String
    @Option(help: "Where the patches that moved go, as JSON.") var patches: String?
    @Option(help: "How many threads; without it one for each processor.") var threads: Int?
    @Option(help: "The shift in millimetres that has to be seen; below the level of detection the answer is \"cannot tell\".") var target = 5.0

    /// Says on the terminal why a comparison could not be made.
    static func explained(_ body: () async throws -> Void) async throws {
        do {
            try await body()
        } catch let fault as TerrainFault {
            throw Terminal.fail("\(fault)")
        } catch let fault as PointFileFault {
            throw Terminal.fail("\(fault)")
        }
    }

    /// Refuses options that no comparison can be made with.
    func checked() throws -> SIMD3<Double> {
        let lengths = [("--normal-radius", normalRadius), ("--cylinder-radius", cylinderRadius), ("--max-depth", maxDepth), ("--target", target)]
        for (name, value) in lengths + (spacing.map { [("--spacing", $0)] } ?? []) where !(value.isFinite && value > 0) {
            throw TerrainFault("\(name) is \(value): give a positive number.")
        }
        for (name, value) in lengths.prefix(3) where value > Self.lengthMax {
            throw TerrainFault("\(name) is \(value) m, and at most \(Self.lengthMax) m is taken. Is it in millimetres?")
        }
        guard (cores == nil) != (spacing == nil) else { throw TerrainFault("give either --cores FILE or --spacing METRES.") }
        if let threads, !(1...256).contains(threads) { throw TerrainFault("--threads is \(threads): give 1 to 256.") }
        let parts = orientation.split(separator: ",", omittingEmptySubsequences: false).map { Double($0.trimmingCharacters(in: .whitespaces)) }
        guard parts.count == 3, let x = parts[0], let y = parts[1], let z = parts[2], [x, y, z].allSatisfy(\.isFinite), x != 0 || y != 0 || z != 0
        else { throw TerrainFault("--orientation is \(orientation): give three numbers that are not all zero, such as 0,-1,0.") }
        return SIMD3(x, y, z)
    }

    /// Metres. A neighbourhood beyond this holds the whole slope.
    private static let lengthMax = 50.0
}
