import City
import Logging
import Operations
import ServiceLifecycle

/// Carries what the command desk changes to the boards, in order.
struct BoardFeed: Service {
    let desk: CommandDesk
    let drones: DroneDesk
    let stream: BoardStream
    let logger: Logger

    /// Follows the desk and wakes the boards until the server shuts down.
    func run() async throws {
        do {
            try await cancelWhenGracefulShutdown {
                try await withThrowingTaskGroup(of: Void.self) { group in
                    group.addTask { try await follow() }
                    group.addTask { try await followDrones() }
                    group.addTask { try await stream.run() }
                    while try await group.next() != nil {}
                }
            }
        } catch is CancellationError {
            // A cancelled feed is how a shutdown ends it; there is nothing to report.
            return
        }
    }

    private func follow() async throws {
        while !Task.isCancelled {
            let batches = desk.changes()
            // At the start nobody listens yet. Later the desk has cut off a feed that lagged: what it missed is unknown, so every board reads anew.
            stream.restart(at: await desk.position)
            for await changes in batches { stream.publish(changes.map(boardChange)) }
            try await Task.sleep(for: Self.pause)
            logger.warning("the feed of the boards lagged; all boards read anew")
        }
    }

    /// Where drones are is no event of the log: it goes out at the stream's own position, and a board that missed some asks for the list.
    private func followDrones() async throws {
        while !Task.isCancelled {
            for await changes in drones.changes() { stream.publishBeside(changes.map(boardChange)) }
            try await Task.sleep(for: Self.pause)
        }
    }

    /// Keeps a desk that is closing from being asked in a tight loop.
    private static let pause = Duration.milliseconds(100)

    /// Rain over the city concerns every district below it too, and names nobody; nor does a drone, which flies over any of them, or the line to it.
    private static let ofEverybody: Set<Change.Topic> = [.rainRound, .drone, .droneLink]

    private func boardChange(_ change: Change) -> BoardChange {
        let reach = change.centers.reduce(into: Set<CenterCode>()) { $0.formUnion(desk.city.chain(from: $1)) }
        return BoardChange(
            position: change.position, topic: BoardChange.Topic(change.topic),
            reach: Self.ofEverybody.contains(change.topic) ? nil : reach,
            departments: Set(change.departments),
            teams: Set(change.teams), json: { change.json })
    }
}

extension BoardChange.Topic {
    init(_ topic: Change.Topic) {
        switch topic {
        case .alert: self = .alert
        case .incident: self = .incident
        case .notice: self = .notice
        case .rainRound: self = .rainRound
        case .drone: self = .drone
        case .droneLink: self = .droneLink
        }
    }
}
