import Wildfire

/// Daily noon weather from a file: long, lat, yr, mon, day, temp, rh, ws, prec, as the published series of Van Wagner has them.
///
/// Stations may follow one another in one file; each has a chain of its own. The codes of a day are made of those of the day before, so one bad
/// row spoils all that follow: every bad row is named and nothing is computed.
public struct WeatherSeriesFile: Sendable {
    public struct Day: Sendable {
        public let line: Int
        /// As it stands in the file: yr, mon, day, temp, rh, ws, prec.
        public let fields: [String]
        public let weather: NoonWeather
        public let station: Int
        fileprivate let serial: Int
    }

    /// What computing needs of a station.
    public struct Station: Hashable, Sendable {
        public let name: String
        /// Nil where the file does not say; then the standard day length is taken.
        public let latitude: Double?
    }

    public let days: [Day]
    public let stations: [Station]
    /// What is odd and does not stop the computation, such as a gap of days.
    public let notes: [FireFileFault]

    /// Everything that is wrong in a file.
    public struct Faults: Error { public let all: [FireFileFault] }

    private struct Places {
        let year, month, day, temperature, humidity, wind, rain: Int
        let latitude, longitude, id: Int?

        init(_ table: ColumnTable) throws(FireFileFault) {
            year = try table.requirePlace("yr", "year")
            month = try table.requirePlace("mon", "month")
            day = try table.requirePlace("day")
            temperature = try table.requirePlace("temp", "temperature")
            humidity = try table.requirePlace("rh")
            wind = try table.requirePlace("ws", "ws_kmh", "wind")
            rain = try table.requirePlace("prec", "prec_mm", "rain")
            latitude = table.place("lat", "latitude")
            longitude = table.place("long", "lon", "longitude")
            id = table.place("id", "station")
        }

        var shown: [Int] { [year, month, day, temperature, humidity, wind, rain] }
    }

    public init(_ file: String, _ bytes: some Sequence<UInt8>) throws(Faults) {
        let table: ColumnTable
        let places: Places
        do throws(FireFileFault) {
            table = try ColumnTable(file, bytes)
            places = try Places(table)
            if table.rows.isEmpty { throw FireFileFault(file, "it holds no day") }
        } catch {
            throw Faults(all: [error])
        }
        var draft = Draft(table: table, places: places)
        for row in table.rows { draft.take(row) }
        guard draft.faults.isEmpty else { throw Faults(all: draft.faults) }
        (days, stations, notes) = (draft.days, draft.stations, draft.notes)
    }

    private struct Draft {
        let table: ColumnTable
        let places: Places
        var days: [Day] = []
        var stations: [Station] = []
        var faults: [FireFileFault] = []
        var notes: [FireFileFault] = []
        private var known: [Station: Int] = [:]
        private var last: [Int: (serial: Int, line: Int)] = [:]

        init(table: ColumnTable, places: Places) {
            self.table = table
            self.places = places
        }

        mutating func take(_ row: ColumnTable.Row) {
            do throws(FireFileFault) {
                let day = try read(row)
                try follow(day)
                days.append(day)
            } catch {
                faults.append(error)
            }
        }

        private mutating func read(_ row: ColumnTable.Row) throws(FireFileFault) -> Day {
            let weather = NoonWeather(
                temperature: try table.number(row, places.temperature), relativeHumidity: try table.number(row, places.humidity),
                windSpeed: try table.number(row, places.wind), rain: try table.number(row, places.rain), month: try table.whole(row, places.month))
            if let fault = weather.fault { throw FireFileFault(table.file, line: row.line, fault) }
            let (year, day) = (try table.whole(row, places.year), try table.whole(row, places.day))
            guard let serial = CivilDate.serial(year: year, month: weather.month, day: day) else {
                throw FireFileFault(table.file, line: row.line, "\(year)-\(weather.month)-\(day) is no day of the calendar")
            }
            return Day(
                line: row.line, fields: places.shown.map { row.fields[$0] }, weather: weather, station: try station(row), serial: serial)
        }

        private mutating func station(_ row: ColumnTable.Row) throws(FireFileFault) -> Int {
            var latitude: Double?
            if let place = places.latitude {
                let value = try table.number(row, place)
                guard abs(value) <= 90 else { throw FireFileFault(table.file, line: row.line, "lat is \(value)°; it must lie within −90 and 90") }
                latitude = value
            }
            let name = [places.id, places.longitude, places.latitude].compactMap { $0.map { row.fields[$0] } }.joined(separator: " ")
            let station = Station(name: name, latitude: latitude)
            if let index = known[station] { return index }
            stations.append(station)
            known[station] = stations.count - 1
            return stations.count - 1
        }

        /// Days of a station follow one another. A gap is bridged and told, going back is not.
        private mutating func follow(_ day: Day) throws(FireFileFault) {
            if let (serial, line) = last[day.station] {
                guard day.serial > serial else {
                    throw FireFileFault(table.file, line: day.line, "the day is not after that of line \(line); days must follow one another")
                }
                if day.serial > serial + 1 {
                    let gap = "\(day.serial - serial - 1) days are missing since line \(line); the codes are carried over them as they stood"
                    notes.append(FireFileFault(table.file, line: day.line, gap))
                }
            }
            last[day.station] = (day.serial, day.line)
        }
    }
}

/// Days of the Gregorian calendar as whole numbers.
enum CivilDate {
    /// Days since the first of March of the year 0; nil for what is no day.
    static func serial(year: Int, month: Int, day: Int) -> Int? {
        guard (1...9999).contains(year), (1...12).contains(month), day >= 1, day <= days(year, month) else { return nil }
        let (shiftedYear, shiftedMonth) = month > 2 ? (year, month - 3) : (year - 1, month + 9)
        return 365 * shiftedYear + shiftedYear / 4 - shiftedYear / 100 + shiftedYear / 400 + (153 * shiftedMonth + 2) / 5 + day
    }

    private static func days(_ year: Int, _ month: Int) -> Int {
        let isLeap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0
        return month == 2 ? (isLeap ? 29 : 28) : [4, 6, 9, 11].contains(month) ? 30 : 31
    }
}
