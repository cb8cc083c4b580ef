#if canImport(Glibc)
    import Glibc
#else
    import Foundation
#endif

/// The Canadian fire weather index of one day: three moisture codes and the three figures made of them, with the daily severity.
///
/// C. E. Van Wagner 1987, Development and structure of the Canadian Forest Fire Weather Index System; equation numbers of Van Wagner and
/// Pickett 1985.
public struct FireWeatherIndex: Hashable, Sendable {
    public let codes: MoistureCodes
    /// Initial spread index.
    public let initialSpread: Double
    /// Buildup index.
    public let buildup: Double
    /// Fire weather index.
    public let index: Double
    /// Daily severity rating.
    public let severity: Double

    /// The index of a day whose codes are known.
    public init(codes: MoistureCodes, windSpeed: Double) {
        self.codes = codes
        initialSpread = Self.initialSpread(codes.fineFuel, windSpeed)
        buildup = Self.buildup(codes)
        index = Self.index(initialSpread, buildup)
        severity = 0.0272 * pow(index, 1.77)  // equation 41
    }

    /// One day after another; the codes of the day before are carried on.
    public static func series(
        _ days: [NoonWeather], from start: MoistureCodes = .springStart, dayLength: DayLength = .standard
    ) -> [FireWeatherIndex] {
        var codes = start
        return days.map { day in
            codes = codes.after(day, dayLength: dayLength)
            return FireWeatherIndex(codes: codes, windSpeed: day.windSpeed)
        }
    }

    private static func initialSpread(_ fineFuel: Double, _ windSpeed: Double) -> Double {
        let moisture = MoistureCodes.moisture(fineFuelCode: fineFuel)
        let fine = 91.9 * exp(-0.1386 * moisture) * (1 + pow(moisture, 5.31) / 4.93e7)  // equation 25
        return 0.208 * exp(0.05039 * windSpeed) * fine  // equations 24 and 26
    }

    private static func buildup(_ codes: MoistureCodes) -> Double {
        let (duff, drought) = (codes.duff, codes.drought)
        guard duff > 0 || drought > 0 else { return 0 }
        let both = 0.8 * duff * drought / (duff + 0.4 * drought)
        guard both < duff else { return max(both, 0) }
        let share = (duff - both) / duff
        return max(duff - share * (0.92 + pow(0.0114 * duff, 1.7)), 0)  // equation 27b
    }

    private static func index(_ spread: Double, _ buildup: Double) -> Double {
        let duff = buildup > 80 ? 1000 / (25 + 108.64 * exp(-0.023 * buildup)) : 0.626 * pow(buildup, 0.809) + 2  // equations 28
        let raw = 0.1 * spread * duff
        return raw > 1 ? exp(2.72 * pow(0.434 * log(raw), 0.647)) : raw  // equations 30
    }
}
