import City
import HazardKit
import Operations

/// A word of a register with its name.
struct RegisterWord: Encodable {
    let id: String
    let name: LocalizedText

    init(_ code: Code) {
        id = code.id
        name = code.name
    }

    static func find(_ id: String?, among codes: [Code]?) -> RegisterWord? {
        codes?.first { $0.id == id }.map(RegisterWord.init)
    }
}

/// A line of the list of sites.
struct SiteRow: Encodable {
    let id: SiteID
    let kind: MatterKind
    let name: LocalizedText
    let point: Coordinate
    let township: CenterCode?
    let district: CenterCode?
    let failureType: RegisterWord?
    let people: Int?
    let synthetic: Bool

    init(_ site: Site, city: CityModel, places: SitePlaces) {
        id = site.id
        kind = site.kind
        name = site.name
        point = site.point
        township = places.township(of: site.id)
        district = places.district(of: site.id)
        let sheet = city.sheet(of: site.id)
        failureType = RegisterWord.find(sheet?.failureType, among: city.register(of: site.kind)?.failureTypes)
        people = sheet?.exposure.people
        synthetic = site.synthetic
    }
}

/// One site whole. What nobody has entered is absent, which a page shows as unknown.
struct SitePage: Encodable {
    let id: SiteID
    let kind: MatterKind
    let name: LocalizedText
    let point: Coordinate
    let township: CenterCode?
    let district: CenterCode?
    let synthetic: Bool
    let outline: [Coordinate]
    let failureType: RegisterWord?
    let facts: [FactRow]
    let exposure: SiteExposure?
    let watchers: [RegisterWord]
    let volunteers: Int?
    let plan: PlanRow?
    let zones: [RiskZone]
    /// What a person has said of its grade, while that is in force.
    let word: GradeOverride?
    let datastreams: [SeriesRow]

    init(_ site: Site, city: CityModel, places: SitePlaces, series: [DatastreamView], word: GradeOverride?) {
        let register = city.register(of: site.kind)
        let sheet = city.sheet(of: site.id)
        id = site.id
        kind = site.kind
        name = site.name
        point = site.point
        township = places.township(of: site.id)
        district = places.district(of: site.id)
        synthetic = site.synthetic
        outline = sheet?.outline ?? []
        failureType = RegisterWord.find(sheet?.failureType, among: register?.failureTypes)
        facts = (register?.facts ?? []).compactMap { form in sheet?.facts[form.key].map { FactRow(form, $0) } }
        exposure = sheet?.exposure
        watchers = (sheet?.watchers ?? []).compactMap { RegisterWord.find($0, among: register?.watchRoles) }
        volunteers = sheet?.volunteers
        plan = city.playbook(for: site.kind, at: site.id).map(PlanRow.init)
        zones = sheet?.zones ?? []
        self.word = word
        datastreams = series.map(SeriesRow.init)
    }
}

struct PlanRow: Encodable {
    let id: PlaybookID
    let version: Int
    let name: LocalizedText

    init(_ playbook: Playbook) {
        id = playbook.id
        version = playbook.version
        name = playbook.name
    }
}

/// A fact in words: its label, and a number with its unit or a word in both languages.
struct FactRow: Encodable {
    private enum Value {
        case number(Double)
        case words(LocalizedText)
    }

    private let key: String
    private let label: LocalizedText
    private let value: Value
    private let unit: String?

    init(_ form: FactForm, _ fact: FactValue) {
        key = form.key
        label = form.name
        unit = form.unit
        switch fact {
        case .number(let number): value = .number(number)
        case .choice(let id): value = .words(form.choices.first { $0.id == id }?.name ?? LocalizedText(zh: id, en: id))
        }
    }

    private enum CodingKeys: String, CodingKey { case key, label, value, unit }

    func encode(to encoder: any Encoder) throws {
        var fields = encoder.container(keyedBy: CodingKeys.self)
        try fields.encode(key, forKey: .key)
        try fields.encode(label, forKey: .label)
        try fields.encodeIfPresent(unit, forKey: .unit)
        switch value {
        case .number(let number): try fields.encode(number, forKey: .value)
        case .words(let words): try fields.encode(words, forKey: .value)
        }
    }
}

/// A series on the page of its site.
struct SeriesRow: Encodable {
    struct Latest: Encodable {
        let at: Instant
        let value: Double
    }

    let id: DatastreamID
    let name: LocalizedText
    let property: String
    let unit: String
    let intervalSeconds: Seconds
    let point: Coordinate
    let latest: Latest?
    /// Overdue, or never heard of.
    let stale: Bool
    let synthetic: Bool

    init(_ view: DatastreamView) {
        id = view.id
        name = view.name
        point = view.point
        stale = view.stale
        property = view.property
        unit = view.unit
        intervalSeconds = view.interval
        latest = view.at.flatMap { at in view.value.map { Latest(at: at, value: $0) } }
        synthetic = view.synthetic
    }
}
