import Accounts
import FireRoom
import Foundation
import HotSpots
import Logging
import Operations
import ServiceLifecycle

/// Gives the desks their time: wakes them when something is due, lets silence pass for the rules, keeps snapshots, empties the outbox.
struct Driver: Service {
    let desk: CommandDesk
    let sensing: SensingDesk
    let drones: DroneDesk
    let fires: FireRoom?
    let detections: DetectionDesk
    let hotSpots: HotSpotFeed?
    let outbox: Outbox?
    let accounts: AccountStore
    let logger: Logger

    /// A clock may fire this late at most, beside the work itself; ten looks a second cost nothing measurable.
    static let clockBeat = Duration.milliseconds(100)
    /// Silence is counted in minutes.
    static let silenceBeat = Duration.seconds(5)
    /// Drones say where they are every two seconds; boards are told no more often.
    static let dronesBeat = Duration.seconds(2)
    /// The wind over a fire is looked at so often; most looks change nothing.
    static let firesBeat = Duration.seconds(15)
    /// What people decide on an alert reaches the fusion of its detections within this.
    static let detectionsBeat = Duration.seconds(2)
    static let snapshotBeat = Duration.seconds(2)
    /// What the rules have learned: after a crash the readings of so long are replayed, and a city's month takes a quarter of a second to write.
    static let memoryBeat = Duration.seconds(600)
    /// Lets old sessions go.
    static let accountsBeat = Duration.seconds(60)
    /// A key or account that is taken back beside the running server must not open a door for longer than this.
    static let revocationBeat = Duration.seconds(1)
    static let outboxBeat = Duration.milliseconds(250)

    func run() async throws {
        await withTaskGroup(of: Void.self) { group in
            group.addTask {
                for await _ in desk.wakes.cancelOnGracefulShutdown() { await desk.tick() }
            }
            group.addTask { await every(Self.clockBeat) { await desk.tick() } }
            group.addTask { await every(Self.silenceBeat) { try await sensing.pass() } }
            // It ends when the task is cancelled: drones go on speaking.
            group.addTask { await cancelWhenGracefulShutdown { await drones.run() } }
            group.addTask { await every(Self.dronesBeat) { try await drones.pass() } }
            if let fires {
                group.addTask { await cancelWhenGracefulShutdown { await fires.run() } }
                group.addTask { await every(Self.firesBeat) { await fires.pass() } }
            }
            if let hotSpots { group.addTask { await cancelWhenGracefulShutdown { await hotSpots.run() } } }
            group.addTask { await every(Self.detectionsBeat) { try await detections.pass() } }
            group.addTask { await every(Self.accountsBeat) { try await accounts.tidy() } }
            group.addTask { await every(Self.revocationBeat) { try await accounts.refreshIfChanged() } }
            group.addTask { await every(Self.snapshotBeat) { try await desk.snapshot() } }
            group.addTask { await every(Self.memoryBeat) { try await sensing.keepMemory() } }
            if let outbox {
                // Each beat has a round of its own: a slow receiver holds up its lane, not the next beat.
                group.addTask { await rounds(of: outbox) }
            }
            await group.waitForAll()
        }
    }

    private func every(_ beat: Duration, _ work: @escaping @Sendable () async throws -> Void) async {
        for await _ in ticks(every: beat).cancelOnGracefulShutdown() {
            do {
                try await work()
            } catch {
                logger.error("A regular duty failed and is tried again: \(error)")
            }
        }
    }

    private func rounds(of outbox: Outbox) async {
        await withDiscardingTaskGroup { group in
            for await _ in ticks(every: Self.outboxBeat).cancelOnGracefulShutdown() {
                group.addTask { await outbox.sendDue() }
            }
            group.cancelAll()
        }
    }

    private func ticks(every beat: Duration) -> AsyncStream<Void> {
        AsyncStream {
            do {
                try await Task.sleep(for: beat)
                return ()
            } catch {
                return nil
            }
        }
    }
}

/// Runs until the shutdown; a scenario's end is not the server's.
struct Playing: Service {
    let play: @Sendable () async throws -> Void
    let logger: Logger

    func run() async throws {
        try await cancelWhenGracefulShutdown {
            do {
                try await play()
            } catch is CancellationError {
                return
            } catch {
                logger.error("The scenario stopped: \(error)")
            }
            while !Task.isCancelled { try await Task.sleep(for: .seconds(3600)) }
        }
    }
}
