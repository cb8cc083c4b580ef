import City

/// One thing that somebody or something saw: a camera's box, an infrared sensor's hot spot, a call, a pixel of a satellite.
///
/// It says where from and how sure, and nothing of what it means; that is for the fusion of the hazard.
public struct Detection: Hashable, Codable, Sendable {
    public enum Source: String, Codable, Sendable, CaseIterable { case infrared, camera, call, report, drone, satellite }

    /// A place, and how far off it may be.
    public struct Spot: Hashable, Codable, Sendable {
        public let point: Coordinate
        /// Within so many metres of the point it lies in nine of ten cases.
        public let uncertaintyMetres: Double
        public init(point: Coordinate, uncertaintyMetres: Double) {
            self.point = point
            self.uncertaintyMetres = uncertaintyMetres
        }
    }

    /// A direction, and how wide.
    public struct Cone: Hashable, Codable, Sendable {
        public let from: Coordinate
        /// Of the lens above the ground it stands on; nil where nobody says.
        public let heightMetres: Double?
        /// Degrees clockwise from true north. Kept as it was sent, also where it cannot be.
        public let azimuthDegrees: Double
        /// What was seen lies within so many degrees on either side, the error of the pose included.
        public let halfAngleDegrees: Double
        /// Of the foot of what was seen over the horizon, negative below it; nil where nobody says.
        public let elevationDegrees: Double?
        /// How far this camera tells anything; nil where nobody says.
        public let rangeMetres: Double?

        public init(
            from: Coordinate, heightMetres: Double? = nil, azimuthDegrees: Double, halfAngleDegrees: Double, elevationDegrees: Double? = nil,
            rangeMetres: Double? = nil
        ) {
            self.from = from
            self.heightMetres = heightMetres
            self.azimuthDegrees = azimuthDegrees
            self.halfAngleDegrees = halfAngleDegrees
            self.elevationDegrees = elevationDegrees
            self.rangeMetres = rangeMetres
        }
    }

    public enum Look: Hashable, Codable, Sendable {
        case spot(Spot)
        case cone(Cone)
    }

    /// In parts of the picture's width and height, from its upper left corner.
    public struct Box: Hashable, Codable, Sendable {
        public let left: Double
        public let top: Double
        public let width: Double
        public let height: Double
        public init(left: Double, top: Double, width: Double, height: Double) {
            self.left = left
            self.top = top
            self.width = width
            self.height = height
        }
    }

    /// The sender's, with the sender's name before it. The same id again corrects what it said before.
    public let id: String
    /// Which instrument or desk saw it.
    public let detector: String
    public let source: Source
    public let time: Instant
    /// 0…1.
    public let confidence: Double
    /// Such as `smoke`; `Detection.denied` takes back what an earlier one with the same id said.
    public let label: String
    public let look: Look
    public let box: Box?
    /// True where the camera did not look where it is known to look, so that its direction says nothing; nil where nobody says.
    public let isTurned: Bool?
    public let synthetic: Bool

    public init(
        id: String, detector: String, source: Source, time: Instant, confidence: Double, label: String, look: Look, box: Box? = nil,
        isTurned: Bool? = nil, synthetic: Bool
    ) {
        self.id = id
        self.detector = detector
        self.source = source
        self.time = time
        self.confidence = confidence
        self.label = label
        self.look = look
        self.box = box
        self.isTurned = isTurned
        self.synthetic = synthetic
    }

    /// The label of a detection that somebody looked at again and found to be nothing.
    public static let denied = "not-fire"
}
