import City
import Wildfire

/// The weather of a run hour by hour from a file of columns: hour (after the ignition, may begin below 0) or time (RFC 3339), wind_speed_kmh,
/// wind_from_deg, temperature_c, humidity_pct and perhaps rain_mm.
///
/// A wrong hour would turn the whole fire, so every bad row is named and nothing is computed.
public struct HourlyWeatherFile: Sendable {
    private struct Hour {
        let line: Int
        /// After the ignition.
        let minute: Double
        let weather: HourWeather
    }

    private let file: String
    private let hours: [Hour]

    /// - Parameters:
    ///   - start: when it was lit; without it the first time of the file. A file of hours has no use for it.
    ///   - beginning: what `start` is the beginning of, for those who read of a fault.
    public init(
        _ file: String, _ bytes: some Sequence<UInt8>, start: Instant? = nil, beginning: String = "the fire"
    ) throws(WeatherSeriesFile.Faults) {
        var (found, faults) = ([Hour](), [FireFileFault]())
        do throws(FireFileFault) {
            let table = try ColumnTable(file, bytes)
            let columns = try Columns(table)
            if table.rows.isEmpty { throw FireFileFault(file, "it holds no hour") }
            var begin = start
            for row in table.rows {
                do throws(FireFileFault) {
                    let hour = try columns.hour(row, table, &begin)
                    if let last = found.last, hour.minute <= last.minute {
                        throw FireFileFault(file, line: row.line, "it is not after line \(last.line); hours must follow one another")
                    }
                    found.append(hour)
                } catch {
                    faults.append(error)
                }
            }
            if faults.isEmpty, let last = found.last, last.minute <= -Self.stepUsual {
                throw FireFileFault(file, line: last.line, "all of it lies before \(beginning): the last row \(Self.words(-last.minute)) before it")
            }
        } catch {
            faults.append(error)
        }
        guard faults.isEmpty else { throw WeatherSeriesFile.Faults(all: faults) }
        (self.file, hours) = (file, found)
    }

    /// Its rows as moments, for a file whose minute nought is known.
    public func rows(from start: Instant) -> [WeatherForecast.Hour] {
        hours.map { WeatherForecast.Hour(at: start.advanced(by: .minutes($0.minute)), weather: $0.weather) }
    }

    /// The bands of a run, dead fuel by each hour and living fuel as in `living`. The last row holds to the end, however long the run is.
    public func bands(minutes: Double, living: FireWeather) throws(FireFileFault) -> [WeatherBand] {
        let used = used(minutes)
        guard used.count <= Self.bandsMax else {
            throw FireFileFault(file, "\(used.count) rows fall into the run; at most \(Self.bandsMax) are taken. Give one for each hour")
        }
        return used.map { WeatherBand(fromMinute: max($0.minute, 0), weather: $0.weather.fireWeather(living: living)) }
    }

    /// What had to be taken for something else: a beginning, a gap or an end that the file does not cover.
    public func notes(minutes: Double) -> [FireFileFault] {
        let used = used(minutes)
        guard let first = used.first, let last = used.last else { return [] }
        var notes: [FireFileFault] = []
        if first.minute > 0 {
            let what = "the weather begins \(Self.words(first.minute)) after the fire: its first row holds from the beginning"
            notes.append(FireFileFault(file, line: first.line, what))
        }
        for (before, after) in zip(used, used.dropFirst()) where after.minute - before.minute > Self.stepMax {
            let what = "\(Self.words(after.minute - before.minute)) without weather: line \(before.line) holds until then"
            notes.append(FireFileFault(file, line: after.line, what))
        }
        if last.line == hours.last?.line, last.minute + Self.stepUsual < minutes {
            let what =
                "the weather ends \(Self.words(last.minute)) after the ignition and the run \(Self.words(minutes)): its last row holds to the end"
            notes.append(FireFileFault(file, line: last.line, what))
        }
        return notes
    }

    /// From the row that holds at the ignition to the last that begins within the run; never none.
    private func used(_ minutes: Double) -> ArraySlice<Hour> {
        let first = hours.lastIndex { $0.minute <= 0 } ?? 0
        let end = hours.lastIndex { $0.minute < minutes } ?? first
        return hours[first...max(first, end)]
    }

    private static func words(_ minutes: Double) -> String { "\((minutes / 60 * 100).rounded() / 100) h" }

    /// Minutes that a row speaks for.
    private static let stepUsual = 60.0
    /// Forecasts come in steps of one hour or three; a longer one is a gap.
    private static let stepMax = 180.0
    /// Ten days, the longest run, in steps of ten minutes.
    private static let bandsMax = 1440

    private struct Columns {
        let hour: Int?
        let time: Int
        let wind, upwind, temperature, humidity: Int
        let rain: Int?

        init(_ table: ColumnTable) throws(FireFileFault) {
            hour = table.place("hour", "hours")
            time = if let hour { hour } else { try table.requirePlace("time", "hour", "timestamp") }
            wind = try table.requirePlace("wind_speed_kmh", "ws_kmh")
            upwind = try table.requirePlace("wind_from_deg", "wind_direction_deg")
            temperature = try table.requirePlace("temperature_c", "temp_c")
            humidity = try table.requirePlace("humidity_pct", "rh_pct")
            rain = table.place("rain_mm")
        }

        /// Without a start the first row that says a time is the start.
        func hour(_ row: ColumnTable.Row, _ table: ColumnTable, _ start: inout Instant?) throws(FireFileFault) -> Hour {
            let minute = try minute(row, table, &start)
            var fallen = 0.0
            if let rain { fallen = try table.number(row, rain) }
            let weather = HourWeather(
                windSpeed: try table.number(row, wind), upwind: try table.number(row, upwind), temperature: try table.number(row, temperature),
                relativeHumidity: try table.number(row, humidity), rain: fallen)
            if let fault = weather.fault { throw FireFileFault(table.file, line: row.line, fault) }
            return Hour(line: row.line, minute: minute, weather: weather)
        }

        private func minute(_ row: ColumnTable.Row, _ table: ColumnTable, _ start: inout Instant?) throws(FireFileFault) -> Double {
            if let hour {
                let hours = try table.number(row, hour)
                guard abs(hours) <= hoursMax else { throw FireFileFault(table.file, line: row.line, "the hour is \(hours); at most \(hoursMax)") }
                return hours * 60
            }
            guard let moment = Instant(rfc3339: row.fields[time]) else {
                let text = row.fields[time].prefix(40)
                throw FireFileFault(table.file, line: row.line, "the time is '\(text)'; write it as 2026-03-01T12:00:00+08:00")
            }
            let begin = start ?? moment
            start = begin
            return Double(moment.millisecondsSince1970 - begin.millisecondsSince1970) / 60_000
        }

        /// A century, in hours.
        private let hoursMax = 876_600.0
    }
}
