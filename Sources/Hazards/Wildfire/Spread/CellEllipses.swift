#if canImport(Glibc)
    import Glibc
#else
    import Foundation
#endif

/// The shapes a fire grows into in one cell: that of the surface fire, and where crowns burn that of the crown fire.
///
/// Crowns burn only where the surface front under them is strong enough, and a front is weaker the further it faces from the head. So a crown fire
/// runs within a cone about its head, and flanks and back go on as surface fire.
struct CellEllipses {
    /// One ellipse about its rear focus.
    struct Shape {
        /// m/min.
        let rate: Double
        /// The way of the head on the plane of the ground.
        let direction: SIMD3<Double>
        let eccentricity: Double
        /// kW/m at the head.
        let intensity: Double
    }

    let surface: Shape
    let crown: Shape?
    let crownType: FireType
    /// The cosine of the angle from the crown's head up to which crowns burn; 1 where only the head itself does.
    let crownCosine: Double

    init(_ bed: FuelBed, slope: Slope, canopy: Canopy, weather: FireWeather) {
        let wind = CellFire.midflame(weather.windSpeed, canopy.windAdjustment(fuelDepth: bed.depth))
        let fire = SurfaceFire(bed, wind: wind, upwind: weather.upwind, slope: slope)
        surface = Shape(rate: fire.rate, direction: fire.direction, eccentricity: fire.eccentricity, intensity: fire.intensity)
        let critical = canopy.criticalIntensity(foliarMoisture: weather.foliarMoisture)
        guard fire.intensity > 0, fire.intensity >= critical else {
            (crown, crownType, crownCosine) = (nil, .surface, 1)
            return
        }
        let head = CellFire(bed, slope: slope, canopy: canopy, weather: weather)
        let eccentricity = Ellipse.eccentricity(lengthToWidth: head.lengthToWidth)
        crown = Shape(rate: head.rate, direction: head.direction, eccentricity: eccentricity, intensity: head.intensity)
        crownType = head.type
        let facing = Ellipse.cosine(eccentricity: fire.eccentricity, frontShare: critical / fire.intensity)
        crownCosine = Ellipse.rayCosine(eccentricity: eccentricity, facing: facing)
    }
}

extension Ellipse {
    /// How far from the head a front faces that has this share of the head's speed: the cosine, −1 where even the back has more.
    static func cosine(eccentricity: Double, frontShare share: Double) -> Double {
        let (side, back) = (eccentricity / (1 + eccentricity), (1 - eccentricity) / (1 + eccentricity))
        guard share > back, side > 0 else { return share > 1 - 1e-12 && side == 0 ? 1 : -1 }
        return min((share * share - back) / (2 * side * share), 1)
    }

    /// Under which angle from the head the point lies, seen from the rear focus, at which the front faces so: the cosine.
    static func rayCosine(eccentricity: Double, facing cosine: Double) -> Double {
        let flat = 1 - eccentricity * eccentricity
        let sine2 = max(1 - cosine * cosine, 0)
        let scale = (cosine * cosine + flat * sine2).squareRoot()
        let (along, across) = (cosine / scale + eccentricity, flat * sine2.squareRoot() / scale)
        let length = (along * along + across * across).squareRoot()
        return length > 0 ? along / length : -1
    }
}
