import City

/// One look of a camera at smoke or flame: from where, in which direction, and how wide what was seen lies.
public struct Sighting: Hashable, Sendable {
    public let camera: Coordinate
    /// Metres above the ellipsoid or the sea; azimuths hardly depend on it.
    public let heightMetres: Double
    /// Degrees clockwise from true north, 0 ..< 360.
    public let azimuthDegrees: Double
    /// What was seen lies within so many degrees on either side of the azimuth.
    public let halfAngleDegrees: Double
    public let time: Instant

    /// Nil where the numbers cannot be those of a look, with the reason in `refusal(…)`.
    public init?(camera: Coordinate, heightMetres: Double, azimuthDegrees: Double, halfAngleDegrees: Double, time: Instant) {
        guard
            Self.refusal(camera: camera, heightMetres: heightMetres, azimuthDegrees: azimuthDegrees, halfAngleDegrees: halfAngleDegrees) == nil
        else { return nil }
        self.camera = camera
        self.heightMetres = heightMetres
        self.azimuthDegrees = azimuthDegrees == 360 ? 0 : azimuthDegrees
        self.halfAngleDegrees = halfAngleDegrees
        self.time = time
    }

    /// Why these numbers are no look, or nil. An azimuth beyond a turn is not wrapped: it tells of a camera whose pose cannot be trusted.
    public static func refusal(
        camera: Coordinate, heightMetres: Double, azimuthDegrees: Double, halfAngleDegrees: Double
    ) -> LocalizedText? {
        guard camera.isOnEarth else {
            return LocalizedText(zh: "相机位置不在地球上", en: "the camera's place is not on Earth: latitude within ±90, longitude within ±180")
        }
        guard heightMetres.isFinite, abs(heightMetres) <= heightMax else {
            return LocalizedText(zh: "相机高程不合理", en: "the camera's height must be a number within ±\(Int(heightMax)) m")
        }
        guard azimuthDegrees >= 0, azimuthDegrees <= 360 else {
            return LocalizedText(zh: "方位角须在 0–360° 之间", en: "the azimuth must lie within 0 and 360 degrees, clockwise from true north")
        }
        guard halfAngleDegrees > 0, halfAngleDegrees <= halfAngleMax else {
            return LocalizedText(
                zh: "半角须大于 0° 且不超过 \(Int(halfAngleMax))°", en: "the half angle must be above 0 and at most \(Int(halfAngleMax)) degrees")
        }
        return nil
    }

    /// Higher than any mast stands.
    static let heightMax = 9_000.0
    /// Half the view of a wide lens: a wider cone says only that there is a fire somewhere.
    static let halfAngleMax = 45.0
}
