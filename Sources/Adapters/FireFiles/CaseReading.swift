import Wildfire

/// The numbers of one case, with the bounds they have to keep.
struct CaseReading {
    let file: String
    let line: Int
    let names: [String]
    let values: [Double]

    func fault(_ what: String) -> FireFileFault { FireFileFault(file, line: line, what) }

    func within(_ place: Int, _ bounds: ClosedRange<Double>, _ hint: String = "") throws(FireFileFault) -> Double {
        let value = values[place]
        guard bounds.contains(value) else {
            throw fault("\(names[place]) is \(value); it must lie within \(bounds.lowerBound) and \(bounds.upperBound)\(hint)")
        }
        return value
    }

    func moisture(_ place: Int) throws(FireFileFault) -> Double {
        try within(place, 0...Self.moistureMax, ". It is a fraction: 0.06 is six per cent")
    }

    func slope(_ rise: Int, _ aspect: Int) throws(FireFileFault) -> Slope {
        let riseOverRun = try within(rise, 0...Self.slopeMax, ". It is rise over run: 1 is 45°")
        // −1 is how LANDFIRE writes the aspect of level ground.
        return Slope(riseOverRun: riseOverRun, aspect: riseOverRun > 0 ? try within(aspect, 0...360) : 0)
    }

    /// An answer that stands on less than others: it is given, and the row is named.
    func doubt(_ kind: BehaviourCases.Kind) -> FireFileFault? {
        switch kind {
        case .surface:
            let wind = values[5] * 0.06
            return wind > Self.windSeen ? fault("a midflame wind of \(Self.text(wind)) km/h\(Self.unseen)") : nil
        case .cell:
            if values[6] > Self.windSeen {
                return fault("a wind of \(Self.text(values[6])) km/h\(Self.unseen)")
            }
            if values[2] > 0.4, values[3] < values[4] { return fault("the canopy begins at \(values[4]) m, above its top at \(values[3]) m") }
            return nil
        }
    }

    private static let unseen = " is beyond all observed fires; do not lean on the answer"

    private static func text(_ value: Double) -> String { "\((value * 10).rounded() / 10)" }

    /// Living leaves of spring hold three times their weight in water.
    private static let moistureMax = 4.0
    /// 79°: beyond it no fuel bed lies.
    private static let slopeMax = 5.0
    /// km/h. Faster than the strongest gusts ever measured; nobody's fire.
    static let windMax = 450.0
    /// km/h: winds of the fires that models have been held against were below this.
    private static let windSeen = 150.0
}
