/// Where a crew may stand while a fire passes: ground that does not burn, far enough from flames.
///
/// B. W. Butler and J. D. Cohen 1998, Firefighter safety zones: a theoretical model based on radiative heating (International Journal of Wildland Fire
/// 8:73): four times the height of the flames. Flames here are those of the head fire in each cell, lengths and not heights, which errs to the safe side
/// on a slope; hot gas uphill of a slope asks for more, which the rule does not hold.
public struct SafetyZones: Sendable {
    public let isSafe: [Bool]

    /// - Parameter isBurned: cells that have burned out are black, and safe like rock.
    public init(_ landscape: Landscape, weather: FireWeather, isBurned: (Int) -> Bool = { _ in false }) {
        var safe = [Bool](repeating: true, count: landscape.count)
        let ground = CellGround(landscape)
        ground.set(weather)
        for cell in 0..<landscape.count where landscape.burns(cell) && !isBurned(cell) {
            let flame = Flame.length(intensity: ground.fire(cell).intensity)
            // A cell that a fire does not carry through today still stands in fuel.
            let reach = max(Self.flameHeights * flame / landscape.cellSize, 1)
            Self.strike(around: cell, reach: min(reach, Self.reachCellsMax), landscape, &safe)
        }
        isSafe = safe
    }

    private static func strike(around cell: Int, reach: Double, _ landscape: Landscape, _ safe: inout [Bool]) {
        let (row, column) = cell.quotientAndRemainder(dividingBy: landscape.columns)
        let radius = Int(reach.rounded(.up))
        // Most cells lie amid fuel, where the cells around strike the same ground.
        safe[cell] = false
        for north in max(0, row - radius)...min(landscape.rows - 1, row + radius) {
            for east in max(0, column - radius)...min(landscape.columns - 1, column + radius) {
                let (up, right) = (Double(north - row), Double(east - column))
                if up * up + right * right < reach * reach { safe[north * landscape.columns + east] = false }
            }
        }
    }

    static let flameHeights = 4.0
    /// Flames of 60 m, the highest that crown fires have, over cells of 10 m.
    private static let reachCellsMax = 24.0
}
