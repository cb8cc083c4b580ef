import ArgumentParser
import FireFiles
import Foundation
import Wildfire

/// `bayu fire spread`: a landscape and an ignition in, arrival times, flames and probabilities out.
struct FireSpread: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "spread", abstract: "Lets a fire grow over a landscape, once as expected and as an ensemble.",
        discussion: """
            Example: bayu fire spread --landscape ridge --ignition 3700,4300 --hours 6 --members 1000 --seed 7 --out forecast
            The landscape is a folder with landscape.json (cell_size_m, weather and what else there is) and fuel_model.npy, slope.npy, aspect.npy or
            elevation.npy, canopy_*.npy, barrier.npy, or the same as GeoTIFF (.tif); Sources/Hazards/Wildfire/Spread/README.md says it in full. OUT gets
            arrival_time.npy (minutes, nan where the fire does not come), flame_length.npy (m), fireline_intensity.npy (kW/m), probability.npy (share
            of the members) and spread.json; with --format tif GeoTIFF instead. The last line is JSON: CPU seconds, memory, burned km². When nothing
            can burn it says why, and the exit code is 1.
            --weather HOURLY.csv (hour or time, wind_speed_kmh, wind_from_deg, temperature_c, humidity_pct, rain_mm) takes the place of the landscape's
            weather; living fuel stays as the landscape has it. --terrain-wind makes ridges windier than hollows. --perimeters 1,3,6 writes what has burned by those hours to perimeters.geojson.
            """)

    @Option(help: "The folder of the landscape.") var landscape: String
    @Option(parsing: .unconditionalSingleValue, help: "Where it burns, X,Y in metres; give it again for another place.") var ignition: [String]
    @Option(help: "How long, in hours.") var hours: Double
    @Option(help: "How many members an ensemble has; 0 runs the expected fire alone.") var members = 0
    @Option(help: "The seed of the ensemble.") var seed: UInt64 = 1
    @Option(help: "The folder that gets the answers.") var out: String
    @Option(help: "How many threads; without it one for each processor.") var threads: Int?
    @Option(help: "Roads, breaks and lines of crews as GeoJSON lines with width_m and from_minute or built.") var barriers: String?
    @Option(help: "npy or tif.") var format = SpreadFormat.npy
    @Flag(help: "Let the ground bend the wind, unless the landscape says how it blows.") var terrainWind = false
    @Flag(help: "Let firebrands light spot fires ahead of the front.") var spotting = false
    @OptionGroup var hourly: HourlyWeatherOptions
    @OptionGroup var outlines: PerimeterOptions
    @OptionGroup var fuels: FuelOptions
    @OptionGroup var spread: SpreadOptions

    func validate() throws {
        guard !ignition.isEmpty, ignition.count <= Self.ignitionsMax else { throw ValidationError("Give 1 to \(Self.ignitionsMax) --ignition X,Y.") }
        guard hours > 0, hours <= Self.hoursMax else { throw ValidationError("--hours is \(hours); give more than 0 and at most \(Self.hoursMax).") }
        guard (0...Self.membersMax).contains(members) else { throw ValidationError("--members is \(members); give 0 to \(Self.membersMax).") }
        if let threads, !(1...256).contains(threads) { throw ValidationError("--threads is \(threads); give 1 to 256.") }
        try outlines.validate(runHours: hours)
    }

    func run() async throws {
        do {
            var forecast = try FireSpreadRun(self)
            try await forecast.run()
        } catch {
            throw FireCommand.ending(error)
        }
    }

    /// A fire does not start in more places than this at once, and an arsonist's day not either.
    private static let ignitionsMax = 100
    /// Ten days: beyond that no weather is forecast.
    private static let hoursMax = 240.0
    private static let membersMax = 100_000
}

/// What rasters are written as.
enum SpreadFormat: String, CaseIterable, ExpressibleByArgument { case npy, tif }

/// How far members of an ensemble stray.
struct SpreadOptions: ParsableArguments {
    @Option(help: "Standard deviation of the factor on the wind speed.") var windSpread = EnsembleSpread().windFactor
    @Option(help: "Standard deviation of the wind direction in degrees.") var directionSpread = EnsembleSpread().windDirection
    @Option(help: "Standard deviation of the factor on the moisture of dead fuel.") var moistureSpread = EnsembleSpread().moistureFactor
    @Option(help: "Standard deviation of the place of the ignition in metres.") var ignitionSpread = EnsembleSpread().ignition

    func validate() throws {
        for (name, value) in [("wind", windSpread), ("direction", directionSpread), ("moisture", moistureSpread), ("ignition", ignitionSpread)] {
            guard value >= 0, value.isFinite else { throw ValidationError("--\(name)-spread is \(value); give a number from 0.") }
        }
    }

    var value: EnsembleSpread {
        EnsembleSpread(windFactor: windSpread, windDirection: directionSpread, moistureFactor: moistureSpread, ignition: ignitionSpread)
    }
}
