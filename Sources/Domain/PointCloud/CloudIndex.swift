/// What a viewer reads first: where the nodes of the octree lie, which epochs there are, and which patches moved.
///
/// Every node is one file `nodes/KEY.bin`. A node holds a thinned part of its cube; its children hold the rest, so that
/// all nodes from the root down to a level together are the cloud at that level's spacing.
public struct CloudIndex: Codable, Hashable, Sendable {
    public static let versionNow = 1

    public struct Node: Codable, Hashable, Sendable {
        /// `r` for the root, then one octant a level: bit 0 is x, bit 1 is y, bit 2 is z.
        public let key: String
        public let count: Int
        /// Bytes of the node's file.
        public let length: Int
        /// Metres between neighbouring points that this node adds.
        public let spacing: Double
    }

    public struct Epoch: Codable, Hashable, Sendable {
        public let id: String
        public let at: String
        /// The median level of detection in millimetres; missing when nothing can be told.
        public let levelMm: Double?
    }

    public let version: Int
    /// What the coordinates are, in words: the reference system, or "local".
    public let note: String
    /// True when no real place looks like this.
    public let synthetic: Bool
    /// Metres, x y z in the frame of the survey; everything else is relative to it.
    public let origin: [Double]
    /// The lower corner of the root's cube and the length of its edge, metres from the origin.
    public let cube: [Double]
    public let edge: Double
    public let bounds: [[Double]]
    public let pointCount: Int
    /// Points that lie on the very place of another one and were left out.
    public let leftOut: Int
    public let nodes: [Node]
    public let epochs: [Epoch]
    public let patches: [CloudPatch]
    /// Where the survey lies on the earth; nil when nobody has said so.
    public let anchor: CloudAnchor?
}

/// A connected part of the surface that moved.
public struct CloudPatch: Codable, Hashable, Sendable {
    public let id: String
    /// Metres, x y z in the frame of the survey.
    public let center: [Double]
    public let areaM2: Double
    public let medianMm: Double
    /// From 0 to 1.
    public let confidence: Double

    public init(id: String, center: [Double], areaM2: Double, medianMm: Double, confidence: Double) {
        self.id = id
        self.center = center
        self.areaM2 = areaM2
        self.medianMm = medianMm
        self.confidence = confidence
    }

    /// `bayu terrain` numbers its patches; a name is taken as well.
    public init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        do {
            id = try values.decode(String.self, forKey: .id)
        } catch DecodingError.typeMismatch {
            id = String(try values.decode(Int.self, forKey: .id))
        }
        center = try values.decode([Double].self, forKey: .center)
        areaM2 = try values.decode(Double.self, forKey: .areaM2)
        medianMm = try values.decode(Double.self, forKey: .medianMm)
        confidence = try values.decode(Double.self, forKey: .confidence)
    }
}
