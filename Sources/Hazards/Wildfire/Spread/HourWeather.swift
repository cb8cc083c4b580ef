/// What a forecast or a station says of one hour: the weather that a band of a run is made of.
public struct HourWeather: Hashable, Sendable {
    /// km/h, ten metres above open ground.
    public var windSpeed: Double
    /// The azimuth in degrees that the wind comes from, 0 to 360.
    public var upwind: Double
    /// °C.
    public var temperature: Double
    /// Per cent, 0 to 100.
    public var relativeHumidity: Double
    /// mm in the hour.
    public var rain: Double

    public init(windSpeed: Double, upwind: Double, temperature: Double, relativeHumidity: Double, rain: Double = 0) {
        self.windSpeed = windSpeed
        self.upwind = upwind
        self.temperature = temperature
        self.relativeHumidity = relativeHumidity
        self.rain = rain
    }

    /// Why no fire can be reckoned with this, or nil.
    public var fault: String? {
        let windMax = NoonWeather.windSpeedMax
        if !(0...windMax).contains(windSpeed) { return "the wind is \(windSpeed) km/h; it must lie within 0 and \(windMax)" }
        if !(0...360).contains(upwind) { return "the wind comes from \(upwind)°; it must lie within 0 and 360" }
        if !NoonWeather.temperatures.contains(temperature) { return "the temperature is \(temperature) °C; it must lie within −60 and 60" }
        if !(0...100).contains(relativeHumidity) { return "the humidity is \(relativeHumidity) %; it must lie within 0 and 100" }
        if !(0...Self.rainMax).contains(rain) { return "the rain is \(rain) mm; it must lie within 0 and \(Self.rainMax)" }
        return nil
    }

    /// The weather of a run, with living fuel as it is in another: an hour changes nothing about that.
    ///
    /// Fine dead fuel follows the hour at once (`DeadFuelMoisture.oneHour`). Fuel of ten and of a hundred hours has one and two points more (R. C. Rothermel
    /// 1983, How to predict the spread and intensity of forest and range fires, INT-143). Under rain, fuel of one and of ten hours is wet: 35 per cent
    /// (L. S. Bradshaw and others 1984, The 1978 National Fire-Danger Rating System: technical documentation, INT-169). In the first hour without rain
    /// they count as dry again, which lets a forecast fire run sooner than the real one and not later.
    public func fireWeather(living: FireWeather) -> FireWeather {
        let fine = DeadFuelMoisture.oneHour(temperature: temperature, humidity: relativeHumidity)
        let isWet = rain >= Self.rainLeast
        let moisture = FuelMoisture(
            oneHour: isWet ? Self.wet : fine, tenHour: isWet ? Self.wet : fine + 0.01, hundredHour: fine + 0.02,
            herbaceous: living.moisture.herbaceous, woody: living.moisture.woody)
        return FireWeather(windSpeed: windSpeed, upwind: upwind, moisture: moisture, foliarMoisture: living.foliarMoisture)
    }

    /// mm in an hour: beyond the world's record (401 mm, Inner Mongolia 1975).
    private static let rainMax = 500.0
    /// mm: the least that a gauge counts.
    private static let rainLeast = 0.1
    /// The moisture of fine fuel in rain, a fraction.
    private static let wet = 0.35
}
