import City
import Geo

#if canImport(Glibc)
    import Glibc
#else
    import Foundation
#endif

extension Camera {
    /// What it sees of the ground over a terrain, as closed rings in WGS 84; nil where the terrain does not know the ground at its foot.
    ///
    /// The ground is walked outwards along rays; a place is seen when it lies in the picture and no nearer ground reaches over the line to it.
    /// Each stretch of a ray that is seen is one ring, as wide as the rays lie apart. Where the terrain ends, nothing more of a ray is seen.
    public func visibleGround(over ground: GroundHeight) -> [[Coordinate]]? {
        guard let foot = ground(point) else { return nil }
        let lens = foot + heightMetres
        let step = max(Self.stepMetres, rangeMetres / Double(Self.stepsPerRay))
        let frame = PictureFrame(self)
        return (0..<Self.rayCount).flatMap { ray -> [[Coordinate]] in
            let turn = 360 * Double(ray) / Double(Self.rayCount)
            return stretches(along: turn, lens: lens, step: step, in: frame, ground).map { ring(turn, $0) }
        }
    }

    /// The distances between which the ground is seen in one direction.
    private func stretches(
        along turn: Double, lens: Double, step: Double, in frame: PictureFrame, _ ground: GroundHeight
    ) -> [ClosedRange<Double>] {
        let angle = turn * .pi / 180
        var found: [ClosedRange<Double>] = []
        var steepest = -Double.infinity
        var walked = step
        while walked <= rangeMetres {
            let place = point.destination(distanceMetres: walked, bearingDegrees: bearingDegrees + turn)
            guard let height = ground(place) else { return found }
            let above = height - Self.dropMetres(at: walked) - lens
            let target = PictureFrame.Place(ahead: walked * cos(angle), right: walked * sin(angle), above: above)
            let isInPicture = frame.offAxis(target).map { $0 <= 1 } ?? false
            if isInPicture, above / walked >= steepest {
                let reach = max(0, walked - step / 2)...min(walked + step / 2, rangeMetres)
                if let last = found.last, reach.lowerBound - last.upperBound < step / 4 {
                    found[found.count - 1] = last.lowerBound...reach.upperBound
                } else {
                    found.append(reach)
                }
            }
            steepest = max(steepest, above / walked)
            walked += step
        }
        return found
    }

    private func ring(_ turn: Double, _ stretch: ClosedRange<Double>) -> [Coordinate] {
        let half = 180 / Double(Self.rayCount)
        let corners = [(stretch.lowerBound, -half), (stretch.upperBound, -half), (stretch.upperBound, half), (stretch.lowerBound, half)]
        let ring = corners.map { distance, aside in
            point.destination(distanceMetres: distance, bearingDegrees: bearingDegrees + turn + aside)
        }
        return ring + [ring[0]]
    }

    /// One every two degrees: 35 m apart at 1 km, about the cell of the free height models.
    static let rayCount = 180
    /// Bounds the work for a lookout that sees 20 km: 50 m a step.
    static let stepsPerRay = 400
}
