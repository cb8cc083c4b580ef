/// The ground that a fire may run over: square cells with what burns on them, how steep they are and what stands above. Row 0 lies in the south.
public struct Landscape: Sendable {
    public let columns: Int
    public let rows: Int
    /// Metres, the side of a cell.
    public let cellSize: Double
    /// The models that burn, by the numbers of `fuels`.
    public let models: [FuelModel]
    /// For each cell the place of its model, or `nothing`.
    public let fuels: [UInt8]
    public let slopes: [Slope]
    public let canopies: [Canopy]
    /// For each cell the minute from which on a line or a road lets no fire in, or infinity. Empty where there is none.
    public let barriers: [Float]
    /// For each cell how wide that line or road is in metres; infinite where no flame reaches over it. Empty where none can be crossed.
    public let barrierWidths: [Float]
    /// How the ground bends the wind; nil where it blows alike everywhere.
    public let wind: WindField?

    /// What a cell has where nothing burns.
    public static let nothing = UInt8.max
    /// Sixteen million cells: a district at 30 m is a thirtieth of that.
    public static let cellsMax = 1 << 24

    /// Every array has one value for each cell; canopies may have a single one for all.
    public init(
        columns: Int, rows: Int, cellSize: Double, models: [FuelModel], fuels: [UInt8], slopes: [Slope], canopies: [Canopy], barriers: [Float] = [],
        barrierWidths: [Float] = [], wind: WindField? = nil
    ) {
        let count = columns * rows
        precondition(columns > 0 && rows > 0 && count <= Self.cellsMax && cellSize > 0, "a landscape has cells, and not too many")
        precondition(fuels.count == count && slopes.count == count, "every cell has a fuel and a slope")
        precondition((canopies.count == count || canopies.count == 1) && (barriers.isEmpty || barriers.count == count), "one value a cell")
        precondition(barrierWidths.isEmpty || (barrierWidths.count == count && barriers.count == count), "a width belongs to a barrier")
        precondition(wind.map { $0.count == count } ?? true, "a wind field has one wind a cell")
        precondition(models.count < Int(Self.nothing), "a fuel's place is a byte")
        (self.columns, self.rows, self.cellSize, self.models) = (columns, rows, cellSize, models)
        (self.fuels, self.slopes, self.canopies, self.barriers) = (fuels, slopes, canopies, barriers)
        self.barrierWidths = barrierWidths
        self.wind = wind
    }

    public var count: Int { columns * rows }

    /// The cell that holds a point, in metres east and north of the south-western corner.
    public func cell(at point: SIMD2<Double>) -> Int? {
        let place = point / cellSize
        guard place.x >= 0, place.y >= 0, place.x < Double(columns), place.y < Double(rows) else { return nil }
        return Int(place.y) * columns + Int(place.x)
    }

    /// True for fuel that no barrier closes from the beginning: where a fire may start.
    public func burns(_ cell: Int) -> Bool { fuels[cell] != Self.nothing && (barriers.isEmpty || barriers[cell] > 0) }

    /// The same, and cells whose barrier long flames may cross.
    func mayBurn(_ cell: Int) -> Bool {
        burns(cell) || (fuels[cell] != Self.nothing && !barrierWidths.isEmpty && barrierWidths[cell] < .infinity)
    }

    /// The same landscape with other barriers.
    public func replacingBarriers(_ minutes: [Float], widths: [Float]) -> Landscape {
        Landscape(
            columns: columns, rows: rows, cellSize: cellSize, models: models, fuels: fuels, slopes: slopes, canopies: canopies, barriers: minutes,
            barrierWidths: widths, wind: wind)
    }

    /// The same landscape under another wind field.
    public func replacingWind(_ wind: WindField?) -> Landscape {
        Landscape(
            columns: columns, rows: rows, cellSize: cellSize, models: models, fuels: fuels, slopes: slopes, canopies: canopies, barriers: barriers,
            barrierWidths: barrierWidths, wind: wind)
    }

    /// The weather of one cell.
    func weather(_ cell: Int, under weather: FireWeather) -> FireWeather { wind?.local(weather, cell) ?? weather }

    func canopy(_ cell: Int) -> Canopy { canopies.count == 1 ? canopies[0] : canopies[cell] }
}

extension FireWeather {
    /// True for weather that is told again rather than changed: a fifth of a hundredth of wind and moisture, a tenth of a degree.
    func isAlmost(_ other: FireWeather) -> Bool {
        let turn = abs((upwind - other.upwind + 540).truncatingRemainder(dividingBy: 360) - 180)
        let pairs = [
            (windSpeed, other.windSpeed), (moisture.oneHour, other.moisture.oneHour), (moisture.herbaceous, other.moisture.herbaceous),
            (moisture.woody, other.moisture.woody),
        ]
        return turn <= 0.1 && pairs.allSatisfy { abs($0 - $1) <= 0.002 * max($0, $1) }
    }
}

/// The weather from one minute of a run on.
public struct WeatherBand: Hashable, Sendable {
    /// Minutes after the ignition; the first band holds from the beginning whatever it says, and the last one to the end. Bands that end before the
    /// ignition say nothing.
    public var fromMinute: Double
    public var weather: FireWeather

    public init(fromMinute: Double, weather: FireWeather) {
        self.fromMinute = fromMinute
        self.weather = weather
    }
}
