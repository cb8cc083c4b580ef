import Foundation
import PointFiles
import Terrain

/// Two epochs on grids of one frame, with the cores between them.
struct EpochPair: Sendable {
    let cores: [SIMD3<Double>]
    let first: EpochGrid
    let second: EpochGrid
    let registration: Registration?
}

extension TerrainRun {
    /// Reads both epochs side by side, checks that they can be compared, and sorts them into grids. The coordinates as read are given back as
    /// soon as their grid stands: holding them any longer would double the memory.
    func indexed(_ second: String, _ clock: inout StageClock) async throws -> EpochPair {
        let given = try settings.cores.map { try PointFile.read(path: $0) }
        var (first, second) = try await readBoth(second)
        clock.lap("read")
        try EpochCheck.verify(first, second)
        let cores = try cores(given, first)
        try EpochCheck.verify(cores: cores, named: settings.cores ?? "--spacing", on: first, reach: reach)
        let frame = try FaceFrame(of: first)
        clock.lap("check")
        let grids = await gridBoth(first, second, frame, cores)
        first = PointCloud(name: first.name, coordinates: [])
        clock.lap("index")
        guard settings.register else { return EpochPair(cores: cores, first: grids.0, second: grids.1, registration: nil) }
        let registration = try Registration(first: grids.0, second: grids.1, lanes: lanes)
        clock.lap("register")
        let laid = grid(second, frame, cores, registration.motion)
        second = PointCloud(name: second.name, coordinates: [])
        clock.lap("index")
        return EpochPair(cores: cores, first: grids.0, second: laid, registration: registration)
    }

    func grid(_ cloud: PointCloud, _ frame: FaceFrame, _ cores: [SIMD3<Double>], _ motion: RigidMotion? = nil) -> EpochGrid {
        EpochGrid(cloud, frame: frame, cores: cores, reach: reach, cell: cell, motion: motion)
    }

    /// Metres. Half the cylinder's radius: a search then reads few points that it does not need.
    private var cell: Double { settings.cylinderRadius / 2 }

    private func readBoth(_ secondPath: String) async throws -> (PointCloud, PointCloud) {
        let firstPath = first
        guard threads > 1 else { return (try PointFile.read(path: firstPath), try PointFile.read(path: secondPath)) }
        async let first = PointFile.read(path: firstPath)
        async let second = PointFile.read(path: secondPath)
        return try await (first, second)
    }

    private func gridBoth(
        _ first: PointCloud, _ second: PointCloud, _ frame: FaceFrame, _ cores: [SIMD3<Double>]
    ) async -> (EpochGrid, EpochGrid) {
        guard threads > 1 else { return (grid(first, frame, cores), grid(second, frame, cores)) }
        let (reach, cell) = (reach, cell)
        async let one = EpochGrid(first, frame: frame, cores: cores, reach: reach, cell: cell)
        async let two = EpochGrid(second, frame: frame, cores: cores, reach: reach, cell: cell)
        return await (one, two)
    }

    func cores(_ given: PointCloud?, _ first: PointCloud) throws -> [SIMD3<Double>] {
        if let spacing = settings.spacing { return try SurfaceCores.thinned(first, spacing: spacing) }
        return given.map { cloud in (0..<cloud.count).map { cloud[$0] } } ?? []
    }
}
