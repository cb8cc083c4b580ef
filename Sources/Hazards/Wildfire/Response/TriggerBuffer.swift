/// The ground around a zone from which a fire comes to the zone within a time: when a fire enters it, the order has to go out.
///
/// T. J. Cova, P. E. Dennison, T. H. Kim, M. A. Moritz 2005, Setting wildfire evacuation trigger points using fire spread modeling and GIS
/// (Transactions in GIS 9:603); P. E. Dennison, T. J. Cova, M. A. Moritz 2007, WUIVAC (Natural Hazards 41:181): the spread of each cell is turned round
/// and runs outwards from the zone. Where weather changes over the hours, the buffer is that of the weather under which the fire would be quickest.
public struct TriggerBuffer: Sendable {
    /// Minutes that a fire in a cell needs to the zone; infinity outside the buffer. The outermost cells need more than `withinMinutes`: an edge
    /// that runs through cells is drawn outside them, so that the order comes early and not late.
    public let minutes: [Float]
    public let withinMinutes: Double

    /// - Parameters:
    ///   - zone: the cells that people have to leave; whether they burn does not matter.
    ///   - weather: what may hold while people leave; at least one.
    ///   - withinMinutes: the zone's clearance time, at most `withinMinutesMax`.
    public init(_ landscape: Landscape, zone: [Int], weather: [FireWeather], withinMinutes: Double) {
        self.withinMinutes = min(max(withinMinutes, 0), Self.withinMinutesMax)
        var quickest = [Float](repeating: .infinity, count: landscape.count)
        let ground = CellGround(landscape)
        for one in Self.distinct(weather) {
            ground.set(one)
            let found = Self.backwards(from: zone, over: ground, landscape, atMost: Float(self.withinMinutes))
            for cell in quickest.indices where found[cell] < quickest[cell] { quickest[cell] = found[cell] }
        }
        minutes = quickest
    }

    public func contains(_ cell: Int) -> Bool { minutes[cell] < .infinity }

    /// The minute in which a fire with these arrivals enters the buffer: the latest moment for the order. Nil where it does not come.
    public func entry(_ arrival: (Int) -> Float?) -> Double? {
        var first: Float?
        for cell in minutes.indices where contains(cell) {
            if let minute = arrival(cell), minute < first ?? .infinity { first = minute }
        }
        return first.map(Double.init)
    }

    /// A day: a forecast reaches no further.
    public static let withinMinutesMax = 1_440.0
    /// Weathers of a day in hours; each costs a search.
    private static let weatherMax = 24

    private static func distinct(_ weather: [FireWeather]) -> [FireWeather] {
        weather.reduce(into: []) { kept, next in if !kept.contains(next), kept.count < weatherMax { kept.append(next) } }
    }

    /// E. W. Dijkstra's search from the zone against the way fires run.
    private static func backwards(from zone: [Int], over ground: CellGround, _ landscape: Landscape, atMost most: Float) -> [Float] {
        var minutes = [Float](repeating: .infinity, count: landscape.count)
        var queue = ArrivalQueue()
        for cell in zone where minutes[cell] != 0 {
            minutes[cell] = 0
            queue.push(0, Int32(cell))
        }
        while let (minute, cell) = queue.pop() {
            guard minutes[Int(cell)] == minute, minute <= most else { continue }
            let (row, column) = Int(cell).quotientAndRemainder(dividingBy: landscape.columns)
            for step in CellGround.steps {
                // The fire runs along the step into this cell, so it comes from the other side.
                let (east, north) = (column - step.east, row - step.north)
                guard east >= 0, north >= 0, east < landscape.columns, north < landscape.rows else { continue }
                let from = north * landscape.columns + east
                let along = SIMD2<Float>(Float(step.east), Float(step.north))
                guard let span = ground.minutes(from: from, to: Int(cell), along), minute + span < minutes[from] else { continue }
                minutes[from] = minute + span
                queue.push(minute + span, Int32(from))
            }
        }
        return minutes
    }
}

extension CellGround {
    /// Minutes from the middle of a cell to that of another one a step away: half the way at the speed of each. Into a cell that does not burn the
    /// fire runs as in the one it comes from, for what is asked there is when it stands at its edge. Nil where the first does not burn.
    func minutes(from: Int, to: Int, _ step: SIMD2<Float>) -> Float? {
        guard enter(from), canStand(from) else { return nil }
        let own = pace(from, step)
        return enter(to) && canStand(to) ? (own + pace(to, step)) / 2 : own
    }
}
