import City
import Geo
import HazardKit
import Incidents
import Operations
import Wildfire

extension FireRoom {
    /// The forest that an incident burns in: that of its site, or the one whose ground it lies on.
    func forest(of incident: Incident) async -> Forest? { await forest(at: incident.point, site: incident.site) }

    func forest(at point: Coordinate, site: SiteID?) async -> Forest? {
        if let site, let own = forests.first(where: { $0.site == site }) { return own }
        for forest in forests {
            // swallowed because a ground that cannot be read is a fault of its own, told when a picture is made of it.
            if let ground = try? await ground(of: forest), ground.cell(at: point) != nil { return forest }
        }
        return nil
    }

    func weather(over forest: Forest) async -> WeatherNow {
        let sensors = forest.sensors
        var known: [DatastreamID: (reading: Reading, unit: String)] = [:]
        for id in [sensors.windSpeed, sensors.windFrom, sensors.temperature, sensors.humidity, sensors.rain] {
            guard let id, let reading = await sensing.newestReading(of: id) else { continue }
            known[id] = (reading, desk.city.datastream(id)?.unit ?? "")
        }
        return WeatherNow(forest, at: now(), forecast: currentForecast(of: forest)) { known[$0] }
    }

    func question(_ incident: Incident, _ forest: Forest, _ ground: ForestGround, _ basis: Basis, areas: [String: Double]) async throws
        -> FireQuestion
    {
        var notes: [LocalizedText] = []
        if roads == nil { notes.append(Self.noRoads) }
        if !basis.weather.isMeasured { notes.append(Self.weatherGuessed) }
        let (start, origin) = await beginning(of: incident, on: ground)
        let outlook = WeatherOutlook(
            now: basis.madeAt, weather: basis.weather.hour, unmeasured: basis.weather.unmeasured, forecast: basis.forecast,
            hours: Int(FireForecast.hours))
        if let cell = ground.cell(at: incident.point) {
            if !ground.landscape.burns(cell) { notes.append(Self.onBareGround) }
        } else {
            notes.append(Self.outside)
        }
        notes += Self.notes(outlook, basis, forecastLabel(of: forest))
        return FireQuestion(
            incident: incident, forest: forest, ground: ground, weather: basis.weather, forecast: forecastLabel(of: forest),
            outlook: outlook, bands: Self.bands(outlook, basis, forest, from: start), start: start, origin: origin, deviation: Self.deviationUsual,
            crews: await crews(of: incident),
            zones: desk.city.sheet(of: forest.site)?.zones ?? [], closed: closedElsewhere(),
            times: try await times(of: incident, await self.start(of: incident)),
            now: now(), measured: try await measured(incident), knownAreas: areas, notes: notes)
    }

    /// From its edge as it was measured last, where any of that burns on the forest's ground; else from its place when it was first seen.
    private func beginning(of incident: Incident, on ground: ForestGround) async -> (Instant, FireForecast.Origin) {
        if let extent = incident.extent {
            let points = ground.cells(inAreas: extent.areas).filter(ground.landscape.burns).map(ground.middle)
            if !points.isEmpty { return (extent.at, .cells(points)) }
        }
        return (await start(of: incident), .point(ground.frame.metres(of: incident.point), deviation: Self.deviationUsual))
    }

    /// What holds now is the picture's own reading of it; the hours after it follow the outlook.
    private static func bands(_ outlook: WeatherOutlook, _ basis: Basis, _ forest: Forest, from start: Instant) -> [WeatherBand] {
        let now = basis.weather.fireWeather(forest)
        return [WeatherBand(fromMinute: 0, weather: now)] + outlook.bands(from: start, living: now).dropFirst()
    }

    /// From when on the weather is no longer known, and why.
    private static func notes(_ outlook: WeatherOutlook, _ basis: Basis, _ label: ForecastLabel?) -> [LocalizedText] {
        guard let forecast = basis.forecast else {
            guard let label else { return [weatherHeld] }
            let hours = Int(WeatherForecast.ageMax.value / 3_600)
            return [
                LocalizedText(
                    zh: "预报发布于 \(label.issuedAt.rfc3339)，已超过 \(hours) 小时，未采用；按当前气象持续 24 小时推算",
                    en: "The forecast was issued at \(label.issuedAt.rfc3339), more than \(hours) hours ago, and is not used: the weather of now is "
                        + "taken to hold for 24 hours")
            ]
        }
        return outlook.gaps.map { gap in
            let isEnd = gap.until == nil
            let end = gap.until.map(\.rfc3339) ?? ""
            guard !isEnd else {
                let from = gap.from.rfc3339
                return LocalizedText(
                    zh: "预报（\(forecast.source)）只到 \(from)：其后沿用最后已知气象",
                    en: "The forecast (\(forecast.source)) ends at \(from): what was known last is held")
            }
            return LocalizedText(
                zh: "预报在 \(gap.from.rfc3339) 至 \(end) 之间缺测：沿用此前气象",
                en: "The forecast says nothing from \(gap.from.rfc3339) to \(end): what was known before is held")
        }
    }

    /// The fire began at the latest when the first evidence of it was seen.
    private func start(of incident: Incident) async -> Instant {
        var first = incident.openedAt
        for id in incident.alerts {
            // swallowed because an alert that cannot be read leaves the fire with the time of its incident.
            guard let alert = try? await desk.alertState(id) else { continue }
            first = min(first, alert.raisedAt, alert.evidence.map(\.observedAt).min() ?? first)
        }
        // Evidence of another day is no beginning of this fire.
        return max(first, incident.openedAt.advanced(by: Seconds(-Self.earlierMax.value)))
    }

    private func crews(of incident: Incident) async -> [FireQuestion.Crew] {
        let here = Set(incident.teamsOnScene)
        let (teams, free) = await desk.teamsAtHand(for: incident, skills: Self.skills)
        return teams.map {
            FireQuestion.Crew(team: $0, isFree: free.contains($0.id), isOnScene: here.contains($0.id), position: positions[incident.id]?[$0.id])
        }
    }

    private func times(of incident: Incident, _ start: Instant) async throws -> [AttackRecord.Step: Instant] {
        var times: [AttackRecord.Step: Instant] = [.detected: start, .confirmed: incident.openedAt]
        times[.attacked] = incident.tasks.flatMap(\.history).filter { $0.state == .onScene }.map(\.at).min()
        for (step, type) in [(AttackRecord.Step.contained, "IncidentUnderControl"), (.out, "IncidentResolved")] {
            times[step] = try await desk.firstTime(of: type, in: incident.id)
        }
        return times
    }

    /// Who is asked for at a fire in the forest.
    private static let skills: Set<Skill> = ["forest-fire", "fire-suppression"]
    /// Metres, of a place that one sensor or one caller gives.
    private static let deviationUsual = 60.0
    private static let earlierMax = Seconds.hours(3)

    private static let noRoads = LocalizedText(
        zh: "没有路网：不知道谁多久能到", en: "There is no road graph: who is there when is not known")
    private static let weatherGuessed = LocalizedText(
        zh: "部分气象要素没有实测，按该林区的标准值计算", en: "Part of the weather is not measured; the forest's standard is taken for it")
    private static let weatherHeld = LocalizedText(
        zh: "按当前气象持续 24 小时推算", en: "The weather of now is taken to hold for 24 hours")
    private static let onBareGround = LocalizedText(
        zh: "起火点落在不燃地类上：请核对位置或林情数据", en: "The place of the fire lies on ground that does not burn: check the place, or the fuel map")
    private static let outside = LocalizedText(
        zh: "起火点在林情数据范围之外：没有蔓延推演", en: "The place of the fire lies outside the forest's data: nothing is forecast")
}

extension WeatherNow {
    var isMeasured: Bool { [windSpeed, windFrom, temperature, humidity].allSatisfy { $0.source == .measured } }
}
