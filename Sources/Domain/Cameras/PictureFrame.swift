import City
import Geo

#if canImport(Glibc)
    import Glibc
#else
    import Foundation
#endif

/// The camera's picture as geometry: what is straight ahead, to the right and above, as a pinhole sees it.
struct PictureFrame {
    let heightMetres: Double
    private let tilt: (sin: Double, cos: Double)
    private let halfWidth: Double
    private let halfHeight: Double

    init(_ camera: Camera) {
        heightMetres = camera.heightMetres
        let angle = camera.tiltDegrees * .pi / 180
        tilt = (sin(angle), cos(angle))
        halfWidth = tan(camera.horizontalFieldDegrees * .pi / 360)
        halfHeight = tan(camera.verticalFieldDegrees * .pi / 360)
    }

    /// A place in metres from the foot of the camera: ahead in the direction it looks, to the right of that, and above the lens.
    struct Place: ClippedPoint {
        let ahead: Double
        let right: Double
        let above: Double

        func towards(_ other: Place, part: Double) -> Place {
            Place(
                ahead: ahead + (other.ahead - ahead) * part, right: right + (other.right - right) * part,
                above: above + (other.above - above) * part)
        }
    }

    /// How far a place lies inside the left, right, lower and upper edge; negative outside. Each is linear in the place, and where all four
    /// are positive the place lies in front of the lens.
    func depths(_ place: Place) -> [Double] {
        let forward = place.ahead * tilt.cos + place.above * tilt.sin
        let up = place.above * tilt.cos - place.ahead * tilt.sin
        return [
            forward * halfWidth + place.right, forward * halfWidth - place.right, forward * halfHeight + up, forward * halfHeight - up,
        ]
    }

    /// How far from the middle of the picture: 0 there, 1 at an edge, more outside; nil behind the lens.
    func offAxis(_ place: Place) -> Double? {
        let forward = place.ahead * tilt.cos + place.above * tilt.sin
        let up = place.above * tilt.cos - place.ahead * tilt.sin
        guard forward > 0 else { return nil }
        return max(abs(place.right) / (forward * halfWidth), abs(up) / (forward * halfHeight))
    }
}

extension Camera {
    /// What it sees of flat ground, as a ring in WGS 84, closed (first corner = last); nil when it sees no ground within its
    /// range. The circle of the range, cut by the four edges of the picture.
    public var coverage: [Coordinate]? {
        let frame = PictureFrame(self)
        var ring = (0..<Self.circleCorners).map { corner in
            let angle = 2 * Double.pi * Double(corner) / Double(Self.circleCorners)
            return PictureFrame.Place(ahead: rangeMetres * cos(angle), right: rangeMetres * sin(angle), above: -heightMetres)
        }
        for edge in 0..<4 { ring = Clipping.clip(ring) { frame.depths($0)[edge] } }
        guard ring.count >= 3 else { return nil }
        let corners = ring.map { place in
            let distance = (place.ahead * place.ahead + place.right * place.right).squareRoot()
            let turn = atan2(place.right, place.ahead) * 180 / .pi
            return point.destination(distanceMetres: distance, bearingDegrees: bearingDegrees + turn)
        }
        return corners + [corners[0]]
    }

    /// One corner every five degrees: at a range of 1 km the ring is nowhere more than a metre off the circle.
    static let circleCorners = 72
}
