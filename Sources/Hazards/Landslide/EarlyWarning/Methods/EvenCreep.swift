/// The velocity of even creep v₀, against which the tangential angle and the multiples are reckoned.
///
/// The series is cut into up to six stretches of equal time; v₀ is the mean over the slowest and all those that do not differ from it
/// beyond doubt, so that neither an early settling nor the acceleration itself is counted.
public struct EvenCreep: Hashable, Sendable {
    /// mm/h.
    public let velocity: Double
    public let error: Double
    /// True where no creep can be told from the noise, so that v₀ stands for the bound below which a creep would not be seen.
    public let isBound: Bool

    /// A v₀ that somebody knows from a longer record, in mm/h.
    public init(known velocity: Double) {
        self.velocity = velocity
        error = 0
        isBound = false
    }

    public init?(_ series: DisplacementSeries) {
        let noise = SeriesRepair.noise(series.hours, series.millimetres)
        let parts = min(Self.partsMax, series.count / Self.readingsMin)
        guard parts > 0 else { return nil }
        var slopes: [(slope: Double, error: Double)] = []
        for part in 0..<parts {
            let from = series.hours[0] + series.spanHours * Double(part) / Double(parts)
            let until = series.hours[0] + series.spanHours * Double(part + 1) / Double(parts)
            let inside: [Int] = series.hours.indices.filter { index in
                let hour = series.hours[index]
                return hour >= from && (hour < until || part == parts - 1)
            }
            guard inside.count >= Self.readingsMin, let first = inside.first, let last = inside.last else { continue }
            if let line = Kinematics.line(series.hours[first...last], series.millimetres[first...last], noise: noise) { slopes.append(line) }
        }
        slopes.sort { $0.slope < $1.slope }
        // A stretch that slides back is the sensor or the season; creep goes downhill.
        let usable = slopes.filter { $0.slope > -Self.doubt * $0.error }
        guard let slowest = usable.first ?? slopes.last else { return nil }
        let alike = usable.filter { line in
            let error: Double = (line.error * line.error + slowest.error * slowest.error).squareRoot()
            return line.slope - slowest.slope <= Self.doubt * error
        }
        let pool = alike.isEmpty ? [slowest] : alike
        let mean = pool.reduce(0) { $0 + $1.slope } / Double(pool.count)
        let meanError = pool.reduce(0) { $0 + $1.error * $1.error }.squareRoot() / Double(pool.count)
        let isSeen = mean > Self.ninety * meanError && mean > Self.floor
        velocity = isSeen ? mean : max(mean + Self.ninety * meanError, Self.floor)
        error = meanError
        isBound = !isSeen
    }

    static let partsMax = 6
    static let readingsMin = 6
    /// Two and a half standard errors of a difference.
    static let doubt = 2.5
    /// The 90 % interval of a normal distribution, in standard errors.
    static let ninety = 1.645
    /// 0.1 mm a day: less than any of the sensors shows in a day.
    static let floor = 0.1 / 24
}
