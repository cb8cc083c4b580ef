import Foundation
import Wildfire

/// `landscape.json` of a landscape's folder: how its rasters lie, the weather of a run, and what stands in a fire's way.
struct LandscapeDescription: Decodable {
    enum FirstRow: String, Decodable { case north, south }

    /// A layer is a file of the folder, a file of whole numbers with what one of them is worth, or one number for all cells.
    enum Layer: Decodable {
        case number(Double)
        case file(String, scale: Double)

        private struct Scaled: Decodable {
            let file: String
            let scale: Double?
        }

        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            if let number = try? container.decode(Double.self) {  // swallowed because a layer that is no number is looked at as a file
                self = .number(number)
            } else if let scaled = try? container.decode(Scaled.self) {  // swallowed because a layer that is no object is looked at as a name
                self = .file(scaled.file, scale: scaled.scale ?? 1)
            } else {
                self = .file(try container.decode(String.self), scale: 1)
            }
        }
    }

    struct Weather: Decodable {
        let fromMinute: Double?
        let windSpeed, upwind, oneHour, tenHour, hundredHour, herbaceous, woody, foliar: Double

        enum CodingKeys: String, CodingKey {
            case fromMinute = "from_minute"
            case windSpeed = "wind_speed_10m"
            case upwind = "upwind_direction"
            case oneHour = "fuel_moisture_dead_1hr"
            case tenHour = "fuel_moisture_dead_10hr"
            case hundredHour = "fuel_moisture_dead_100hr"
            case herbaceous = "fuel_moisture_live_herbaceous"
            case woody = "fuel_moisture_live_woody"
            case foliar = "foliar_moisture"
        }
    }

    /// A road, a break or a line of crews, from a minute on.
    struct Line: Decodable {
        let points: [[Double]]
        let fromMinute: Double?
        /// Metres; without it no flame reaches over the line.
        let width: Double?

        enum CodingKeys: String, CodingKey {
            case points
            case fromMinute = "from_minute"
            case width = "width_m"
        }
    }

    /// Where the wind of each cell comes from when no layers tell it.
    enum Wind: String, Decodable {
        /// Alike everywhere.
        case even
        /// Bent by the ground.
        case terrain
    }

    let cellSize: Double
    let firstRow: FirstRow?
    let origin: [Double]?
    /// Of origin, ignitions and lines, such as EPSG:32648.
    let crs: String?
    let synthetic: Bool?
    let layers: [String: Layer]?
    let weather: [Weather]?
    let lines: [Line]?
    let wind: Wind?

    enum CodingKeys: String, CodingKey {
        case cellSize = "cell_size_m"
        case firstRow = "first_row"
        case origin, crs, synthetic, layers, weather, lines, wind
    }

    init(_ file: String, _ data: Data) throws(FireFileFault) {
        do {
            self = try JSONDecoder().decode(LandscapeDescription.self, from: data)
        } catch let error as DecodingError {
            throw FireFileFault(file, Self.words(error))
        } catch {
            throw FireFileFault(file, "it is no JSON: \(error.localizedDescription)")
        }
        guard (0.5...1000).contains(cellSize) else {
            throw FireFileFault(file, "cell_size_m is \(cellSize); it must lie within 0.5 and 1000 m. Is the raster in degrees? Project it first.")
        }
        if let origin, origin.count != 2 || !origin.allSatisfy(\.isFinite) {
            throw FireFileFault(file, "origin is the x and y of the south-western corner")
        }
        if let crs, epsg == nil { throw FireFileFault(file, "crs is '\(crs.prefix(40))'; write it by its number, such as EPSG:32648") }
    }

    /// The number of `crs`.
    var epsg: Int? {
        guard let crs, crs.uppercased().hasPrefix("EPSG:") else { return nil }
        return Int(crs.dropFirst(5))
    }

    var corner: SIMD2<Double> { origin.map { SIMD2($0[0], $0[1]) } ?? SIMD2() }

    /// The weather of the run, each value in its bounds.
    func bands(_ file: String) throws(FireFileFault) -> [WeatherBand] {
        guard let weather else { throw FireFileFault(file, "'weather' is missing (at the top); write it, or give a series with --weather") }
        guard (1...Self.bandsMax).contains(weather.count) else {
            throw FireFileFault(file, "weather has \(weather.count) bands; it needs 1 to \(Self.bandsMax)")
        }
        var bands: [WeatherBand] = []
        for (number, given) in weather.enumerated() {
            let moistures = [given.oneHour, given.tenHour, given.hundredHour, given.herbaceous, given.woody, given.foliar]
            guard moistures.allSatisfy({ (0...4).contains($0) }) else {
                throw FireFileFault(file, "band \(number + 1) of weather: moistures are fractions: 0.06 is six per cent")
            }
            guard (0...450).contains(given.windSpeed), (0...360).contains(given.upwind), given.fromMinute?.isFinite ?? true else {
                throw FireFileFault(file, "band \(number + 1) of weather: wind is 0 to 450 km/h from 0 to 360°")
            }
            let moisture = FuelMoisture(
                oneHour: given.oneHour, tenHour: given.tenHour, hundredHour: given.hundredHour, herbaceous: given.herbaceous, woody: given.woody)
            let weather = FireWeather(windSpeed: given.windSpeed, upwind: given.upwind, moisture: moisture, foliarMoisture: given.foliar)
            bands.append(WeatherBand(fromMinute: given.fromMinute ?? Double(number) * 60, weather: weather))
        }
        return bands
    }

    private static func words(_ error: DecodingError) -> String {
        switch error {
        case .keyNotFound(let key, let context): "'\(key.stringValue)' is missing \(place(context))"
        case .typeMismatch(_, let context), .valueNotFound(_, let context): "\(context.debugDescription) \(place(context))"
        case .dataCorrupted(let context): "\(context.debugDescription) \(place(context))"
        @unknown default: "it cannot be read"
        }
    }

    private static func place(_ context: DecodingError.Context) -> String {
        let path = context.codingPath.map { $0.intValue.map { "\($0 + 1)" } ?? $0.stringValue }.joined(separator: ", ")
        return path.isEmpty ? "(at the top)" : "(at \(path))"
    }

    /// A fortnight of hours.
    private static let bandsMax = 336
}
