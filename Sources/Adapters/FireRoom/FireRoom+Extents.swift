import City
import EventLog
import Geo
import Incidents
import Operations
import Wildfire

extension ForestGround {
    /// The cells whose middles lie in areas, each an outer ring with its holes.
    func cells(inAreas areas: [MeasuredExtent.Area]) -> [Int] {
        var found: Set<Int> = []
        for area in areas {
            do {
                found.formUnion(cells(in: try Polygon(outer: area[0], holes: Array(area.dropFirst()))))
            } catch {
                continue  // What is no area was refused when it came; a log of another build may hold one, which then covers nothing.
            }
        }
        return found.sorted()
    }
}

extension FireRoom {
    /// A fire's edge as somebody has drawn or uploaded it.
    public struct EdgeDraft: Sendable {
        public let at: Instant
        public let areas: [MeasuredExtent.Area]
        public let note: String?

        public init(at: Instant, areas: [MeasuredExtent.Area], note: String?) { (self.at, self.areas, self.note) = (at, areas, note) }
    }

    /// Puts the edge of a fire on record, beside what was forecast for its minute; the next picture runs on from it.
    ///
    /// - Returns: nil where no forest holds the incident. Throws `Refusal`, `LogFault`.
    public func measure(_ draft: EdgeDraft, of id: IncidentID, by actor: Actor, command: CommandID?) async throws -> Receipt? {
        guard let incident = await desk.openIncidents(of: Self.kind).first(where: { $0.id == id }), let forest = await forest(of: incident) else {
            return nil
        }
        try Incident.check(draft.areas)
        let ground = try await ground(of: forest)
        guard draft.areas.allSatisfy({ $0[0].allSatisfy { ground.cell(at: $0) != nil } }) else {
            throw Refusal(
                .extentOutside, "The edge leaves the ground of \(forest.name.en) that fires are forecast on. Draw what lies on it.", field: "areas")
        }
        let expectation = entries[id]?.forecast.flatMap { Self.expectation($0, ground, draft) }
        let receipt = try await desk.submit(
            incident: id,
            .measureExtent(MeasureExtent(at: draft.at, areas: draft.areas, note: draft.note, expectation: expectation)), by: actor,
            command: command)
        await pass()
        return receipt
    }

    /// What the forecast of before said of the same minute; nil where it does not reach back that far.
    static func expectation(_ forecast: FireForecast, _ ground: ForestGround, _ draft: EdgeDraft) -> MeasuredExtent.Expectation? {
        let minute = draft.at.since(forecast.start).value / 60
        guard minute >= 0, minute <= FireForecast.hours * 60 else { return nil }
        let measured = Set(ground.cells(inAreas: draft.areas))
        let expected = Set(forecast.arrival.indices.filter { forecast.arrival[$0] <= Float(minute) })
        let union = measured.union(expected).count
        guard union > 0 else { return nil }
        let cell = ground.landscape.cellSize * ground.landscape.cellSize / 1e6
        return MeasuredExtent.Expectation(
            squareKilometres: Double(expected.count) * cell, overlap: Double(measured.intersection(expected).count) / Double(union))
    }

    /// What was measured of a fire, for its picture.
    func measured(_ incident: Incident) async throws -> [FirePicture.MeasuredRow] {
        guard incident.extent != nil else { return [] }
        let told = try await desk.extents(of: incident.id).sorted { ($0.extent.at, $0.told) < ($1.extent.at, $1.told) }
        return told.enumerated().map { number, row in
            let rings = number + 1 < told.count ? [] : row.extent.areas.map { $0[0].map { [$0.longitude, $0.latitude] } }
            return FirePicture.MeasuredRow(
                at: row.extent.at, told: row.told, by: row.by.name, role: row.by.role.rawValue, note: row.extent.note,
                squareKilometres: row.extent.squareKilometres, expectedSquareKilometres: row.extent.expectation?.squareKilometres,
                overlap: row.extent.expectation?.overlap, rings: rings)
        }
    }

    /// The areas at the steps of an attack, as the picture before has them.
    func knownAreas(of id: IncidentID) -> [String: Double] {
        let rows = entries[id]?.made?.picture.attack ?? []
        return Dictionary(rows.compactMap { row in row.squareKilometres.map { (row.step, $0) } }) { first, _ in first }
    }
}
