extension VehicleRules {
    /// How the vehicle may use a way with these tags; nil when it may not.
    public func use(of tags: RoadTags) -> WayUse? {
        let highway = tags["highway"]
        guard highway?.isEmpty == false || tags["route"]?.isEmpty == false, !isBlocked(tags, highway) else { return nil }
        var entry = access(tags, highway)
        keepDimensions(tags, &entry)
        keepOneway(tags, highway, &entry)
        guard entry.forward || entry.backward, !forbiddenServices.contains(tags["service"] ?? "") else { return nil }
        markSharedLanes(tags, &entry)
        guard let speed = speeds(tags, highway, &entry) else { return nil }
        var use = WayUse()
        let rates = shares(tags, isTwoWay: entry.forward && entry.backward, oneway: entry.oneway)
        use.forward = entry.forward ? passage(speed.forward, rates.forward, entry.forwardLocal) : nil
        use.backward = entry.backward ? passage(speed.backward, rates.backward, entry.backwardLocal) : nil
        use.isRoundabout = tags["junction"] == "roundabout"
        use.isLeftHand = tags["driving_side"] == "left"
        use.isStart = !speed.isFerry && !(highway == "service" && entry.forwardAccess == "private" && !allowed.contains("private"))
        use.seconds = speed.isFerry || movableSpeed(tags) != nil ? Measures.seconds(tags["duration"]) : nil
        return use.isUsable ? use : nil
    }

    /// What is decided about entering before speeds are asked for.
    struct Entry {
        var forward = true
        var backward = true
        var forwardAccess: String?
        var backwardAccess: String?
        var forwardLocal = false
        var backwardLocal = false
        var oneway: String?
    }

    private func isBlocked(_ tags: RoadTags, _ highway: String?) -> Bool {
        if tags["area"] == "yes" || tags["railway"] == "construction" { return true }
        if let highway, forbiddenRoads.contains(highway) { return true }
        if let construction = tags["construction"], !["no", "widening", "minor"].contains(construction) { return true }
        if tags["proposed"] != nil, highway == nil || highway == "proposed" { return true }
        return tags["oneway"] == "reversible" || tags["impassable"] == "yes" || tags["status"] == "impassable"
    }

    private func access(_ tags: RoadTags, _ highway: String?) -> Entry {
        let found = tags.bothWays(accessKeys)
        var entry = Entry(forwardAccess: resolved(found.forward), backwardAccess: resolved(found.backward))
        let isRoad = highway.map { speeds[$0] != nil } ?? false
        entry.forwardLocal = isRoad && localOnly.contains(entry.forwardAccess ?? "")
        entry.backwardLocal = isRoad && localOnly.contains(entry.backwardAccess ?? "")
        entry.forward = entry.forwardLocal || !forbidden.contains(entry.forwardAccess ?? "")
        entry.backward = entry.backwardLocal || !forbidden.contains(entry.backwardAccess ?? "")
        return entry
    }

    /// Of several values in one tag the most welcoming counts.
    func resolved(_ value: String?) -> String? {
        guard let value, value.contains(";") else { return value }
        let parts = value.split(separator: ";").map { String($0.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed()) }
        for welcome in [allowed, localOnly, forbidden] {
            if let part = parts.first(where: welcome.contains) { return part }
        }
        return parts.first ?? value
    }

    private func keepDimensions(_ tags: RoadTags, _ entry: inout Entry) {
        let height = tags.bothWays(["maxheight:physical", "maxheight"])
        let width = tags.bothWays(["maxwidth:physical", "maxwidth", "width", "est_width"])
        let length = tags.bothWays(["maxlength"])
        let weight = tags.bothWays(["maxweightrating", "maxweight"])
        let isNarrow = tags["narrow"] == "yes" && widthMetres > Self.narrowMetres
        func fits(_ height: String?, _ width: String?, _ length: String?, _ weight: String?) -> Bool {
            !((Measures.clearHeight(height) ?? .infinity) < heightMetres) && !isNarrow && !(width == "narrow" && widthMetres > Self.narrowMetres)
                && !(widthMetres > 0 && (Measures.metres(width) ?? .infinity) <= widthMetres)
                && !((Measures.metres(length) ?? .infinity) < lengthMetres) && !((Measures.kilograms(weight) ?? .infinity) < weightKilograms)
        }
        entry.forward = entry.forward && fits(height.forward, width.forward, length.forward, weight.forward)
        entry.backward = entry.backward && fits(height.backward, width.backward, length.backward, weight.backward)
    }

    /// A way called narrow is taken to be no wider than this.
    private static let narrowMetres = 2.2

    private func keepOneway(_ tags: RoadTags, _ highway: String?, _ entry: inout Entry) {
        guard keepsOneways else { return }
        entry.oneway = tags.first(of: ["motorcar", "motor_vehicle", "vehicle"], prefix: "oneway") ?? tags["oneway"]
        switch entry.oneway {
        case "-1": entry.forward = false
        case "yes", "1", "true": entry.backward = false
        case "no": break
        default:
            let junction = tags["junction"]
            if highway == "motorway" || junction == "roundabout" || junction == "circular" { entry.backward = false }
        }
    }

    /// Roads whose lanes are all for shared cars are for those with business there.
    private func markSharedLanes(_ tags: RoadTags, _ entry: inout Entry) {
        guard prefersMainRoads else { return }
        let lanes = tags.bothWays(["hov:lanes"])
        func isShared(_ lanes: String?) -> Bool {
            lanes.map { $0.split(separator: "|", omittingEmptySubsequences: false).allSatisfy { $0 == "designated" } } ?? false
        }
        let isDesignated = tags["hov"] == "designated"
        entry.forwardLocal = entry.forwardLocal || isDesignated || isShared(lanes.forward)
        entry.backwardLocal = entry.backwardLocal || isDesignated || isShared(lanes.backward)
    }

    private func passage(_ speed: Double?, _ share: Double, _ isLocal: Bool) -> WayUse.Passage? {
        guard let speed, speed > 0 else { return nil }
        return WayUse.Passage(speed: speed, rate: speed * share, isLocalOnly: isLocal)
    }
}
