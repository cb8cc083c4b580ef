import City
import DroneGateway
import Drones

extension DroneDesk {
    /// Has drones that are out push their picture, and those that are not end it. Each is on record before the drone hears of it; while the line is
    /// down nobody is asked, and it is made good when it is up.
    func followPictures(at moment: Instant) async throws {
        guard link.state == .up else { return }
        for flight in await desk.flightsOwingPicture(at: moment) where drone(flight.drone)?.live != nil {
            let starts = flight.wantsPicture(at: moment)
            try await desk.submit(flight: flight.id, starts ? .askPicture : .stopPicture, by: system(flight), command: nil)
            // It may have turned back meanwhile, and then nothing went on record.
            let recorded = try await desk.heldFlight(flight.id)?.state.picture?.state
            guard recorded == (starts ? .asked : .stopAsked) else { continue }
            do {
                try await gateway.push(PictureOrder(drone: flight.drone, mission: flight.mission, start: starts))
            } catch let fault as DroneFault {
                // The flight says so by itself when no answer comes.
                await desk.noteFault("The picture of flight \(flight.id) could not be \(starts ? "asked for" : "ended"): \(fault.message)")
            }
        }
    }
}
