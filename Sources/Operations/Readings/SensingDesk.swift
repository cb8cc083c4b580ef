import City
import EventLog
import HazardKit
import Incidents
import Readings
import Sensing

/// Where readings come in: judged, kept, run through the rules; what the rules claim goes to the command desk before the device is
/// answered, so an acknowledged reading can never be a lost alert.
///
/// Two things may fail on the way. When the store does not keep a reading, the judge forgets it. When the log does not take a claim, the
/// rules have changed already and would not say it again: the claim waits here, in its order, and until it has been taken no reading is
/// answered as kept.
public actor SensingDesk {
    let city: CityModel
    let store: any ReadingStore
    /// Where the rules' memory is kept; without one a start reads as far back as the rules look.
    let memory: (any RuleMemoryStore)?
    let desk: CommandDesk
    let now: @Sendable () -> Instant
    private var judge: ReadingJudge
    var engine: RuleEngine
    /// True when readings have come since the rules' memory was kept.
    var isMemoryOld = false
    /// How many rules remembered at the start.
    var recalledCount = 0
    private(set) var newest: [DatastreamID: Reading] = [:]
    /// Places in `city.datastreams` in the order of their ids, for pages.
    let streamsByID: [Int32]
    var talliesKept: (at: Instant, bySite: [SiteID?: SensorTally])?
    /// What the rules have claimed and the command desk has not taken yet, oldest first.
    var unsubmitted: [AlertClaim] = []
    /// One request at a time for each series between its judgement and the store, and one that submits claims.
    private var turns = TurnQueue<Int>()

    public init(
        city: CityModel, rules: RuleEngine, store: any ReadingStore, memory: (any RuleMemoryStore)? = nil, desk: CommandDesk,
        now: @escaping @Sendable () -> Instant
    ) {
        self.city = city
        self.store = store
        self.memory = memory
        self.desk = desk
        self.now = now
        let streams = city.datastreams
        streamsByID = streams.indices.sorted { streams[$0].id < streams[$1].id }.map { Int32($0) }
        judge = ReadingJudge(city: city)
        engine = rules
    }

    /// Brings the rules to where they were: recalls what was kept, replays what each still needs and raises what a crash kept from being raised. Throws
    /// `ReadingFault`, `LogFault`.
    public func start() async throws {
        newest = try await store.latest()
        judge.resume(newest.values)
        await recallMemory()
        let active = await desk.activeClaims()
        // The words come first, so that a grade which a person set is not taken for a measured one; and once more after the claims in force
        // are known, for a word that a crash kept from being claimed.
        let words = await desk.siteWords(at: now())
        for (site, word) in words { _ = engine.heed(word, of: site, at: now()) }
        engine.resume(active)
        for (site, word) in words { unsubmitted += engine.heed(word, of: site, at: now()) }
        try await relive(active)
        unsubmitted.sort { $0.sourceKey < $1.sourceKey }
        try await submitClaims()
    }

    /// Keeps readings and answers with their ids once they are on disk and everything they mean has been raised.
    /// Throws `ReadingRefusal`, `ReadingFault`, `LogFault`.
    public func take(_ drafts: [DraftReading], by device: Actor) async throws -> [ReadingID] {
        if unsubmitted.count >= Self.unsubmittedMax { try await submitClaims() }
        let places = Set(drafts.compactMap { judge.place(of: $0.datastream) }).sorted()
        let (ids, owesClaims) = try await inTurn(places) { try await keep(drafts, of: places) }
        if owesClaims { try await submitClaims() }
        return ids
    }

    /// Judges, keeps, and only then lets the rules see: nothing is remembered of what the store did not keep. The answer owes claims when
    /// the rules claimed something, and for a repetition too: what its first sending claimed may be waiting.
    private func keep(_ drafts: [DraftReading], of places: [Int]) async throws -> (ids: [ReadingID], owesClaims: Bool) {
        let moment = now()
        let memory = judge.memory(of: places)
        var kept: [Reading] = []
        var fresh: [Reading] = []
        let ids: [ReadingID]
        do {
            for draft in drafts {
                switch try judge.judge(draft.datastream, draft.value, at: draft.phenomenonTime ?? moment, now: moment) {
                case .keep(let reading):
                    kept.append(reading)
                    fresh.append(reading)
                case .duplicate(let reading): kept.append(reading)
                }
            }
            ids = try await store.append(kept)
        } catch {
            judge.restore(memory)
            throw error
        }
        var owesClaims = fresh.count < kept.count
        isMemoryOld = isMemoryOld || !fresh.isEmpty
        for reading in fresh {
            note(reading)
            let claims = engine.take(reading, at: moment)
            owesClaims = owesClaims || !claims.isEmpty
            unsubmitted += claims
        }
        return (ids, owesClaims)
    }

    private func note(_ reading: Reading) {
        guard let known = newest.index(forKey: reading.datastream) else {
            newest[reading.datastream] = reading
            return
        }
        if newest.values[known].phenomenonTime <= reading.phenomenonTime { newest.values[known] = reading }
    }

    /// Lets time pass for the rules: silence is a claim too. Called every few seconds. Throws `LogFault`, `ReadingFault`.
    public func pass() async throws {
        if unsubmitted.count < Self.unsubmittedMax { unsubmitted += engine.pass(now()) }
        try await submitClaims()
        try await followRainRounds()
    }

    /// One claim for each rule of a large city. A desk that owes more takes no more readings until the log works again.
    static let unsubmittedMax = 10_000

    // MARK: A person's word

    func isGraded(_ site: SiteID) -> Bool { engine.isGraded(site) }

    /// Hands the rules what the log now says of a site, and raises what follows. Throws `LogFault`.
    func heed(of site: SiteID) async throws {
        let word = await desk.siteWords(at: now())[site]
        unsubmitted += engine.heed(word, of: site, at: now())
        try await submitClaims()
    }

    // MARK: Claims

    /// Hands every claim that waits to the command desk, oldest first; what cannot be taken now stays and is tried again before anything
    /// newer. A claim is the same matter however often it comes, so one whose answer was lost does no harm. Throws `LogFault`.
    private func submitClaims() async throws {
        guard !unsubmitted.isEmpty else { return }
        try await inTurn([Self.claimsTurn]) {
            while let claim = unsubmitted.first {
                try await submit(claim)
                unsubmitted.removeFirst()
            }
        }
    }

    private func submit(_ claim: AlertClaim) async throws {
        let rule = Actor(kind: .system, name: claim.evidence.rule ?? "rule", role: "system", center: city.hub?.code ?? "hub")
        do {
            try await desk.take(claim, by: rule)
        } catch let refusal as Refusal {
            // A rule over a sensor that lies outside the city is a fault of the package, not of the reading.
            await desk.noteFault("\(claim.sourceKey): \(refusal.message)")
        } catch let fault as LogFault where fault.kind == .tooLarge || fault.kind == .malformed {
            // No log will ever take it: kept, it would hold up every other claim for good.
            await desk.noteFault("\(claim.sourceKey): \(fault.message)")
        }
    }

    // MARK: Turns

    /// A place that no series has.
    private static let claimsTurn = -1

    /// Runs `body` while no other request judges or keeps readings of these series. In the order of their places, so that no two requests
    /// wait for each other.
    private func inTurn<Value: Sendable>(_ places: [Int], _ body: () async throws -> Value) async throws -> Value {
        var heldCount = 0
        defer { for place in places.prefix(heldCount) { turns.give(place) } }
        for place in places {
            try await takeTurn(place)
            heldCount += 1
        }
        return try await body()
    }

    private func takeTurn(_ turn: Int) async throws {
        guard turns.hasRoom(turn) else {
            throw LogFault(
                .overloaded, "Too many requests wait for \(name(of: turn)) (\(TurnQueue<Int>.waitersPerStreamMax)). Wait and send it again.")
        }
        if !turns.takeIfFree(turn) { await withCheckedContinuation { turns.wait(turn, $0) } }
    }

    private func name(of turn: Int) -> String { turn == Self.claimsTurn ? "the claims" : "the series \(judge.datastream(at: turn))" }

    public func readings(of datastream: DatastreamID, from: Instant, until: Instant, limit: Int) async throws -> [Reading] {
        try await store.readings(of: datastream, from: from, until: until, limit: limit)
    }
}

/// A reading as a door hands it in, not judged yet.
public struct DraftReading: Hashable, Sendable {
    public let datastream: DatastreamID
    public let value: Double
    /// Nil means when it arrived.
    public let phenomenonTime: Instant?

    public init(datastream: DatastreamID, value: Double, phenomenonTime: Instant?) {
        self.datastream = datastream
        self.value = value
        self.phenomenonTime = phenomenonTime
    }
}

extension CommandDesk {
    /// The claims that the log holds as active: source key → grade.
    func activeClaims() -> [String: Grade] {
        var claims: [String: Grade] = [:]
        for held in picture.alerts.values where held.state.state.isOpen && held.state.condition == .active {
            for key in held.state.sourceKeys { claims[key] = held.state.grade }
        }
        return claims
    }
}
