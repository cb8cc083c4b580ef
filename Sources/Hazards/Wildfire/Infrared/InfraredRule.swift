import City
import Geo
import HazardKit
import Sensing

/// `wildfire.infrared`: the hottest surface temperature of each watched sector, with what sun, rock and the sensor itself do to it.
///
/// A sector is claimed when it reaches an absolute limit (per grade), or when it is at least `floor` and stands out by `contrast` from the
/// median of its neighbours in the same step, beyond what is usual there at this hour of the sun; the second gives the mildest grade. Without enough
/// neighbours in the step the second test says nothing, and then nothing is cleared either. Where the sun or its image in water lies in the sensor's
/// view, a claim stays at the mildest grade until the sun has moved on or a neighbour stands out as well: it is lowered, never left out.
struct InfraredRule: HazardRule {
    static let type = "wildfire.infrared"

    let id: String
    let datastreams: [DatastreamID]
    let memory: Seconds
    private let ladder: GradeLadder
    private let unit: String
    private let floor: Double
    private let contrast: Double
    private let minimumNeighbours: Int
    private let offMost: Double
    private let step: Seconds
    private let places: [DatastreamID: Int]
    private var sectors: [InfraredSector]
    private var sorted: [Double] = []

    init(_ rule: RuleParameters, city: CityModel) throws(RuleFault) {
        try rule.expectNumbers([
            "floor", "contrast", "minimumNeighbours", "neighbourMetres", "offMost", "stepSeconds", "clearBelow", "confirmReadings",
        ])
        guard (2...Self.sectorsMax).contains(rule.datastreams.count), Set(rule.datastreams).count == rule.datastreams.count else {
            throw rule.fault("an infrared rule compares 2 to \(Self.sectorsMax) different sectors; it names \(rule.datastreams.count)")
        }
        let neighbours = try rule.getPositive("minimumNeighbours", standard: 2)
        guard neighbours == neighbours.rounded(), neighbours <= Double(min(rule.datastreams.count - 1, Self.neighboursMax)) else {
            throw rule.fault("'minimumNeighbours' must be a whole number below the number of sectors, \(Self.neighboursMax) at most")
        }
        let confirmReadings = try rule.getConfirmReadings()
        var sectors: [InfraredSector] = []
        for id in rule.datastreams {
            let form = try ClaimForm(rule, city: city, datastream: id)
            guard let stream = city.datastream(id) else { throw rule.fault("the datastream '\(id)' is not among the city's datastreams") }
            sectors.append(InfraredSector(stream, form: form, confirmReadings: confirmReadings))
        }
        Self.acquaint(&sectors, within: try rule.getPositive("neighbourMetres", standard: Self.neighbourMetresStandard))
        self.sectors = sectors
        id = rule.versioned
        datastreams = rule.datastreams
        ladder = try GradeLadder(rule)
        floor = try rule.getPositive("floor")
        contrast = try rule.getPositive("contrast")
        offMost = try rule.getPositive("offMost", standard: Self.offMostStandard)
        minimumNeighbours = Int(neighbours)
        step = try rule.getSpan("stepSeconds", atMost: Self.stepMax)
        guard step >= 1 else { throw rule.fault("'stepSeconds' must be at least 1") }
        unit = city.datastream(rule.datastreams[0])?.unit ?? ""
        places = Dictionary(uniqueKeysWithValues: rule.datastreams.enumerated().map { ($1, $0) })
        memory = Self.memoryOfHours
    }

    private static func acquaint(_ sectors: inout [InfraredSector], within metres: Double) {
        let points = sectors.map(\.point)
        for place in points.indices {
            let near = points.indices.filter { $0 != place }.map { (metres: points[place].distanceMetres(to: points[$0]), place: $0) }
            sectors[place].neighbours = near.filter { $0.metres <= metres }.sorted { ($0.metres, $0.place) < ($1.metres, $1.place) }
                .prefix(neighboursMax).map(\.place)
        }
    }

    // MARK: Readings

    mutating func take(_ reading: Reading, at now: Instant) -> [AlertClaim] {
        guard let (place, moment, isLearned) = note(reading) else { return [] }
        var claims = isLearned ? told(place, at: reading.phenomenonTime) : []
        let absolute = ladder.grade(at: moment.value, holding: sectors[place].latch.grade)
        var target = absolute
        if sectors[place].isOfTheSun(contrast, moment) { target = nil }
        let limit = sectors[place].contrastLimit(contrast, at: moment)
        if let excess = moment.excess, moment.value >= floor, excess >= limit { target = max(target ?? ladder.mildest, ladder.mildest) }
        if moment.excess == nil, Latch.isBelow(target, sectors[place].latch.grade) { return claims }
        let isGlint = (moment.glint ?? 180) < SunGlint.reach && !hasSureNeighbour(place)
        if isGlint, target != nil { target = ladder.mildest }
        sectors[place].isSure = target != nil && !isGlint
        guard let change = sectors[place].latch.settle(target) else { return claims }
        claims.append(claim(change, sectors[place].form, reading, moment, limit: limit, isGlint: isGlint))
        return claims
    }

    mutating func absorb(_ reading: Reading) { _ = note(reading) }

    /// Corrects and remembers a reading; nil where it says nothing new.
    private mutating func note(_ reading: Reading) -> (Int, InfraredSector.Moment, isLearned: Bool)? {
        guard reading.quality == .good, let place = places[reading.datastream] else { return nil }
        let time = reading.phenomenonTime
        if let newest = sectors[place].background.newest, time < newest { return nil }
        let value = sectors[place].setting.corrected(reading.value)
        let current = time.millisecondsSince1970 / step.milliseconds
        sectors[place].step = current
        sectors[place].value = value
        let moment = sectors[place].moment(value, median: medianOfNeighbours(of: place, step: current), at: time)
        let isLearned = sectors[place].background.take(value, excess: moment.excess, at: time, hour: moment.hour)
        return (place, moment, isLearned)
    }

    /// Silence is the matter of a `silence` rule over the same series.
    mutating func pass(_ now: Instant) -> [AlertClaim] { [] }

    mutating func resume(_ active: [String: Grade]) {
        for index in sectors.indices {
            sectors[index].latch.resume(active[sectors[index].form.sourceKey])
            sectors[index].isOff = active[sectors[index].form.untrueKey] != nil
        }
    }

    mutating func carry(on tape: inout MemoryTape) {
        tape.expect(Self.layout)
        tape.expect(MemoryTape.fingerprint(datastreams.map(\.rawValue).joined(separator: " ")))
        for index in sectors.indices { sectors[index].carry(on: &tape) }
    }

    func newest(of datastream: DatastreamID) -> Instant? { places[datastream].flatMap { sectors[$0].background.newest } }

    // MARK: Comparing

    /// The median of the neighbours in this step or the one before, since sectors report one after another.
    private mutating func medianOfNeighbours(of place: Int, step current: Int64) -> Double? {
        sorted.removeAll(keepingCapacity: true)
        for index in sectors[place].neighbours where sectors[index].step >= current - 1 && sectors[index].step <= current {
            sorted.append(sectors[index].value)
        }
        guard sorted.count >= minimumNeighbours else { return nil }
        sorted.sort()
        let middle = sorted.count / 2
        return sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
    }

    /// True where another sensor, which does not look at the sun, sees heat beside this one.
    private func hasSureNeighbour(_ place: Int) -> Bool {
        sectors[place].neighbours.contains { sectors[$0].isSure && sectors[$0].step >= sectors[place].step - 1 }
    }

    // MARK: Saying

    private func claim(
        _ change: Latch.Change, _ form: ClaimForm, _ reading: Reading, _ moment: InfraredSector.Moment, limit: Double, isGlint: Bool
    ) -> AlertClaim {
        let isAbsolute = moment.value >= ladder.limit(of: ladder.mildest)
        guard case .holds(let grade) = change, !isAbsolute || isGlint else {
            return form.claim(change, on: ladder, value: moment.value, unit: unit, at: reading.phenomenonTime)
        }
        let above = isAbsolute ? nil : moment.excess
        let median = moment.excess.map { moment.value - $0 }
        let measure = ClaimForm.Measure(
            value: moment.value, unit: unit, limit: isAbsolute ? ladder.limit(of: grade) : max(floor, (median ?? 0) + limit))
        let summary = InfraredWords.stands(form.subject, moment.value, above: above, glint: isGlint ? moment.glint : nil)
        return form.claim(
            grade, active: true, measure: measure, at: reading.phenomenonTime, summary: summary, doubt: isGlint ? Self.glintDoubt : 0)
    }

    /// Whether the sensor is off, asked whenever it has learned an hour.
    private mutating func told(_ place: Int, at time: Instant) -> [AlertClaim] {
        guard let offset = sectors[place].background.nightOffset else { return [] }
        let sector = sectors[place]
        let isOff = abs(offset) > (sector.isOff ? offMost / 2 : offMost)
        guard isOff != sector.isOff else { return [] }
        sectors[place].isOff = isOff
        let measure = ClaimForm.Measure(value: offset, unit: unit, limit: offMost)
        let summary = InfraredWords.off(sector.form.subject, offset, calibratedOn: sector.setting.calibratedOn, isOver: !isOff)
        return [sector.form.untrue(.iv, active: isOff, measure: measure, at: time, summary: summary)]
    }

    /// One forest's sensors.
    static let sectorsMax = 256
    /// The median of eight bears three that burn.
    static let neighboursMax = 8
    /// Metres: the same slope and the same weather.
    static let neighbourMetresStandard = 3_000.0
    /// °C at night, when forest, rock and roofs lie within a few degrees.
    static let offMostStandard = 8.0
    /// An hour: neighbours further apart in time do not see the same sun.
    static let stepMax: Seconds = 3600
    /// °C. Dry dark ground under the strongest sun comes to some 90 °C (J. R. Garratt 1992, "Extreme maximum land surface temperatures").
    static let sunMost = 90.0
    /// Half: most of what shines towards the sun is the sun.
    static let glintDoubt = 0.5
    /// Three days, should the memory be lost: an hour is known after two.
    private static let memoryOfHours = Seconds.hours(72)
    private static let layout: UInt64 = 0x4252_4952_0001
}
