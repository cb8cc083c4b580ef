import City

/// Slows down guessing: after a few wrong passwords each further try must wait, twice as long every time.
///
/// A try counts as wrong until it proved right, so that many at once gain nothing. Whoever logged in from an address before
/// is counted by name and address together, so that a stranger cannot lock a commander out.
struct LoginBackoff: Sendable {
    /// Mistyping happens.
    static let freeTries = 5
    static let nameWaitMax: Seconds = 60
    /// One address can stand for a whole office behind a gateway: more free tries.
    static let addressFreeTries = 30
    static let addressWaitMax: Seconds = .minutes(15)
    /// A quiet name or address starts afresh.
    static let forgetAfter: Seconds = .hours(1)
    /// Bounds the memory that strangers can make us use: about 1 MiB.
    static let entriesMax = 10_000

    private struct Entry {
        var tries = 0
        var last: Instant
        var blockedUntil: Instant
    }

    private var entries: [String: Entry] = [:]
    private var familiar: Set<String> = []

    var count: Int { entries.count }

    /// How long to wait, or nil when the try may go on (it is then counted).
    mutating func begin(name: String, address: String, at now: Instant) -> Seconds? {
        let keys = keys(name, address)
        let wait = keys.compactMap { entries[$0.key]?.blockedUntil }.map { $0.since(now) }.max() ?? .zero
        guard wait <= .zero else { return wait }
        for key in keys { count(key.key, free: key.free, waitMax: key.waitMax, at: now) }
        return nil
    }

    mutating func succeeded(name: String, address: String) {
        let keys = keys(name, address)
        entries[keys[0].key] = nil
        // The address keeps its other wrong tries, or one account of his own would let a guesser start afresh.
        if var entry = entries[keys[1].key] {
            entry.tries -= 1
            if entry.tries < keys[1].free { entry.blockedUntil = entry.last }
            entries[keys[1].key] = entry
        }
        if familiar.count >= Self.entriesMax { familiar.removeAll() }
        familiar.insert(pair(name, address))
    }

    private func pair(_ name: String, _ address: String) -> String { "\(name) \(address)" }

    private func keys(_ name: String, _ address: String) -> [(key: String, free: Int, waitMax: Seconds)] {
        let pair = pair(name, address)
        return [
            (familiar.contains(pair) ? "pair \(pair)" : "name \(name)", Self.freeTries, Self.nameWaitMax),
            ("address \(address)", Self.addressFreeTries, Self.addressWaitMax),
        ]
    }

    private mutating func count(_ key: String, free: Int, waitMax: Seconds, at now: Instant) {
        if entries[key] == nil && entries.count >= Self.entriesMax { makeRoom(at: now) }
        var entry = entries[key] ?? Entry(last: now, blockedUntil: now)
        if now.since(entry.last) > Self.forgetAfter { entry.tries = 0 }
        entry.tries += 1
        entry.last = now
        if entry.tries >= free {
            let doublings = min(entry.tries - free, 20)
            entry.blockedUntil = now.advanced(by: min(Seconds(milliseconds: 1000 << Int64(doublings)), waitMax))
        }
        entries[key] = entry
    }

    /// Drops what is old, and when that frees nothing, the older half.
    private mutating func makeRoom(at now: Instant) {
        entries = entries.filter { now.since($0.value.last) <= Self.forgetAfter }
        guard entries.count >= Self.entriesMax else { return }
        let newest = entries.sorted { $0.value.last > $1.value.last }.prefix(Self.entriesMax / 2)
        entries = Dictionary(uniqueKeysWithValues: newest.map { ($0.key, $0.value) })
    }
}
