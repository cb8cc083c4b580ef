/// The ground under a site as a geologist sees it: layers from the top down, the surface on which each begins, and the boreholes that say so.
///
/// - Ask: `extent`, `middleLine`, `crossings`
public struct LayerModel: Codable, Hashable, Sendable {
    public struct Layer: Codable, Hashable, Sendable {
        /// The name of its surface's file.
        public let id: String
        public let nameZh: String
        public let nameEn: String

        public init(id: String, nameZh: String, nameEn: String) {
            self.id = id
            self.nameZh = nameZh
            self.nameEn = nameEn
        }
    }

    /// From the top down.
    public let layers: [Layer]
    /// The top of each layer, by the id of the layer.
    public let tops: [String: SurfaceGrid]
    public let boreholes: [Borehole]

    public init(layers: [Layer], tops: [String: SurfaceGrid], boreholes: [Borehole]) {
        self.layers = layers
        self.tops = tops
        self.boreholes = boreholes
    }

    /// More layers than a section can tell apart by colour and pattern.
    public static let layersMax = 24
    /// More than any one slope has been drilled; all of them are compared with every version.
    public static let boreholesMax = 500

    /// The rectangle that all surfaces and collars lie in, metres; nil for a model without any.
    public var extent: (low: PlanPoint, high: PlanPoint)? {
        let corners = tops.values.flatMap { [$0.corner, $0.farCorner] } + boreholes.map(\.collar)
        guard let first = corners.first else { return nil }
        return corners.reduce((first, first)) { held, one in
            (PlanPoint(x: min(held.0.x, one.x), y: min(held.0.y, one.y)), PlanPoint(x: max(held.1.x, one.x), y: max(held.1.y, one.y)))
        }
    }

    /// A line through the middle along the shorter side, which on a slope is most often the way down; shown until somebody picks another one.
    public var middleLine: (from: PlanPoint, to: PlanPoint)? {
        guard let (low, high) = extent else { return nil }
        let middle = PlanPoint(x: (low.x + high.x) / 2, y: (low.y + high.y) / 2)
        return high.x - low.x < high.y - low.y
            ? (PlanPoint(x: low.x, y: middle.y), PlanPoint(x: high.x, y: middle.y))
            : (PlanPoint(x: middle.x, y: low.y), PlanPoint(x: middle.x, y: high.y))
    }

    /// Where a layer's top lies above that of the layer over it: a fault of the model that a section cannot draw.
    public struct Crossing: Hashable, Sendable {
        public let upper: String
        public let lower: String
        public let nodeCount: Int
        public let largestMetres: Double
    }

    public var crossings: [Crossing] {
        zip(layers, layers.dropFirst()).compactMap { upper, lower in
            guard let above = tops[upper.id], let below = tops[lower.id] else { return nil }
            let high = below.nodes.compactMap { node in above.height(at: node.point).map { node.height - $0 } }.filter { $0 > Self.sameMetres }
            guard let largest = high.max() else { return nil }
            return Crossing(upper: upper.id, lower: lower.id, nodeCount: high.count, largestMetres: largest)
        }
    }

    /// Files are written to the millimetre; less is no difference.
    static let sameMetres = 0.001
}

/// A place on the map of a survey, metres.
public struct PlanPoint: Codable, Hashable, Sendable {
    public let x: Double
    public let y: Double

    public init(x: Double, y: Double) {
        self.x = x
        self.y = y
    }
}
