import City
import Foundation
import Wildfire

/// A forecast as a forest has it.
public struct HeldForecast: Sendable {
    public let forecast: WeatherForecast
    public let receivedAt: Instant
    /// Whoever handed it in; nil for the file of the city package.
    public let by: String?
}

/// Where the newest forecast of each forest outlives a crash: one file a forest in the data directory.
///
/// Forecasts are no events, as readings are none: each replaces the one before it. A file is written under another name, brought to the disk and then
/// named, so that after a crash the forecast before it or the new one is there, whole.
public struct ForecastShelf: Sendable {
    public struct Fault: Error, Sendable, CustomStringConvertible {
        public let description: String
    }

    public static let folderName = "forecasts"
    private let folder: URL

    /// - Parameter data: the data directory; the folder in it is made with the first forecast.
    public init(data: String) { folder = URL(fileURLWithPath: data).appending(path: Self.folderName) }

    /// Nil where none was kept. A file that cannot be read is a fault, and no forecast.
    func read(_ forest: String) throws(Fault) -> HeldForecast? {
        let file = file(forest)
        guard FileManager.default.fileExists(atPath: file.path) else { return nil }
        do {
            let stored = try JSONDecoder().decode(Stored.self, from: Data(contentsOf: file))
            guard let held = stored.held else { throw Fault(description: "\(file.path) holds no forecast") }
            return held
        } catch {
            throw Fault(description: "\(file.path) cannot be read, and the forest is without its forecast until another one comes: \(error)")
        }
    }

    /// On the disk when this returns.
    func keep(_ held: HeldForecast, of forest: String) throws(Fault) {
        let (file, part) = (file(forest), file(forest).appendingPathExtension("part"))
        do {
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
            try JSONEncoder().encode(Stored(held)).write(to: part)
            let handle = try FileHandle(forWritingTo: part)
            try handle.synchronize()
            try handle.close()
        } catch {
            throw Fault(description: "\(part.path) cannot be written: \(error)")
        }
        guard rename(part.path, file.path) == 0 else { throw Fault(description: "\(file.path) cannot be named: \(String(cString: strerror(errno)))") }
        try sync(folder.path)
    }

    private func sync(_ path: String) throws(Fault) {
        let descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw Fault(description: "\(path) cannot be opened: \(String(cString: strerror(errno)))") }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw Fault(description: "\(path) cannot be brought to the disk: \(String(cString: strerror(errno)))") }
    }

    /// Ids of forests are the city's own words; what is no letter of a name becomes its number.
    private func file(_ forest: String) -> URL {
        let name = forest.utf8.map { byte in
            let isPlain = (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte) || byte == 0x2D
            return isPlain ? String(UnicodeScalar(byte)) : "_\(byte)"
        }.joined()
        return folder.appending(path: name + ".json")
    }

    private struct Stored: Codable {
        struct Row: Codable {
            let at: Instant
            let windSpeed: Double
            let windFrom: Double
            let temperature: Double
            let humidity: Double
            let rain: Double
        }

        let issuedAt: Instant
        let source: String
        let receivedAt: Instant
        let by: String?
        let hours: [Row]

        init(_ held: HeldForecast) {
            (issuedAt, source, receivedAt, by) = (held.forecast.issuedAt, held.forecast.source, held.receivedAt, held.by)
            hours = held.forecast.hours.map { hour in
                let weather = hour.weather
                return Row(
                    at: hour.at, windSpeed: weather.windSpeed, windFrom: weather.upwind, temperature: weather.temperature,
                    humidity: weather.relativeHumidity, rain: weather.rain)
            }
        }

        var held: HeldForecast? {
            let rows = hours.map { row in
                WeatherForecast.Hour(
                    at: row.at,
                    weather: HourWeather(
                        windSpeed: row.windSpeed, upwind: row.windFrom, temperature: row.temperature, relativeHumidity: row.humidity,
                        rain: row.rain))
            }
            guard rows.allSatisfy({ $0.weather.fault == nil }),
                let forecast = WeatherForecast(issuedAt: issuedAt, source: source, hours: rows)
            else { return nil }
            return HeldForecast(forecast: forecast, receivedAt: receivedAt, by: by)
        }
    }
}
