/// What burns in a cell of a landscape.
public enum FireType: Int, Sendable {
    case none, surface, passiveCrown, activeCrown
}

/// The weather over a cell, and how moist its fuel is.
public struct FireWeather: Hashable, Sendable {
    /// km/h at ten metres.
    public var windSpeed: Double
    /// The azimuth in degrees that the wind comes from.
    public var upwind: Double
    public var moisture: FuelMoisture
    /// Moisture of living needles and leaves, as a fraction.
    public var foliarMoisture: Double

    public init(windSpeed: Double, upwind: Double, moisture: FuelMoisture, foliarMoisture: Double) {
        self.windSpeed = windSpeed
        self.upwind = upwind
        self.moisture = moisture
        self.foliarMoisture = foliarMoisture
    }
}

/// The head of a fire in one cell: surface fire under its canopy, and the crowns where the surface fire sets them alight.
public struct CellFire: Hashable, Sendable {
    public let type: FireType
    /// m/min along the ground.
    public let rate: Double
    /// The way of the head, a unit vector on the plane of the ground.
    public let direction: SIMD3<Double>
    /// kW/m, of surface and crowns together.
    public let intensity: Double
    /// Of the ellipse that the fire grows into.
    public let lengthToWidth: Double

    public var azimuth: Double { Azimuth.degrees(direction.x, direction.y) }

    /// Metres.
    public var flameLength: Double { Flame.length(intensity: intensity) }

    /// Nothing burns: water, rock, a road.
    public static let none = CellFire(type: .none, rate: 0, direction: SIMD3(0, 1, 0), intensity: 0, lengthToWidth: 1)

    private init(type: FireType, rate: Double, direction: SIMD3<Double>, intensity: Double, lengthToWidth: Double) {
        self.type = type
        self.rate = rate
        self.direction = direction
        self.intensity = intensity
        self.lengthToWidth = lengthToWidth
    }

    /// `bed` is the fuel at the moisture of the weather, computed once for many cells.
    public init(_ bed: FuelBed, slope: Slope, canopy: Canopy, weather: FireWeather) {
        let wind = Self.midflame(weather.windSpeed, canopy.windAdjustment(fuelDepth: bed.depth))
        let surface = SurfaceFire(bed, wind: wind, upwind: weather.upwind, slope: slope)
        let burns = surface.intensity > 0 && surface.intensity >= canopy.criticalIntensity(foliarMoisture: weather.foliarMoisture)
        guard burns else {
            self.init(
                type: .surface, rate: surface.rate, direction: surface.direction, intensity: surface.intensity, lengthToWidth: surface.lengthToWidth)
            return
        }
        let crown = CrownFire(
            canopy, wind: weather.windSpeed, upwind: weather.upwind, slope: slope, moisture: weather.moisture.oneHour,
            heat: bed.heat)
        self.init(surface, crown)
    }

    /// The faster of the two carries the fire, and the other one burns at its speed.
    private init(_ surface: SurfaceFire, _ crown: CrownFire) {
        let type: FireType = crown.isActive ? .activeCrown : .passiveCrown
        guard crown.rate > 0 else {
            self.init(
                type: crown.isActive ? .surface : type, rate: surface.rate, direction: surface.direction, intensity: surface.intensity,
                lengthToWidth: surface.lengthToWidth)
            return
        }
        if surface.rate > crown.rate {
            self.init(
                type: type, rate: surface.rate, direction: surface.direction,
                intensity: surface.intensity + crown.intensity * surface.rate / crown.rate, lengthToWidth: surface.lengthToWidth)
        } else {
            self.init(
                type: type, rate: crown.rate, direction: crown.direction,
                intensity: surface.intensity * crown.rate / surface.rate + crown.intensity, lengthToWidth: crown.lengthToWidth)
        }
    }

    /// m/min at midflame height, of a wind in km/h at ten metres.
    static func midflame(_ windSpeed: Double, _ adjustment: Double) -> Double { windSpeed / windAbove20Feet * 1000 / 60 * adjustment }

    /// The wind at ten metres is so much stronger than at 20 feet (Turner and Lawson 1978).
    static let windAbove20Feet = 1.15
}
