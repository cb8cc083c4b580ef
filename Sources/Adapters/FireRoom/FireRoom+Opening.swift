import City
import FireFiles
import Foundation
import Geo
import Operations
import Roads
import Wildfire

extension FireRoom {
    /// The fire room of a city package.
    ///
    /// - Parameters:
    ///   - folder: of the city package; each forest names a folder in it.
    ///   - data: the data directory, where forecasts are kept.
    ///   - closedElsewhere: roads that are closed for other reasons than a fire.
    public init(
        forests: [Forest], tables: FireWeatherTables?, city folder: String, data: String, roads: RoadNetwork?, desk: CommandDesk,
        sensing: SensingDesk, closedElsewhere: @escaping @Sendable () -> [Polygon], now: @escaping @Sendable () -> Instant,
        onFault: @escaping @Sendable (String) -> Void
    ) {
        self.init(
            forests: forests, tables: tables, city: folder, shelf: ForecastShelf(data: data), roads: roads, desk: desk, sensing: sensing,
            closedElsewhere: closedElsewhere, now: now,
            load: { forest in try ForestGround(folder: URL(fileURLWithPath: folder).appendingPathComponent(forest.landscape).path) },
            onFault: onFault)
    }
}

extension ForestGround {
    private struct Corners: Decodable {
        /// Longitude and latitude of the south-western, south-eastern, north-eastern and north-western corner.
        let corners: [[Double]]?
    }

    /// A landscape's folder that says where on the Earth it lies.
    init(folder: String) throws(FireFileFault) {
        let folderRead = try LandscapeFolder(folder, fuels: FuelCatalogue(), isWeatherNeeded: false)
        let file = URL(fileURLWithPath: folder).appendingPathComponent("landscape.json")
        let corners: [[Double]]
        do {
            corners = try JSONDecoder().decode(Corners.self, from: Data(contentsOf: file)).corners ?? []
        } catch {
            throw FireFileFault(file.path, "its corners cannot be read: \(error)")
        }
        guard corners.count == 4, corners.allSatisfy({ $0.count == 2 }) else {
            throw FireFileFault(file.path, "'corners' must be four pairs of longitude and latitude: south-west, south-east, north-east, north-west")
        }
        let places = corners.map { Coordinate(latitude: $0[1], longitude: $0[0]) }
        landscape = folderRead.landscape
        frame = CornerFrame(
            southWest: places[0], southEast: places[1], northEast: places[2], northWest: places[3],
            widthMetres: Double(landscape.columns) * landscape.cellSize, heightMetres: Double(landscape.rows) * landscape.cellSize)
    }
}
