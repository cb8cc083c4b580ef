/// What one version of a model changed against the one before.
public struct LayerDifference: Codable, Hashable, Sendable {
    /// How a layer's top moved, upward where positive.
    public struct Moved: Codable, Hashable, Sendable {
        public let layer: String
        /// Over all places that both versions know.
        public let meanMetres: Double
        /// The largest, with its sign.
        public let largestMetres: Double
        public let at: PlanPoint
        /// Nodes that both versions know, and those of the new one that the old one did not.
        public let comparedCount: Int
        public let newGroundCount: Int
    }

    public let moved: [Moved]
    public let unchanged: [String]
    /// Both versions have them, and no place in common: how far they moved cannot be told.
    public let incomparable: [String]
    public let layersAdded: [String]
    public let layersRemoved: [String]
    public let boreholesAdded: [String]
    public let boreholesRemoved: [String]
    public let boreholesChanged: [String]

    public static func between(_ old: LayerModel, _ new: LayerModel) -> LayerDifference {
        let (before, after) = (old.layers.map(\.id), new.layers.map(\.id))
        var (moved, unchanged, incomparable): ([Moved], [String], [String]) = ([], [], [])
        for layer in after {
            guard before.contains(layer), let was = old.tops[layer], let now = new.tops[layer] else { continue }
            if was == now {
                unchanged.append(layer)
            } else if let found = Self.moved(layer, from: was, to: now) {
                if abs(found.largestMetres) < LayerModel.sameMetres, found.newGroundCount == 0 {
                    unchanged.append(layer)
                } else {
                    moved.append(found)
                }
            } else {
                incomparable.append(layer)
            }
        }
        let holesBefore = Dictionary(old.boreholes.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        let holesAfter = Dictionary(new.boreholes.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        return LayerDifference(
            moved: moved, unchanged: unchanged, incomparable: incomparable, layersAdded: after.filter { !before.contains($0) },
            layersRemoved: before.filter { !after.contains($0) }, boreholesAdded: holesAfter.keys.filter { holesBefore[$0] == nil }.sorted(),
            boreholesRemoved: holesBefore.keys.filter { holesAfter[$0] == nil }.sorted(),
            boreholesChanged: holesAfter.filter { key, hole in holesBefore[key].map { $0 != hole } ?? false }.keys.sorted())
    }

    /// Nil where the two have no place in common.
    private static func moved(_ layer: String, from old: SurfaceGrid, to new: SurfaceGrid) -> Moved? {
        var (sum, count, fresh) = (0.0, 0, 0)
        var largest: (metres: Double, at: PlanPoint)?
        for node in new.nodes {
            guard let was = old.height(at: node.point) else {
                fresh += 1
                continue
            }
            let metres = node.height - was
            sum += metres
            count += 1
            if abs(metres) > abs(largest?.metres ?? 0) || largest == nil { largest = (metres, node.point) }
        }
        guard let largest else { return nil }
        return Moved(
            layer: layer, meanMetres: sum / Double(count), largestMetres: largest.metres, at: largest.at, comparedCount: count, newGroundCount: fresh)
    }
}
