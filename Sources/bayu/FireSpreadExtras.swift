import ArgumentParser
import City
import FireFiles
import Foundation
import Wildfire

/// The weather of a run hour by hour.
struct HourlyWeatherOptions: ParsableArguments {
    @Option(
        help: "The weather hour by hour, as CSV: hour or time, wind_speed_kmh, wind_from_deg, temperature_c, humidity_pct, rain_mm (may be missing).")
    var weather: String?
    @Option(help: "When it was lit, for a weather file with times, such as 2026-03-01T12:07:00+08:00; without it the first time of the file.")
    var start: String?

    func validate() throws {
        if let start, Instant(rfc3339: start) == nil {
            throw ValidationError("--start is '\(start)'; write it as 2026-03-01T12:07:00+08:00.")
        }
    }

    /// The file's weather with the landscape's living fuel, and what was odd about it; the landscape's own weather where there is no file.
    func bands(_ folder: LandscapeFolder, minutes: Double) throws -> (bands: [WeatherBand], notes: [FireFileFault]) {
        guard let weather, let living = folder.weather.first?.weather else { return (folder.weather, []) }
        let file = try HourlyWeatherFile(weather, try FireCommand.bytes(weather), start: start.flatMap { Instant(rfc3339: $0) })
        return (try file.bands(minutes: minutes, living: living), file.notes(minutes: minutes))
    }
}

/// At which hours perimeters are written.
struct PerimeterOptions: ParsableArguments {
    @Option(help: "Hours whose perimeters go into perimeters.geojson, such as 1,3,6; the landscape needs its corners for it.")
    var perimeters: String?

    /// In order, each once; nil for what is no list of hours.
    static func hours(_ text: String) -> [Double]? {
        let hours = text.split(separator: ",", omittingEmptySubsequences: false).map { Double($0.trimmingCharacters(in: .whitespaces)) ?? .nan }
        guard hours.count <= hoursMax, hours.allSatisfy({ $0 > 0 && $0.isFinite }) else { return nil }
        return Set(hours).sorted()
    }

    func validate(runHours: Double) throws {
        guard let perimeters else { return }
        guard let hours = Self.hours(perimeters) else {
            throw ValidationError("--perimeters is '\(perimeters)'; give 1 to \(Self.hoursMax) hours above 0, such as 1,3,6.")
        }
        if let last = hours.last, last > runHours { throw ValidationError("--perimeters asks for hour \(last), and the run ends at \(runHours).") }
    }

    /// An hour each over the longest run.
    private static let hoursMax = 240
}
