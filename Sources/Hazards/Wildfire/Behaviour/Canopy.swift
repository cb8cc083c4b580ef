#if canImport(Glibc)
    import Glibc
#else
    import Foundation
#endif

/// The trees above the surface fuel: what they shelter, and what there is of them to burn.
public struct Canopy: Hashable, Sendable {
    /// Share of the ground under crowns, 0 to 1.
    public var cover: Double
    /// Height of the trees in metres.
    public var height: Double
    /// Height of the lowest branches that carry fire, in metres.
    public var baseHeight: Double
    /// kg of fine crown fuel in a cubic metre.
    public var bulkDensity: Double

    public init(cover: Double, height: Double, baseHeight: Double, bulkDensity: Double) {
        self.cover = cover
        self.height = height
        self.baseHeight = baseHeight
        self.bulkDensity = bulkDensity
    }

    public static let none = Canopy(cover: 0, height: 0, baseHeight: 0, bulkDensity: 0)

    /// What is left of the wind at 6.1 m (20 ft) above the vegetation when it reaches the flames.
    ///
    /// F. A. Albini and R. G. Baughman 1979 (INT-221) in the form of P. L. Andrews 2012 (RMRS-GTR-266): under crowns that fill at least five per cent
    /// of their layer and are at least six feet high eq. 2, in the open eq. 6. `depth` is that of the fuel bed in feet.
    public func windAdjustment(fuelDepth depth: Double) -> Double {
        let filled = cover / 3
        let feet = height / Imperial.metresInFoot
        if filled >= 0.05, feet >= 6 {
            return 0.555 / ((filled * feet).squareRoot() * log((20 + 0.36 * feet) / (0.13 * feet)))
        }
        return 1.83 / log((20 + 0.36 * depth) / (0.13 * depth))
    }

    /// kW/m at which the crowns take fire (Van Wagner 1977, eq. 4). Infinite where too few stand for a fire to climb.
    func criticalIntensity(foliarMoisture: Double) -> Double {
        guard cover > Self.crowningCoverMin else { return .infinity }
        let value = 0.01 * baseHeight * (460 + 2600 * foliarMoisture)
        return value * value.squareRoot()
    }

    /// Below this cover crowns do not carry a fire from one to the next, as ELMFIRE and pyretechnics have it.
    static let crowningCoverMin = 0.4
}
