/// In how many minutes crews stand in each cell of a forest: by road to where the roads end, and on from there on foot.
public struct AccessMap: Sendable {
    /// Minutes from the order to go; infinity where nobody is within `withinMinutes`.
    public let minutes: [Float]
    public let withinMinutes: Double

    /// - Parameter roads: cells that a road leads through, with the minute in which the first engine is there.
    public init(_ landscape: Landscape, roads: [(cell: Int, minute: Float)], withinMinutes: Double) {
        self.withinMinutes = min(max(withinMinutes, 0), Self.withinMinutesMax)
        var search = WalkingSearch(landscape)
        for road in roads where road.minute <= Float(self.withinMinutes) { search.begin(at: road.cell, road.minute) }
        _ = search.run(atMost: Float(self.withinMinutes))
        minutes = search.minutes
    }

    /// The share of the cells that may burn in which crews are by a minute.
    public func share(by minute: Double, of landscape: Landscape) -> Double {
        var (burnable, reached) = (0, 0)
        for cell in minutes.indices where landscape.burns(cell) {
            burnable += 1
            if minutes[cell] <= Float(minute) { reached += 1 }
        }
        return burnable > 0 ? Double(reached) / Double(burnable) : 1
    }

    /// Two hours: a fire that nobody reaches by then is no initial attack any more.
    public static let withinMinutesMax = 120.0
}

/// Where to station the next engine: of the places it could stand at, the one from which it covers most of what burns and nobody covers in time.
public struct Stationing: Sendable {
    public struct Choice: Hashable, Sendable {
        /// The place of the candidate in the list that was given.
        public let candidate: Int
        /// Cells that burn, that it reaches in time and nobody else does.
        public let gainedCells: Int
    }

    /// - Parameters:
    ///   - covered: minutes of those who are there already.
    ///   - candidates: for each place the minutes from it.
    /// - Returns: the best first, none that gains nothing; the first of two that gain the same.
    public static func ranked(_ landscape: Landscape, covered: [Float], candidates: [[Float]], withinMinutes: Double) -> [Choice] {
        let limit = Float(withinMinutes)
        return candidates.indices.map { number in
            let own = candidates[number]
            let gained = own.indices.count { own[$0] <= limit && covered[$0] > limit && landscape.burns($0) }
            return Choice(candidate: number, gainedCells: gained)
        }.filter { $0.gainedCells > 0 }.sorted { ($1.gainedCells, $0.candidate) < ($0.gainedCells, $1.candidate) }
    }
}
