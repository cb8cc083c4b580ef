/// The register of all places of one kind: how their facts are named, how they may fail, and a sheet for each place.
public struct SiteRegister: Hashable, Codable, Sendable {
    public let kind: MatterKind
    /// In the order in which a page shows them.
    public let facts: [FactForm]
    /// The ways to fail that sheets may name; the hazard's rules know the same codes.
    public let failureTypes: [Code]
    /// Who looks after a place on the ground, by role. A register names roles, never people.
    public let watchRoles: [Code]
    /// The department whose word on a place's grade counts, beside the commanders'.
    public let judgedBy: DepartmentID?
    public let sheets: [SiteID: SiteSheet]

    public init(
        kind: MatterKind, facts: [FactForm], failureTypes: [Code], watchRoles: [Code], judgedBy: DepartmentID? = nil, sheets: [SiteID: SiteSheet]
    ) {
        self.kind = kind
        self.facts = facts
        self.failureTypes = failureTypes
        self.watchRoles = watchRoles
        self.judgedBy = judgedBy
        self.sheets = sheets
    }
}

/// One fact that a register keeps of each place, such as its lithology or its volume.
public struct FactForm: Hashable, Codable, Sendable {
    public let key: String
    public let name: LocalizedText
    /// A UCUM code where the fact is a number, such as `m3` or `deg`.
    public let unit: String?
    /// The words that the fact may take; empty for a number.
    public let choices: [Code]

    public init(key: String, name: LocalizedText, unit: String? = nil, choices: [Code] = []) {
        self.key = key
        self.name = name
        self.unit = unit
        self.choices = choices
    }
}

/// A fact as a sheet holds it.
public enum FactValue: Hashable, Codable, Sendable {
    /// In the unit of its form.
    case number(Double)
    /// A code of its form's choices.
    case choice(String)
}

/// What the register says of one place: where it lies, what it is made of, whom it threatens, who watches it, and which zones are moved.
public struct SiteSheet: Hashable, Codable, Sendable {
    public let site: SiteID
    /// The outer ring in WGS 84, closed (first corner = last); empty where only a point is known.
    public let outline: [Coordinate]
    public let failureType: String?
    public let facts: [String: FactValue]
    public let exposure: SiteExposure
    /// Codes of the register's watch roles.
    public let watchers: [String]
    public let volunteers: Int?
    /// The plan that runs for the place; nil for the plan of its kind.
    public let plan: PlaybookID?
    public let zones: [RiskZone]

    public init(
        site: SiteID, outline: [Coordinate], failureType: String?, facts: [String: FactValue], exposure: SiteExposure, watchers: [String],
        volunteers: Int?, plan: PlaybookID?, zones: [RiskZone]
    ) {
        self.site = site
        self.outline = outline
        self.failureType = failureType
        self.facts = facts
        self.exposure = exposure
        self.watchers = watchers
        self.volunteers = volunteers
        self.plan = plan
        self.zones = zones
    }
}

extension SiteSheet {
    public func with(zones: [RiskZone]) -> SiteSheet {
        SiteSheet(
            site: site, outline: outline, failureType: failureType, facts: facts, exposure: exposure, watchers: watchers, volunteers: volunteers,
            plan: plan, zones: zones)
    }
}

/// Whom and what a place threatens. Nil means that nobody has counted, which is not none.
public struct SiteExposure: Hashable, Codable, Sendable {
    public let people: Int?
    public let households: Int?
    public let roadMetres: Double?
    public let shippingLane: Bool?
    public let scenicArea: Bool?

    public init(people: Int? = nil, households: Int? = nil, roadMetres: Double? = nil, shippingLane: Bool? = nil, scenicArea: Bool? = nil) {
        self.people = people
        self.households = households
        self.roadMetres = roadMetres
        self.shippingLane = shippingLane
        self.scenicArea = scenicArea
    }
}

/// An area whose people are warned or moved together.
public struct RiskZone: Hashable, Codable, Sendable {
    public let id: ZoneID
    public let name: LocalizedText
    /// The outer ring in WGS 84, closed (first corner = last).
    public let outline: [Coordinate]
    public let people: Int?
    public let households: Int?
    /// Where the people of the zone gather.
    public let assembly: LocalizedText?
    /// From the order to the last of them gone; nil where nobody has worked it out.
    public let clearance: Seconds?

    public init(
        id: ZoneID, name: LocalizedText, outline: [Coordinate], people: Int?, households: Int?, assembly: LocalizedText?, clearance: Seconds? = nil
    ) {
        self.id = id
        self.name = name
        self.outline = outline
        self.people = people
        self.households = households
        self.assembly = assembly
        self.clearance = clearance
    }
}
