import City
import Geo
import Incidents
import Roads
import Wildfire

/// Makes one picture of one fire: a computation from what was gathered to what is shown, without waiting for anybody.
struct PictureMaker {
    let question: FireQuestion
    let forecast: FireForecast
    let roads: RoadNetwork?

    var ground: ForestGround { question.ground }
    var landscape: Landscape { question.ground.landscape }
    /// Minutes of the fire that have gone by.
    var nowMinute: Double { max(0, question.now.since(question.start).value / 60) }

    struct Made {
        let picture: FirePicture
        let layers: [RasterLayer]
        /// Where nobody drives through while the fire is as it is forecast.
        let closedAreas: [Polygon]
    }

    func make(number: Int, tookMilliseconds: () -> Double) -> Made {
        let areas = closedAreas()
        let drive = roads.map { RoadsAnswer(self, $0, areas) }
        let access = drive?.access
        var layers = forecast.layers(landscape)
        if let access { layers.append(accessLayer(access)) }
        let attack = AttackRecord(question.times, now: question.now) { moment in
            moment < question.start ? nil : forecast.squareKilometres(at: moment, of: landscape)
        }
        let forest = question.forest
        let picture = FirePicture(
            incident: question.incident.id,
            forest: FirePicture.ForestLabel(id: forest.id, name: forest.name, synthetic: forest.synthetic), number: number, madeAt: question.now,
            tookMilliseconds: tookMilliseconds(), measured: question.measured, isFromMeasured: isFromMeasured, ignition: question.incident.point,
            ignitionDeviation: question.deviation, start: question.start,
            weather: question.weather, forecast: question.forecast, hours: hours(), grid: grid(layers), members: forecast.members,
            horizons: horizons(), roads: drive?.part,
            water: water(drive), crews: crews(drive), zones: zones(), attack: attack.marks.map(row), isHeld: attack.isHeld,
            notes: question.notes)
        return Made(picture: picture, layers: layers, closedAreas: areas)
    }

    private func hours() -> [FirePicture.HourRow] {
        question.outlook.hours.map { hour in
            let weather = hour.weather
            return FirePicture.HourRow(
                from: hour.from, windSpeed: weather.windSpeed, windFrom: weather.upwind, temperature: weather.temperature,
                humidity: weather.relativeHumidity, rain: weather.rain, source: hour.source)
        }
    }

    private func grid(_ layers: [RasterLayer]) -> FirePicture.Grid {
        FirePicture.Grid(
            columns: landscape.columns, rows: landscape.rows, frame: ground.frame,
            layers: layers.map { FirePicture.Layer(name: $0.name, unit: $0.unit, scale: $0.scale) })
    }

    private func accessLayer(_ access: AccessMap) -> RasterLayer {
        RasterLayer("access", unit: "min", scale: 0.1, landscape) { cell in
            access.minutes[cell] < .infinity ? Double(access.minutes[cell]) : nil
        }
    }

    private func horizons() -> [FirePicture.Horizon] {
        FireForecast.horizons.enumerated().map { number, hours in
            let areas = forecast.memberAreas[number]
            func quantile(_ part: Double) -> Double { areas.isEmpty ? 0 : areas[min(areas.count - 1, Int(part * Double(areas.count)))] }
            return FirePicture.Horizon(
                hours: hours, expected: forecast.expectedAreas[number], median: quantile(0.5), high: quantile(0.95),
                perimeter: ground.areas({ forecast.arrival[$0] <= Float(hours * 60) }, atMost: Self.ringsMax))
        }
    }

    /// Where the expected fire is within the next half hour: an engine that takes longer through there drives into it.
    private func closedAreas() -> [Polygon] {
        let until = Float(nowMinute + Self.closedAheadMinutes)
        return ground.areas({ forecast.arrival[$0] <= until }, atMost: Self.ringsMax).compactMap { ring in
            do {
                return try Polygon(outer: ring)
            } catch {
                // A ring of a single line of cells can be too long for a polygon; the others still hold.
                return nil
            }
        }
    }

    // MARK: Water

    private func water(_ drive: RoadsAnswer?) -> [FirePicture.WaterRow] {
        let fire = question.incident.point
        return question.forest.water.map { source in
            let threat = ground.cell(at: source.point).flatMap { forecast.arrival($0) }.map(Double.init)
            return FirePicture.WaterRow(
                id: source.id, name: source.name, kind: source.kind.rawValue, point: source.point, usable: source.usable, flow: source.flow,
                dip: source.dip ?? false, metres: source.point.distanceMetres(to: fire), seconds: drive?.seconds(toWater: source.point),
                threatenedMinute: threat)
        }.sorted { ($0.seconds ?? .infinity, $0.metres) < ($1.seconds ?? .infinity, $1.metres) }
    }

    // MARK: Zones

    private func zones() -> [FirePicture.ZoneRow] {
        let weather = question.bands.map(\.weather)
        return question.zones.compactMap { zone in
            guard let area = polygon(of: zone) else { return nil }
            let cells = ground.cells(in: area)
            guard !cells.isEmpty else { return nil }
            return row(zone, cells: cells, weather)
        }.sorted(by: Self.isSooner)
    }

    /// Who has to be told first comes first; those whom the fire does not come to come last.
    private static func isSooner(_ left: FirePicture.ZoneRow, _ right: FirePicture.ZoneRow) -> Bool {
        guard left.orderBy != right.orderBy else { return left.zone < right.zone }
        guard let mine = left.orderBy else { return false }
        guard let theirs = right.orderBy else { return true }
        return mine < theirs
    }

    private func row(_ zone: RiskZone, cells: [Int], _ weather: [FireWeather]) -> FirePicture.ZoneRow {
        let clearance = zone.clearance.map { $0.value / 60 }
        let buffer = clearance.map { TriggerBuffer(landscape, zone: cells, weather: weather, withinMinutes: $0) }
        let entry = buffer?.entry { forecast.arrival($0) }
        // A built-up zone does not burn in the model; the fire is there when it stands beside it.
        let beside = [-1, 1, -landscape.columns, landscape.columns]
        let edge = (cells + cells.flatMap { cell in beside.map { cell + $0 } }).filter { $0 >= 0 && $0 < landscape.count }
        let last = FireForecast.horizons.count - 1
        let arrival: Float? = edge.compactMap { forecast.arrival($0) }.min()
        let probability = edge.map { forecast.probability($0, horizon: last) }.max() ?? 0
        let rings = buffer.map { buffer in ground.areas({ buffer.contains($0) }, atMost: Self.bufferRingsMax) }
        return FirePicture.ZoneRow(
            zone: zone.id, name: zone.name, people: zone.people, clearanceMinutes: clearance, arrivalMinute: arrival.map { Double($0) },
            probability: probability, orderBy: entry.map { question.start.advanced(by: Seconds($0 * 60)) }, buffer: rings ?? [])
    }

    private func polygon(of zone: RiskZone) -> Polygon? {
        do {
            return try Polygon(outer: zone.outline)
        } catch {
            return nil  // The city package has checked its outlines; one that is no area has no cells either.
        }
    }

    // MARK: Crews

    private func crews(_ drive: RoadsAnswer?) -> [FirePicture.CrewRow] {
        // Who says where it is has a way out on its way to the fire too.
        let atFire = question.crews.filter { $0.isOnScene || $0.position != nil }
        guard !atFire.isEmpty else { return [] }
        let now = Float(nowMinute)
        let zones = SafetyZones(landscape, weather: question.bands[0].weather) { forecast.arrival[$0] <= now - Self.blackAfterMinutes }
        let open = drive?.openRoadCells ?? []
        let guess = edgeCell(near: drive?.approach)
        return atFire.map { crew in
            let (own, doubt) = cell(of: crew)
            let way = (own ?? guess).flatMap { start in
                EscapeRoute.find(
                    from: start, at: nowMinute, over: landscape, arrival: { forecast.arrival($0).flatMap { $0 > now ? $0 : nil } },
                    isSafe: zones.isSafe, isRoad: { open.contains($0) })
            }
            return row(crew, way, doubt)
        }
    }

    private func row(_ crew: FireQuestion.Crew, _ way: EscapeRoute?, _ doubt: CrewPosition.Doubt?) -> FirePicture.CrewRow {
        FirePicture.CrewRow(
            team: crew.team.id, name: crew.team.name, position: crew.position?.point, positionAt: crew.position?.at,
            accuracyMetres: crew.position?.accuracyMetres, positionBy: crew.position?.teller.rawValue, guessed: doubt?.rawValue,
            end: way.map { $0.end == .road ? "road" : "safetyZone" }, minutes: way?.minutes, marginMinutes: way?.marginMinutes,
            path: way.map { $0.cells.map { ground.point(of: $0) }.map { [$0.longitude, $0.latitude] } } ?? [])
    }

    /// The cell that a crew says it is in; nil, and why, where that cannot be reckoned with.
    private func cell(of crew: FireQuestion.Crew) -> (Int?, CrewPosition.Doubt?) {
        guard let position = crew.position else { return (nil, .unknown) }
        if let doubt = position.doubt(at: question.now) { return (nil, doubt) }
        guard let cell = ground.cell(at: position.point) else { return (nil, .outside) }
        return (cell, nil)
    }

    /// Where crews stand that are at the fire: outside its edge, on the side that they came from. Where nobody says better.
    private func edgeCell(near approach: Coordinate?) -> Int? {
        let from = ground.frame.metres(of: approach ?? question.incident.point) / landscape.cellSize
        let soon = Float(nowMinute)...Float(nowMinute + Self.edgeAheadMinutes)
        let edge = (0..<landscape.count).filter { soon.contains(forecast.arrival[$0]) }
        func distance(_ cell: Int) -> Double {
            let apart = SIMD2(Double(cell % landscape.columns), Double(cell / landscape.columns)) - from
            return (apart * apart).sum()
        }
        return edge.min { distance($0) < distance($1) } ?? ground.cell(at: question.incident.point)
    }

    private var isFromMeasured: Bool {
        if case .cells = question.origin { true } else { false }
    }

    private func row(_ mark: AttackRecord.Mark) -> FirePicture.AttackRow {
        FirePicture.AttackRow(
            step: mark.step.rawValue, at: mark.at, afterMinutes: mark.afterMinutes,
            squareKilometres: mark.squareKilometres ?? question.knownAreas[mark.step.rawValue])
    }

    /// A fire of many spots has as many rings; the largest tell where it is.
    private static let ringsMax = 12
    /// A zone across a river has a buffer on each bank.
    private static let bufferRingsMax = 4
    private static let closedAheadMinutes = 30.0
    /// Burned so long, fine fuel is out and the ground is black.
    private static let blackAfterMinutes: Float = 60
    private static let edgeAheadMinutes = 20.0
}
