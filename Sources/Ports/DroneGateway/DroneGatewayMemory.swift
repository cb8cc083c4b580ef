import City
import Drones
import Synchronization

/// Drones in memory: for tests, and for a city without a line, which says so. It keeps what it was told, and says what it is made to.
public final class DroneGatewayMemory: DroneGateway {
    private struct State {
        var link: DroneLink
        var orders: [TakeOffOrder] = []
        var onwards: [OnwardOrder] = []
        var pictures: [PictureOrder] = []
        var calls: [String] = []
        var followers: [AsyncStream<DroneReport>.Continuation] = []
    }

    private let state: Mutex<State>
    private let drones: Set<DroneID>

    public init(drones: [DroneID], link: DroneLink) {
        self.drones = Set(drones)
        state = Mutex(State(link: link))
    }

    public var link: DroneLink { state.withLock { $0.link } }

    public func reports() -> AsyncStream<DroneReport> {
        let (stream, continuation) = AsyncStream.makeStream(of: DroneReport.self, bufferingPolicy: .bufferingNewest(Self.reportsHeldMax))
        state.withLock { $0.followers.append(continuation) }
        return stream
    }

    /// As many as a hundred drones say in ten seconds.
    static let reportsHeldMax = 1_024

    public func takeOff(_ order: TakeOffOrder) async throws {
        try requireUp()
        state.withLock { $0.orders.append(order) }
    }

    public func sendOn(_ order: OnwardOrder) async throws {
        try requireUp()
        state.withLock { $0.onwards.append(order) }
    }

    public func push(_ picture: PictureOrder) async throws {
        try requireUp()
        state.withLock { $0.pictures.append(picture) }
    }

    public func returnHome(_ drone: DroneID, mission: String) async throws {
        try requireUp()
        state.withLock { $0.calls.append(mission) }
    }

    private func requireUp() throws {
        guard link.state == .up else { throw DroneFault("There is no line to the drones. Ask whoever runs the server.") }
    }

    /// What was handed to the line so far.
    public var orders: [TakeOffOrder] { state.withLock { $0.orders } }
    public var onwards: [OnwardOrder] { state.withLock { $0.onwards } }
    public var pictures: [PictureOrder] { state.withLock { $0.pictures } }
    public var calls: [String] { state.withLock { $0.calls } }

    /// Makes a drone say something. One that nobody knows is counted and not heard.
    public func say(_ report: DroneReport) {
        state.withLock { state in
            state.link.counts.received += 1
            guard drones.contains(report.drone) else { return state.link.counts.unknownSerials += 1 }
            for follower in state.followers { follower.yield(report) }
        }
    }

    public func sayNonsense() {
        state.withLock { state in
            state.link.counts.received += 1
            state.link.counts.malformed += 1
        }
    }

    public func set(_ link: DroneLink.State, at moment: Instant) {
        state.withLock { state in
            state.link.state = link
            state.link.since = moment
        }
    }
}
