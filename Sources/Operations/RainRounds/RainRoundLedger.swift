import City
import Evacuation
import Incidents
import RainRounds

/// The rain rounds of the picture, with the households that were moved while each was open.
struct RainRoundLedger: Codable, Sendable {
    /// Households of one zone that a round counts.
    struct Moved: Codable, Sendable {
        var households = 0
        /// People of one household of the zone, by the register; nil where nobody has counted.
        var peopleEach: Double?
    }

    private(set) var held: [RainRoundID: Picture.Held<RainRound>] = [:]
    private(set) var moved: [RainRoundID: [EvacuationID: Moved]] = [:]
    /// How many there have ever been; the next number is one more.
    private(set) var count: Int64 = 0
    private var ended: [RainRoundID] = []

    /// A wet year has some thirty; rounds of longer ago are read from the log.
    static let endedHeldMax = 100

    var open: [Picture.Held<RainRound>] { held.values.filter(\.state.isOpen) }

    /// Gives the rounds that are held no more.
    mutating func apply(_ event: RainRoundEvent, to id: RainRoundID, _ version: Int64, _ at: Instant, _ actor: Actor) -> [RainRoundID] {
        var state = held[id]?.state
        let wasOpen = state?.isOpen ?? true
        if state == nil, case .begun = event { count += 1 }
        RainRound.apply(event, to: &state, at: at, by: actor)
        guard let state else { return [] }
        held[id] = Picture.Held(state: state, version: version, changedAt: at)
        guard wasOpen, !state.isOpen else { return [] }
        ended.append(id)
        var released: [RainRoundID] = []
        while ended.count > Self.endedHeldMax {
            let oldest = ended.removeFirst()
            released.append(oldest)
            held[oldest] = nil
            moved[oldest] = nil
        }
        return released
    }

    /// Adds what was counted at doors to the round that is open there at that moment: people moved are entered once, where they are counted.
    mutating func count(_ event: EvacuationEvent, of evacuation: Evacuation, in incident: Incident, at moment: Instant, _ city: CityModel?) {
        let households: Int
        switch event {
        case .counted(let body) where body.outcome == .moved: households = body.households
        case .corrected(let body) where body.outcome == .moved: households = body.households
        default: return
        }
        for round in held.values.map(\.state)
        where round.begunAt <= moment && moment <= round.endedAt ?? moment && round.exercise == incident.exercise
            && (city?.isWithin(incident.township, round.area) ?? false)
        {
            var entry = moved[round.id]?[evacuation.id] ?? Moved()
            entry.households = max(0, entry.households + households)
            if let people = evacuation.people, let all = evacuation.households, all > 0 { entry.peopleEach = Double(people) / Double(all) }
            moved[round.id, default: [:]][evacuation.id] = entry
        }
    }
}
