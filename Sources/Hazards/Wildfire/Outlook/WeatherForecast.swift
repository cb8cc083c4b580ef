import City

/// The weather that somebody forecasts over a forest, hour by hour: one issue of a model or of a forecaster.
///
/// - Ask: `weather(at:)`, `rain(from:until:)`, `end`
/// - What is wrong with it: `doubts(at:)`
public struct WeatherForecast: Hashable, Sendable {
    /// What is said of a moment, until the next one.
    public struct Hour: Hashable, Sendable {
        public let at: Instant
        public let weather: HourWeather

        public init(at: Instant, weather: HourWeather) { (self.at, self.weather) = (at, weather) }
    }

    /// When it was issued: of two, the later one counts.
    public let issuedAt: Instant
    /// Who made it, such as the name of a model or a weather office.
    public let source: String
    /// In the order of time, at least one.
    public let hours: [Hour]

    /// Nil without an hour.
    public init?(issuedAt: Instant, source: String, hours: [Hour]) {
        guard !hours.isEmpty else { return nil }
        (self.issuedAt, self.source) = (issuedAt, source)
        self.hours = hours.sorted { $0.at < $1.at }
    }

    public var start: Instant { hours[0].at }
    /// Until when the last row speaks.
    public var end: Instant { hours[hours.count - 1].at.advanced(by: Self.step) }

    public func isCurrent(at now: Instant) -> Bool { now.since(issuedAt) <= Self.ageMax }

    /// What it says of a moment; nil before its first row, after its end, and in a gap. Between two rows all but the rain goes over from one to the
    /// other, the wind as a vector; rain is that of the row before.
    public func weather(at moment: Instant) -> HourWeather? {
        guard moment >= start, moment < end, let number = hours.lastIndex(where: { $0.at <= moment }) else { return nil }
        let before = hours[number]
        guard number + 1 < hours.count else { return before.weather }
        let (after, span) = (hours[number + 1], hours[number + 1].at.since(before.at))
        // A row before a gap speaks for its own hour.
        guard span <= Self.gapMax else { return moment.since(before.at) < Self.step ? before.weather : nil }
        return before.weather.going(over: after.weather, by: moment.since(before.at).value / span.value)
    }

    /// mm between two moments, as far as it says so. A row's rain falls in each hour until the next row, three of them at most.
    public func rain(from first: Instant, until last: Instant) -> Double {
        hours.indices.reduce(0) { sum, number in
            let begin = hours[number].at
            let next = number + 1 < hours.count ? hours[number + 1].at : end
            let until = next.since(begin) <= Self.gapMax ? next : begin.advanced(by: Self.step)
            let (from, to) = (max(begin, first), min(until, last))
            return to > from ? sum + hours[number].weather.rain * to.since(from).value / 3_600 : sum
        }
    }

    /// The gaps of more than three hours: moments from which on nothing is said, and until when.
    public var gaps: [(from: Instant, until: Instant)] {
        zip(hours, hours.dropFirst()).filter { $1.at.since($0.at) > Self.gapMax }.map { ($0.at.advanced(by: Self.step), $1.at) }
    }

    /// A row speaks for an hour.
    public static let step = Seconds.hours(1)
    /// Forecasts come in steps of one hour or three; a longer one is a gap.
    public static let gapMax = Seconds.hours(3)
    /// A day. Offices issue anew every six or twelve hours; one that has missed two issues says little of the wind.
    public static let ageMax = Seconds.hours(24)
    /// Ten days after its issue nobody knows an hour.
    public static let reachMax = Seconds.hours(240)
    /// Ten days in steps of an hour, and the hour at both ends.
    public static let hoursMax = 241
}

extension HourWeather {
    /// Some way from this weather to another: 0 is this one, 1 the other. Wind goes over as a vector, so that north-west and north-east meet in the
    /// north; rain does not go over.
    public func going(over other: HourWeather, by part: Double) -> HourWeather {
        func between(_ left: Double, _ right: Double) -> Double { left + (right - left) * part }
        let wind = WindVector(speed: windSpeed, upwind: upwind).going(over: WindVector(speed: other.windSpeed, upwind: other.upwind), by: part)
        return HourWeather(
            windSpeed: wind.speed, upwind: wind.upwind(or: part < 0.5 ? upwind : other.upwind), temperature: between(temperature, other.temperature),
            relativeHumidity: between(relativeHumidity, other.relativeHumidity), rain: rain)
    }
}
