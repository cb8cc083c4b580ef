import City

/// Names one camera of a city package.
public struct CameraID: Identifier {
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }
}

/// One camera as the city package describes it: where it stands, where it looks, and what of its picture nobody may see.
///
/// The picture is that of a pinhole: straight lines stay straight. Where it comes from is not said here; that is for an adapter.
///
/// - Ask: `coverage`, `sight(of:over:)`
public struct Camera: Hashable, Codable, Sendable {
    public let id: CameraID
    public let name: LocalizedText
    /// The site that it was put up for; nil for one that watches at large.
    public let site: SiteID?
    public let point: Coordinate
    /// Of the lens above the ground it stands on.
    public let heightMetres: Double
    /// Where the middle of the picture lies, clockwise from north.
    public let bearingDegrees: Double
    /// How far the middle of the picture lies above the horizon; below it where negative.
    public let tiltDegrees: Double
    /// From the left edge of the picture to its right edge.
    public let horizontalFieldDegrees: Double
    public let verticalFieldDegrees: Double
    /// How far along the ground something is still told apart.
    public let rangeMetres: Double
    public let masks: [PrivacyMask]
    /// The kinds of matter that its pictures are watched for by machine; empty for a camera that only people look through.
    public let watchedFor: [MatterKind]
    public let synthetic: Bool

    public init(
        id: CameraID, name: LocalizedText, site: SiteID?, point: Coordinate, heightMetres: Double, bearingDegrees: Double, tiltDegrees: Double,
        horizontalFieldDegrees: Double, verticalFieldDegrees: Double, rangeMetres: Double, masks: [PrivacyMask] = [],
        watchedFor: [MatterKind] = [], synthetic: Bool = false
    ) {
        self.id = id
        self.name = name
        self.site = site
        self.point = point
        self.heightMetres = heightMetres
        self.bearingDegrees = bearingDegrees
        self.tiltDegrees = tiltDegrees
        self.horizontalFieldDegrees = horizontalFieldDegrees
        self.verticalFieldDegrees = verticalFieldDegrees
        self.rangeMetres = rangeMetres
        self.masks = masks
        self.watchedFor = watchedFor
        self.synthetic = synthetic
    }
}

/// What a camera may be.
public enum CameraBounds {
    /// A mast on a tower on a roof; more is a mistake of units.
    public static let heightMetres = 0.0...500.0
    public static let bearingDegrees = 0.0..<360.0
    public static let tiltDegrees = -90.0...90.0
    /// A pinhole's picture cannot reach 180°; beyond this it is another kind of lens.
    public static let fieldDegrees = 1.0...160.0
    /// A lookout sees smoke at 15 km in clear air.
    public static let rangeMetres = 1.0...20_000.0
    /// As many windows and yards as one picture can hold; more is better covered as one.
    public static let maskCountMax = 16
    /// More cameras than any one district shows; each is looked at for every question about a place.
    public static let cameraCountMax = 5_000
    /// Watched by machine at once: each takes a child that fetches its pictures and, with looking at them, some seventh of a core.
    public static let watchedCountMax = 12
}
