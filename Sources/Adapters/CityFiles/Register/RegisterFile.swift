import City
import Geo
import HazardKit

/// `KIND/register.yaml` and `KIND/register.geojson`: the places of one kind by the hundred, each with its sheet, its zones and, through a
/// layout, its series and rules.
enum RegisterFile {
    static func form(_ kind: MatterKind) -> String { "\(kind)/register.yaml" }
    static func features(_ kind: MatterKind) -> String { "\(kind)/register.geojson" }

    /// Reads the registers of every kind that has one, after the sites of `sites.yaml`, which they may add a sheet to.
    static func read(_ folder: PackageFolder, into draft: inout PackageDraft) {
        for kind in draft.kinds.map(\.value.id) where folder.has(form(kind)) {
            guard let form = RegisterForm.read(folder, file: form(kind)), let text = folder.text(features(kind)) else { continue }
            let features = RegisterFeatures.read(text, file: features(kind), faults: folder.faults)
            var draftOfKind = RegisterDraft(kind: kind, form: form, faults: folder.faults, known: draft.sites)
            for feature in features { draftOfKind.take(feature) }
            draft.registers.append(draftOfKind.register())
            draft.sites += draftOfKind.sites
            draft.datastreams += draftOfKind.datastreams
            draft.siteRules += draftOfKind.rules
        }
    }
}

/// A register while its features are read.
struct RegisterDraft {
    let kind: MatterKind
    let form: RegisterForm
    let faults: FaultLog
    private(set) var sites: [Located<Site>] = []
    private(set) var datastreams: [Located<Datastream>] = []
    private(set) var rules: [PackageDraft.RuleDraft] = []
    private var sheets: [SiteID: SiteSheet] = [:]
    private var zones: [SiteID: [RiskZone]] = [:]
    private var zonePlaces: [ZoneID: Place] = [:]
    /// Zones whose site has not been read yet; a file may list them first.
    private var waiting: [SiteID: Place] = [:]
    private let known: [SiteID: Site]
    private let reader: SheetReader

    init(kind: MatterKind, form: RegisterForm, faults: FaultLog, known: [Located<Site>]) {
        self.kind = kind
        self.form = form
        self.faults = faults
        self.known = Dictionary(known.map { ($0.value.id, $0.value) }, uniquingKeysWith: { first, _ in first })
        reader = SheetReader(form: form, faults: faults)
    }

    mutating func take(_ feature: RegisterFeature) {
        switch feature.text("is") {
        case "site": takeSite(feature)
        case "zone": takeZone(feature)
        default: faults.report(feature.place, "the property `is` must be `site` or `zone`")
        }
    }

    private mutating func takeSite(_ feature: RegisterFeature) {
        guard sheets.count < Self.siteCountMax else {
            if sheets.count == Self.siteCountMax { faults.report(feature.place, "a register holds at most \(Self.siteCountMax) sites") }
            return
        }
        guard let id = feature.identifier("id", faults).map({ SiteID($0) }) else { return }
        guard sheets[id] == nil else { return faults.report(feature.place, "the site `\(id)` stands in this file twice: rename or remove one") }
        sheets[id] = reader.sheet(feature, site: id)
        guard let site = known[id] ?? reader.site(feature, id: id, kind: kind) else { return }
        if let known = known[id], known.kind != kind {
            faults.report(feature.place, "the site `\(id)` is of kind `\(known.kind)` in sites.yaml and stands in the register of `\(kind)`")
        }
        if known[id] == nil { sites.append(Located(value: site, place: feature.place)) }
        guard let name = feature.text("layout") else { return }
        guard let layout = form.layouts[name] else {
            return faults.report(
                feature.place, "the layout `\(name)` is unknown: \(form.file) has \(form.layouts.keys.sorted().joined(separator: ", "))")
        }
        add(layout, to: site, at: feature.place)
    }

    private mutating func add(_ layout: SensorLayout, to site: Site, at place: Place) {
        let streams = layout.datastreams(of: site)
        datastreams += streams.map { Located(value: $0, place: place) }
        for rule in form.rules {
            rules.append(PackageDraft.RuleDraft(rule: rule.parameters(of: site, over: streams.map(\.id)), place: place))
        }
    }

    private mutating func takeZone(_ feature: RegisterFeature) {
        guard let id = feature.identifier("id", faults).map({ ZoneID($0) }), let owner = feature.identifier("site", faults).map({ SiteID($0) }),
            let zone = reader.zone(feature, id: id)
        else { return }
        if let first = zonePlaces.updateValue(feature.place, forKey: id) {
            faults.report(feature.place, "the zone `\(id)` stands here and at line \(first.line): rename or remove one")
        }
        waiting[owner] = feature.place
        zones[owner, default: []].append(zone)
        if zones[owner, default: []].count == Self.zonesOfSiteMax + 1 {
            faults.report(feature.place, "the site `\(owner)` has more than \(Self.zonesOfSiteMax) zones: join some")
        }
    }

    /// The register with every sheet's zones; a zone of a site that the file does not have is a fault.
    func register() -> SiteRegister {
        for (owner, place) in waiting where sheets[owner] == nil {
            faults.report(place, "the zone's site `\(owner)` is not in this file: mend `site` or add the site")
        }
        return SiteRegister(
            kind: kind, facts: form.facts, failureTypes: form.failureTypes, watchRoles: form.watchRoles, judgedBy: form.judgedBy,
            sheets: sheets.mapValues { $0.with(zones: zones[$0.site] ?? []) })
    }

    /// Ten times the sites of the largest city known to keep such a register.
    static let siteCountMax = 10_000
    /// A page can show, and a desk can order, no more areas of one slope at once.
    static let zonesOfSiteMax = 32
}
