import City
import DroneGateway
import Drones

/// What follows from a line that was down: boards are told of it, and flights that ended meanwhile are settled.
extension DroneDesk {
    /// A flight that was taken on, and whose drone lies in a dock at rest, is over: it went and came back while nobody listened, or never left.
    func settleAtHome(at moment: Instant) async throws {
        for flight in await desk.openFlights where flight.state == .accepted {
            guard let state = states[flight.drone], !state.isDockSilent(at: moment), let home = state.atRestSince,
                moment.since(max(home, flight.stateSince)) >= Self.homeSettledAfter
            else { continue }
            try await desk.submit(flight: flight.id, .take(.foundAtHome(since: flight.stateSince)), by: system(flight), command: nil)
            news.insert(flight.drone)
        }
    }

    /// A dock that has taken an order on opens within seconds and is at work from then on.
    static let homeSettledAfter: Seconds = 60

    /// Boards are told that the line is down, and that it is back: an old picture of drones must not look like a calm one.
    func tellLink(at moment: Instant) async {
        let link = gateway.link
        guard link.state != linkTold?.state || link.since != linkTold?.since else { return }
        // A line that has just begun, or is found again at once, is no news yet.
        if link.state == .down, moment.since(link.since) < Self.linkDownToldAfter { return }
        linkTold = link
        if link.state == .down {
            await desk.noteFault(
                "The line to the drones has been down since \(link.since.rfc3339): \(link.detail ?? "no reason known"). None can be sent or called home."
            )
        }
        guard !boards.isSilent else { return }
        let view = DroneLinkView(link)
        boards.publish([Change(position: 0, topic: .droneLink, centers: []) { ViewCoding.bytes(view) }])
    }

    static let linkDownToldAfter: Seconds = 5
}
