import City
import HazardKit

/// The early warning of one site over all its sensors: a value, readings go in, a grade with its reasons stands.
///
/// - Folding: `take(_:of:at:)` for each reading, `pass(_:)` when time goes by; both end a block of three hours when it is over
/// - Looking: `state`, `silent(at:)`
/// - A person's word: `heed(_:at:)`, `override`
///
/// It keeps thirty days of three-hour means for each sensor that moves with the slope, and a few numbers for each other; 46 sensors take
/// less than 100 kB.
public struct SiteWatch: Sendable {
    /// What holds now.
    public struct State: Hashable, Sendable {
        /// The fused grade after hysteresis, before anybody's word.
        public var measured: Grade?
        /// The grade that stands.
        public var grade: Grade?
        /// Sensors that speak for it, gravest first, by index.
        public var speaking: [Int] = []
        /// The forecast of the sensor whose movement is best understood; hours since 1970.
        public var forecast: MethodVerdict.Forecast?
        /// The grade that the gravest forecast would set, while it counts as yellow because it is not borne out yet.
        public var held: Grade?
        /// The largest multiple of even creep among the speaking sensors.
        public var multiple = 0.0
        public var indicator: Grade?
        /// Sensors that are silent for too long, by index.
        public var silent: [Int] = []
    }

    public private(set) var state = State()
    public private(set) var override: GradeOverride?
    private let type: FailureType
    private let silenceHours: Double
    private var hold: GradeHold
    private var places: [Place]
    private var motions: [MotionChannel] = []
    private var levels: [LevelChannel] = []
    private var rains: [RainChannel] = []
    private var curves: [CurveVoice]
    private var watchedSince: Double?
    private var closedBlock = Int64.min
    private var newestBlock = Int64.min
    private var agreedBlocks = 0

    private struct Place: Sendable {
        let kind: SensorKind
        let index: Int
    }

    /// - Parameters:
    ///   - sensors: what each channel measures, in the order by which readings name them.
    ///   - rainHoursPerReading: for each channel, the span of a reading of a gauge that reports mm/h; nil for amounts and for all others.
    ///   - holdFor: how long a grade outlives its cause, step by step.
    ///   - silenceHours: a sensor is silent after so many hours without a reading.
    public init(
        sensors: [SensorKind], type: FailureType, rainHoursPerReading: [Double?] = [], effectiveRainLimit: Double = 100,
        holdFor: Seconds = .hours(24), silenceHours: Double = 6
    ) {
        self.type = type
        self.silenceHours = silenceHours
        hold = GradeHold(holdFor: holdFor)
        places = []
        for (index, kind) in sensors.enumerated() {
            switch kind {
            case .displacement, .crack, .tilt:
                places.append(Place(kind: kind, index: motions.count))
                motions.append(MotionChannel(kind))
            case .porePressure, .microSeismic:
                places.append(Place(kind: kind, index: levels.count))
                levels.append(LevelChannel(kind))
            case .rain:
                places.append(Place(kind: kind, index: rains.count))
                let span = index < rainHoursPerReading.count ? rainHoursPerReading[index] : nil
                rains.append(RainChannel(hoursPerReading: span, effectiveLimit: effectiveRainLimit))
            }
        }
        curves = Array(repeating: CurveVoice(), count: motions.count)
    }

    /// Folds one reading; true when a block ended and the site was judged. What is no number is no reading: its sensor is silent.
    @discardableResult
    public mutating func take(_ value: Double, of sensor: Int, at moment: Instant) -> Bool {
        guard value.isFinite else { return false }
        let hour = Self.hour(moment)
        let judged = advance(to: hour, at: moment)
        let place = places[sensor]
        switch place.kind {
        case .displacement, .crack, .tilt: motions[place.index].take(value, hour: hour)
        case .porePressure, .microSeismic: levels[place.index].take(value, hour: hour)
        case .rain: rains[place.index].take(value, hour: hour)
        }
        newestBlock = max(newestBlock, MotionChannel.block(of: hour))
        return judged
    }

    /// Judges the site when a block has ended meanwhile; true when it did, or when a person's word has ended.
    @discardableResult
    public mutating func pass(_ now: Instant) -> Bool {
        let judged = advance(to: Self.hour(now), at: now)
        return settle(at: now) || judged
    }

    /// A person's word from now on; nil takes it back.
    public mutating func heed(_ word: GradeOverride?, at now: Instant) {
        override = word
        settle(at: now)
    }

    /// The grade that stands at `now`; true when it is another than before.
    @discardableResult
    private mutating func settle(at now: Instant) -> Bool {
        let before = state.grade
        state.grade = GradeOverride.effective(hold.grade, override, at: now)
        return state.grade != before
    }

    /// Takes up a grade from before a restart. One that a person's word gave is no measurement: what was measured comes back with the
    /// readings.
    public mutating func resume(_ grade: Grade?) {
        let isWord = override.map { $0.grade == grade } ?? false
        hold.resume(isWord ? nil : grade)
        state.measured = hold.grade
        state.grade = isWord ? grade : hold.grade
    }

    /// Everything that was learned from readings; a person's word comes from the log again.
    mutating func carry(on tape: inout MemoryTape) {
        state.carry(on: &tape)
        hold.carry(on: &tape)
        for index in motions.indices { motions[index].carry(on: &tape) }
        for index in levels.indices { levels[index].carry(on: &tape) }
        for index in rains.indices { rains[index].carry(on: &tape) }
        for index in curves.indices { curves[index].carry(on: &tape) }
        tape.carry(&watchedSince, standard: 0) { $1.carry(&$0) }
        tape.carry(&closedBlock)
        tape.carry(&newestBlock)
        tape.carry(&agreedBlocks)
        tape.require((state.speaking + state.silent).allSatisfy { places.indices.contains($0) })
    }

    static func hour(_ moment: Instant) -> Double { Double(moment.millisecondsSince1970) / 3_600_000 }

    private mutating func advance(to hour: Double, at moment: Instant) -> Bool {
        if watchedSince == nil { watchedSince = hour }
        // Sensors report one after another; a block ends a little after its time.
        let over = MotionChannel.block(of: hour - Self.graceHours) - 1
        guard over > closedBlock else { return false }
        let isFirst = closedBlock == Int64.min
        closedBlock = over
        if isFirst { return false }
        for index in motions.indices { motions[index].close(through: over) }
        for index in levels.indices { levels[index].close() }
        for index in rains.indices { rains[index].close() }
        judge(at: moment, hour: hour)
        return true
    }

    private mutating func judge(at moment: Instant, hour: Double) {
        askCurves(hour)
        let isCracking = levels.contains { $0.kind == .microSeismic && ($0.grade ?? .iv) >= .iii }
        var voices: [(index: Int, grade: Grade)] = []
        for index in motions.indices {
            if let grade = voice(index, hour, isCracking: isCracking) { voices.append((index, grade)) }
        }
        voices.sort { $0.grade == $1.grade ? motions[$0.index].multiple > motions[$1.index].multiple : $0.grade > $1.grade }
        var indicator: Grade?
        for level in levels where type.allows(level.kind == .porePressure ? .porePressure : .microSeismic) {
            indicator = FusionRule.graver(indicator, level.grade)
        }
        let wet = rains.reduce(nil as Grade?) { FusionRule.graver($0, $1.grade) }
        let fused = FusionRule.graver(
            FusionRule.site(gravest: voices.first?.grade, second: voices.dropFirst().first?.grade, indicator: indicator), wet)
        let target = confirmed(fused, byTwo: (voices.dropFirst().first?.grade ?? .iv) >= .iii)
        state.silent = silentNow(hour)
        let speakers = Set(state.speaking)
        let hasData = !state.silent.contains { speakers.contains($0) } && motions.contains { hour - $0.newestHour <= silenceHours }
        hold.settle(target, hasData: hasData || motions.isEmpty, at: moment)
        note(voices, indicator: FusionRule.graver(indicator, wet), hour: hour, moment)
    }

    /// Orange and red must be said twice in a row, and four times where one sensor moves alone; till then the fused grade counts as yellow.
    private mutating func confirmed(_ fused: Grade?, byTwo: Bool) -> Grade? {
        guard let fused, fused >= .ii else {
            agreedBlocks = 0
            return fused
        }
        agreedBlocks += 1
        return agreedBlocks >= (byTwo ? Self.confirmBlocks : Self.confirmBlocksAlone) ? fused : .iii
    }

    private mutating func note(_ voices: [(index: Int, grade: Grade)], indicator: Grade?, hour: Double, _ moment: Instant) {
        state.measured = hold.grade
        state.grade = GradeOverride.effective(hold.grade, override, at: moment)
        state.indicator = indicator
        if !voices.isEmpty || hold.grade == nil {
            state.speaking = voices.map { sensor(ofMotion: $0.index) }
            state.multiple = voices.first.map { motions[$0.index].multiple } ?? 0
        }
        let sure = voices.compactMap { voice in curves[voice.index].forecast(at: hour) }.min { Self.width($0) < Self.width($1) }
        state.forecast = sure
        state.held = voices.reduce(nil as Grade?) { held, voice in
            FusionRule.graver(held, curves[voice.index].heldGrade(at: hour, isLasting: isLasting(voice.index)))
        }
    }

    private func isLasting(_ motion: Int) -> Bool { motions[motion].rateHeldBlocks >= Self.lastingBlocks }

    private static func width(_ forecast: MethodVerdict.Forecast) -> Double {
        forecast.interval90.map { $0.upperBound - $0.lowerBound } ?? .infinity
    }

    /// The grade of one sensor: its rate family and its time family, by the fusion rule. A rate alone counts one step milder, and at most
    /// yellow until it has held for two days: a surge after rain is fast, and over by then. A slope that breaks off at once does not wait so
    /// long and follows no curve; there the counts of cracking stand in for the time family, up to orange.
    private func voice(_ index: Int, _ hour: Double, isCracking: Bool) -> Grade? {
        let motion = motions[index]
        guard type.allows(.velocityMultiples), !motion.isLearning else { return nil }
        let isLasting = isLasting(index)
        let both = FusionRule.both(motion.rate, curves[index].grade(at: hour, isLasting: isLasting))
        let milder = FusionRule.milder(motion.rate)
        let alone = isLasting ? milder : FusionRule.both(milder, .iii)
        let cracking = isCracking && type.breaksAtOnce ? FusionRule.both(motion.rate, .ii) : nil
        return FusionRule.graver(FusionRule.graver(both, alone), cracking)
    }

    /// Fits Voight's law to the few sensors that move fastest, each again only after six hours.
    private mutating func askCurves(_ hour: Double) {
        guard type.allows(.voight) else { return }
        var due: [(index: Int, multiple: Double)] = []
        for index in motions.indices where (motions[index].rate ?? .iv) >= .iii && !motions[index].isLearning {
            if hour - curves[index].askedHour >= Self.curveHours { due.append((index, motions[index].multiple)) }
        }
        due.sort { $0.multiple > $1.multiple }
        for item in due.prefix(Self.curvesMax) {
            let series = motions[item.index].series
            curves[item.index].ask(series, hour: hour)
        }
    }

    private func silentNow(_ hour: Double) -> [Int] {
        places.indices.filter { sensor in
            let place = places[sensor]
            let newest =
                switch place.kind {
                case .displacement, .crack, .tilt: motions[place.index].newestHour
                case .porePressure, .microSeismic: levels[place.index].newestHour
                case .rain: rains[place.index].newestHour
                }
            return hour - max(newest, watchedSince ?? hour) > silenceHours
        }
    }

    private func sensor(ofMotion index: Int) -> Int { places.firstIndex { $0.kind.isMotion && $0.index == index } ?? 0 }

    /// Half an hour for sensors that report late.
    private static let graceHours = 0.5
    /// Two judgements of three hours each.
    private static let confirmBlocks = 2
    /// Half a day: by then a sensor that was knocked has shown whether it moves on.
    private static let confirmBlocksAlone = 4
    /// Two days of blocks.
    private static let lastingBlocks = 16
    private static let curveHours = 6.0
    /// Three sensors that agree suffice for any grade, and a fit costs as much as thousands of readings.
    private static let curvesMax = 3
}

extension SiteWatch.State {
    fileprivate mutating func carry(on tape: inout MemoryTape) {
        tape.carry(&measured)
        tape.carry(&grade)
        tape.carry(&speaking, standard: 0, countMax: SiteWarningRule.sensorsMax) { $1.carry(&$0) }
        tape.carry(&forecast, standard: MethodVerdict.Forecast(failureHour: 0, interval90: nil)) { $0.carry(on: &$1) }
        tape.carry(&held)
        tape.carry(&multiple)
        tape.carry(&indicator)
        tape.carry(&silent, standard: 0, countMax: SiteWarningRule.sensorsMax) { $1.carry(&$0) }
    }
}
