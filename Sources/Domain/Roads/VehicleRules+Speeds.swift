extension VehicleRules {
    struct Speeds {
        var forward: Double?
        var backward: Double?
        var isFerry = false
    }

    func movableSpeed(_ tags: RoadTags) -> Double? { tags["bridge"] == "movable" ? Self.movableBridgeSpeed : nil }

    /// km/h; a bridge that opens is waited for.
    private static let movableBridgeSpeed = 5.0

    /// km/h both ways, nil when the way is of no use; closes a direction of `entry` that has no speed.
    func speeds(_ tags: RoadTags, _ highway: String?, _ entry: inout Entry) -> Speeds? {
        var speed: Speeds
        if let ferry = tags["route"].flatMap({ ferrySpeeds[$0] }) {
            speed = Speeds(forward: ferry, backward: ferry, isFerry: true)
        } else if let movable = movableSpeed(tags) {
            speed = Speeds(forward: movable, backward: movable)
        } else if let usual = highway.flatMap({ self.speeds[$0] }) {
            speed = Speeds(forward: usual, backward: usual)
        } else {
            speed = byAccess(&entry)
        }
        guard speed.forward != nil || speed.backward != nil else { return nil }
        keepLimit(tags, &speed)
        keepSurface(tags, &speed)
        speed.forward = speed.forward.map { min($0, topSpeed) }
        speed.backward = speed.backward.map { min($0, topSpeed) }
        return speed
    }

    /// Other ways are used where a tag opens them.
    private func byAccess(_ entry: inout Entry) -> Speeds {
        func isOpen(_ access: String?) -> Bool { access.map { allowed.contains($0) || !forbidden.contains($0) } ?? false }
        let speed = Speeds(
            forward: isOpen(entry.forwardAccess) ? otherSpeed : nil, backward: isOpen(entry.backwardAccess) ? otherSpeed : nil)
        entry.forward = entry.forward && speed.forward != nil
        entry.backward = entry.backward && speed.backward != nil
        return speed
    }

    private func keepLimit(_ tags: RoadTags, _ speed: inout Speeds) {
        guard let limitShare else { return }
        let limits = tags.bothWays(["maxspeed:advisory", "maxspeed", "source:maxspeed", "maxspeed:type"])
        if let limit = SpeedLimits.kilometresPerHour(limits.forward) { speed.forward = limit * limitShare }
        if let limit = SpeedLimits.kilometresPerHour(limits.backward) { speed.backward = limit * limitShare }
    }

    private func keepSurface(_ tags: RoadTags, _ speed: inout Speeds) {
        for (key, table) in [("surface", surfaceSpeeds), ("tracktype", trackSpeeds), ("smoothness", smoothnessSpeeds)] {
            guard let most = tags[key].flatMap({ table[$0] }) else { continue }
            speed.forward = speed.forward.map { min($0, most) }
            speed.backward = speed.backward.map { min($0, most) }
        }
    }

    /// The share of its speed that a way is worth: less where it is narrow, a parking aisle, or the other side has priority.
    func shares(_ tags: RoadTags, isTwoWay: Bool, oneway: String?) -> (forward: Double, backward: Double) {
        guard prefersMainRoads else { return (1, 1) }
        let service = tags["service"].map { Self.halfWorthServices.contains($0) ? 0.5 : 1 } ?? 1
        let sideRoad = ["yes", "rotary"].contains(tags["side_road"]) ? 0.8 : 1
        let common = min(service, isTwoWay ? widthShare(tags) : 1, oneway == "alternating" ? 0.4 : 1, sideRoad)
        let priority = tags["priority"]
        return (min(common, priority == "backward" ? 0.7 : 1), min(common, priority == "forward" ? 0.7 : 1))
    }

    private func widthShare(_ tags: RoadTags) -> Double {
        if let lanes = tags["lanes"].flatMap(Measures.leadingInteger), lanes <= 1 { return 0.5 }
        switch Measures.metres(tags["width"]) {
        case let width? where width <= 3: return 0.5
        case let width? where width < 4: return 0.6
        case let width? where width < 5: return 0.75
        case let width? where width < 6: return 0.8
        default: return tags["lane_markings"] == "no" ? 0.75 : 1
        }
    }

    private static let halfWorthServices: Set<String> = ["alley", "parking", "parking_aisle", "driveway", "drive-through", "drive-thru"]
}

/// Limits that are written as a law and not as a number, such as `CN:urban`.
enum SpeedLimits {
    /// Nil when no limit is known.
    static func kilometresPerHour(_ text: String?) -> Double? {
        guard let text else { return nil }
        if let number = Measures.speed(text) { return number > 0 ? number : nil }
        let law = text.lowercased()
        let kind = law.split(separator: ":").last.map(String.init) ?? ""
        let limit = byLaw[law] ?? (law.contains(":") ? usual[kind] : nil)
        return limit.flatMap { $0 > 0 ? $0 : nil }
    }

    private static let usual: [String: Double] = ["urban": 50, "rural": 90, "trunk": 110, "motorway": 130]

    /// Where the law of a country differs (OpenStreetMap wiki, Speed limits).
    private static let byLaw: [String: Double] = [
        "at:rural": 100, "at:trunk": 100, "ar:urban": 40, "ar:rural": 110, "be:motorway": 120, "be-bru:rural": 70, "be-bru:urban": 30,
        "be-vlg:rural": 70, "bg:motorway": 140, "by:urban": 60, "by:motorway": 110, "ca-on:rural": 80, "ch:rural": 80, "ch:trunk": 100,
        "ch:motorway": 120, "de:living_street": 7, "de:rural": 100, "de:motorway": 0, "dk:rural": 80, "es:trunk": 90, "fr:rural": 80,
        "gb:nsl_single": 96.54, "gb:nsl_dual": 112.63, "gb:motorway": 112.63, "lv:living_street": 20, "nl:rural": 80, "nl:trunk": 100,
        "no:rural": 80, "no:motorway": 110, "ph:urban": 40, "ph:rural": 80, "ph:motorway": 100, "pl:rural": 100, "pl:expressway": 120,
        "pl:motorway": 140, "ro:trunk": 100, "ru:living_street": 20, "ru:urban": 60, "ru:motorway": 110, "uk:nsl_single": 96.54,
        "uk:nsl_dual": 112.63, "uk:motorway": 112.63, "za:urban": 60, "za:rural": 100, "none": 140, "cn:urban": 50, "cn:rural": 70,
        "cn:motorway": 120,
    ]
}
