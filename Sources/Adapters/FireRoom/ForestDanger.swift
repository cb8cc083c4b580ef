import City
import Foundation
import HazardKit
import Operations
import Wildfire

/// The danger of fire in a forest today, and how it came about.
public struct ForestDanger: Encodable, Sendable {
    public struct Day: Encodable, Sendable {
        /// Such as `2026-08-20`, of the city's calendar.
        public let date: String
        public let fineFuelMoistureCode: Double
        public let duffMoistureCode: Double
        public let droughtCode: Double
        public let initialSpreadIndex: Double
        public let buildupIndex: Double
        public let fireWeatherIndex: Double
        public let dailySeverity: Double
        /// By LY/T 1172-95; nil where the city has not entered the standard's tables.
        public let gradeLYT: Int?
        /// 1 to 5.
        public let dangerClass: Int
        public let patrol: LocalizedText
        public let patrolHours: Double?
        /// True for a day that has not come to its noon, or of which not everything was measured.
        public let isEstimate: Bool
        /// True where its noon is that of a forecast.
        public let isForecast: Bool
        public let noon: Noon
    }

    /// What a day was reckoned with.
    public struct Noon: Encodable, Sendable {
        /// °C.
        public let temperature: Double
        /// Per cent.
        public let humidity: Double
        /// km/h.
        public let windSpeed: Double
        /// Degrees that it comes from; nil where the day was measured, since no index asks for it.
        public let windFrom: Double?
        /// mm in the 24 hours before.
        public let rain: Double
    }

    /// Oldest first; the last is today.
    public let days: [Day]
    /// The days after today whose noons a forecast covers, five at most.
    public let coming: [Day]
    public var today: Day? { days.last }
}

/// Carries the codes of a forest from day to day.
struct DangerChain {
    /// The noon of one day as far as it was measured.
    struct Noon {
        let date: String
        let month: Int
        /// 0 on a day of rain.
        let dryDays: Double
        let temperature: Double?
        let humidity: Double?
        let windSpeed: Double?
        var windFrom: Double?
        let rain: Double
        let isComplete: Bool
        var isForecast = false
    }

    let forest: Forest
    let latitude: Double
    let tables: FireWeatherTables?

    /// Days before the first that was measured are unknown; the chain starts with the codes that the forest is given, or those of spring.
    func days(_ noons: [Noon]) -> [ForestDanger.Day] {
        var codes = forest.codes.map { MoistureCodes(fineFuel: $0[0], duff: $0[1], drought: $0[2]) } ?? .springStart
        let length = DayLength.at(latitude: latitude)
        return noons.map { noon in
            let weather = NoonWeather(
                temperature: noon.temperature ?? forest.standard.temperature, relativeHumidity: noon.humidity ?? forest.standard.humidity,
                windSpeed: noon.windSpeed ?? forest.standard.windSpeed, rain: noon.rain, month: noon.month)
            codes = codes.after(weather, dayLength: length)
            return day(noon, weather, FireWeatherIndex(codes: codes, windSpeed: weather.windSpeed))
        }
    }

    private func day(_ noon: Noon, _ weather: NoonWeather, _ found: FireWeatherIndex) -> ForestDanger.Day {
        let chinese = tables?.index(
            FireWeatherTables.Day(
                temperature: weather.temperature, humidity: weather.relativeHumidity, dryDays: noon.dryDays,
                windForce: Double(WindForce.beaufort(weather.windSpeed)), month: noon.month))
        let grade = chinese.flatMap { FireWeatherGrade(index: $0) }
        let danger = grade.map { DangerClass($0) } ?? DangerClass(index: found.index)
        return ForestDanger.Day(
            date: noon.date, fineFuelMoistureCode: found.codes.fineFuel, duffMoistureCode: found.codes.duff, droughtCode: found.codes.drought,
            initialSpreadIndex: found.initialSpread, buildupIndex: found.buildup, fireWeatherIndex: found.index, dailySeverity: found.severity,
            gradeLYT: grade?.rawValue, dangerClass: danger.rawValue, patrol: danger.patrol, patrolHours: danger.patrolHours,
            isEstimate: !noon.isComplete || noon.temperature == nil || noon.humidity == nil || noon.windSpeed == nil, isForecast: noon.isForecast,
            noon: ForestDanger.Noon(
                temperature: weather.temperature, humidity: weather.relativeHumidity, windSpeed: weather.windSpeed, windFrom: noon.windFrom,
                rain: weather.rain))
    }
}

extension FireRoom {
    /// The danger in a forest: from the days that its sensors have measured, and carried on over the days that are forecast. Throws `ReadingFault`.
    public func danger(in forest: Forest) async throws -> ForestDanger {
        let moment = now()
        if let kept = dangers[forest.id], moment.since(kept.at) < Self.dangerAgeMax { return kept.danger }
        let calendar = cityCalendar
        let today = Date(timeIntervalSince1970: Double(moment.millisecondsSince1970) / 1_000)
        let forecast = currentForecast(of: forest)
        var noons: [DangerChain.Noon] = []
        var dry = 0.0
        for back in (-Self.daysAhead..<Self.daysBack).reversed() {
            guard let day = calendar.date(byAdding: .day, value: -back, to: today),
                let noon = calendar.date(bySettingHour: 12, minute: 0, second: 0, of: day)
            else { continue }
            let time = Time(
                date: Self.text(day, calendar), month: calendar.component(.month, from: day),
                noon: Instant(millisecondsSince1970: Int64(noon.timeIntervalSince1970 * 1_000)))
            if noon > today, let told = try await coming(time, forest, forecast, dry: dry) {
                dry = told.dryDays
                noons.append(told)
                continue
            }
            // What lies ahead and nobody forecasts ends the chain: a day left out would let the codes stand still.
            guard back >= 0 else { break }
            let measured = try await measured(forest, at: min(time.noon, moment))
            guard back == 0 || measured.isMeasured else { continue }
            dry = measured.rain > Self.dryRainMax ? 0 : dry + 1
            noons.append(measured.noon(date: time.date, month: time.month, dryDays: dry, isOver: noon <= today))
        }
        let latitude = desk.city.site(forest.site)?.point.latitude ?? 0
        let days = DangerChain(forest: forest, latitude: latitude, tables: tables).days(noons)
        let last = Self.text(today, calendar)
        let danger = ForestDanger(days: days.filter { $0.date <= last }, coming: days.filter { $0.date > last })
        dangers[forest.id] = (moment, danger)
        return danger
    }

    private struct Time {
        let date: String
        let month: Int
        let noon: Instant
    }

    /// A noon that lies ahead, as it is forecast: rain is that measured until now and that forecast until then. Nil where nobody forecasts it.
    private func coming(
        _ time: Time, _ forest: Forest, _ forecast: WeatherForecast?, dry: Double
    ) async throws -> DangerChain.Noon? {
        guard let forecast, let weather = forecast.weather(at: time.noon) else { return nil }
        let (moment, dayBefore) = (now(), time.noon.advanced(by: .hours(-24)))
        let fallen = moment > dayBefore ? try await rain(over: forest, from: dayBefore, until: moment) : 0
        let rain = min(fallen + forecast.rain(from: max(moment, dayBefore), until: time.noon), Self.rainMax)
        return DangerChain.Noon(
            date: time.date, month: time.month, dryDays: rain > Self.dryRainMax ? 0 : dry + 1, temperature: weather.temperature,
            humidity: weather.relativeHumidity, windSpeed: weather.windSpeed, windFrom: weather.upwind, rain: rain, isComplete: false,
            isForecast: true)
    }

    var cityCalendar: Calendar {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = TimeZone(identifier: desk.city.timeZone) ?? .gmt
        return calendar
    }

    private struct Measured {
        var temperature: Double?
        var humidity: Double?
        var windSpeed: Double?
        var rain = 0.0

        var isMeasured: Bool { temperature != nil || humidity != nil || windSpeed != nil }

        func noon(date: String, month: Int, dryDays: Double, isOver: Bool) -> DangerChain.Noon {
            DangerChain.Noon(
                date: date, month: month, dryDays: dryDays, temperature: temperature, humidity: humidity, windSpeed: windSpeed, rain: rain,
                isComplete: isOver)
        }
    }

    /// The newest good reading of each series in the hour before, and the rain of the day before.
    private func measured(_ forest: Forest, at moment: Instant) async throws -> Measured {
        func newest(_ id: DatastreamID?, _ range: ClosedRange<Double>) async throws -> Double? {
            guard let id else { return nil }
            let hour = try await sensing.readings(
                of: id, from: moment.advanced(by: Seconds(-3_600)), until: moment.advanced(by: Seconds(1)), limit: Self.readingsMax)
            guard let last = hour.last(where: { $0.quality == .good }) else { return nil }
            let value = last.value * (desk.city.datastream(id)?.unit == "m/s" ? 3.6 : 1)
            return range.contains(value) ? value : nil
        }
        let sensors = forest.sensors
        var found = Measured()
        found.temperature = try await newest(sensors.temperature, -40...60)
        found.humidity = try await newest(sensors.humidity, 0...100)
        found.windSpeed = try await newest(sensors.windSpeed, 0...WeatherNow.windSpeedMax)
        found.rain = try await rain(over: forest, from: moment.advanced(by: .hours(-24)), until: moment)
        return found
    }

    /// mm that the forest's gauge has counted, at most in a day.
    private func rain(over forest: Forest, from first: Instant, until last: Instant) async throws -> Double {
        guard let id = forest.sensors.rain else { return 0 }
        let rows = try await sensing.readings(of: id, from: first, until: last, limit: Self.readingsMax)
        let hours = (desk.city.datastream(id)?.interval.value ?? 3_600) / 3_600
        return min(rows.filter { $0.quality == .good }.reduce(0) { $0 + max(0, $1.value) * hours }, Self.rainMax)
    }

    private static func text(_ day: Date, _ calendar: Calendar) -> String {
        let parts = calendar.dateComponents([.year, .month, .day], from: day)
        return String(format: "%04d-%02d-%02d", parts.year ?? 0, parts.month ?? 0, parts.day ?? 0)
    }

    /// The drought code remembers 52 days; two of them are enough to forget what it started from.
    private static let daysBack = 60
    /// Forecasts of wind and humidity at noon are worth little after five days.
    static let daysAhead = 5
    /// A reading a minute for a day.
    private static let readingsMax = 1_440
    /// mm in a day; less wets nothing.
    private static let dryRainMax = 0.5
    /// No gauge of the city has seen more in a day.
    private static let rainMax = 1_000.0
    /// Danger changes over the day with the wind, not from one question to the next.
    private static let dangerAgeMax = Seconds(300)
}
