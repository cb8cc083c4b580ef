import City
import EventLog
import HazardKit
import Incidents
import Operations
import Testing

@Suite("What has left the picture")
struct HistoryTests {
    static let hub = Actor(kind: .person, name: "hub", role: "municipal-commander", center: SmallCity.hub)
    static let south = Actor(kind: .person, name: "south", role: "duty-officer", center: SmallCity.southTown)

    /// A desk that keeps three closed matters in memory, after `count` incidents of which every fifth stays open.
    private func loop(_ count: Int) async throws -> (Loop, closed: [IncidentID]) {
        let loop = try await Loop(closedMattersHeld: 3)
        var closed: [IncidentID] = []
        for number in 0..<count {
            let draft = IncidentDraft(kind: "other", grade: .iv, title: SmallCity.words("matter \(number)"), point: SmallCity.cliff)
            let (id, _) = try await loop.desk.open(draft, by: Loop.officer, command: nil)
            guard number % 5 != 0 else { continue }
            try await loop.desk.submit(
                incident: id, .close(CloseIncident(disposition: "false-alarm", cause: nil)), by: Loop.commander, command: nil)
            closed.append(id)
        }
        await loop.desk.tick()
        return (loop, closed)
    }

    @Test("every closed incident is listed, page by page, newest first, also after a restart")
    func complete() async throws {
        let (loop, closed) = try await loop(23)
        for desk in [loop.desk, try await loop.restarted().desk] {
            var seen: [IncidentID] = []
            var next: IncidentID?
            repeat {
                let page = try await desk.incidents(for: Self.hub, open: false, after: next, limit: 4)
                #expect(page.incidents.count <= 4)
                seen += page.incidents.map(\.id)
                next = page.next
            } while next != nil
            #expect(seen == closed.reversed())
        }
    }

    @Test("open and closed together are all there ever were, and open alone is what is open")
    func both() async throws {
        let (loop, closed) = try await loop(11)
        let all = try await loop.desk.incidents(for: Self.hub, open: nil, after: nil, limit: 100)
        #expect(all.incidents.count == 11 && all.next == nil)
        let open = try await loop.desk.incidents(for: Self.hub, open: true, after: nil, limit: 2)
        #expect(open.incidents.count == 2 && open.next == open.incidents.last?.id)
        #expect(Set(all.incidents.map(\.id)).subtracting(closed).count == 3)
    }

    @Test("a center that has nothing to do with them is shown none")
    func sight() async throws {
        let (loop, _) = try await loop(6)
        #expect(try await loop.desk.incidents(for: Self.south, open: false, after: nil, limit: 10).incidents.isEmpty)
    }

    @Test("the caller of an alert that is no longer held can be looked at through its matter, and erased without naming it")
    func callers() async throws {
        let loop = try await Loop(closedMattersHeld: 3)
        var people: [(AlertID, PersonID)] = []
        for number in 0..<6 {
            let report = ReportDraft(
                kind: "other", title: nil, point: SmallCity.cliff, grade: .iv, caller: Caller(name: "caller \(number)", phone: nil, words: nil))
            let raised = try await loop.desk.raise(report, by: Loop.officer, command: CommandID("report-\(number)"))
            let person = try #require(try await loop.desk.alert(raised.alert)?.evidence.first?.person)
            people.append((raised.alert, person))
            try await loop.desk.submit(
                alert: raised.alert, .reject(RejectAlert(label: "sensor-fault", reason: "nothing there")), by: Loop.officer, command: nil)
        }
        let (alert, person) = try #require(people.first)
        let fields = try await loop.desk.lookAt(person, purpose: "callBack", incident: nil, alert: alert, by: Loop.officer, command: nil)
        #expect(fields.first?.contains("caller 0") == true)
        #expect(try await loop.desk.erase(person, reason: "asked for", by: Loop.officer, command: nil) == false)
        await #expect(throws: Refusal.self) {
            try await loop.desk.erase("nobody", reason: "asked for", by: Loop.officer, command: nil)
        }
    }
}
