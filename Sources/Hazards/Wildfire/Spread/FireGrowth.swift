/// Lets a fire grow over a landscape and says when it reaches each cell.
///
/// M. A. Finney 2002, Fire growth using minimum travel time methods: the fire takes the way that brings it there first. In each cell it spreads as the
/// ellipse of that cell does, from its rear focus; a way is a chain of straight lines between cells, and a line may cross many cells, so that over
/// even ground the front is the ellipse itself and not a polygon of eight corners. Lines are tried as in Theta* (A. Nash and others 2007): a cell is
/// reached from a neighbour, or straight from where that neighbour was reached from.
///
/// One object serves many runs, one after the other, without asking for memory again. It is not shared between threads.
public final class FireGrowth {
    public let landscape: Landscape
    private let ground: CellGround
    private var queue = ArrivalQueue()
    private var bands: [WeatherBand] = []
    private var band = 0
    private var horizon: Float = 0
    private var sources: [SIMD2<Float>] = []
    private var brands: FirebrandShower?
    /// Cells that fire has come into and that are too moist to burn under the present weather.
    private var halted: [OnTheWay] = []

    /// A cell between the fire's coming into it and its reaching the middle, at a change of weather.
    private struct OnTheWay {
        let cell: Int
        /// From where it goes on once it burns again.
        let parent: Int32
        /// What is left of the way to the middle, in cells.
        let left: Float
        var isHalted = false
    }

    public init(_ landscape: Landscape) {
        self.landscape = landscape
        ground = CellGround(landscape)
    }

    /// Cells that the last run reached within its time.
    public var burnedCells: [Int] {
        ground.touched.lazy.map(Int.init).filter { [ground, horizon] in ground.minute[$0] <= horizon }
    }

    /// Minutes after the ignition, or nil where the last run did not come.
    public func arrival(_ cell: Int) -> Float? {
        let minute = ground.minute[cell]
        return minute <= horizon ? minute : nil
    }

    /// Runs a fire from points (metres east and north of the south-western corner) for so many minutes. Points outside, and on what does not burn,
    /// start nothing.
    public func run(from points: [SIMD2<Double>], weather: [WeatherBand], minutes: Double, spotting: Spotting? = nil, seed: UInt64 = 0) {
        precondition(!weather.isEmpty && minutes.isFinite && minutes >= 0, "a run has weather and an end")
        ground.forget()
        queue.removeAll()
        halted.removeAll()
        bands = Self.merged(weather)
        band = 0
        horizon = Float(minutes)
        brands = spotting.map { FirebrandShower($0, seed: seed) }
        ground.set(bands[0].weather)
        ignite(points)
        while let (minute, cell) = queue.pop() ?? waitForDrierWeather() {
            if band + 1 < bands.count, minute >= Float(bands[band + 1].fromMinute) {
                queue.push(minute, cell)
                turnWeather()
                continue
            }
            if minute > horizon { break }
            if minute > ground.minute[Int(cell)] { continue }
            spread(from: Int(cell))
        }
    }

    /// Bands that say the same are one, those that end before the ignition are none, and what comes before the first is as the first.
    private static func merged(_ weather: [WeatherBand]) -> [WeatherBand] {
        let sorted = weather.sorted { $0.fromMinute < $1.fromMinute }
        let first = sorted.lastIndex { $0.fromMinute <= 0 } ?? 0
        return sorted[first...].reduce(into: []) { bands, band in
            if bands.last?.weather != band.weather { bands.append(band) }
        }
    }

    private func ignite(_ points: [SIMD2<Double>]) {
        sources = points.map { SIMD2<Float>($0 / landscape.cellSize) }
        for (number, point) in points.enumerated() {
            guard let cell = landscape.cell(at: point), landscape.burns(cell) else { continue }
            sources[number] = ground.clamped(sources[number], to: cell)
            let source = CellGround.source(number)
            if ground.enter(cell) {
                reach(cell, at: 0, from: source, begun: 0)
            } else {
                ground.via[cell] = source
                halted.append(OnTheWay(cell: cell, parent: source, left: 0, isHalted: true))
            }
        }
    }

    /// Where nothing burns any more and fire has halted, the weather goes on; then what comes next.
    private func waitForDrierWeather() -> (minute: Float, cell: Int32)? {
        while !halted.isEmpty, band + 1 < bands.count, Float(bands[band + 1].fromMinute) <= horizon {
            turnWeather()
            if let next = queue.pop() { return next }
        }
        return nil
    }

    private func reach(_ cell: Int, at minute: Float, from parent: Int32, begun: Float) {
        ground.minute[cell] = minute
        ground.parent[cell] = parent
        ground.begin[cell] = begun
        if parent != Int32(cell) { ground.via[cell] = parent }
        queue.push(minute, Int32(cell))
    }

    /// Where lines from a cell's parent begin, in cells.
    private func place(_ parent: Int32) -> SIMD2<Float> {
        parent < 0 ? sources[Int(-1 - parent)] : ground.middle(Int(parent))
    }

    /// From where the fire came to a cell; its own middle where a brand fell into it.
    private func origin(of cell: Int) -> SIMD2<Float> {
        ground.via[cell] == CellGround.none ? ground.middle(cell) : place(ground.via[cell])
    }

    /// The front as it stood when it came to each cell, nil where the last run did not come.
    public func fronts() -> [Front?] {
        var fronts = [Front?](repeating: nil, count: landscape.count)
        // Band by band, since a cell is measured anew under each weather.
        for (index, band) in bands.enumerated() {
            let from = index == 0 ? 0 : Float(band.fromMinute)
            let until = index + 1 < bands.count ? Float(bands[index + 1].fromMinute) : .infinity
            for cell in burnedCells where ground.minute[cell] >= from && ground.minute[cell] < until {
                fronts[cell] = ground.front(cell, from: origin(of: cell), under: band.weather)
            }
        }
        return fronts
    }

    private func spread(from cell: Int) {
        let parent = ground.parent[cell]
        let from = place(parent)
        let start = ground.begin[cell]
        let (row, column) = cell.quotientAndRemainder(dividingBy: landscape.columns)
        for step in CellGround.steps {
            let (east, north) = (column + step.east, row + step.north)
            guard east >= 0, north >= 0, east < landscape.columns, north < landscape.rows else { continue }
            let next = north * landscape.columns + east
            guard ground.enter(next), ground.minute[next] > ground.minute[cell] else { continue }
            if ground.isBeside(cell, lineFrom: from, to: next) { straight(from, start, parent, to: next) }
            // A source within the cell is where its lines begin; a chain over the middle of the cell would be a detour.
            if parent >= 0 || !ground.holds(cell, from) { near(cell, to: next) }
        }
        if let brands { shower(brands, from: cell) }
    }

    /// The straight line from the parent of a cell that was reached, which lies beside it. The line does not depend on that cell, so each parent is tried
    /// once.
    private func straight(_ from: SIMD2<Float>, _ start: Float, _ parent: Int32, to next: Int) {
        guard ground.tried[next] != parent else { return }
        ground.tried[next] = parent
        let most = ground.minute[next] - start
        guard let minutes = ground.line(from, to: next, atMost: most, start: start) else { return }
        accept(next, start + minutes, from: parent, begun: start)
    }

    private func near(_ cell: Int, to next: Int) {
        let start = ground.minute[cell]
        guard let minutes = ground.line(ground.middle(cell), to: next, atMost: ground.minute[next] - start, start: start) else { return }
        accept(next, start + minutes, from: Int32(cell), begun: start)
    }

    private func accept(_ cell: Int, _ minute: Float, from parent: Int32, begun: Float) {
        // Gains below a ten-thousandth are rounding; taking them up would let cells be visited again and again.
        guard minute < ground.minute[cell] * (1 - 1e-5) else { return }
        // What the weather before did is done: a line that began under it comes to no cell before this weather.
        guard band == 0 || minute >= Float(bands[band].fromMinute) else { return }
        if band + 1 == bands.count, minute > horizon {
            return
        }
        reach(cell, at: minute, from: parent, begun: begun)
    }

    /// New weather: what was on its way to a cell goes the rest of its way at the new speed, or halts until a weather in which the cell burns. Then
    /// every cell that waits is a source of its own (Huygens); only after a change that is none to speak of do lines go on from where they began.
    private func turnWeather() {
        let isSteady = bands[band + 1].weather.isAlmost(bands[band].weather)
        band += 1
        let minute = Float(bands[band].fromMinute)
        let waiting = halted + onTheWay(at: minute)
        halted.removeAll()
        ground.set(bands[band].weather)
        ground.forgetTries()
        queue.removeAll()
        for it in waiting {
            guard ground.enter(it.cell) else {
                halt(it)
                continue
            }
            let arrival = minute + it.left * ground.slowness(origin(of: it.cell), it.cell)
            if it.isHalted {
                if ground.isOpen(it.cell, minute) { reach(it.cell, at: arrival, from: it.parent, begun: arrival) }
            } else if isSteady, let begun = begin(of: it, arrival) {
                reach(it.cell, at: arrival, from: it.parent, begun: begun)
            } else {
                reach(it.cell, at: arrival, from: Int32(it.cell), begun: arrival)
            }
        }
    }

    private func onTheWay(at minute: Float) -> [OnTheWay] {
        ground.touched.lazy.map(Int.init).filter { [ground] in ground.minute[$0] >= minute && ground.minute[$0] < .infinity }.map { cell in
            let left = (ground.minute[cell] - minute) / ground.slowness(origin(of: cell), cell)
            return OnTheWay(cell: cell, parent: ground.parent[cell], left: left)
        }
    }

    /// Fire keeps in fuel that has grown too moist; a brand that has not taken yet goes out.
    private func halt(_ it: OnTheWay) {
        ground.minute[it.cell] = .infinity
        guard ground.via[it.cell] != CellGround.none else { return }
        halted.append(it.isHalted ? it : OnTheWay(cell: it.cell, parent: Int32(it.cell), left: it.left, isHalted: true))
    }

    /// When lines from a cell's parent would have to begin under new weather to come to it at `arrival`; nil where that lies so far from when they did
    /// begin that lines to cells beside it would come too early or too late.
    private func begin(of it: OnTheWay, _ arrival: Float) -> Float? {
        guard it.parent != it.cell, let whole = ground.line(place(it.parent), to: it.cell, atMost: .infinity, start: arrival) else { return nil }
        let begun = arrival - whole
        return abs(begun - ground.begin[it.cell]) <= Self.shiftMax * whole ? begun : nil
    }

    /// Of a line's minutes. A tenth was tried: fires under an hourly turn of 8° came out a tenth too large.
    private static let shiftMax: Float = 0.01

    private func shower(_ brands: FirebrandShower, from cell: Int) {
        let fire = ground.fire(cell)
        for landing in brands.landings(from: cell, fire: fire, weather: bands[band].weather, on: landscape) {
            let minute = ground.minute[cell] + brands.spotting.delayMinutes
            if ground.enter(landing), minute < ground.minute[landing] {
                reach(landing, at: minute, from: Int32(landing), begun: minute)
            }
        }
    }
}
