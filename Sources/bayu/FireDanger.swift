import ArgumentParser
import FireFiles
import Foundation
import Wildfire

/// `bayu fire danger`: daily weather in, the fire weather index out.
struct FireDanger: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "danger", abstract: "Computes the Canadian fire weather index of each day, and with tables the Chinese grade.",
        discussion: """
            Example: bayu fire danger noon.csv --out danger.csv
            Columns long;lat;yr;mon;day;temp;rh;ws;prec (°C, per cent, km/h, mm of 24 hours, at noon), separated by ; or , or tabs. The answer has yr,
            mon,day,temp,rh,ws_kmh,prec_mm,FFMC,DMC,DC,ISI,BUI,FWI,DSR. The day length goes by lat, and is that of Canada where there is none.
            Each day stands on the one before: when a row is bad, every bad row is named with line and reason, nothing is written, and the exit code
            is 1. With --grades TABLES.csv (component,from,points: the tables of LY/T 1172-95 as the city has entered them) come HTZ and grade.
            """)

    @Argument(help: "The days, as CSV.") var series: String
    @Option(help: "Where the indices go, as CSV.") var out: String
    @Option(help: "The component tables of LY/T 1172-95, as CSV.") var grades: String?
    @Option(help: "The fine fuel moisture code of the day before the first.") var ffmc = MoistureCodes.springStart.fineFuel
    @Option(help: "The duff moisture code of the day before the first.") var dmc = MoistureCodes.springStart.duff
    @Option(help: "The drought code of the day before the first.") var dc = MoistureCodes.springStart.drought

    func validate() throws {
        guard (0...101).contains(ffmc) else { throw ValidationError("--ffmc is \(ffmc); it lies within 0 and 101.") }
        guard dmc.isFinite, dmc >= 0, dc.isFinite, dc >= 0 else { throw ValidationError("--dmc and --dc are numbers from 0.") }
    }

    func run() async throws {
        try FireCommand.explained {
            let found = try WeatherSeriesFile(series, try FireCommand.bytes(series))
            var tables: FireWeatherTables?
            if let grades { tables = try GradeTablesFile.read(grades, try FireCommand.bytes(grades)) }
            let start = MoistureCodes(fineFuel: ffmc, duff: dmc, drought: dc)
            try FireCommand.write(DangerTable(found, start: start, tables: tables).text, to: out)
            for note in found.notes.prefix(FireCommand.faultsShown) { Terminal.note("bayu: \(note)") }
            Terminal.say("{\"days\":\(found.days.count),\"stations\":\(found.stations.count),\"gaps\":\(found.notes.count)}")
        }
    }
}

/// The answer of `bayu fire danger`, in the order of the input.
struct DangerTable {
    let text: String

    init(_ file: WeatherSeriesFile, start: MoistureCodes, tables: FireWeatherTables?) {
        var codes = Array(repeating: start, count: file.stations.count)
        var dryDays = Array(repeating: 0.0, count: file.stations.count)
        let lengths = file.stations.map { $0.latitude.map(DayLength.at) ?? .standard }
        var lines = ["yr,mon,day,temp,rh,ws_kmh,prec_mm,FFMC,DMC,DC,ISI,BUI,FWI,DSR" + (tables == nil ? "" : ",HTZ,grade")]
        for day in file.days {
            codes[day.station] = codes[day.station].after(day.weather, dayLength: lengths[day.station])
            dryDays[day.station] = day.weather.rain > 0 ? 0 : dryDays[day.station] + 1
            let found = FireWeatherIndex(codes: codes[day.station], windSpeed: day.weather.windSpeed)
            let values = [
                found.codes.fineFuel, found.codes.duff, found.codes.drought, found.initialSpread, found.buildup, found.index, found.severity,
            ]
            var fields = day.fields + values.map { String(format: "%.6f", $0) }
            if let tables { fields += Self.grade(day.weather, dryDays: dryDays[day.station], tables) }
            lines.append(fields.joined(separator: ","))
        }
        text = lines.joined(separator: "\n") + "\n"
    }

    private static func grade(_ weather: NoonWeather, dryDays: Double, _ tables: FireWeatherTables) -> [String] {
        let day = FireWeatherTables.Day(
            temperature: weather.temperature, humidity: weather.relativeHumidity, dryDays: dryDays,
            windForce: Double(WindForce.beaufort(weather.windSpeed)), month: weather.month)
        guard let index = tables.index(day), let grade = FireWeatherGrade(index: index) else { return ["nan", "nan"] }
        return [String(format: "%g", index), "\(grade.rawValue)"]
    }
}
