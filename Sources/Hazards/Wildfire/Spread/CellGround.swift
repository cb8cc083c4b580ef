/// What a growing fire knows of each cell, in plain memory: when and from where it was reached, and how fast a fire crosses it.
///
/// A displacement D (in cells) across a cell takes α · |D on the slope| − w · D minutes: the polar form of the ellipse about its rear focus, with
/// α = 1 / (R (1 − e)), R the rate of the head and e the eccentricity.
final class CellGround {
    /// Minutes after ignition; infinity where nothing came.
    let minute: UnsafeMutablePointer<Float>
    /// The cell whose middle the straight line began in; −1 − n is the n-th source.
    let parent: UnsafeMutablePointer<Int32>
    /// The parent whose line was taken last.
    let tried: UnsafeMutablePointer<Int32>
    /// The minute in which lines from the parent begin; that in which the parent was reached, unless the weather has changed since.
    let begin: UnsafeMutablePointer<Float>
    /// From where the fire came, also once a cell has become its own parent at a change of weather.
    let via: UnsafeMutablePointer<Int32>
    private let shape: UnsafeMutablePointer<Shape>
    private(set) var touched: ContiguousArray<Int32> = []
    private let landscape: Landscape
    private let columns: Int32
    private var beds: [FuelBed] = []
    private var weather: FireWeather?
    private var stamp: UInt32 = 0

    private struct Shape {
        var alpha: Float = .infinity
        var wind = SIMD2<Float>()
        /// The crown fire's α, infinite where crowns do not burn, its w, and how far along its head a step has to lead for crowns to burn under it.
        var crownAlpha: Float = .infinity
        var crownWind = SIMD2<Float>()
        var crownReach: Float = 0
        var gradient = SIMD2<Float>()
        var barrier: Float = .infinity
        /// Of which weather; 0 where the cell was not met in this run.
        var stamp: UInt32 = 0

        @inline(__always) func minutes(_ step: SIMD2<Float>) -> Float {
            let rise = step.x * gradient.x + step.y * gradient.y
            let length = (step.x * step.x + step.y * step.y + rise * rise).squareRoot()
            let surface = alpha * length - (wind.x * step.x + wind.y * step.y)
            return crownAlpha < .infinity ? min(surface, crownMinutes(step, length)) : surface
        }

        func crownMinutes(_ step: SIMD2<Float>, _ length: Float) -> Float {
            let ahead = crownWind.x * step.x + crownWind.y * step.y
            return ahead >= crownReach * length ? crownAlpha * length - ahead : .infinity
        }
    }

    init(_ landscape: Landscape) {
        self.landscape = landscape
        columns = Int32(landscape.columns)
        let count = landscape.count
        minute = .allocate(capacity: count)
        parent = .allocate(capacity: count)
        tried = .allocate(capacity: count)
        via = .allocate(capacity: count)
        begin = .allocate(capacity: count)
        shape = .allocate(capacity: count)
        minute.initialize(repeating: .infinity, count: count)
        parent.initialize(repeating: Self.none, count: count)
        tried.initialize(repeating: Self.none, count: count)
        via.initialize(repeating: Self.none, count: count)
        begin.initialize(repeating: 0, count: count)
        shape.initialize(repeating: Shape(), count: count)
    }

    deinit {
        minute.deallocate()
        parent.deallocate()
        tried.deallocate()
        via.deallocate()
        begin.deallocate()
        shape.deallocate()
    }

    /// Sixteen ways out of a cell: to the eight around it, and a knight's move beyond them.
    static let steps: [(east: Int, north: Int)] = [
        (1, 0), (1, 1), (0, 1), (-1, 1), (-1, 0), (-1, -1), (0, -1), (1, -1), (2, 1), (1, 2), (-1, 2), (-2, 1), (-2, -1), (-1, -2), (1, -2), (2, -1),
    ]
    static let none = Int32.min

    static func source(_ number: Int) -> Int32 { -1 - Int32(number) }

    @inline(__always) func middle(_ cell: Int) -> SIMD2<Float> {
        let (row, column) = Int32(truncatingIfNeeded: cell).quotientAndRemainder(dividingBy: columns)
        return SIMD2(Float(column) + 0.5, Float(row) + 0.5)
    }

    func holds(_ cell: Int, _ place: SIMD2<Float>) -> Bool {
        let apart = place - middle(cell)
        return abs(apart.x) <= 0.5 && abs(apart.y) <= 0.5
    }

    /// A place as it lies in its cell, where rounding to fewer digits has put it on the far edge or beyond.
    func clamped(_ place: SIMD2<Float>, to cell: Int) -> SIMD2<Float> {
        let corner = middle(cell) - 0.5
        let far = SIMD2((corner.x + 1).nextDown, (corner.y + 1).nextDown)
        return place.clamped(lowerBound: corner, upperBound: far)
    }

    /// Makes ready for another run; costs what the last one touched.
    func forget() {
        for cell in touched.lazy.map(Int.init) {
            minute[cell] = .infinity
            parent[cell] = Self.none
            tried[cell] = Self.none
            via[cell] = Self.none
            shape[cell].stamp = 0
        }
        touched.removeAll(keepingCapacity: true)
        stamp = 0
    }

    func forgetTries() { for cell in touched { tried[Int(cell)] = Self.none } }

    /// From here on cells burn under this weather.
    func set(_ weather: FireWeather) {
        self.weather = weather
        beds = landscape.models.map { FuelBed($0, moisture: weather.moisture) }
        stamp += 1
    }

    /// Makes a cell known under the present weather. False where nothing burns.
    @inline(__always) func enter(_ cell: Int) -> Bool {
        if shape[cell].stamp != stamp { refresh(cell) }
        return shape[cell].alpha < .infinity
    }

    func refresh(_ cell: Int) {
        if shape[cell].stamp == 0 { touched.append(Int32(cell)) }
        shape[cell] = measured(cell)
    }

    /// The head fire of a cell under the present weather.
    func fire(_ cell: Int) -> CellFire {
        guard let weather, landscape.mayBurn(cell) else { return .none }
        let bed = beds[Int(landscape.fuels[cell])]
        return CellFire(
            bed, slope: landscape.slopes[cell], canopy: landscape.canopy(cell), weather: landscape.weather(cell, under: weather))
    }

    private func ellipses(_ cell: Int) -> CellEllipses? {
        guard let weather, landscape.mayBurn(cell) else { return nil }
        let bed = beds[Int(landscape.fuels[cell])]
        return CellEllipses(
            bed, slope: landscape.slopes[cell], canopy: landscape.canopy(cell), weather: landscape.weather(cell, under: weather))
    }

    private func measured(_ cell: Int) -> Shape {
        var found = Shape()
        found.stamp = stamp
        if !landscape.barriers.isEmpty { found.barrier = landscape.barriers[cell] }
        guard let fire = ellipses(cell), fire.surface.rate > Self.rateMin else { return found }
        let gradient = landscape.slopes[cell].gradient
        (found.alpha, found.wind) = polar(fire.surface, gradient)
        found.gradient = SIMD2<Float>(gradient)
        if found.barrier < .infinity, isBreached(cell, fire) { found.barrier = .infinity }
        if let crown = fire.crown {
            (found.crownAlpha, found.crownWind) = polar(crown, gradient)
            found.crownReach = Float(crown.eccentricity * fire.crownCosine) * found.crownAlpha
        }
        return found
    }

    /// True where flames are too long for the barrier: a break stops a fire, spotting aside, when it is one and a half times as wide as the flames are
    /// long (M. E. Alexander, C. Tymstra and K. W. Frederick 2004, for Prometheus). The flames are those of the cell's head, wherever the front comes
    /// from: rather a line too few is counted on than one too many.
    private func isBreached(_ cell: Int, _ fire: CellEllipses) -> Bool {
        guard !landscape.barrierWidths.isEmpty else { return false }
        let intensity = max(fire.surface.intensity, fire.crown?.intensity ?? 0)
        return Self.widthOverFlame * Flame.length(intensity: intensity) > Double(landscape.barrierWidths[cell])
    }

    private static let widthOverFlame = 1.5

    /// α and w of an ellipse, for steps in cells.
    private func polar(_ shape: CellEllipses.Shape, _ gradient: SIMD2<Double>) -> (Float, SIMD2<Float>) {
        let alpha = landscape.cellSize / (shape.rate * (1 - shape.eccentricity))
        let along = SIMD2(shape.direction.x, shape.direction.y) + shape.direction.z * gradient
        return (Float(alpha), SIMD2<Float>(shape.eccentricity * alpha * along))
    }

    /// Minutes along a step, in cells, at the speed of one cell that was entered.
    @inline(__always) func pace(_ cell: Int, _ step: SIMD2<Float>) -> Float { shape[cell].minutes(step) }

    /// False under a barrier that has stood since the beginning.
    @inline(__always) func canStand(_ cell: Int) -> Bool { shape[cell].barrier > 0 }

    /// Minutes for one cell's width in the direction from a place to the middle of a cell, at that cell's speed. Where there is no direction, 1.
    func slowness(_ from: SIMD2<Float>, _ cell: Int) -> Float {
        let way = middle(cell) - from
        let length = (way * way).sum().squareRoot()
        return length > 0 ? shape[cell].minutes(way / length) : 1
    }

    /// The front where it came to a cell from a place, under the weather it came in. It stands across the gradient of the arrival, which is that of
    /// α · |D| − w · D.
    func front(_ cell: Int, from: SIMD2<Float>, under weather: FireWeather) -> Front? {
        if weather != self.weather { set(weather) }
        guard enter(cell), let fire = ellipses(cell) else { return nil }
        let (own, way) = (shape[cell], middle(cell) - from)
        let rise = (way * own.gradient).sum()
        let length = ((way * way).sum() + rise * rise).squareRoot()
        let inCrowns = fire.crown != nil && (length == 0 || own.crownMinutes(way, length) <= own.alpha * length - (own.wind * way).sum())
        let ellipse = inCrowns ? fire.crown ?? fire.surface : fire.surface
        let type = inCrowns ? fire.crownType : .surface
        guard length > 0 else { return Front(ellipse, type, share: 1) }
        let (alpha, wind) = inCrowns ? (own.crownAlpha, own.crownWind) : (own.alpha, own.wind)
        let facing = landscape.slopes[cell].laidOn(SIMD2<Double>(alpha * (way + own.gradient * rise) / length - wind)).unit
        return Front(ellipse, type, share: Ellipse.frontShare(eccentricity: ellipse.eccentricity, cosine: (ellipse.direction * facing).sum()))
    }

    /// Minutes along the straight line from a place to the middle of a cell, or nil where it crosses what does not burn, a barrier that stands when the
    /// fire comes, or where it takes longer than asked for. Cells are walked by the method of J. Amanatides and A. Woo 1987.
    func line(_ from: SIMD2<Float>, to cell: Int, atMost most: Float, start: Float) -> Float? {
        let way = middle(cell) - from
        let (turnX, turnY) = (abs(1 / way.x), abs(1 / way.y))
        let (east, north): (Int, Int) = (way.x > 0 ? 1 : -1, way.y > 0 ? Int(columns) : -Int(columns))
        let corner = from.rounded(.down)
        var aheadX: Float = way.x == 0 ? .infinity : (way.x > 0 ? corner.x + 1 - from.x : from.x - corner.x) * turnX
        var aheadY: Float = way.y == 0 ? .infinity : (way.y > 0 ? corner.y + 1 - from.y : from.y - corner.y) * turnY
        var here = Int(corner.y) * Int(columns) + Int(corner.x)
        var (part, minutes): (Float, Float) = (0, 0)
        while true {
            guard enter(here), shape[here].barrier > start + minutes else { return nil }
            let next = aheadX < aheadY ? aheadX : aheadY
            let until = next < 1 ? next : 1
            minutes += (until - part) * shape[here].minutes(way)
            if minutes >= most { return nil }
            if until >= 1 || here == cell { return minutes }
            part = until
            let apart = aheadX - aheadY
            if apart < -Self.cornerWidth {
                here += east
                aheadX += turnX
            } else if apart > Self.cornerWidth {
                here += north
                aheadY += turnY
            } else {
                // Through a corner: shut when neither cell beside it lets a fire through.
                guard isOpen(here + east, start + minutes) || isOpen(here + north, start + minutes) else { return nil }
                here += east + north
                aheadX += turnX
                aheadY += turnY
            }
        }
    }

    /// True for a cell that lies no further than one cell's width from the straight line to another.
    func isBeside(_ cell: Int, lineFrom from: SIMD2<Float>, to next: Int) -> Bool {
        let (way, own) = (middle(next) - from, middle(cell) - from)
        let cross = way.x * own.y - way.y * own.x
        return cross * cross < (way * way).sum()
    }

    func isOpen(_ cell: Int, _ minute: Float) -> Bool { enter(cell) && shape[cell].barrier > minute }

    /// Of the length of a line: closer than this to a corner is through it.
    private static let cornerWidth: Float = 1e-5
    /// m/min, three millimetres an hour: slower is out.
    private static let rateMin = 5e-5
}
