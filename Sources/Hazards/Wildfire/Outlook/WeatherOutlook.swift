import City

/// The weather of the coming hours as a fire is reckoned with it: what is measured now goes over into what is forecast.
///
/// Within three hours a measurement tells more than a forecast and loses its worth steadily, which is how nowcasts are blended with models (B. W. Golding
/// 1998, Nimrod: a system for generating automated very short range forecasts, Meteorological Applications 5:1). Where a forecast says nothing, the
/// last that is known is held, and said to be.
public struct WeatherOutlook: Hashable, Sendable {
    public enum Source: String, Codable, Sendable {
        /// Of now, whether measured or a standard.
        case now
        /// Partly of now, partly forecast.
        case mixed
        case forecast
        /// Nobody says: the last that is known goes on.
        case held
    }

    public struct Hour: Hashable, Sendable {
        /// From when on it holds.
        public let from: Instant
        public let weather: HourWeather
        public let source: Source
    }

    /// Which of the figures of now nobody measures, so that the forecast need not go over from them.
    public struct Unmeasured: OptionSet, Hashable, Sendable {
        public let rawValue: Int
        public init(rawValue: Int) { self.rawValue = rawValue }
        public static let wind = Unmeasured(rawValue: 1)
        public static let air = Unmeasured(rawValue: 2)
    }

    /// One for each hour, the first from now on.
    public let hours: [Hour]

    /// - Parameters:
    ///   - now: when `weather` holds.
    ///   - forecast: nil where there is none that may be used.
    ///   - hours: how far it has to reach.
    public init(now: Instant, weather: HourWeather, unmeasured: Unmeasured = [], forecast: WeatherForecast?, hours count: Int) {
        var hours = [Hour(from: now, weather: weather, source: .now)]
        guard let forecast else {
            self.hours = hours
            return
        }
        for number in 1...max(count, 1) {
            // Each figure stands in the middle of the hour that it holds for.
            let moment = now.advanced(by: .hours(Double(number)))
            let from = moment.advanced(by: .minutes(-30))
            guard let told = forecast.weather(at: moment) else {
                guard hours[hours.count - 1].source != .held else { continue }
                hours.append(Hour(from: from, weather: hours[hours.count - 1].weather, source: .held))
                continue
            }
            let part = min(Double(number) / Self.mixedHours, 1)
            hours.append(
                Hour(from: from, weather: weather.mixed(with: told, by: part, unmeasured), source: part < 1 ? .mixed : .forecast))
        }
        self.hours = hours
    }

    /// The bands of a run that began at `start`: what holds now holds from the beginning.
    public func bands(from start: Instant, living: FireWeather) -> [WeatherBand] {
        hours.enumerated().map { number, hour in
            WeatherBand(fromMinute: number == 0 ? 0 : hour.from.since(start).value / 60, weather: hour.weather.fireWeather(living: living))
        }
    }

    /// Where the last that is known is held for want of a forecast: from when, and until when; nil where it is to the end.
    public var gaps: [(from: Instant, until: Instant?)] {
        hours.indices.filter { hours[$0].source == .held }.map { number in
            (hours[number].from, number + 1 < hours.count ? hours[number + 1].from : nil)
        }
    }

    private static let mixedHours = 3.0
}

extension HourWeather {
    /// Rain is that of the forecast: a shower of now is over in an hour.
    fileprivate func mixed(with other: HourWeather, by part: Double, _ unmeasured: WeatherOutlook.Unmeasured) -> HourWeather {
        let (wind, air) = (
            going(over: other, by: unmeasured.contains(.wind) ? 1 : part), going(over: other, by: unmeasured.contains(.air) ? 1 : part)
        )
        return HourWeather(
            windSpeed: wind.windSpeed, upwind: wind.upwind, temperature: air.temperature, relativeHumidity: air.relativeHumidity, rain: other.rain)
    }
}
