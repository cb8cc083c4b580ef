import City

/// The spans and bounds of the fusion, each with its reason.
enum FusionBounds {
    // MARK: Time

    /// A camera loses smoke behind a ridge or a cloud for an hour and more; what it then sees in that direction is the same thing.
    static let lookGap: Seconds = 7_200
    /// A place where nobody has seen anything new for so long is let go; what burns there next is a matter of its own.
    static let placeSpan: Seconds = 3 * 3_600
    /// A fire that a person has confirmed burns on through a night.
    static let confirmedSpan: Seconds = 12 * 3_600
    /// Clocks of instruments in the field differ by so much.
    static let aheadMax: Seconds = 300
    /// A satellite's hot spots come three hours late; older ones speak of a fire that was.
    static let agoMax: Seconds = 6 * 3_600

    /// What still reports so long after a person called it nothing asks again.
    static let rejectionSpan: Seconds = 3_600
    /// A direction that could be of another's fire waits beside it for a second opinion, and no longer.
    static let waitSpan: Seconds = 900

    // MARK: Space

    /// Ten paces: nothing is placed better.
    static let sigmaMinMetres = 20.0
    /// How far a fire has run, or its smoke drifted, between two looks.
    static let growthMetres = 120.0
    /// A surface fire in forest creeps 100 to 400 m an hour, and its middle half as fast; a run that goes faster is seen anew by everyone.
    static let growthMetresPerHour = 120.0
    static let growthMaxMetres = 500.0

    static func growthMetres(over span: Seconds) -> Double {
        min(growthMetres + growthMetresPerHour * max(span.value, 0) / 3_600, growthMaxMetres)
    }

    /// Nothing joins over more than this, however unsure it is of its place.
    static let joinMaxMetres = 1_800.0
    /// χ² with two degrees of freedom is above this once in a thousand times: a fire is asked about with every detection, and one that is parted
    /// by chance stays two alerts.
    static let gateSquared = 13.82
    /// One bearing in a hundred lies farther off by chance.
    static let deviationsMax = 2.576
    /// Twenty to one: with less between two clusters, a look is of both and of neither.
    static let clearMerit = 3.0
    /// A caller who names the wrong hamlet is farther off than that.
    static let vagueJoinMaxMetres = 2_500.0
    /// Detections of one instrument within this are of one thing.
    static let sameSpotMetres = 300.0
    /// A spot or a cone that is less sure than this says that something burns and not where: it never places a cluster nor joins two.
    static let wideSpotMetres = 2_000.0
    /// What people say of where it burns, and the coarse pixels of satellites, goes to what instruments have placed, and never joins two of them.
    static let vagueSpotMetres = 800.0
    static let wideHalfAngleDegrees = 8.0
    /// Where nobody says how far a camera tells smoke from haze.
    static let rangeMetres = 15_000.0

    // MARK: Doubt

    /// So many reports over so long without a hundredth of a degree between them come from a camera that no longer turns, or from a frozen
    /// picture: smoke moves.
    static let stuckCount = 30
    static let stuckSpan: Seconds = 7_200
    static let stuckDegrees = 0.01
    /// What a doubt leaves of a confidence.
    static let doubtFactor = 0.4

    // MARK: Known sources

    /// What lies in a known source comes after everything of its kind that does not.
    static let knownSourceFactor = 0.4
    /// One sensor and one mast see a kiln every day; a third voice says that it is more.
    static let knownSourceVoicesMax = 2
    static let knownSourceConfidenceMax = 0.95
    /// A fifth of the scale between the first detection and the newest.
    static let growthConfidence = 0.2

    // MARK: Counts

    /// Detections kept of one look; the first ones and the newest say all that is needed.
    static let detectionsPerLookMax = 40
    /// Looks held at once, over a whole city: a day of thousands of alarms. The oldest goes first.
    static let looksMax = 4_000
    /// Names of detections that were let go: some days of a burning province's hot spots, which an address holds for one.
    static let goneMax = 20_000
    /// Clusters that are over and can still be asked for.
    static let pastMax = 500
    /// Splits that are remembered, the oldest forgotten first.
    static let splitsMax = 500
}
