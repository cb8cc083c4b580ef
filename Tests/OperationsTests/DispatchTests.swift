import City
import EventLog
import Geo
import HazardKit
import Incidents
import Operations
import Testing
import TravelTimes

@Suite("Who could be sent")
struct DispatchTests {
    private func code(_ body: () async throws -> Void) async throws -> RefusalCode? {
        do {
            try await body()
            return nil
        } catch let refusal as Refusal { return refusal.code }
    }

    @Test("a team whose state keeps it at home is ranked last with the reason, and cannot be sent")
    func unavailable() async throws {
        let loop = try await Loop()
        let (_, incident) = try await loop.confirmed()
        _ = try await loop.desk.setState(of: "drone-1", to: "resting", by: Loop.commander, command: nil)
        let proposals = try await loop.desk.proposals(for: incident, skill: "drone").proposals
        #expect(proposals.map(\.team) == ["drone-2", "drone-1"])
        #expect(proposals.last?.free == false && proposals.last?.unavailable?.en == "resting")
        #expect(proposals.first?.unavailable == nil)
        #expect(try await code { _ = try await loop.sent("drone-1", in: incident) } == .taskTeamUnavailable)
        _ = try await loop.desk.setState(of: "drone-1", to: "training", by: Loop.commander, command: nil)
        let called = try await loop.desk.proposals(for: incident, skill: "drone").proposals
        #expect(called.first { $0.team == "drone-1" }?.free == true)
        _ = try await loop.sent("drone-1", in: incident)
    }

    /// Nobody comes through: one team is cut off by whatever area is closed, of the other nothing is known.
    private struct ClosedRoads: TravelTimes {
        let method = LocalizedText(zh: "测试", en: "test")

        func times(from origins: [Coordinate], to destination: Coordinate, avoiding areas: [Polygon]) async -> [TravelTime] {
            origins.indices.map { index in areas.isEmpty ? .seconds(60) : index == 0 ? .cutOff : .unknown }
        }
    }

    @Test("with its roads closed a team is shown as cut off and ranked after one of which nothing is known")
    func cutOff() async throws {
        let corners = [(29.8, 106.3), (29.8, 106.5), (29.9, 106.5)].map { Coordinate(latitude: $0.0, longitude: $0.1) }
        let loop = try await Loop(travel: ClosedRoads(), closedAreas: [try Polygon(outer: corners)])
        let (_, incident) = try await loop.confirmed()
        let proposals = try await loop.desk.proposals(for: incident, skill: "drone").proposals
        #expect(proposals.map(\.team) == ["drone-2", "drone-1"])
        #expect(proposals.map(\.cutOff) == [false, true] && proposals.allSatisfy { $0.travelSeconds == nil })
        let open = try await Loop(travel: ClosedRoads())
        let (_, other) = try await open.confirmed()
        let all = try await open.desk.proposals(for: other, skill: "drone").proposals
        #expect(all.allSatisfy { !$0.cutOff && $0.travelSeconds == 60 })
    }

    @Test("a team that is cut off comes last, though it is ready and the one that gets there is resting")
    func cutOffLast() async throws {
        let corners = [(29.8, 106.3), (29.8, 106.5), (29.9, 106.5)].map { Coordinate(latitude: $0.0, longitude: $0.1) }
        let loop = try await Loop(travel: ClosedRoads(), closedAreas: [try Polygon(outer: corners)])
        let (_, incident) = try await loop.confirmed()
        _ = try await loop.desk.setState(of: "drone-2", to: "resting", by: Loop.commander, command: nil)
        let proposals = try await loop.desk.proposals(for: incident, skill: "drone").proposals
        #expect(proposals.map(\.team) == ["drone-2", "drone-1"] && proposals.map(\.free) == [false, true])
    }

    @Test("a team that came to rest after it was sent cannot accept")
    func accepting() async throws {
        let loop = try await Loop()
        let incident = try await loop.opened()
        let task = try await loop.sent("drone-1", in: incident)
        _ = try await loop.desk.setState(of: "drone-1", to: "resting", by: Loop.commander, command: nil)
        let accept = IncidentCommand.task(task, .accept)
        #expect(
            try await code { try await loop.desk.submit(incident: incident, accept, by: Loop.field("drone-1"), command: nil) }
                == .taskTeamUnavailable)
    }

    @Test("the requests that a team would suit stand in one list, the one asked about too: by grade, then by age")
    func requests() async throws {
        let loop = try await Loop()
        let (_, older) = try await loop.confirmed(.iii)
        loop.clock.advance(10)
        let younger = try await loop.opened(.iii, kind: "landslide", at: Coordinate(latitude: 29.86, longitude: 106.42))
        loop.clock.advance(10)
        let gravest = try await loop.opened(.i, kind: "landslide", at: Coordinate(latitude: 29.90, longitude: 106.45))
        for asking in [older, younger, gravest] {
            let list = try await loop.desk.proposals(for: asking, skill: "drone").proposals
            #expect(!list.isEmpty)
            for proposal in list { #expect(proposal.competing.map(\.incident) == [gravest, older, younger], "\(proposal.team)") }
        }
        let byHand = try await loop.opened(.ii)
        let list = try await loop.desk.proposals(for: byHand, skill: "drone").proposals
        #expect(list.first?.competing.map(\.incident) == [gravest, byHand, older, younger])
        #expect(list.first?.competing.first { $0.incident == byHand }?.task == nil)
    }

    @Test("after a sideways hand-over the teams of the place and those of the owner can be sent")
    func sideways() async throws {
        let loop = try await Loop()
        let (_, incident) = try await loop.confirmed()
        let offer = IncidentCommand.offerHandOver(OfferHandOver(to: SmallCity.south, reason: "their slope"))
        try await loop.desk.submit(incident: incident, offer, by: Loop.officer, command: nil)
        let south = Actor(kind: .person, name: "south", role: "district-commander", center: SmallCity.south)
        try await loop.desk.submit(incident: incident, .acceptHandOver, by: south, command: nil)
        let teams = try await loop.desk.proposals(for: incident, skill: "drone").proposals.map(\.team)
        #expect(teams == ["drone-1", "drone-2", "drone-south"])
    }

    @Test("a report that goes to the hub is owed by a township and ends when the hub takes over; views show it so")
    func reports() async throws {
        let loop = try await Loop()
        let (_, incident) = try await loop.confirmed()
        #expect(try await loop.desk.incident(incident)?.reports.map(\.id) == ["first"])
        try await loop.desk.submit(
            incident: incident, .offerHandOver(OfferHandOver(to: SmallCity.hub, reason: "too big")), by: Loop.officer, command: nil)
        let hub = Actor(kind: .person, name: "hub", role: "municipal-commander", center: SmallCity.hub)
        try await loop.desk.submit(incident: incident, .acceptHandOver, by: hub, command: nil)
        #expect(try await loop.desk.incident(incident)?.reports.isEmpty == true)
        #expect(try await loop.incident(incident).clocks.first { $0.kind == "report/first" }?.isRunning == false)
    }
}
