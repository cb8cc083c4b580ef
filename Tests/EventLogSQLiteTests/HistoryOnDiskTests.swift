import City
import EventLog
import EventLogContract
import EventLogSQLite
import Geo
import HazardKit
import Incidents
import Keys
import KeysSQLite
import Operations
import Testing
import TravelTimes

@Suite("Closed incidents on disk")
struct HistoryOnDiskTests {
    private static let hub: CenterCode = "50"
    private static let point = Coordinate(latitude: 29.80, longitude: 106.40)
    private static let words = LocalizedText(zh: "合成", en: "synthetic")
    private static let actor = Actor(kind: .person, name: "duty.synthetic", role: "municipal-commander", center: hub)

    private static let city = CityModel(
        id: "tiny", name: words, timeZone: "UTC", attribution: [],
        centers: [
            Center(code: hub, level: .municipal, name: words, parent: nil, point: point),
            Center(code: "5001", level: .district, name: words, parent: hub, point: point),
            Center(code: "500101", level: .township, name: words, parent: "5001", point: point),
        ],
        departments: [], posts: [], teams: [], sites: [], datastreams: [],
        kinds: [Kind(id: "other", name: words, mergeRadiusMetres: 100, mergeWindow: 600)],
        codes: CodeBook(dispositions: [Code(id: "false-alarm", name: words)], causes: [], rejectionLabels: [], teamStates: []),
        clocks: ClockTable(rows: [], reports: [], warnAtFraction: 0.7), playbooks: [])

    private func desk(_ directory: TemporaryDirectory) async throws -> CommandDesk {
        let desk = CommandDesk(
            city: Self.city, jurisdictions: JurisdictionMap(centers: Self.city.centers, boundaries: []),
            log: try EventLogSQLite.open(directory: directory.path), keys: try KeysSQLite.open(directory: directory.path),
            travel: GreatCircleTravel(), now: { Samples.noon }, closedMattersHeld: 2)
        try await desk.start()
        return desk
    }

    private func closedIncidents(_ desk: CommandDesk) async throws -> [IncidentID] {
        var seen: [IncidentID] = []
        var next: IncidentID?
        repeat {
            let page = try await desk.incidents(for: Self.actor, open: false, after: next, limit: 3)
            seen += page.incidents.map(\.id)
            next = page.next
        } while next != nil
        return seen
    }

    @Test("all of them are listed although memory holds two, and after a restart from a snapshot too")
    func complete() async throws {
        let directory = try TemporaryDirectory()
        let first = try await desk(directory)
        var closed: [IncidentID] = []
        for _ in 0..<10 {
            let (id, _) = try await first.open(
                IncidentDraft(kind: "other", grade: .iv, title: Self.words, point: Self.point), by: Self.actor, command: nil)
            try await first.submit(
                incident: id, .close(CloseIncident(disposition: "false-alarm", cause: nil)), by: Self.actor, command: nil)
            closed.append(id)
        }
        #expect(try await closedIncidents(first) == closed.reversed())
        try await first.close()
        let second = try await desk(directory)
        #expect(try await closedIncidents(second) == closed.reversed())
        try await second.close()
    }
}
