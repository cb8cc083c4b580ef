import City
import Drones
import EventLog
import Incidents

/// Looks from the air that a plan asks for: a task of the duty desk, with its clocks and its ladder, that a flight carries out.
extension CommandDesk {
    /// A step of a look that its flight has not told it yet.
    struct OwedLook {
        let look: HeldTask
        let command: TaskCommand
    }

    /// The look that the next order answers: the first that waits and that no drone is out for.
    func waitingLook(of incident: Incident) -> TaskID? {
        let answered = Set(openFlights.compactMap(look(of:)))
        return incident.tasks.first {
            $0.isLookProposed && $0.state != .created && !answered.contains(HeldTask(incident: incident.id, task: $0.id))
        }?.id
    }

    /// Read off the two states, so that a crash between a flight and its look is made good at the next one.
    func owedLook(of flight: Flight) -> OwedLook? {
        guard let look = look(of: flight), let incident = picture.incidents[look.incident]?.state, incident.state.isOpen,
            let task = incident.task(look.task), isNewest(flight, for: look), let command = LookStep.command(for: task, by: flight)
        else { return nil }
        return OwedLook(look: look, command: command)
    }

    /// Where the look of a flight is now: it goes on in the survivor when its incident is merged.
    private func look(of flight: Flight) -> HeldTask? {
        guard let task = flight.task else { return nil }
        var look = HeldTask(incident: flight.incident, task: task)
        for _ in 0..<Self.mergesFollowedMax {
            guard let moved = picture.incidents[look.incident]?.state.task(look.task)?.movedTo else { break }
            look = moved
        }
        return look
    }

    /// A task that moves more often than this stays where it was last seen.
    private static let mergesFollowedMax = 8

    /// Of several flights for one look the last one speaks for it.
    private func isNewest(_ flight: Flight, for look: HeldTask) -> Bool {
        !picture.flights.values.contains { held in
            (held.state.orderedAt, held.state.id) > (flight.orderedAt, flight.id) && self.look(of: held.state) == look
        }
    }

    /// False when the world failed.
    func followLook(of flight: Flight, _ stream: StreamName) async -> Bool {
        for _ in 0..<Self.stepsPerLookMax {
            guard let owed = owedLook(of: flight) else { return true }
            let key = "look/\(owed.look.incident)/\(owed.look.task)/\(owed.command.type)"
            guard !isRefused(key, on: stream) else { return true }
            let owner = picture.incidents[owed.look.incident]?.state.owner ?? city.hub?.code ?? ""
            let done = await attempt(stream, key) {
                try await self.submit(
                    incident: owed.look.incident, .task(owed.look.task, owed.command), by: self.system(at: owner, LookStep.actorName), command: nil)
            }
            guard done else { return false }
        }
        return true
    }
}
