#if canImport(Glibc)
    import Glibc
#else
    import Foundation
#endif

/// The three moisture codes of the Canadian fire weather index, which each day passes on to the next.
///
/// Equations and their numbers are those of C. E. Van Wagner and T. L. Pickett 1985, Equations and FORTRAN program for the Canadian Forest
/// Fire Weather Index System, with the constant of equation 1 written out (250 · 59.5 / 101) so that code and moisture are exact inverses.
public struct MoistureCodes: Hashable, Sendable {
    /// Fine fuel moisture code, 0 to 101.
    public var fineFuel: Double
    /// Duff moisture code, from 0.
    public var duff: Double
    /// Drought code, from 0.
    public var drought: Double

    public init(fineFuel: Double, duff: Double, drought: Double) {
        self.fineFuel = fineFuel
        self.duff = duff
        self.drought = drought
    }

    /// What a season starts with three days after the snow has gone.
    public static let springStart = MoistureCodes(fineFuel: 85, duff: 6, drought: 15)

    /// The codes of the next day.
    public func after(_ weather: NoonWeather, dayLength: DayLength) -> MoistureCodes {
        MoistureCodes(
            fineFuel: fineFuelAfter(weather), duff: duffAfter(weather, hours: dayLength.duffHours[weather.month - 1]),
            drought: droughtAfter(weather, adjustment: dayLength.droughtAdjustment[weather.month - 1]))
    }

    static func moisture(fineFuelCode code: Double) -> Double { fineFuelScale * (101 - code) / (59.5 + code) }

    private func fineFuelAfter(_ weather: NoonWeather) -> Double {
        let (temperature, wind) = (weather.temperature, weather.windSpeed)
        let humidity = min(weather.relativeHumidity, Self.humidityMax)
        let moisture = Self.wetted(Self.moisture(fineFuelCode: fineFuel), rain: weather.rain)
        let common = 0.18 * (21.1 - temperature) * (1 - exp(-0.115 * humidity))
        let drying = 0.942 * pow(humidity, 0.679) + 11 * exp((humidity - 100) / 10) + common  // equation 4
        let wetting = 0.618 * pow(humidity, 0.753) + 10 * exp((humidity - 100) / 10) + common  // equation 5
        let settled: Double
        if moisture > drying {
            settled = drying + (moisture - drying) * pow(10, -Self.rate(humidity / 100, temperature, wind))  // equations 6 and 8
        } else if moisture < wetting {
            settled = wetting - (wetting - moisture) * pow(10, -Self.rate((100 - humidity) / 100, temperature, wind))  // equations 7 and 9
        } else {
            settled = moisture
        }
        return min(max(59.5 * (250 - settled) / (Self.fineFuelScale + settled), 0), 101)  // equation 10
    }

    /// The logarithmic rate of drying or wetting in a day; the share is that of humidity or of what it lacks.
    private static func rate(_ share: Double, _ temperature: Double, _ wind: Double) -> Double {
        let still = 0.424 * (1 - pow(share, 1.7)) + 0.0694 * wind.squareRoot() * (1 - pow(share, 8))
        return still * 0.581 * exp(0.0365 * temperature)
    }

    /// Equations 2 and 3: the moisture of fine fuel after rain.
    private static func wetted(_ moisture: Double, rain: Double) -> Double {
        guard rain > 0.5 else { return moisture }
        let effective = rain - 0.5
        var wet = moisture + 42.5 * effective * exp(-100 / (251 - moisture)) * (1 - exp(-6.93 / effective))
        if moisture > 150 { wet += 0.0015 * (moisture - 150) * (moisture - 150) * effective.squareRoot() }
        return min(wet, 250)
    }

    private func duffAfter(_ weather: NoonWeather, hours: Double) -> Double {
        let temperature = max(weather.temperature, -1.1)
        let drying = 1.894 * (temperature + 1.1) * (100 - min(weather.relativeHumidity, Self.humidityMax)) * hours * 1e-4  // equation 16
        guard weather.rain > 1.5 else { return max(duff + drying, 0) }
        let effective = 0.92 * weather.rain - 1.27
        let moisture = 20 + 280 / exp(0.023 * duff)  // equation 12
        let slope: Double
        switch duff {
        case ...33: slope = 100 / (0.5 + 0.3 * duff)
        case ...65: slope = 14 - 1.3 * log(duff)
        default: slope = 6.2 * log(duff) - 17.2
        }
        let wet = moisture + 1000 * effective / (48.77 + slope * effective)
        return max(43.43 * (5.6348 - log(wet - 20)), 0) + drying  // equations 15 and 17
    }

    private func droughtAfter(_ weather: NoonWeather, adjustment: Double) -> Double {
        let temperature = max(weather.temperature, -2.8)
        let drying = max(0.36 * (temperature + 2.8) + adjustment, 0) / 2  // equations 22 and 23
        guard weather.rain > 2.8 else { return drought + drying }
        let effective = 0.83 * weather.rain - 1.27
        let equivalent = 800 * exp(-drought / 400)
        return max(drought - 400 * log(1 + 3.937 * effective / equivalent), 0) + drying  // equations 19 to 21
    }

    private static let fineFuelScale = 250 * 59.5 / 101
    /// As cffdrs has it: air that is wholly saturated does not occur at noon, and hygrometers say 100 well below it.
    private static let humidityMax = 99.9999
}
