import City

/// Confirms a sign that is there in most of the last pictures, for long enough, about at one place.
struct Confirmation: Sendable {
    private var seen: [SignBox?] = []
    private var firstSeen: Instant?
    private var toldAt: Instant?

    /// k of n pictures.
    static let needed = 7
    static let window = 10
    /// A passing light is gone sooner; a fire is not.
    static let lastingAtLeast: Seconds = 4
    /// The same sign is told again no sooner.
    static let againAfter: Seconds = 60

    mutating func take(_ sign: SignBox?, at now: Instant) -> SequenceWatch.Finding? {
        seen.append(sign)
        if seen.count > Self.window { seen.removeFirst(seen.count - Self.window) }
        let found = seen.compactMap { $0 }
        guard !found.isEmpty else {
            firstSeen = nil
            return nil
        }
        let since = firstSeen ?? now
        firstSeen = since
        guard let sign, found.count >= Self.needed, now.since(since) >= Self.lastingAtLeast else { return nil }
        guard found.count(where: { Self.touch($0.box, sign.box) }) >= Self.needed else { return nil }
        if let toldAt, now.since(toldAt) < Self.againAfter { return nil }
        toldAt = now
        return .sign(sign, since: since)
    }

    private static func touch(_ a: PictureBox, _ b: PictureBox) -> Bool {
        a.x <= b.x + b.width && b.x <= a.x + a.width && a.y <= b.y + b.height && b.y <= a.y + a.height
    }
}
