import City
import HazardKit

/// Every rule of a city, found by the datastream that it watches. A value: fold readings in, get claims out.
///
/// - Building: `build(city:parameters:hazards:)`, `faults(city:parameters:hazards:)`
/// - Running: `take(_:at:)` for each reading, `pass(_:)` about once a minute
/// - Restarting: `memory`, `memory(of:)`, `replay(_:active:now:)`, or `resume(_:)` and `relive(_:active:now:)` for each of `seriesTogether`, on
///   copies whose findings `adopt(_:of:)` brings together
/// - Remembering over a restart: `memories()`, `recall(_:)`, `replayStart(of:newest:)`
///
/// The four built-in types lie in one array each and are reached by index, so a reading costs one hash of its datastream and no
/// existential call; only the rules of hazards are called through their protocol.
public struct RuleEngine: Sendable {
    private enum Row: UInt8 { case threshold, rate, duration, silence, hazard }

    private struct Place: Sendable {
        let row: Row
        let index: Int32
    }

    /// The rules that one series is watched by, and how long a reading of it is fresh.
    private struct Watch: Sendable {
        let freshFor: Seconds
        var places: [Place] = []
    }

    private var thresholds: [ThresholdRule] = []
    private var rates: [RateRule] = []
    private var durations: [DurationRule] = []
    private var silences: [SilenceRule] = []
    var hazardRules: [any HazardRule] = []
    private var watches: [DatastreamID: Watch] = [:]

    /// An engine without rules.
    public init() {}

    /// Builds every rule of the city package, or names the first that cannot be built.
    public static func build(
        city: CityModel, parameters: [RuleParameters], hazards: [any Hazard.Type]
    ) throws(RuleFault) -> RuleEngine {
        var engine = RuleEngine()
        var names: Set<String> = []
        for rule in parameters {
            guard names.insert(rule.id).inserted else { throw rule.fault("another rule has the same id") }
            try engine.add(rule, city: city, hazards: hazards)
        }
        guard engine.ruleCount <= ruleCountMax else {
            throw RuleFault(rule: parameters.last?.id ?? "", message: "the city has \(engine.ruleCount) rules; the bound is \(ruleCountMax)")
        }
        return engine
    }

    /// Every rule that cannot be built, for `bayu city check`.
    public static func faults(city: CityModel, parameters: [RuleParameters], hazards: [any Hazard.Type]) -> [RuleFault] {
        var engine = RuleEngine()
        var names: Set<String> = []
        var faults: [RuleFault] = []
        for rule in parameters {
            if !names.insert(rule.id).inserted { faults.append(rule.fault("another rule has the same id")) }
            do throws(RuleFault) {
                try engine.add(rule, city: city, hazards: hazards)
            } catch {
                faults.append(error)
            }
        }
        return faults
    }

    /// How many rules run, where a rule over three series counts as three.
    public var ruleCount: Int { thresholds.count + rates.count + durations.count + silences.count + hazardRules.count }

    /// The datastreams that any rule watches.
    public var watched: Set<DatastreamID> { Set(watches.keys) }

    /// What the rules claim after one more reading; empty when nothing changed. What is too old to act on only fills the windows.
    public mutating func take(_ reading: Reading, at now: Instant) -> [AlertClaim] {
        guard let watch = watches[reading.datastream] else { return [] }
        if Freshness.isStale(reading.phenomenonTime, within: watch.freshFor, now: now) {
            absorb(reading, at: now)
            return []
        }
        var claims: [AlertClaim] = []
        for place in watch.places {
            let index = Int(place.index)
            let said =
                switch place.row {
                case .threshold: thresholds[index].take(reading)
                case .rate: rates[index].take(reading)
                case .duration: durations[index].take(reading)
                case .silence: silences[index].take(reading, at: now)
                case .hazard: hazardRules[index].take(reading, at: now)
                }
            if !said.isEmpty { claims += said }
        }
        return claims
    }

    /// Hands a reading to each rule that looks back as far, for its memory alone: nothing is claimed and no grade in force changes.
    mutating func absorb(_ reading: Reading, at now: Instant) {
        for place in watches[reading.datastream]?.places ?? [] where now.since(reading.phenomenonTime) <= memory(of: place) {
            let index = Int(place.index)
            switch place.row {
            case .threshold: break
            case .rate: rates[index].absorb(reading)
            case .duration: durations[index].absorb(reading)
            case .silence: silences[index].absorb(reading)
            case .hazard: hazardRules[index].absorb(reading)
            }
        }
    }

    /// What silence and the passing of time claim.
    public mutating func pass(_ now: Instant) -> [AlertClaim] {
        var claims: [AlertClaim] = []
        for index in silences.indices { claims += silences[index].pass(now) }
        for index in hazardRules.indices { claims += hazardRules[index].pass(now) }
        return claims
    }

    /// Whether any rule gives the site a grade that a person may overrule.
    public func isGraded(_ site: SiteID) -> Bool { hazardRules.contains { $0.gradedSite == site } }

    /// Hands a person's word on a site's grade to the rules that give it; nil takes it back.
    public mutating func heed(_ word: GradeOverride?, of site: SiteID, at now: Instant) -> [AlertClaim] {
        var claims: [AlertClaim] = []
        for index in hazardRules.indices where hazardRules[index].gradedSite == site { claims += hazardRules[index].heed(word, at: now) }
        return claims
    }

    /// Names the built-in types, for messages and for the linter.
    public static let builtInTypes = [ThresholdRule.type, RateRule.type, DurationRule.type, SilenceRule.type]

    /// Four rules for each of 25,000 series; a city package beyond this is generated by mistake.
    public static let ruleCountMax = 100_000
}

extension RuleEngine {
    private mutating func add(_ rule: RuleParameters, city: CityModel, hazards: [any Hazard.Type]) throws(RuleFault) {
        guard let dot = rule.type.firstIndex(of: ".") else {
            try addBuiltIn(rule, city: city)
            return
        }
        let hazard = try Self.get(MatterKind(String(rule.type[..<dot])), for: rule, among: hazards)
        let built: [any HazardRule] = try hazard.rules(for: city, parameters: [rule])
        for hazardRule in built {
            hazardRules.append(hazardRule)
            for datastream in Set(hazardRule.datastreams).sorted() {
                note(.hazard, hazardRules.count - 1, for: datastream, every: city.datastream(datastream)?.interval ?? .zero)
            }
        }
    }

    private static func get(_ kind: MatterKind, for rule: RuleParameters, among hazards: [any Hazard.Type]) throws(RuleFault) -> any Hazard.Type {
        var installed: [String] = []
        for hazard in hazards {
            if hazard.kind == kind { return hazard }
            installed.append(hazard.kind.rawValue)
        }
        throw rule.fault("no hazard '\(kind)' is installed for the type \(rule.type); installed are \(installed.sorted().joined(separator: ", "))")
    }

    private mutating func addBuiltIn(_ rule: RuleParameters, city: CityModel) throws(RuleFault) {
        guard Self.builtInTypes.contains(rule.type) else {
            throw rule.fault("the type '\(rule.type)' is not known; use \(Self.builtInTypes.joined(separator: ", ")) or one of a hazard")
        }
        guard !rule.datastreams.isEmpty else { throw rule.fault("datastreams is empty; name at least one") }
        guard Set(rule.datastreams).count == rule.datastreams.count else { throw rule.fault("datastreams names one series twice") }
        for id in rule.datastreams {
            guard let stream = city.datastream(id) else { throw rule.fault("the datastream '\(id)' is not among the city's datastreams") }
            switch rule.type {
            case ThresholdRule.type:
                thresholds.append(try ThresholdRule(rule, city: city, datastream: stream))
                note(.threshold, thresholds.count - 1, for: id, every: stream.interval)
            case RateRule.type:
                rates.append(try RateRule(rule, city: city, datastream: stream))
                note(.rate, rates.count - 1, for: id, every: stream.interval)
            case DurationRule.type:
                durations.append(try DurationRule(rule, city: city, datastream: stream))
                note(.duration, durations.count - 1, for: id, every: stream.interval)
            default:
                silences.append(try SilenceRule(rule, city: city, datastream: stream))
                note(.silence, silences.count - 1, for: id, every: stream.interval)
            }
        }
    }

    private mutating func note(_ row: Row, _ index: Int, for datastream: DatastreamID, every interval: Seconds) {
        watches[datastream, default: Watch(freshFor: Freshness.span(every: interval))].places.append(Place(row: row, index: Int32(index)))
    }

    /// How far back the readings of one series must be replayed after a restart.
    public func memory(of datastream: DatastreamID) -> Seconds {
        (watches[datastream]?.places ?? []).map { memory(of: $0) }.max() ?? .zero
    }

    private func memory(of place: Place) -> Seconds {
        let index = Int(place.index)
        return switch place.row {
        case .threshold: thresholds[index].memory
        case .rate: rates[index].memory
        case .duration: durations[index].memory
        case .silence: silences[index].memory
        case .hazard: hazardRules[index].memory
        }
    }

    mutating func adopt(_ other: RuleEngine, placesOf datastream: DatastreamID) {
        for place in watches[datastream]?.places ?? [] {
            let index = Int(place.index)
            switch place.row {
            case .threshold: thresholds[index] = other.thresholds[index]
            case .rate: rates[index] = other.rates[index]
            case .duration: durations[index] = other.durations[index]
            case .silence: silences[index] = other.silences[index]
            case .hazard: hazardRules[index] = other.hazardRules[index]
            }
        }
    }

    /// For each rule over a series: how far back it looks, and the newest reading that it has learned from, where it says so.
    func lookBacks(of datastream: DatastreamID) -> [(memory: Seconds, known: Instant?)] {
        (watches[datastream]?.places ?? []).map { place in
            (memory(of: place), place.row == .hazard ? hazardRules[Int(place.index)].newest(of: datastream) : nil)
        }
    }

    /// The longest memory of any rule.
    public var memory: Seconds { watches.keys.map { memory(of: $0) }.max() ?? .zero }

    /// Takes up the claims that were active before a restart: source key → grade.
    public mutating func resume(_ active: [String: Grade]) {
        for index in thresholds.indices { thresholds[index].resume(active) }
        for index in rates.indices { rates[index].resume(active) }
        for index in durations.indices { durations[index].resume(active) }
        for index in silences.indices { silences[index].resume(active) }
        for index in hazardRules.indices { hazardRules[index].resume(active) }
    }
}
