/// What a station measured at noon, local standard time, and the rain of the 24 hours before: the input of one day of the fire weather index.
public struct NoonWeather: Hashable, Sendable {
    /// °C.
    public var temperature: Double
    /// Per cent, 0 to 100.
    public var relativeHumidity: Double
    /// km/h, ten metres above open ground.
    public var windSpeed: Double
    /// mm in 24 hours.
    public var rain: Double
    /// 1 to 12.
    public var month: Int

    public init(temperature: Double, relativeHumidity: Double, windSpeed: Double, rain: Double, month: Int) {
        self.temperature = temperature
        self.relativeHumidity = relativeHumidity
        self.windSpeed = windSpeed
        self.rain = rain
        self.month = month
    }

    /// Why no index can be computed from this, or nil. A wrong number would be carried into every day after it.
    public var fault: String? {
        if !Self.temperatures.contains(temperature) { return "temp is \(temperature) °C; it must lie within −60 and 60" }
        if !(0...100).contains(relativeHumidity) { return "rh is \(relativeHumidity) %; it must lie within 0 and 100" }
        if !(0...Self.windSpeedMax).contains(windSpeed) { return "ws is \(windSpeed) km/h; it must lie within 0 and \(Self.windSpeedMax)" }
        if !(0...Self.rainMax).contains(rain) { return "prec is \(rain) mm; it must lie within 0 and \(Self.rainMax)" }
        if !(1...12).contains(month) { return "mon is \(month); it must lie within 1 and 12" }
        return nil
    }

    /// Beyond the records of any inhabited place.
    static let temperatures = -60.0...60.0
    /// km/h: a mean of ten minutes above this has been measured on mountain tops in typhoons, and nothing is decided by an index then.
    static let windSpeedMax = 200.0
    /// mm in 24 hours: beyond the world's record (1,825 mm, La Réunion 1966).
    static let rainMax = 2000.0
}
