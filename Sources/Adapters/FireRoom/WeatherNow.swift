import City
import HazardKit
import Wildfire

/// The weather over a forest as far as it is known, and where each figure is from.
public struct WeatherNow: Encodable, Hashable, Sendable {
    public enum Source: String, Encodable, Sendable {
        case measured
        /// Nobody measures it, or the sensor is silent or absurd, and a forecast says it.
        case forecast
        /// Nobody says it: the forest's standard.
        case standard
    }

    public struct Figure: Encodable, Hashable, Sendable {
        public let value: Double
        public let source: Source
        /// Of the reading, or when the forecast was issued; nil for a standard.
        public let at: Instant?
    }

    /// km/h at ten metres.
    public let windSpeed: Figure
    /// Degrees that it comes from.
    public let windFrom: Figure
    /// °C.
    public let temperature: Figure
    /// Per cent.
    public let humidity: Figure
    /// mm in an hour.
    public let rain: Figure
    /// Of fine dead fuel, a fraction.
    public let fineFuelMoisture: Double

    /// - Parameters:
    ///   - forecast: what is forecast for a figure that nobody measures; nil where nothing may be reckoned with.
    ///   - reading: the newest good reading of a series with its unit, nil where there is none.
    init(
        _ forest: Forest, at now: Instant, forecast: WeatherForecast? = nil, reading: (DatastreamID) -> (reading: Reading, unit: String)?
    ) {
        let told = forecast?.weather(at: now)
        func otherwise(_ figure: KeyPath<HourWeather, Double>, _ standard: Double) -> Figure {
            guard let forecast, let told else { return Figure(value: standard, source: .standard, at: nil) }
            return Figure(value: told[keyPath: figure], source: .forecast, at: forecast.issuedAt)
        }
        func figure(_ id: DatastreamID?, _ range: ClosedRange<Double>, or other: Figure, _ scale: (String) -> Double = { _ in 1 }) -> Figure {
            guard let id, let (reading, unit) = reading(id), reading.quality == .good, now.since(reading.phenomenonTime) <= Self.ageMax else {
                return other
            }
            let value = reading.value * scale(unit)
            return range.contains(value) ? Figure(value: value, source: .measured, at: reading.phenomenonTime) : other
        }
        let (sensors, standard) = (forest.sensors, forest.standard)
        windSpeed = figure(sensors.windSpeed, 0...Self.windSpeedMax, or: otherwise(\.windSpeed, standard.windSpeed)) { $0 == "m/s" ? 3.6 : 1 }
        windFrom = figure(sensors.windFrom, 0...360, or: otherwise(\.upwind, standard.windFrom))
        temperature = figure(sensors.temperature, -40...60, or: otherwise(\.temperature, standard.temperature))
        humidity = figure(sensors.humidity, 0...100, or: otherwise(\.relativeHumidity, standard.humidity))
        rain = figure(sensors.rain, 0...300, or: otherwise(\.rain, 0))
        fineFuelMoisture =
            rain.value >= Self.wettingRain
            ? Self.wetFuel : DeadFuelMoisture.oneHour(temperature: temperature.value, humidity: humidity.value)
    }

    func fireWeather(_ forest: Forest) -> FireWeather {
        let standard = forest.standard
        let moisture = FuelMoisture(
            oneHour: fineFuelMoisture, tenHour: fineFuelMoisture + 0.01, hundredHour: fineFuelMoisture + 0.02, herbaceous: standard.herbaceous,
            woody: standard.woody)
        return FireWeather(windSpeed: windSpeed.value, upwind: windFrom.value, moisture: moisture, foliarMoisture: standard.foliar)
    }

    /// The same figures as an hour of weather.
    var hour: HourWeather {
        HourWeather(
            windSpeed: windSpeed.value, upwind: windFrom.value, temperature: temperature.value, relativeHumidity: humidity.value, rain: rain.value)
    }

    /// What nobody measures, so that a forecast is taken for it at once.
    var unmeasured: WeatherOutlook.Unmeasured {
        var found: WeatherOutlook.Unmeasured = []
        if windSpeed.source != .measured || windFrom.source != .measured { found.insert(.wind) }
        if temperature.source != .measured || humidity.source != .measured { found.insert(.air) }
        return found
    }

    /// True where a forecast made with the other one should be made anew: a quarter of the wind and 5 km/h, thirty degrees, or a fifth of the moisture.
    func isNews(after other: WeatherNow) -> Bool {
        let wind = abs(windSpeed.value - other.windSpeed.value)
        let turn = abs((windFrom.value - other.windFrom.value + 540).truncatingRemainder(dividingBy: 360) - 180)
        let wet = abs(fineFuelMoisture - other.fineFuelMoisture)
        return wind > max(5, other.windSpeed.value / 4) || turn > 30 && windSpeed.value > 3 || wet > other.fineFuelMoisture / 5
    }

    /// The gusts of a typhoon; more is a broken cup.
    static let windSpeedMax = 250.0
    /// An hour: what the wind did before that says little of a fire now.
    static let ageMax = Seconds.hours(1)
    /// mm/h. From here on fine fuel is wet, whatever the air is like.
    static let wettingRain = 1.0
    static let wetFuel = 0.35
}
