import City
import HazardKit
import Sensing

/// `landslide.site-warning`: the fused early warning over all sensors of one site, by the published rule `site-fusion@2`.
///
/// The claim bears the fused grade, with the methods, the rule and the sensors that speak in its evidence. Sensors that fall silent are
/// named by a claim of their own kind, "no data"; they lower no grade. The rule looks back thirty days.
struct SiteWarningRule: HazardRule {
    static let type = "landslide.site-warning"

    let id: String
    let datastreams: [DatastreamID]
    let memory = Seconds.hours(Double(MotionChannel.blocksKept) * MotionChannel.hoursPerBlock)
    private let form: ClaimForm
    private let names: [LocalizedText]
    private let places: [DatastreamID: Int]
    private let type: FailureType
    private let silentShare: Double
    private let noDataGrade: Grade
    private let mildest: Grade
    private var watch: SiteWatch
    private var claimed: Grade?
    /// True once the claim in force has said that a graver forecast is held back; it is said once, with no change of grade.
    private var hasSaidHeld = false
    private var silenceClaimed = false
    /// For each sensor the newest reading that was folded.
    private var newest: [Int64]
    /// Of everything that decides what a memory means.
    private let fingerprint: UInt64

    init(_ rule: RuleParameters, city: CityModel) throws(RuleFault) {
        try rule.expectNumbers(["failureType", "holdHours", "silenceHours", "silentShareMax", "effectiveRainLimit", "noDataGrade", "mildestGrade"])
        guard (1...Self.sensorsMax).contains(rule.datastreams.count), Set(rule.datastreams).count == rule.datastreams.count else {
            throw rule.fault("a site warning watches 1 to \(Self.sensorsMax) different series; it names \(rule.datastreams.count)")
        }
        let type = try FailureType(of: rule, city: city)
        var kinds: [SensorKind] = []
        var names: [LocalizedText] = []
        var spans: [Double?] = []
        for id in rule.datastreams {
            guard let stream = city.datastream(id) else { throw rule.fault("the datastream '\(id)' is not among the city's datastreams") }
            guard let kind = SensorKind(rawValue: stream.property) else {
                let known = SensorKind.allCases.map(\.rawValue).joined(separator: ", ")
                throw rule.fault("the series '\(id)' measures '\(stream.property)'; a site warning takes \(known)")
            }
            kinds.append(kind)
            names.append(stream.name)
            spans.append(kind == .rain && stream.unit.hasSuffix("/h") ? stream.interval.value / 3600 : nil)
        }
        self.type = type
        self.names = names
        id = rule.versioned
        newest = Array(repeating: .min, count: kinds.count)
        fingerprint = MemoryTape.fingerprint(Self.meaning(of: rule, type: type, kinds: kinds, spans: spans))
        datastreams = rule.datastreams
        places = Dictionary(uniqueKeysWithValues: rule.datastreams.enumerated().map { ($1, $0) })
        form = try ClaimForm(rule, city: city, datastream: nil)
        silentShare = try rule.getPositive("silentShareMax", standard: Self.silentShareStandard)
        noDataGrade = try Self.grade("noDataGrade", of: rule)
        mildest = try Self.grade("mildestGrade", of: rule)
        watch = SiteWatch(
            sensors: kinds, type: type, rainHoursPerReading: spans,
            effectiveRainLimit: try rule.getPositive("effectiveRainLimit", standard: Self.effectiveRainStandard),
            holdFor: .hours(try rule.getPositive("holdHours", standard: 24)), silenceHours: try rule.getPositive("silenceHours", standard: 6))
    }

    mutating func take(_ reading: Reading, at now: Instant) -> [AlertClaim] {
        guard reading.quality == .good, let place = places[reading.datastream], isNews(reading, place) else { return [] }
        return watch.take(reading.value, of: place, at: reading.phenomenonTime) ? news(at: reading.phenomenonTime) : []
    }

    /// Old news fills the windows; what would follow from it is claimed with the next reading of today.
    mutating func absorb(_ reading: Reading) {
        guard reading.quality != .implausible, let place = places[reading.datastream], isNews(reading, place) else { return }
        watch.take(reading.value, of: place, at: reading.phenomenonTime)
        // What held while these readings came was said then.
        hasSaidHeld = hasSaidHeld || (claimed != nil && watch.state.held != nil)
    }

    /// A reading no newer than one that was folded is a repetition, or too late for a block that is closed.
    private mutating func isNews(_ reading: Reading, _ place: Int) -> Bool {
        let time = reading.phenomenonTime.millisecondsSince1970
        guard time > newest[place] else { return false }
        newest[place] = time
        return true
    }

    mutating func carry(on tape: inout MemoryTape) {
        tape.expect(fingerprint)
        for place in newest.indices { tape.carry(&newest[place]) }
        watch.carry(on: &tape)
        tape.carry(&hasSaidHeld)
    }

    func newest(of datastream: DatastreamID) -> Instant? {
        guard let place = places[datastream], newest[place] > .min else { return nil }
        return Instant(millisecondsSince1970: newest[place])
    }

    /// A memory is another's as soon as one of these changes: the published rule, the layout on tape, the rule's own numbers, its sensors.
    private static func meaning(of rule: RuleParameters, type: FailureType, kinds: [SensorKind], spans: [Double?]) -> String {
        let numbers = rule.numbers.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
        let sensors = zip(rule.datastreams, zip(kinds, spans)).map { "\($0) \($1.0.rawValue) \($1.1 ?? 0)" }
        let parts = [FusionRule.version, "layout \(tapeLayout)", rule.versioned, type.code] + numbers + sensors
        return parts.joined(separator: "\n")
    }

    /// Raised whenever a field is added to what is carried on tape, or its meaning changes.
    private static let tapeLayout = 2

    mutating func pass(_ now: Instant) -> [AlertClaim] { watch.pass(now) ? news(at: now) : [] }

    mutating func resume(_ active: [String: Grade]) {
        claimed = active[form.sourceKey]
        watch.resume(claimed)
        silenceClaimed = active[form.noDataKey] != nil
    }

    /// What changed since the last judgement.
    var gradedSite: SiteID? { form.site }

    mutating func heed(_ word: GradeOverride?, at now: Instant) -> [AlertClaim] {
        watch.heed(word, at: now)
        return news(at: now)
    }

    private mutating func news(at moment: Instant) -> [AlertClaim] {
        let state = watch.state
        var claims: [AlertClaim] = []
        let grade = state.grade.flatMap { $0 >= mildest ? $0 : nil }
        let isHeldNews = state.held != nil && !hasSaidHeld && grade != nil
        if grade != claimed || isHeldNews {
            let measure = ClaimForm.Measure(value: state.multiple, unit: "1", limit: 1)
            if let said = grade ?? claimed {
                let summary = WarningPhrase.site(
                    form.subject, grade: grade, state: state, type: type, names: names, at: SiteWatch.hour(moment), override: watch.override)
                claims.append(form.claim(said, active: grade != nil, measure: measure, at: moment, summary: summary))
            }
            claimed = grade
            hasSaidHeld = grade != nil && state.held != nil
        }
        let share = Double(state.silent.count) / Double(names.count)
        let matters = share > silentShare || state.silent.contains { state.speaking.contains($0) }
        if matters != silenceClaimed {
            silenceClaimed = matters
            let summary = WarningPhrase.silentSensors(form.subject, state.silent.map { names[$0] }, of: names.count, active: matters)
            claims.append(form.noData(noDataGrade, active: matters, missing: .hours(6), limit: .hours(6), at: moment, summary: summary))
        }
        return claims
    }

    private static func grade(_ name: String, of rule: RuleParameters) throws(RuleFault) -> Grade {
        let grades: [Double: Grade] = [1: .i, 2: .ii, 3: .iii, 4: .iv]
        guard let grade = grades[rule.numbers[name] ?? 4] else { throw rule.fault("'\(name)' must be 1, 2, 3 or 4") }
        return grade
    }

    /// The largest sites known have fewer than fifty; more is a whole district by mistake.
    static let sensorsMax = 256
    /// One sensor in ten.
    static let silentShareStandard = 0.1
    /// mm; a starting value that a city replaces by its own, fitted to its own landslides.
    static let effectiveRainStandard = 100.0
}
