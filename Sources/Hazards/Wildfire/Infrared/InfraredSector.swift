import City
import Geo
import HazardKit
import Sensing

/// One watched place under the infrared rule: what it last showed, what is usual there, and what is claimed of it.
struct InfraredSector: Sendable {
    let form: ClaimForm
    let point: Coordinate
    let setting: SensorSetting
    /// Places in the rule's list, nearest first.
    var neighbours: [Int] = []
    var latch: Latch
    var background = HourlyBackground()
    var step = Int64.min
    /// °C, corrected.
    var value = 0.0
    /// True while the claim stands outside the sun's glint.
    var isSure = false
    /// The sensor was told of as being off.
    var isOff = false

    init(_ stream: Datastream, form: ClaimForm, confirmReadings: Int) {
        self.form = form
        point = stream.point
        setting = stream.setting ?? SensorSetting()
        latch = Latch(confirmReadings: confirmReadings)
    }

    /// The sensor's calibration and the sun at one moment.
    struct Moment {
        let value: Double
        let excess: Double?
        let hour: Int64
        let sun: SunPosition
        /// Degrees to the sun or its image; nil where nobody knows where the sensor looks, or at night.
        let glint: Double?
    }

    func moment(_ value: Double, median: Double?, at time: Instant) -> Moment {
        let sun = SunPosition(at: time, seenFrom: point)
        var glint: Double?
        if let bearing = setting.bearing, let tilt = setting.tilt { glint = SunGlint.angle(bearing: bearing, tilt: tilt, sun: sun) }
        return Moment(
            value: value, excess: median.map { value - $0 }, hour: HourlyBackground.hour(time, longitude: point.longitude), sun: sun, glint: glint)
    }

    /// °C above its neighbours from which the sector stands out at this hour: beyond what is usual where that is known, beyond what the sun makes of bare
    /// rock and roofs where it is not.
    func contrastLimit(_ contrast: Double, at moment: Moment) -> Double {
        if let usual = background.usual(at: moment.hour) { return max(usual.excess + contrast, usual.top + contrast / 2) }
        return contrast + (isBare ? Self.sunExcessMost * max(0, moment.sun.direction.z) : 0)
    }

    /// True where the sun alone makes the sector as hot as it is: it is day, no hotter than sun heats ground, and no more than usual.
    func isOfTheSun(_ contrast: Double, _ moment: Moment) -> Bool {
        guard moment.sun.elevation > 0, moment.value < InfraredRule.sunMost else { return false }
        let usual = background.usual(at: moment.hour)
        guard usual != nil || isBare else { return false }
        if let usual, moment.value < usual.level + contrast / 2 { return true }
        return moment.excess.map { $0 < contrastLimit(contrast, at: moment) } ?? false
    }

    private var isBare: Bool { setting.surface == .rock || setting.surface == .roof }

    mutating func carry(on tape: inout MemoryTape) {
        background.carry(on: &tape)
        tape.carry(&step)
        tape.carry(&value)
        tape.carry(&isSure)
    }

    /// °C that dry rock lies above grown ground under a high sun; forests stay near the air, rock and dry soil reach 60 to 70 °C on a summer day.
    static let sunExcessMost = 30.0
}
