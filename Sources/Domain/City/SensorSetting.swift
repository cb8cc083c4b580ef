/// How one sensor is set up: what its readings are off by, where it looks, and what it looks at. All of it is optional; a rule that needs it says so.
public struct SensorSetting: Hashable, Codable, Sendable {
    /// What fills most of the view.
    public enum Surface: String, Hashable, Codable, Sendable, CaseIterable {
        case vegetation
        /// Bare rock or soil, which the sun heats far above the air.
        case rock
        case roof
        case water
    }

    /// True value = `gain` × reading + `offset`, in the unit of the series, from the sensor's calibration.
    public let gain: Double
    public let offset: Double
    /// The day of the calibration, such as `2026-03-14`.
    public let calibratedOn: String?
    /// Degrees clockwise from north that the sensor looks at.
    public let bearing: Double?
    /// Degrees above the horizon; negative looks down.
    public let tilt: Double?
    public let surface: Surface?

    public init(
        gain: Double = 1, offset: Double = 0, calibratedOn: String? = nil, bearing: Double? = nil, tilt: Double? = nil, surface: Surface? = nil
    ) {
        self.gain = gain
        self.offset = offset
        self.calibratedOn = calibratedOn
        self.bearing = bearing
        self.tilt = tilt
        self.surface = surface
    }

    /// The true value behind a reading.
    public func corrected(_ reading: Double) -> Double { gain * reading + offset }
}
