import City

/// One forest that the city forecasts fires for: where its ground is described, who measures its weather, and what there is to fight a fire with.
public struct Forest: Decodable, Sendable {
    /// The series that measure the weather over the forest; what is not measured is taken from `standard`.
    public struct Sensors: Decodable, Sendable {
        public let windSpeed: DatastreamID?
        public let windFrom: DatastreamID?
        public let temperature: DatastreamID?
        public let humidity: DatastreamID?
        public let rain: DatastreamID?

        enum CodingKeys: String, CodingKey {
            case windSpeed = "wind-speed"
            case windFrom = "wind-from"
            case temperature, humidity, rain
        }

        static let none = Sensors(windSpeed: nil, windFrom: nil, temperature: nil, humidity: nil, rain: nil)
    }

    /// Taken where nothing is measured, and said to be so.
    public struct Standard: Decodable, Sendable {
        /// km/h at ten metres.
        public let windSpeed: Double
        /// Degrees.
        public let windFrom: Double
        /// °C.
        public let temperature: Double
        /// Per cent.
        public let humidity: Double
        /// Moistures of living fuel, as fractions of the dry weight.
        public let herbaceous: Double
        public let woody: Double
        public let foliar: Double

        enum CodingKeys: String, CodingKey {
            case windSpeed = "wind-speed"
            case windFrom = "wind-from"
            case temperature, humidity, herbaceous, woody, foliar
        }
    }

    /// Somewhere an engine or a pump takes water from.
    public struct Water: Decodable, Sendable {
        public enum Kind: String, Decodable, Sendable { case hydrant, tank, pond, reservoir, river }

        public let id: String
        public let name: LocalizedText
        public let kind: Kind
        public let latitude: Double
        public let longitude: Double
        /// m³ that may be taken, not what the source holds; nil for one that does not run dry.
        public let usable: Double?
        /// Litres a minute, what the source or its pump gives.
        public let flow: Double?
        /// True where a helicopter can dip its bucket.
        public let dip: Bool?

        var point: Coordinate { Coordinate(latitude: latitude, longitude: longitude) }
    }

    /// Somewhere the next engine could stand.
    public struct Station: Decodable, Sendable {
        public let id: String
        public let name: LocalizedText
        public let latitude: Double
        public let longitude: Double

        var point: Coordinate { Coordinate(latitude: latitude, longitude: longitude) }
    }

    public let id: String
    public let name: LocalizedText
    public let site: SiteID
    /// A folder of the city package with `landscape.json`.
    public let landscape: String
    public let synthetic: Bool
    public let sensors: Sensors
    public let standard: Standard
    public let water: [Water]
    public let stations: [Station]
    /// FFMC, DMC and DC of the day before the first that is known; nil for those of spring.
    public let codes: [Double]?

    /// A file of the city package with the hourly forecast of its weather, which somebody puts there anew; nil where it only comes over the API.
    public let forecast: String?

    enum CodingKeys: String, CodingKey { case id, name, site, landscape, synthetic, sensors, standard, water, stations, codes, forecast }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        id = try container.decode(String.self, forKey: .id)
        name = try container.decode(LocalizedText.self, forKey: .name)
        site = SiteID(try container.decode(String.self, forKey: .site))
        landscape = try container.decode(String.self, forKey: .landscape)
        synthetic = try container.decodeIfPresent(Bool.self, forKey: .synthetic) ?? false
        sensors = try container.decodeIfPresent(Sensors.self, forKey: .sensors) ?? .none
        standard = try container.decode(Standard.self, forKey: .standard)
        water = try container.decodeIfPresent([Water].self, forKey: .water) ?? []
        stations = try container.decodeIfPresent([Station].self, forKey: .stations) ?? []
        codes = try container.decodeIfPresent([Double].self, forKey: .codes)
        forecast = try container.decodeIfPresent(String.self, forKey: .forecast)
    }

    /// What is wrong with the figures, for whoever wrote them.
    var faults: [String] {
        var found: [String] = []
        func check(_ name: String, _ value: Double?, _ range: ClosedRange<Double>) {
            guard let value, !range.contains(value) else { return }
            found.append("\(name) is \(value); it must lie within \(range.lowerBound) and \(range.upperBound)")
        }
        check("standard.wind-speed", standard.windSpeed, 0...WeatherNow.windSpeedMax)
        check("standard.wind-from", standard.windFrom, 0...360)
        check("standard.temperature", standard.temperature, -40...60)
        check("standard.humidity", standard.humidity, 0...100)
        for (name, value) in [("herbaceous", standard.herbaceous), ("woody", standard.woody), ("foliar", standard.foliar)] {
            check("standard.\(name)", value, 0.3...4)
        }
        for source in water {
            check("usable of water \(source.id)", source.usable, 0...1e9)
            check("flow of water \(source.id)", source.flow, 0...1e6)
            if !source.point.isOnEarth { found.append("water \(source.id) lies off the Earth") }
        }
        for station in stations where !station.point.isOnEarth { found.append("station \(station.id) lies off the Earth") }
        for (list, ids) in [("water", water.map(\.id)), ("stations", stations.map(\.id))] where Set(ids).count < ids.count {
            found.append("two \(list) have one id")
        }
        if let codes, codes.count != 3 || codes.contains(where: { !(0...1_500).contains($0) }) {
            found.append("codes are FFMC, DMC and DC of the day before")
        }
        if water.count > Self.listMax || stations.count > Self.listMax { found.append("water and stations hold at most \(Self.listMax) each") }
        return found
    }

    /// Each costs a route or a search in every picture.
    static let listMax = 64
}
