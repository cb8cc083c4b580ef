import City

/// A rectangle in metres laid on the Earth by its four corners.
///
/// Places between are found bilinearly. Over 15 km at 30° N that is within 3 m of the map projection that a raster was made in, a tenth of a cell; a
/// raster of a whole district should be cut into forests.
public struct CornerFrame: Hashable, Codable, Sendable {
    public let southWest: Coordinate
    public let southEast: Coordinate
    public let northEast: Coordinate
    public let northWest: Coordinate
    /// East–west and south–north.
    public let widthMetres: Double
    public let heightMetres: Double

    public init(
        southWest: Coordinate, southEast: Coordinate, northEast: Coordinate, northWest: Coordinate, widthMetres: Double, heightMetres: Double
    ) {
        (self.southWest, self.southEast, self.northEast, self.northWest) = (southWest, southEast, northEast, northWest)
        (self.widthMetres, self.heightMetres) = (widthMetres, heightMetres)
    }

    /// The place so many metres east and north of the south-western corner.
    public func coordinate(_ metres: SIMD2<Double>) -> Coordinate {
        let place = place(metres.x / widthMetres, metres.y / heightMetres)
        return Coordinate(latitude: place.y, longitude: place.x)
    }

    /// Metres east and north of the south-western corner; also for places outside.
    public func metres(of coordinate: Coordinate) -> SIMD2<Double> {
        let wanted = SIMD2(coordinate.longitude, coordinate.latitude)
        var part = SIMD2(0.5, 0.5)
        for _ in 0..<Self.roundsMax {
            let miss = wanted - place(part.x, part.y)
            let (east, north) = slopes(part)
            let area = east.x * north.y - east.y * north.x
            guard area != 0 else { break }
            part += SIMD2(miss.x * north.y - miss.y * north.x, east.x * miss.y - east.y * miss.x) / area
        }
        return part * SIMD2(widthMetres, heightMetres)
    }

    private var corners: (SIMD2<Double>, SIMD2<Double>, SIMD2<Double>, SIMD2<Double>) {
        func vector(_ corner: Coordinate) -> SIMD2<Double> { SIMD2(corner.longitude, corner.latitude) }
        return (vector(southWest), vector(southEast), vector(northEast), vector(northWest))
    }

    private func place(_ x: Double, _ y: Double) -> SIMD2<Double> {
        let (sw, se, ne, nw) = corners
        return (sw * (1 - x) + se * x) * (1 - y) + (nw * (1 - x) + ne * x) * y
    }

    private func slopes(_ part: SIMD2<Double>) -> (SIMD2<Double>, SIMD2<Double>) {
        let (sw, se, ne, nw) = corners
        return ((se - sw) * (1 - part.y) + (ne - nw) * part.y, (nw - sw) * (1 - part.x) + (ne - se) * part.x)
    }

    /// Newton's steps on what is nearly a parallelogram: the third changes nothing any more.
    private static let roundsMax = 4
}
