import City
import Geo

/// What one mast says about one fire: its looks in nearly one direction, taken together.
///
/// Looks from one mast share what is wrong with its pose, so many of them are no better than one; they never fix a place among themselves.
struct MastBearing: Sendable {
    /// Of the mast's first camera.
    let place: Coordinate
    let mast: Int
    /// Indices of the sightings.
    private(set) var looks: [Int]
    private(set) var azimuthDegrees: Double
    /// The narrowest of the looks': the one that was zoomed in knows best.
    private(set) var halfAngleDegrees: Double
    private(set) var first: Instant
    private(set) var last: Instant

    init(_ sighting: Sighting, index: Int, mast: Int, place: Coordinate) {
        self.place = place
        self.mast = mast
        looks = [index]
        azimuthDegrees = sighting.azimuthDegrees
        halfAngleDegrees = sighting.halfAngleDegrees
        (first, last) = (sighting.time, sighting.time)
    }

    /// One that somebody has put together already, over a span of time.
    init(
        place: Coordinate, mast: Int, looks: [Int], azimuthDegrees: Double, halfAngleDegrees: Double, first: Instant, last: Instant
    ) {
        self.place = place
        self.mast = mast
        self.looks = looks
        self.azimuthDegrees = azimuthDegrees
        self.halfAngleDegrees = halfAngleDegrees
        (self.first, self.last) = (first, last)
    }

    /// One standard deviation in radians: what was seen lies anywhere within the cone, so a half angle is √3 of them.
    var sigma: Double { halfAngleDegrees * .pi / 180 / 3.0.squareRoot() }

    /// True where a later look is of the same thing: as far off as the wider of both cones at most, and soon enough.
    func isSame(as sighting: Sighting) -> Bool {
        let apart = abs(Self.turned(sighting.azimuthDegrees - azimuthDegrees))
        return apart <= max(halfAngleDegrees, sighting.halfAngleDegrees) && sighting.time.since(last) <= FireLocator.togetherSeconds
    }

    mutating func add(_ sighting: Sighting, index: Int) {
        let weight = 1 / Double(looks.count + 1)
        looks.append(index)
        azimuthDegrees += Self.turned(sighting.azimuthDegrees - azimuthDegrees) * weight
        if azimuthDegrees < 0 { azimuthDegrees += 360 }
        if azimuthDegrees >= 360 { azimuthDegrees -= 360 }
        halfAngleDegrees = min(halfAngleDegrees, sighting.halfAngleDegrees)
        last = max(last, sighting.time)
    }

    /// The same angle within −180 ..< 180.
    static func turned(_ degrees: Double) -> Double {
        let rest = (degrees + 180).truncatingRemainder(dividingBy: 360)
        return (rest < 0 ? rest + 360 : rest) - 180
    }
}
