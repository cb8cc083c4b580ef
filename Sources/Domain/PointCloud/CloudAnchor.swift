#if canImport(Glibc)
    import Glibc
#else
    import Foundation
#endif

/// Where the frame of a survey stands on the earth: one place known in both, and how the frame is turned.
public struct CloudAnchor: Codable, Hashable, Sendable {
    /// Metres, x y z of the place in the frame of the survey.
    public let at: [Double]
    /// WGS 84, degrees.
    public let latitude: Double
    public let longitude: Double
    /// Of the place, in the height system that sensors of the site are given in.
    public let heightMetres: Double
    /// Where the y axis points, clockwise from north; 0 for a frame of eastings and northings.
    public let yBearingDegrees: Double

    public init(at: [Double], latitude: Double, longitude: Double, heightMetres: Double, yBearingDegrees: Double) {
        self.at = at
        self.latitude = latitude
        self.longitude = longitude
        self.heightMetres = heightMetres
        self.yBearingDegrees = yBearingDegrees
    }

    /// Nearer to a pole a degree of longitude is too short to reckon with.
    private static let latitudeMax = 89.0

    /// Says what is no place on the earth.
    public func check() throws(CloudFault) {
        guard at.count == 3, at.allSatisfy(\.isFinite), heightMetres.isFinite, yBearingDegrees.isFinite else {
            throw CloudFault("The anchor needs x, y, z, a height and a bearing that are numbers.")
        }
        guard abs(latitude) <= Self.latitudeMax, abs(longitude) <= 180 else {
            throw CloudFault("The anchor \(latitude), \(longitude) is no latitude and longitude in degrees. Latitude comes first.")
        }
    }

    /// The place in the frame of the survey, metres.
    ///
    /// The earth is flat around the anchor, with the radii of curvature of WGS 84 there: 5 cm wrong at 1 km, and at 10 km some metres.
    public func place(latitude: Double, longitude: Double, heightMetres: Double) -> [Double] {
        let degree = Double.pi / 180
        let (meridian, normal) = Self.radii(atLatitude: self.latitude)
        let north = (latitude - self.latitude) * degree * (meridian + self.heightMetres)
        let east = (longitude - self.longitude) * degree * (normal + self.heightMetres) * cos(self.latitude * degree)
        let flat = turned(east: east, north: north)
        return [at[0] + flat[0], at[1] + flat[1], at[2] + heightMetres - self.heightMetres]
    }

    /// A direction of the earth as a direction of the frame, unit length.
    public func direction(bearingDegrees: Double, tiltDegrees: Double) -> [Double] {
        let (bearing, tilt) = (bearingDegrees * .pi / 180, tiltDegrees * .pi / 180)
        let flat = turned(
            east: sin(bearing) * cos(tilt), north: cos(bearing) * cos(tilt))
        return [flat[0], flat[1], sin(tilt)]
    }

    private func turned(east: Double, north: Double) -> [Double] {
        let bearing = yBearingDegrees * .pi / 180
        let (sine, cosine) = (sin(bearing), cos(bearing))
        return [east * cosine - north * sine, east * sine + north * cosine]
    }

    /// Along the meridian and across it, metres (WGS 84, EPSG 7030).
    private static func radii(atLatitude latitude: Double) -> (meridian: Double, normal: Double) {
        let (axis, eccentricitySquared) = (6_378_137.0, 0.006_694_379_990_14)
        let sine = sin(latitude * .pi / 180)
        let bent = 1 - eccentricitySquared * sine * sine
        return (axis * (1 - eccentricitySquared) / (bent * bent.squareRoot()), axis / bent.squareRoot())
    }
}
