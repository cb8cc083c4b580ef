import ArgumentParser
import Foundation
import PointFiles
import Terrain

/// Comparing what lasers and drones saw of a slope at different times.
struct TerrainCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "terrain", abstract: "Finds what moved between two or more surveys of a slope.",
        discussion: "Example: bayu terrain change spring.las summer.las --spacing 1 --register --out change.csv",
        subcommands: [TerrainChange.self, TerrainSeries.self])
}

/// `bayu terrain change`: two epochs in, the change at each core point and the patches that moved out.
struct TerrainChange: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "change", abstract: "Compares two epochs of points, core by core, and lists the patches that moved.",
        discussion: """
            Example: bayu terrain change spring.las summer.las --spacing 1 --orientation 0,-1,0 --register --out change.csv --patches patches.json
            Reads LAS 1.2–1.4, PLY, NumPy .npy (N × 3) and text with x,y,z, in metres. OUT.csv holds x,y,z,distance,lod95,n1,n2,nx,ny,nz for each
            core in the order given; a distance is positive on the side of --orientation. --method m3c2 is Lague et al. 2013; --method plane follows
            the roughness of the rock and sees smaller shifts, with levels calibrated on what stands still.
            The last line is JSON: CPU seconds of each stage, peak memory, the median level of detection, the error of the registration.
            When nothing can be said, it says why, writes no file, and the exit code is 1.
            """)

    @Argument(help: "The earlier epoch.") var first: String
    @Argument(help: "The later epoch.") var second: String
    @OptionGroup var settings: TerrainSettings

    func run() async throws {
        try await TerrainSettings.explained { try await TerrainRun(first, settings).compare(with: second) }
    }
}
