/// A model cut along a straight line: the tops of its layers, and the boreholes that stand near enough.
public struct LayerSection: Codable, Hashable, Sendable {
    public struct Top: Codable, Hashable, Sendable {
        public let layer: String
        /// Metres at each place of `along`; nil where the model does not say.
        public let heights: [Double?]
    }

    /// A borehole moved onto the line at a right angle.
    public struct Projected: Codable, Hashable, Sendable {
        public let id: String
        /// Metres from the beginning of the line.
        public let alongMetres: Double
        /// Metres to the left of the line, seen from its beginning; to the right where negative.
        public let asideMetres: Double
        public let collarHeightMetres: Double
        public let stretches: [Borehole.Stretch]
    }

    public let from: PlanPoint
    public let to: PlanPoint
    public let withinMetres: Double
    /// Metres from the beginning, evenly.
    public let along: [Double]
    /// From the top down.
    public let tops: [Top]
    public let boreholes: [Projected]

    /// Wider than a screen has pixels for, at two pixels a place.
    public static let placesCount = 401
    /// A line shorter than this has no direction that two picked points can mean.
    public static let lengthMetresMin = 0.5
    /// Beyond this a borehole says nothing about the line.
    public static let withinMetresMax = 500.0
    public static let withinMetresUsual = 15.0

    /// - Parameters: `from` and `to` in the frame of the model; `within` metres, at most `withinMetresMax`.
    public static func cut(_ model: LayerModel, from: PlanPoint, to: PlanPoint, within: Double) throws(GeologyFault) -> LayerSection {
        let (across, up) = (to.x - from.x, to.y - from.y)
        let length = (across * across + up * up).squareRoot()
        guard length.isFinite, length >= lengthMetresMin else {
            throw GeologyFault(
                "The section's ends lie \(length.isFinite ? "less than \(lengthMetresMin) m" : "too far") apart. Pick two other points.")
        }
        guard (0...withinMetresMax).contains(within) else {
            throw GeologyFault("Boreholes are projected from 0 to \(Int(withinMetresMax)) m, not from \(within) m.")
        }
        let along = (0..<placesCount).map { length * Double($0) / Double(placesCount - 1) }
        let places = along.map { PlanPoint(x: from.x + across * $0 / length, y: from.y + up * $0 / length) }
        let tops = model.layers.compactMap { layer in
            model.tops[layer.id].map { grid in Top(layer: layer.id, heights: places.map(grid.height(at:))) }
        }
        let near = model.boreholes.compactMap { hole -> Projected? in
            let (x, y) = (hole.collar.x - from.x, hole.collar.y - from.y)
            let (ahead, aside) = ((x * across + y * up) / length, (across * y - up * x) / length)
            guard ahead >= 0, ahead <= length, abs(aside) <= within else { return nil }
            return Projected(
                id: hole.id, alongMetres: ahead, asideMetres: aside, collarHeightMetres: hole.collarHeightMetres, stretches: hole.stretches)
        }
        return LayerSection(
            from: from, to: to, withinMetres: within, along: along, tops: tops,
            boreholes: near.sorted { ($0.alongMetres, $0.id) < ($1.alongMetres, $1.id) })
    }
}

/// A model cannot be read or cut; says what, where, and what to do.
public struct GeologyFault: Error, Hashable, Sendable, CustomStringConvertible {
    public let description: String
    public init(_ description: String) { self.description = description }
}
