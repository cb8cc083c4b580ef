/// The way out for a crew: on foot to a safety zone or to an open road, with the fire behind it all the way.
///
/// The search knows when the fire comes to each cell, so a way that is open now and cut off later is not taken. Of the ways out the quickest is the one
/// given; how much time it leaves is said with it.
public struct EscapeRoute: Hashable, Sendable {
    public enum End: Hashable, Sendable { case safetyZone, road }

    public let end: End
    /// From the crew's cell to the end.
    public let cells: [Int]
    /// On foot.
    public let minutes: Double
    /// How long before the fire the crew is in every cell of the way, at the least; nil where the fire comes to none of them.
    public let marginMinutes: Double?

    /// - Parameters:
    ///   - start: where the crew is, at minute `at` of the fire.
    ///   - arrival: when the fire comes to a cell, in minutes of the fire; nil where it does not.
    ///   - isSafe: safety zones.
    ///   - isRoad: cells where a vehicle waits on an open road.
    /// - Returns: nil where no way out is left.
    public static func find(
        from start: Int, at minute: Double, over landscape: Landscape, arrival: (Int) -> Float?, isSafe: [Bool], isRoad: (Int) -> Bool
    ) -> EscapeRoute? {
        var search = WalkingSearch(landscape)
        search.begin(at: start, Float(minute))
        let isOpen = { (cell: Int, there: Float) in arrival(cell).map { there + marginMin <= $0 } ?? true }
        let isGoal = { (cell: Int) in isSafe[cell] || isRoad(cell) }
        guard let end = search.run(atMost: Float(minute + minutesMax), isOpen: isOpen, isGoal: isGoal) else { return nil }
        let cells = search.path(to: end)
        let margins = cells.dropFirst().compactMap { cell in arrival(cell).map { Double($0 - search.minutes[cell]) } }
        return EscapeRoute(
            end: isSafe[end] ? .safetyZone : .road, cells: cells, minutes: Double(search.minutes[end]) - minute, marginMinutes: margins.min())
    }

    /// Minutes a crew has to be ahead of the fire everywhere: forecasts of arrival are no better.
    static let marginMin: Float = 5
    /// Two hours on foot; who is further from every way out should not be there.
    static let minutesMax = 120.0
}
