import City
import EventLog
import Geo
import HazardKit
import Incidents
import Keys
import TravelTimes

/// Where every command is decided: the one writer of the log, holder of the picture, teller of what changed.
///
/// - Start and end: `start()`, `tick()`, `snapshot()`, `close()`
/// - Come in: `raise(_:by:id:)`, `take(_:by:)`, `open(_:by:id:)`
/// - Command: `submit(alert:…)`, `submit(incident:…)`, `submit(evacuation:…)`, `acknowledge(notice:…)`, `setState(of:…)`
/// - People: `lookAt(_:…)`, `erase(_:…)`
/// - Ask: the `…View` queries in `Views/`
/// - Follow: `changes()`
///
/// A command waits for its turn on its stream, is decided on the durable state, appended, folded, published and answered, in this order.
/// Streams do not wait for one another, so the log's group commit has something to group.
public actor CommandDesk {
    public nonisolated let city: CityModel
    let log: any EventLog
    let keys: any PersonKeys
    let travel: any TravelTimes
    /// Where nobody drives to an incident now: closed roads, and its own forecast area.
    let closedAreas: @Sendable (Incident) async -> [Polygon]
    let jurisdictions: JurisdictionMap
    /// The time, handed in: the desk owns no clock.
    let now: @Sendable () -> Instant
    let coding = EventCoding()
    let broadcast = Broadcast()
    /// Speaks when something has become due at once. Whoever drives the desk then calls `tick()`.
    public nonisolated let wakes: AsyncStream<Void>
    nonisolated let wake: AsyncStream<Void>.Continuation

    var picture = Picture()
    let closedMattersHeld: Int
    /// Which center answers for each site, found when it is first asked for: the sites of a package do not move.
    lazy var siteCenters: [SiteID: CenterCode] = Dictionary(
        city.sites.compactMap { site in
            (site.township ?? jurisdictions.locate(site.point, at: now())?.owner).map { (site.id, $0) }
        }, uniquingKeysWith: { first, _ in first })
    var turns = TurnQueue<StreamName>()
    var dues = DueQueue()
    var order = ChangeOrder(after: 0)
    /// Teams that a command in flight is about to occupy.
    var claimedTeams: [TeamID: HeldTask] = [:]
    /// Which sources of an alert still say that its condition holds. Not kept over a restart: all of them then count as active, and the
    /// rules, replayed, say which are not. A fault of the log leaves it as it is, since the rules go on without a replay.
    var activeSources: [AlertID: Set<String>] = [:]
    /// The next numbers to give out. Taken at once, so two commands in flight never share one; a failed command leaves a gap.
    var nextAlertNumber: Int64 = 1
    var nextIncidentNumber: Int64 = 1
    /// Due commands that were refused. They are not tried again until their stream moves on, so that a fault in a rule cannot spin.
    var refusedDues: [StreamName: Set<String>] = [:]
    var isReady = false
    /// Set after a fault of the log, until the picture has been rebuilt.
    var needsRecovery = false
    var isRecovering = false
    var snapshotPosition: Int64 = 0
    public private(set) var lastFault: String?
    /// Told of every fault, so that an operator reads of it: what fails here fails behind an answer that was already given.
    private let onFault: @Sendable (String) -> Void

    /// Closed matters kept in memory, about 5 kB each; older ones are read from the log.
    public static let closedMattersHeldMax = 2_000

    public init(
        city: CityModel, jurisdictions: JurisdictionMap, log: any EventLog, keys: any PersonKeys, travel: any TravelTimes,
        closedAreas: @escaping @Sendable (Incident) async -> [Polygon] = { _ in [] }, now: @escaping @Sendable () -> Instant,
        closedMattersHeld: Int = CommandDesk.closedMattersHeldMax,
        onFault: @escaping @Sendable (String) -> Void = { _ in }
    ) {
        self.city = city
        self.closedMattersHeld = closedMattersHeld
        self.jurisdictions = jurisdictions
        self.log = log
        self.keys = keys
        self.travel = travel
        self.closedAreas = closedAreas
        self.now = now
        self.onFault = onFault
        (wakes, wake) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
    }

    /// Batches of changes in the order of the log, from now on.
    public nonisolated func changes() -> AsyncStream<[Change]> { broadcast.follow() }

    /// The position up to which everything has been folded and published.
    public var position: Int64 { order.nextPosition - 1 }

    /// True once the log has been folded and what was overdue has been done.
    public var ready: Bool { isReady && !needsRecovery }

    /// What Bayu itself does: timers, plans, rules.
    nonisolated func system(at center: CenterCode, _ name: String) -> Actor {
        Actor(kind: .system, name: name, role: "system", center: center)
    }

    func noteFault(_ message: String) {
        lastFault = message
        onFault(message)
    }

    // MARK: Turns

    /// Runs `body` while no other command decides on `stream`.
    func inTurn<Value: Sendable>(_ stream: StreamName, _ body: () async throws -> Value) async throws -> Value {
        guard turns.hasRoom(stream) else {
            throw LogFault(
                .overloaded, "Too many commands wait for \(stream) (\(TurnQueue<StreamName>.waitersPerStreamMax)). Wait and send it again.")
        }
        if !turns.takeIfFree(stream) {
            await withCheckedContinuation { turns.wait(stream, $0) }
        }
        defer { turns.give(stream) }
        return try await body()
    }

    // MARK: Commit

    /// What one append did.
    struct Committed {
        let receipt: Receipt
        /// Empty when the command had acted before.
        let recorded: [RecordedEvent]
    }

    /// Makes events durable. A command id that has acted before yields its first outcome and writes nothing.
    func commit(
        _ events: [some StreamEvent], to stream: StreamName, after version: Int64, by actor: Actor, command: CommandID?, at moment: Instant
    ) async throws -> Committed {
        let entries = try events.map { try coding.entry($0, at: moment, by: actor) }
        return try await commit([Append(stream: stream, expectedVersion: version, command: command, events: entries)])
    }

    /// The receipt is that of the first append; the others are what follows from it.
    func commit(_ appends: [Append]) async throws -> Committed {
        do {
            let recorded = try await log.append(appends)
            let own = recorded.prefix(appends[0].events.count)
            guard let last = own.last else { preconditionFailure("the log acknowledged an append without events") }
            let receipt = Receipt(stream: last.stream, version: last.version, position: last.position, repeated: false)
            return Committed(receipt: receipt, recorded: recorded)
        } catch LogRefusal.duplicateCommand(let outcome) {
            return Committed(receipt: Receipt(outcome), recorded: [])
        } catch let fault as LogFault {
            noteFault(fault.message)
            needsRecovery = true
            throw fault
        }
    }

    /// Gives out, in the order of the log, what has been folded.
    func publish(_ changes: [Change], for recorded: [RecordedEvent]) {
        guard let first = recorded.first, let last = recorded.last else { return }
        broadcast.publish(order.take(changes, first: first.position, last: last.position))
    }

    /// What an unchanged stream answers when a command had nothing to do.
    func unchanged(_ stream: StreamName, version: Int64) -> Receipt {
        Receipt(stream: stream, version: version, position: position, repeated: true)
    }

    /// The first outcome of a command that is refused now because it has already acted; nil when it has not.
    func earlierOutcome(of command: CommandID?) async throws -> Receipt? {
        guard let command, let outcome = try await log.outcome(of: command) else { return nil }
        return Receipt(outcome)
    }

    /// Says no while the log cannot be written or the fold is not finished.
    func requireReady() async throws {
        if needsRecovery { try await recover() }
        guard isReady else { throw LogFault(.faulted, "Bayu is still reading its log. Try again in a moment.") }
    }

    func context(
        for actor: Actor, owner: CenterCode, at moment: Instant, beside other: Incident? = nil, orderedZones: [LocalizedText] = [],
        warnedZones: [LocalizedText] = []
    ) -> DecisionContext {
        let busy = picture.busyTeams
        let claimed = claimedTeams
        let states = picture.teamStates
        return DecisionContext(
            now: moment, actor: actor, codes: city.codes, clocks: city.clocks, levels: levels(above: owner),
            heldTask: { claimed[$0] ?? busy[$0] }, teamState: { states[$0]?.state }, levelsAbove: { self.levels(above: $0) }, other: other,
            orderedZones: orderedZones, warnedZones: warnedZones)
    }

    private nonisolated func levels(above owner: CenterCode) -> [LevelAbove] {
        city.chain(from: owner).dropFirst().compactMap { code in
            city.center(code).map { LevelAbove(center: code, level: $0.level) }
        }
    }

    func expect(_ expected: Int64?, _ actual: Int64, _ stream: StreamName) throws(Refusal) {
        guard let expected, expected != actual else { return }
        throw Refusal(
            RefusalCode(stream.category + ".version-moved"),
            "\(stream) is at version \(actual); you decided on version \(expected). Somebody else has changed it: reload it and decide again.",
            field: "expectedVersion")
    }
}
