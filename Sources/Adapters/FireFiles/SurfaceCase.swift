import Wildfire

/// A case of surface fire from its midflame wind: the columns, and how the answer is made.
enum SurfaceCase {
    static let inputs = [
        "fuel_model", "m1", "m10", "m100", "mh", "mw", "midflame_wind_m_min", "upwind_deg", "slope_rise_run", "aspect_deg", "use_wind_limit",
        "probe_azimuth_deg",
    ]
    static let answers = [
        "base_ros_m_min", "base_intensity_kW_m", "max_eff_wind_m_min", "ros_m_min", "head_azimuth_deg", "intensity_kW_m", "flame_length_m",
        "lw_ratio", "eccentricity", "probe_front_normal_ros_m_min",
    ]

    static func answer(_ code: Int, _ reading: CaseReading, _ fuels: FuelCatalogue) throws(FireFileFault) -> [Double] {
        let moisture = FuelMoisture(
            oneHour: try reading.moisture(0), tenHour: try reading.moisture(1), hundredHour: try reading.moisture(2),
            herbaceous: try reading.moisture(3), woody: try reading.moisture(4))
        let wind = try reading.within(5, 0...(CaseReading.windMax / 0.06))
        let upwind = try reading.within(6, 0...360)
        let slope = try reading.slope(7, 8)
        let isLimited = try reading.within(9, 0...1) > 0
        let probe = try reading.within(10, 0...360)
        guard let model = try fuels.getModel(code, reading) else { return [0, 0, 0, 0, slope.uphillAzimuth, 0, 0, 1, 0, 0] }
        let bed = FuelBed(model, moisture: moisture)
        let fire = SurfaceFire(bed, wind: wind, upwind: upwind, slope: slope, isWindLimited: isLimited)
        return [
            bed.baseRate, bed.baseIntensity, bed.windLimit, fire.rate, fire.azimuth, fire.intensity, fire.flameLength, fire.lengthToWidth,
            fire.eccentricity, fire.frontRate(toward: probe, on: slope),
        ]
    }
}

/// A case of a whole cell from the wind at ten metres: the columns, and how the answer is made.
enum CellCase {
    static let inputs = [
        "fuel_model", "slope", "aspect", "canopy_cover", "canopy_height", "canopy_base_height", "canopy_bulk_density", "wind_speed_10m",
        "upwind_direction", "fuel_moisture_dead_1hr", "fuel_moisture_dead_10hr", "fuel_moisture_dead_100hr", "fuel_moisture_live_herbaceous",
        "fuel_moisture_live_woody", "foliar_moisture",
    ]
    static let answers = ["fire_type", "ros_m_min", "head_azimuth_deg", "intensity_kW_m", "flame_length_m"]

    static func answer(_ code: Int, _ reading: CaseReading, _ fuels: FuelCatalogue) throws(FireFileFault) -> [Double] {
        let slope = try reading.slope(0, 1)
        let canopy = Canopy(
            cover: try reading.within(2, 0...1, ". It is a fraction: 0.6 is sixty per cent"), height: try reading.within(3, 0...heightMax),
            baseHeight: try reading.within(4, 0...heightMax), bulkDensity: try reading.within(5, 0...densityMax))
        let moisture = FuelMoisture(
            oneHour: try reading.moisture(8), tenHour: try reading.moisture(9), hundredHour: try reading.moisture(10),
            herbaceous: try reading.moisture(11), woody: try reading.moisture(12))
        let weather = FireWeather(
            windSpeed: try reading.within(6, 0...CaseReading.windMax), upwind: try reading.within(7, 0...360), moisture: moisture,
            foliarMoisture: try reading.moisture(13))
        // Where nothing burns the azimuth is the one uphill, so that a column of directions has no hole.
        guard let model = try fuels.getModel(code, reading) else { return [0, 0, slope.uphillAzimuth, 0, 0] }
        let fire = CellFire(FuelBed(model, moisture: moisture), slope: slope, canopy: canopy, weather: weather)
        return [Double(fire.type.rawValue), fire.rate, fire.azimuth, fire.intensity, fire.flameLength]
    }

    /// Metres; the tallest trees there are.
    static let heightMax = 120.0
    /// kg/m³; crowns of measured stands stay below 0.5.
    static let densityMax = 2.0
}

extension FuelCatalogue {
    /// Nil for what does not burn; a code that nobody knows is a fault.
    fileprivate func getModel(_ code: Int, _ reading: CaseReading) throws(FireFileFault) -> FuelModel? {
        switch kind(of: code) {
        case .burnable(let model): return model
        case .nonBurnable: return nil
        case .unknown: throw reading.fault("the fuel model \(code) is not known; there are 1–13, 101–204, 301–303, and 91–99 that do not burn")
        }
    }
}
