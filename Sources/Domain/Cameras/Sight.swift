import City
import Geo

#if canImport(Glibc)
    import Glibc
#else
    import Foundation
#endif

/// Whether a camera sees a place, and if not, why not.
public enum Sight: Hashable, Sendable {
    /// `offAxis` is 0 in the middle of the picture and 1 at its edge.
    case seen(distanceMetres: Double, offAxis: Double)
    case beyondRange(distanceMetres: Double)
    /// To the side, above or below what the picture shows.
    case outsidePicture
    /// The ground in between stands in the way, at this distance from the camera.
    case hidden(atMetres: Double)
    /// The terrain has no height somewhere on the way: nobody can say, and that is not "seen".
    case unknownGround

    public var isSeen: Bool { if case .seen = self { true } else { false } }
}

/// The height of the ground in metres above one datum; nil where nothing is known.
public typealias GroundHeight = (Coordinate) -> Double?

extension Camera {
    /// Whether the ground at a place is in the picture. Without `ground` the world is flat; with it the line of sight is followed over the
    /// terrain, with the curve of the Earth and the bending of light.
    ///
    /// - Parameter stepMetres: how far apart the ground is looked at on the way; the cell size of the terrain is a good choice.
    public func sight(of place: Coordinate, over ground: GroundHeight? = nil, stepMetres: Double = Camera.stepMetres) -> Sight {
        let distance = point.distanceMetres(to: place)
        guard distance <= rangeMetres else { return .beyondRange(distanceMetres: distance) }
        let turn = (point.bearingDegrees(to: place) - bearingDegrees) * .pi / 180
        var above = -heightMetres
        if let ground {
            guard let foot = ground(point), let end = ground(place) else { return .unknownGround }
            above = end - Self.dropMetres(at: distance) - (foot + heightMetres)
        }
        let target = PictureFrame.Place(ahead: distance * cos(turn), right: distance * sin(turn), above: above)
        guard let offAxis = PictureFrame(self).offAxis(target), offAxis <= 1 else { return .outsidePicture }
        if let ground, let obstacle = obstacle(before: place, distance, above: above, ground, stepMetres) { return obstacle }
        return .seen(distanceMetres: distance, offAxis: offAxis)
    }

    /// The first ground on the way that reaches over the line from the lens to the place; nil when the line is free.
    private func obstacle(
        before place: Coordinate, _ distance: Double, above: Double, _ ground: GroundHeight, _ stepMetres: Double
    ) -> Sight? {
        guard let foot = ground(point) else { return .unknownGround }
        let lens = foot + heightMetres
        let bearing = point.bearingDegrees(to: place)
        let step = max(stepMetres, distance / Double(Self.stepCountMax))
        var walked = step
        while walked < distance - step / 2 {
            guard let height = ground(point.destination(distanceMetres: walked, bearingDegrees: bearing)) else { return .unknownGround }
            let line = above * walked / distance
            if height - Self.dropMetres(at: walked) - lens > line { return .hidden(atMetres: walked) }
            walked += step
        }
        return nil
    }

    /// How far a level line of sight has risen above the ground's curve, less what the air bends it back (coefficient 0.13, the value of
    /// geodetic levelling): 6.8 m at 10 km.
    static func dropMetres(at distance: Double) -> Double {
        distance * distance * (1 - refraction) / (2 * Coordinate.earthRadiusMetres)
    }

    static let refraction = 0.13
    /// Finer than the 30 m of the free height models.
    public static let stepMetres = 20.0
    /// Looks at the ground on one line; bounds the work for a far place and a fine step.
    static let stepCountMax = 2_000
}
