/// A series with its spikes left out and its jumps bridged, and what was done to it.
///
/// A jump is one step between two neighbouring readings that the movement before and after it does not explain: a sensor that was moved or
/// reset at maintenance, a block that slipped and stands again. It is bridged, so that it is never taken for acceleration, and named, so
/// that somebody looks. A step at the very end has no "after" yet; it is set aside as undecided.
public struct SeriesRepair: Hashable, Sendable {
    /// A bridged step.
    public struct Jump: Hashable, Sendable {
        /// The index in the given series of the first reading behind the step.
        public let index: Int
        public let millimetres: Double
    }

    /// The movement over a gap that readings on both sides do not explain.
    public struct Gap: Hashable, Sendable {
        public let index: Int
        public let hours: Double
        public let unexplainedMillimetres: Double
    }

    public let series: DisplacementSeries
    public private(set) var jumps: [Jump] = []
    public private(set) var gaps: [Gap] = []
    /// Indices of readings that stand alone far from their neighbours.
    public private(set) var spikes: [Int] = []
    /// The last readings, set aside because nothing after them says whether they are a spike, a jump or the beginning of a failure.
    public private(set) var undecided: [Jump] = []

    public init(_ given: DisplacementSeries) {
        guard given.count >= Self.readingsMin else {
            series = given
            return
        }
        let interval = given.medianIntervalHours
        var hours = given.hours
        var values = given.millimetres
        var places = Array(given.hours.indices)
        let spikes = Self.spikes(hours, values)
        for index in spikes.reversed() {
            hours.remove(at: index)
            values.remove(at: index)
            places.remove(at: index)
        }
        self.spikes = spikes
        for step in Self.steps(hours, values, interval: interval) {
            let place = places[step.index]
            if hours[step.index] - hours[step.index - 1] > Self.gapIntervals * interval {
                gaps.append(Gap(index: place, hours: hours[step.index] - hours[step.index - 1], unexplainedMillimetres: step.excess))
            } else if step.index >= values.count - Self.afterMin {
                undecided.append(Jump(index: place, millimetres: step.excess))
            } else {
                jumps.append(Jump(index: place, millimetres: step.excess))
                for later in step.index..<values.count { values[later] -= step.excess }
            }
        }
        if let first = undecided.first?.index, let cut = places.firstIndex(of: first) {
            hours.removeSubrange(cut...)
            values.removeSubrange(cut...)
        }
        series = DisplacementSeries(hours: hours, millimetres: values)
    }

    /// The scale of the noise of single readings in mm, from how far each lies from the line between its neighbours (white noise).
    static func noise(_ hours: [Double], _ values: [Double]) -> Double {
        guard values.count > 2 else { return 0 }
        var off: [Double] = []
        off.reserveCapacity(values.count)
        for index in 1..<values.count - 1 {
            let part: Double = (hours[index] - hours[index - 1]) / (hours[index + 1] - hours[index - 1])
            let other: Double = 1 - part
            let line: Double = values[index - 1] * other + values[index + 1] * part
            let spread: Double = (1 + part * part + other * other).squareRoot()
            off.append(abs(values[index] - line) / spread)
        }
        return max((Middle.median(off) ?? 0) * Middle.perMedianDeviation, rounding(values))
    }

    /// The noise of a coarse resolution in mm: where many readings repeat the one before, the smallest step is what the sensor can show, and
    /// what it shows hangs together for as long as it stands at one step; so the whole step counts.
    private static func rounding(_ values: [Double]) -> Double {
        var smallest = Double.infinity
        var repeated = 0
        for index in 1..<values.count {
            let step = abs(values[index] - values[index - 1])
            if step == 0 { repeated += 1 } else { smallest = min(smallest, step) }
        }
        let moves = values.count - 1 - repeated
        return repeated * 4 >= values.count && moves >= partsMin && smallest < .infinity ? smallest : 0
    }

    /// How far the readings behind an index lie above those before it, in mm, when both move at one velocity.
    private static func stepSize(_ hours: [Double], _ values: [Double], at index: Int) -> Double? {
        let first = max(index - sideReadings, 0)
        let last = min(index + sideReadings, values.count)
        guard index - first >= afterMin, last - index >= afterMin else { return nil }
        var sums = NormalEquations(count: 3)
        for place in first..<last { sums.add([1, hours[place] - hours[index], place < index ? 0 : 1], values[place] - values[index], weight: 1) }
        return sums.solved()?[2]
    }

    /// Readings that lie far from both neighbours on the same side while the neighbours agree.
    private static func spikes(_ hours: [Double], _ values: [Double]) -> [Int] {
        let bound = spikeSpreads * noise(hours, values)
        var found: [Int] = []
        for index in 1..<values.count - 1 where found.last != index - 1 {
            let before = values[index] - values[index - 1]
            let after = values[index] - values[index + 1]
            let apart = min(abs(before), abs(after))
            if before * after > 0, apart > bound, apart > spikeShare * abs(values[index + 1] - values[index - 1]) { found.append(index) }
        }
        // Where so many stand out it is how the sensor reads, and not a fault of single readings.
        return found.count <= max(partsMin, values.count / spikesShareMax) ? found : []
    }

    private static func steps(_ hours: [Double], _ values: [Double], interval: Double) -> [(index: Int, excess: Double)] {
        guard values.count >= readingsMin else { return [] }
        let rates: [Double] = (1..<values.count).map { index in
            let moved: Double = values[index] - values[index - 1]
            return moved / (hours[index] - hours[index - 1])
        }
        let bound = stepSpreads * noise(hours, values)
        var found: [(index: Int, excess: Double)] = []
        for step in rates.indices {
            let first = max(0, step - stepNeighbours)
            let last = min(rates.count - 1, step + stepNeighbours)
            let around: [Double] = Array(rates[first..<step]) + Array(rates[(step + 1)..<(last + 1)])
            let usual: Double = Middle.median(around) ?? 0
            let fastest: Double = around.reduce(0) { max($0, abs($1 - usual)) }
            let length: Double = hours[step + 1] - hours[step]
            let excess: Double = (rates[step] - usual) * length
            // Next to a failure each step is longer than the last, but not several times as long as all around it.
            let isAlone = abs(rates[step] - usual) > stepRatio * max(fastest, abs(usual)) || length > gapIntervals * interval
            guard abs(excess) > bound, abs(excess) > 0, isAlone else { continue }
            let size = stepSize(hours, values, at: step + 1) ?? excess
            if abs(size) > bound / 2 { found.append((step + 1, size)) }
        }
        return found.count <= max(partsMin, values.count / jumpsShareMax) ? found : []
    }

    /// Fewer readings have no usual step.
    static let readingsMin = 8
    /// A reading this many spreads from both its neighbours is a spike; one in 10⁷ of normal noise.
    static let spikeSpreads = 6.0
    /// A spike stands out by this many times the difference of its neighbours.
    static let spikeShare = 2.0
    /// A step this many spreads long; the difference of two readings has √2 of the spread of one.
    static let stepSpreads = 8.0
    /// A step is judged against this many steps on either side.
    static let stepNeighbours = 3
    /// A step is alone when it is this many times longer than its neighbours. Voight's law grows so fast only within the last interval.
    static let stepRatio = 3.0
    /// Beyond this many usual intervals a missing stretch is a gap, in which anything can have happened.
    static let gapIntervals = 5.0
    /// Readings behind a step that are needed to call it a jump.
    static let afterMin = 2
    /// Readings on either side from which the size of a step is reckoned.
    static let sideReadings = 12
    /// A few stand for themselves whatever the length of the series.
    static let partsMin = 3
    /// One in so many readings may be a spike, one in so many steps a jump; more is how the sensor works, such as a coarse resolution.
    static let spikesShareMax = 20
    static let jumpsShareMax = 50
}
