#if canImport(Glibc)
    import Glibc
#else
    import Foundation
#endif

/// How fast crews get on on foot off every path.
///
/// W. R. Tobler 1993, Three presentations on geographical analysis and modeling: 6 · exp(−3.5 · |slope + 0.05|) km/h, of which 0.6 is left off the
/// paths. A crew with tools in the forest is slower than a hiker, never faster.
public enum Walking {
    /// - Parameter riseOverRun: of the way itself, negative downhill.
    /// - Returns: m/min along the map.
    public static func metresPerMinute(riseOverRun: Double) -> Double { offPath * pathMetresPerMinute * exp(-3.5 * abs(riseOverRun + 0.05)) }

    /// 6 km/h.
    private static let pathMetresPerMinute = 100.0
    private static let offPath = 0.6
    /// Nobody climbs what is steeper than 45° with tools.
    static let riseOverRunMax = 1.0
}

/// A search on foot over a landscape, from many cells at once.
struct WalkingSearch {
    let landscape: Landscape
    /// Minutes by cell, infinity where nobody gets in time.
    private(set) var minutes: [Float]
    private(set) var cameFrom: [Int32]
    private var queue = ArrivalQueue()

    init(_ landscape: Landscape) {
        self.landscape = landscape
        minutes = Array(repeating: .infinity, count: landscape.count)
        cameFrom = Array(repeating: -1, count: landscape.count)
    }

    mutating func begin(at cell: Int, _ minute: Float) {
        guard minute < minutes[cell] else { return }
        minutes[cell] = minute
        queue.push(minute, Int32(cell))
    }

    /// - Parameters:
    ///   - isOpen: whether one may be in a cell at a minute.
    ///   - isGoal: the search ends at the first such cell, and returns it; where there is none it goes on to `most`.
    mutating func run(
        atMost most: Float, isOpen: (_ cell: Int, _ minute: Float) -> Bool = { _, _ in true }, isGoal: (Int) -> Bool = { _ in false }
    ) -> Int? {
        while let (minute, cell) = queue.pop() {
            let here = Int(cell)
            guard minutes[here] == minute else { continue }
            if isGoal(here) { return here }
            let (row, column) = here.quotientAndRemainder(dividingBy: landscape.columns)
            for step in CellGround.steps {
                let (east, north) = (column + step.east, row + step.north)
                guard east >= 0, north >= 0, east < landscape.columns, north < landscape.rows else { continue }
                let next = north * landscape.columns + east
                guard let span = span(here, next, step) else { continue }
                let there = minute + span
                guard there <= most, there < minutes[next], isOpen(next, there) else { continue }
                minutes[next] = there
                cameFrom[next] = cell
                queue.push(there, Int32(next))
            }
        }
        return nil
    }

    /// Half the way on the slope of each cell.
    private func span(_ from: Int, _ to: Int, _ step: (east: Int, north: Int)) -> Float? {
        let way = SIMD2(Double(step.east), Double(step.north))
        let length = (way * way).sum().squareRoot()
        var minutes = 0.0
        for cell in [from, to] {
            let rise = (landscape.slopes[cell].gradient * way).sum() / length
            guard abs(rise) <= Walking.riseOverRunMax else { return nil }
            minutes += length * landscape.cellSize / 2 / Walking.metresPerMinute(riseOverRun: rise)
        }
        return Float(minutes)
    }

    /// The cells from where the search began to a cell.
    func path(to cell: Int) -> [Int] {
        var path = [cell]
        while let last = path.last, cameFrom[last] >= 0 { path.append(Int(cameFrom[last])) }
        return path.reversed()
    }
}
