/// The head fire that each cell of a landscape would have under one weather: what the danger of a day looks like on a map.
public struct HeadFires: Sendable {
    /// Metres by cell; 0 where nothing burns.
    public let flameLengths: [Float]

    public init(_ landscape: Landscape, weather: FireWeather) {
        let ground = CellGround(landscape)
        ground.set(weather)
        flameLengths = (0..<landscape.count).map { landscape.burns($0) ? Float(ground.fire($0).flameLength) : 0 }
    }
}
