import City
import Geo
import Incidents
import Operations
import Wildfire

/// A forest as a list and a map show it.
public struct ForestRow: Encodable, Sendable {
    public struct Water: Encodable, Sendable {
        public let id: String
        public let name: LocalizedText
        public let kind: String
        public let point: Coordinate
        public let usable: Double?
        public let flow: Double?
        public let dip: Bool
    }

    public struct Station: Encodable, Sendable {
        public let id: String
        public let name: LocalizedText
        public let point: Coordinate
    }

    public let id: String
    public let name: LocalizedText
    public let site: SiteID
    public let synthetic: Bool
    /// The ground that fires are forecast on: its four corners, from the south-west counter-clockwise. Nil while it is being read, or cannot be.
    public let corners: [Coordinate]?
    public let squareKilometres: Double?
    public let weather: WeatherNow
    /// The forecast of the weather; nil where nobody has handed one in.
    public let forecast: ForecastLabel?
    public let danger: ForestDanger
    public let water: [Water]
    public let stations: [Station]
    /// Open fires, by incident.
    public let fires: [String]
}

extension FireRoom {
    /// All forests with their weather and danger of now. Throws `ReadingFault`.
    public func rows() async throws -> [ForestRow] {
        let open = await desk.openIncidents(of: Self.kind)
        var rows: [ForestRow] = []
        for forest in forests {
            // swallowed because a ground that cannot be read is a fault of its own, told when a picture is made of it.
            let ground = try? await ground(of: forest)
            rows.append(
                ForestRow(
                    id: forest.id, name: forest.name, site: forest.site, synthetic: forest.synthetic,
                    corners: ground.map { [$0.frame.southWest, $0.frame.southEast, $0.frame.northEast, $0.frame.northWest] },
                    squareKilometres: ground.map { $0.frame.widthMetres * $0.frame.heightMetres / 1e6 }, weather: await weather(over: forest),
                    forecast: forecastLabel(of: forest),
                    danger: try await danger(in: forest), water: forest.water.map(Self.row), stations: forest.stations.map(Self.row),
                    fires: open.filter { $0.site == forest.site || ground?.cell(at: $0.point) != nil }.map(\.id.rawValue)))
        }
        return rows
    }

    /// How a head fire would burn in each cell of a forest: flame length.
    ///
    /// - Parameter day: such as `2026-08-21`, one of the days that are forecast, at its noon; nil for the weather of now.
    /// - Returns: nil for a day that nobody forecasts. Throws what the ground's reading threw.
    public func flameLayer(of forest: Forest, on day: String? = nil) async throws -> (layer: RasterLayer, columns: Int, rows: Int)? {
        let ground = try await ground(of: forest)
        var weather = await weather(over: forest).fireWeather(forest)
        if let day {
            guard let noon = try await danger(in: forest).coming.first(where: { $0.date == day })?.noon else { return nil }
            weather = HourWeather(
                windSpeed: noon.windSpeed, upwind: noon.windFrom ?? 0, temperature: noon.temperature, relativeHumidity: noon.humidity
            ).fireWeather(living: weather)
        }
        let landscape = ground.landscape
        let flames = await Self.flames(landscape, weather)
        return (
            RasterLayer("flame", unit: "m", scale: 0.01, landscape) { flames[$0] > 0 ? Double(flames[$0]) : nil }, landscape.columns, landscape.rows
        )
    }

    @concurrent private static func flames(_ landscape: Landscape, _ weather: FireWeather) async -> [Float] {
        HeadFires(landscape, weather: weather).flameLengths
    }

    private static func row(_ source: Forest.Water) -> ForestRow.Water {
        ForestRow.Water(
            id: source.id, name: source.name, kind: source.kind.rawValue, point: source.point, usable: source.usable, flow: source.flow,
            dip: source.dip ?? false)
    }

    private static func row(_ station: Forest.Station) -> ForestRow.Station {
        ForestRow.Station(id: station.id, name: station.name, point: station.point)
    }
}
