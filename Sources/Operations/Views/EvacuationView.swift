import City
import Evacuation
import Geo
import Incidents

/// The evacuation of one zone as the screens show it.
public struct EvacuationView: Codable, Sendable {
    /// Households under one outcome.
    public struct Count: Codable, Sendable {
        public let outcome: Evacuation.Outcome
        public let households: Int
        public let by: String?
        public let at: Instant?
    }

    public let id: EvacuationID
    public let incident: IncidentID
    public let version: Int64
    public let zone: ZoneID
    public let name: LocalizedText
    public let households: Int?
    public let people: Int?
    public let assembly: LocalizedText?
    public let byHand: Bool
    public let stage: Evacuation.Stage
    public let form: Evacuation.Form?
    public let stageSince: Instant
    public let stageBy: String
    public let proposal: Evacuation.Proposal?
    /// Names that the proposal needs in all; nil where nothing is proposed.
    public let signaturesNeeded: Int?
    public let round: Int
    /// One for each outcome, counted or not.
    public let counts: [Count]
    public let unreachedHouseholds: Int?
    public let times: Evacuation.Times?
    /// Forecast arrival − clearance − margin.
    public let latestToDecideAt: Instant?
    public let exercise: Bool
    public let synthetic: Bool

    init(_ held: Picture.Held<Evacuation>) { self.init(held.state, version: held.version) }

    init(_ state: Evacuation, version: Int64) {
        id = state.id
        incident = state.incident
        self.version = version
        zone = state.zone
        name = state.name
        households = state.households
        people = state.people
        assembly = state.assembly
        byHand = state.byHand
        stage = state.stage
        form = state.form
        stageSince = state.stageSince
        stageBy = state.stageBy
        proposal = state.proposal
        signaturesNeeded = state.proposal?.signaturesNeeded
        round = state.round
        counts = Evacuation.Outcome.allCases.map { outcome in
            let tally = state.tallies[outcome]
            return Count(outcome: outcome, households: state.count(outcome), by: tally?.by, at: tally?.at)
        }
        unreachedHouseholds = state.unreachedHouseholds
        times = state.times
        latestToDecideAt = state.latestToDecideAt
        exercise = state.exercise
        synthetic = state.synthetic
    }
}

/// One zone of an incident in one line.
public struct EvacuationLine: Codable, Sendable {
    public let zone: ZoneID
    public let version: Int64
    public let name: LocalizedText
    public let stage: Evacuation.Stage
    /// True while a proposal waits for a person.
    public let proposed: Bool

    init(_ held: Picture.Held<Evacuation>) {
        zone = held.state.zone
        version = held.version
        name = held.state.name
        stage = held.state.stage
        proposed = held.state.proposal != nil
    }
}

/// A zone of the register that an incident may deal with.
public struct ZoneChoice: Codable, Sendable {
    public let zone: ZoneID
    public let name: LocalizedText
    public let households: Int?
    public let people: Int?
    /// The place that threatens it; many a slope has a zone "at the foot".
    public let site: SiteID
    public let siteName: LocalizedText?

    /// A person chooses among the nearest; the others are found by their id.
    static let choicesMax = 20

    /// The zones of the incident's own site; where it has none, or no zones are known of it, the nearest ones.
    static func choices(for incident: Incident, without known: Set<ZoneID>, _ city: CityModel) -> [ZoneChoice] {
        if let site = incident.site, let own = city.sheet(of: site)?.zones, !own.isEmpty {
            return own.filter { !known.contains($0.id) }.map { ZoneChoice($0, site, city) }
        }
        let all = city.registers.flatMap { $0.sheets.values }.flatMap { sheet in sheet.zones.map { ($0, sheet.site) } }
        let near = all.filter { !known.contains($0.0.id) }.map { zone, site in
            (choice: ZoneChoice(zone, site, city), metres: zone.outline.map { $0.distanceMetres(to: incident.point) }.min() ?? .infinity)
        }
        return near.sorted { ($0.metres, $0.choice.zone) < ($1.metres, $1.choice.zone) }.prefix(choicesMax).map(\.choice)
    }

    private init(_ zone: RiskZone, _ site: SiteID, _ city: CityModel) {
        self.zone = zone.id
        name = zone.name
        households = zone.households
        people = zone.people
        self.site = site
        siteName = city.site(site)?.name
    }
}
