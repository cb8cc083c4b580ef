import City

/// Makes sites, sheets and zones of features; what it cannot use it names by line.
struct SheetReader {
    let form: RegisterForm
    let faults: FaultLog

    /// A site that stands in the register alone; nil after a fault.
    func site(_ feature: RegisterFeature, id: SiteID, kind: MatterKind) -> Site? {
        guard let name = name(feature, "name"), let point = point(of: feature) else { return nil }
        return Site(
            id: id, kind: kind, name: name, point: point, township: feature.text("township").map { CenterCode($0) },
            synthetic: feature.bool("synthetic", faults) ?? false)
    }

    func sheet(_ feature: RegisterFeature, site: SiteID) -> SiteSheet {
        var outline: [Coordinate] = []
        if case .ring(let ring) = feature.shape { outline = ring }
        let type = feature.text("failure_type")
        if let type, !form.failureTypes.contains(where: { $0.id == type }) {
            faults.report(feature.place, "the failure type `\(type)` is unknown: \(form.file) has \(listed(form.failureTypes))")
        }
        for key in feature.properties.keys.sorted() where !RegisterForm.reserved.contains(key) && !form.facts.contains(where: { $0.key == key }) {
            faults.report(feature.place, "the property `\(key)` is unknown: name it under `facts` in \(form.file) or remove it")
        }
        return SiteSheet(
            site: site, outline: outline, failureType: type, facts: facts(feature), exposure: exposure(feature), watchers: watchers(feature),
            volunteers: count(feature, "volunteers"), plan: feature.text("plan").map { PlaybookID($0) }, zones: [])
    }

    func zone(_ feature: RegisterFeature, id: ZoneID) -> RiskZone? {
        guard case .ring(let ring) = feature.shape else {
            faults.report(feature.place, "the zone `\(id)` needs a Polygon: draw the area that is warned")
            return nil
        }
        guard let name = name(feature, "name") else { return nil }
        return RiskZone(
            id: id, name: name, outline: ring, people: count(feature, "people"), households: count(feature, "households"),
            assembly: feature.text("assembly_zh") == nil && feature.text("assembly_en") == nil ? nil : self.name(feature, "assembly"),
            clearance: feature.number("clearance_min", in: Self.clearanceMinutes, faults).map { Seconds($0 * 60) })
    }

    private func facts(_ feature: RegisterFeature) -> [String: FactValue] {
        var facts: [String: FactValue] = [:]
        for fact in form.facts {
            if fact.choices.isEmpty {
                if let number = feature.number(fact.key, in: Self.factRange, faults) { facts[fact.key] = .number(number) }
            } else if let word = feature.text(fact.key) {
                if fact.choices.contains(where: { $0.id == word }) {
                    facts[fact.key] = .choice(word)
                } else {
                    faults.report(feature.place, "`\(fact.key)` is `\(word.prefix(40))`: \(form.file) has \(listed(fact.choices))")
                }
            }
        }
        return facts
    }

    private func exposure(_ feature: RegisterFeature) -> SiteExposure {
        SiteExposure(
            people: count(feature, "people"), households: count(feature, "households"),
            roadMetres: feature.number("road_m", in: 0...Self.roadMetresMax, faults), shippingLane: feature.bool("shipping_lane", faults),
            scenicArea: feature.bool("scenic_area", faults))
    }

    private func watchers(_ feature: RegisterFeature) -> [String] {
        let roles = (feature.text("watchers") ?? "").split(separator: ",").map { $0.trimmingSpaces() }
        for role in roles where !form.watchRoles.contains(where: { $0.id == role }) {
            faults.report(feature.place, "the watcher `\(role.prefix(40))` is unknown: \(form.file) has \(listed(form.watchRoles))")
        }
        return roles
    }

    private func count(_ feature: RegisterFeature, _ key: String) -> Int? {
        feature.number(key, in: 0...Self.peopleMax, faults).map { Int($0) }
    }

    /// A name in both languages; where only one is given it stands for both.
    private func name(_ feature: RegisterFeature, _ key: String) -> LocalizedText? {
        let zh = feature.text(key + "_zh")
        let en = feature.text(key + "_en")
        guard let one = zh ?? en else {
            faults.report(feature.place, "the property `\(key)_zh` is missing: give the name")
            return nil
        }
        return LocalizedText(zh: zh ?? one, en: en ?? one)
    }

    /// The point itself, or the middle of the outline's area; nil after a fault.
    private func point(of feature: RegisterFeature) -> Coordinate? {
        switch feature.shape {
        case .point(let point): return point
        case .ring(let ring): return Centroid.of(ring)
        case .none:
            faults.report(feature.place, "the site has no geometry: give a Point or a Polygon")
            return nil
        }
    }

    private func listed(_ codes: [Code]) -> String { codes.map(\.id).joined(separator: ", ") }

    /// Larger than any volume of a slope in m³ or any height in mm; the bound catches a broken number.
    static let factRange = -1e12...1e12
    /// More people than any city has.
    static let peopleMax = 1e8
    static let roadMetresMax = 1e6
    /// Two days: who needs longer is not moved before a fire.
    static let clearanceMinutes = 1.0...2_880.0
}

extension Substring {
    func trimmingSpaces() -> String { String(drop { $0 == " " }.reversed().drop { $0 == " " }.reversed()) }
}

/// The centre of the area inside a ring, by the shoelace formula in degrees: right to a millimetre for a slope.
enum Centroid {
    static func of(_ ring: [Coordinate]) -> Coordinate {
        let origin = ring[0]
        var (area, x, y) = (0.0, 0.0, 0.0)
        for (a, b) in zip(ring, ring.dropFirst()) {
            let (ax, ay) = (a.longitude - origin.longitude, a.latitude - origin.latitude)
            let (bx, by) = (b.longitude - origin.longitude, b.latitude - origin.latitude)
            let cross = ax * by - bx * ay
            area += cross
            x += (ax + bx) * cross
            y += (ay + by) * cross
        }
        // A ring folded onto a line has no area; its first corner is as good a place as any.
        guard abs(area) > 1e-15 else { return origin }
        return Coordinate(latitude: origin.latitude + y / (3 * area), longitude: origin.longitude + x / (3 * area))
    }
}
