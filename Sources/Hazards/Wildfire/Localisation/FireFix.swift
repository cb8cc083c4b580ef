import City

/// A place at which the looks of two masts or more meet, with how far off it may be.
public struct FireFix: Hashable, Sendable {
    public let place: Coordinate
    /// Within this ellipse the fire lies with a probability of `confidence`, half axes in metres.
    public let semiMajorMetres: Double
    public let semiMinorMetres: Double
    /// The direction of the longer axis, degrees clockwise from true north, 0 ..< 180.
    public let majorAzimuthDegrees: Double
    /// When the first look at it was taken.
    public let time: Instant
    public let mastCount: Int
    /// Indices of the sightings that it rests on, ascending.
    public let sightings: [Int]
    /// True where other looks could be paired as well, so that another place is possible: a person decides, or a third mast.
    public let isAmbiguous: Bool

    public static let confidence = 0.9
    /// Half axes of the ellipse of 90 % in standard deviations: √(−2 ln 0.1), the quantile of χ² with two degrees of freedom.
    static let sigmas = 2.145_966_026_289_347
}

/// Why a sighting gave no place.
public enum UnfixedReason: Int, Hashable, Sendable, Comparable {
    /// Nobody else saw anything at that time.
    case alone
    case sameMast
    /// Others saw something, and the directions do not meet in front of the cameras within sight.
    case noCrossing
    case tooAcute
    /// The other looks at that place are better explained by another fire.
    case explainedElsewhere

    public static func < (one: Self, other: Self) -> Bool { one.rawValue < other.rawValue }
}
