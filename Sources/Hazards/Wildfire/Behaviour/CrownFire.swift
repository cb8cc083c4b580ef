#if canImport(Glibc)
    import Glibc
#else
    import Foundation
#endif

/// A fire in the crowns: active where it runs from crown to crown, passive where single trees torch.
///
/// M. G. Cruz, M. E. Alexander and R. H. Wakimoto 2005 for the speed, C. E. Van Wagner 1977 for what an active one needs, R. C. Rothermel 1991
/// (INT-438, eq. 9) for its shape.
struct CrownFire {
    let isActive: Bool
    /// m/min, toward the head.
    let rate: Double
    /// A unit vector on the plane of the ground: downwind, or uphill where there is no wind.
    let direction: SIMD3<Double>
    /// kW/m of the crowns alone. A canopy whose base lies above its top, which no forest has, takes heat away: so does the program that the
    /// reference cases come from.
    let intensity: Double
    let lengthToWidth: Double

    /// `wind` is in km/h at ten metres, `heat` in kJ/kg, `moisture` that of fine dead fuel.
    init(_ canopy: Canopy, wind: Double, upwind: Double, slope: Slope, moisture: Double, heat: Double) {
        let along = slope.laidOn(-wind * Azimuth.vector(upwind))
        let speed = along.length
        let active = 11.02 * pow(speed, 0.9) * pow(canopy.bulkDensity, 0.19) * exp(-17 * moisture)
        let critical = 3 / canopy.bulkDensity
        isActive = active > critical
        rate = isActive ? active : active * exp(-active / critical)
        let uphill = slope.laidOn(slope.gradient)
        direction = speed > 0 ? along.unit : slope.riseOverRun > 0 ? uphill.unit : SIMD3(0, 1, 0)
        intensity = rate * canopy.bulkDensity * (canopy.height - canopy.baseHeight) * heat / 60
        let milesPerHour = speed / CellFire.windAbove20Feet * 1000 / 60 / Imperial.metresPerMinuteInMilePerHour
        lengthToWidth = 1 + 0.125 * milesPerHour
    }
}
