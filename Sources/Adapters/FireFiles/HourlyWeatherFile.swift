import City
import Wildfire

/// The weather of a run from a file: wind, and the moisture of dead fuel from temperature and humidity, row after row.
///
/// Columns: time (RFC 3339) or minute (after the ignition), wind_speed_10m (km/h), upwind_direction (degrees), temperature (°C), humidity (per cent),
/// and, where known, rain (mm an hour), fuel_moisture_dead_1hr, _10hr, _100hr, fuel_moisture_live_herbaceous, fuel_moisture_live_woody, foliar_moisture
/// (fractions). Given moistures stand; dead ones that are missing are worked out, living ones are taken from `usual`.
public enum HourlyWeatherFile {
    /// What a series may leave out.
    public struct Usual: Sendable {
        public var herbaceous = 0.9
        public var woody = 1.0
        public var foliar = 1.0

        public init() {}

        /// As a landscape has it.
        public init(_ weather: FireWeather) {
            (herbaceous, woody, foliar) = (weather.moisture.herbaceous, weather.moisture.woody, weather.foliarMoisture)
        }
    }

    /// - Parameter start: the time of the ignition; nil lets the run begin with the first row.
    public static func read(_ file: String, _ bytes: some Sequence<UInt8>, start: Instant?, usual: Usual) throws(FireFileFault) -> [WeatherBand] {
        let table = try ColumnTable(file, bytes)
        let columns = try Columns(table)
        var bands: [WeatherBand] = []
        var first: Double?
        var drying: DeadFuelDrying?
        for row in table.rows {
            guard bands.count < rowsMax else { throw FireFileFault(file, line: row.line, "more than \(rowsMax) rows; cut the file") }
            var minute = try columns.minute(row, table, start)
            if start == nil, columns.isClock {
                first = first ?? minute
                minute -= first ?? 0
            }
            if let before = bands.last, minute <= before.fromMinute {
                throw FireFileFault(file, line: row.line, "it is not after the row before it; rows follow one another in time")
            }
            let hours = bands.last.map { (minute - $0.fromMinute) / 60 } ?? 0
            bands.append(WeatherBand(fromMinute: minute, weather: try columns.weather(row, table, hours: hours, usual, &drying)))
        }
        guard let last = bands.last else { throw FireFileFault(file, "it holds no row") }
        // What was over before the ignition dried the fuel and blows no longer.
        let running = bands.lastIndex { $0.fromMinute <= 0 }
        guard running != nil || start == nil else {
            throw FireFileFault(file, "its first row comes \(Int(bands[0].fromMinute)) minutes after the ignition; it must reach back to it")
        }
        guard last.fromMinute > -minutesStale else {
            throw FireFileFault(file, "its last row is \(Int(-last.fromMinute / 60)) hours older than the ignition")
        }
        return Array(bands[(running ?? 0)...])
    }

    /// Ten days in steps of ten minutes and a season of hours before them.
    private static let rowsMax = 10_000
    /// A day: older weather says nothing of a fire.
    private static let minutesStale = 1440.0

    private struct Columns {
        let time: Int?
        let minute: Int?
        let wind, direction: Int
        let temperature, humidity, rain: Int?
        let dead: [Int?]
        let living: [Int?]

        var isClock: Bool { minute == nil }

        init(_ table: ColumnTable) throws(FireFileFault) {
            minute = table.place("minute", "from_minute", "minutes")
            time = minute == nil ? try table.requirePlace("time", "timestamp", "datetime") : nil
            wind = try table.requirePlace("wind_speed_10m", "wind_speed", "ws", "ws_kmh", "wind")
            direction = try table.requirePlace("upwind_direction", "wind_direction", "wind_direction_10m", "wd")
            dead = ["fuel_moisture_dead_1hr", "fuel_moisture_dead_10hr", "fuel_moisture_dead_100hr"].map { table.place($0) }
            living = ["fuel_moisture_live_herbaceous", "fuel_moisture_live_woody", "foliar_moisture"].map { table.place($0) }
            if dead.contains(nil) {
                temperature = try table.requirePlace("temperature", "temp", "temperature_2m")
                humidity = try table.requirePlace("humidity", "rh", "relative_humidity", "relative_humidity_2m")
            } else {
                (temperature, humidity) = (nil, nil)
            }
            rain = table.place("rain", "prec", "precipitation")
        }

        func minute(_ row: ColumnTable.Row, _ table: ColumnTable, _ start: Instant?) throws(FireFileFault) -> Double {
            if let minute { return try table.number(row, minute) }
            let text = time.map { row.fields[$0] } ?? ""
            guard let moment = Instant(rfc3339: text) else {
                throw FireFileFault(table.file, line: row.line, "the time is '\(text.prefix(40))'; write 2026-03-01T12:00:00+08:00")
            }
            return Double(moment.millisecondsSince1970 - (start?.millisecondsSince1970 ?? 0)) / 60_000
        }

        func weather(_ row: ColumnTable.Row, _ table: ColumnTable, hours: Double, _ usual: Usual, _ drying: inout DeadFuelDrying?)
            throws(FireFileFault)
            -> FireWeather
        {
            let speed = try within(row, table, wind, 0...CaseReading.windMax)
            let upwind = try within(row, table, direction, 0...360)
            var moist = [Double](repeating: 0, count: 3)
            if let temperature, let humidity {
                let warm = try within(row, table, temperature, -60...60), wet = try within(row, table, humidity, 0...100)
                var fallen = 0.0
                if let rain { fallen = try within(row, table, rain, 0...500) }
                var state = drying ?? DeadFuelDrying(temperature: warm, humidity: wet)
                state.lie(hours: hours, temperature: warm, humidity: wet, rain: fallen)
                drying = state
                moist = [state.oneHour, state.tenHour, state.hundredHour]
            }
            for (index, place) in dead.enumerated() { if let place { moist[index] = try within(row, table, place, 0...4) } }
            var green = [usual.herbaceous, usual.woody, usual.foliar]
            for (index, place) in living.enumerated() { if let place { green[index] = try within(row, table, place, 0...4) } }
            let moisture = FuelMoisture(oneHour: moist[0], tenHour: moist[1], hundredHour: moist[2], herbaceous: green[0], woody: green[1])
            return FireWeather(windSpeed: speed, upwind: upwind, moisture: moisture, foliarMoisture: green[2])
        }

        private func within(_ row: ColumnTable.Row, _ table: ColumnTable, _ place: Int, _ bounds: ClosedRange<Double>) throws(FireFileFault) -> Double
        {
            let value = try table.number(row, place)
            guard bounds.contains(value) else {
                let words = "\(table.names[place]) is \(value); it must lie within \(bounds.lowerBound) and \(bounds.upperBound)"
                throw FireFileFault(table.file, line: row.line, words)
            }
            return value
        }
    }
}
