import City

/// Confirms a sign that is there in most of the last pictures, for long enough, and at one place: some part of the picture has it in all of them. A
/// lamp that passes by is in each picture too, and nowhere for long.
struct Confirmation: Sendable {
    private var seen: [SignBox?] = []
    private var firstSeen: Instant?
    private var toldAt: Instant?
    /// What all signs since `firstSeen` have in common.
    private var core: PictureBox?

    /// k of n pictures.
    static let needed = 7
    static let window = 10
    /// A passing light is gone sooner; a fire is not.
    static let lastingAtLeast: Seconds = 4
    /// The same sign is told again no sooner.
    static let againAfter: Seconds = 60

    /// - Parameter signs: those of one picture, the surest first.
    mutating func take(_ signs: [SignBox], at now: Instant) -> SequenceWatch.Finding? {
        var staying: (sign: SignBox, common: PictureBox)?
        for sign in signs where staying == nil {
            if let common = Self.common(core ?? sign.box, sign.box) { staying = (sign, common) }
        }
        append(staying?.sign)
        if let staying {
            core = staying.common
        } else if seen.suffix(Self.window - Self.needed + 1).allSatisfy({ $0 == nil }) {
            // What was there has gone, or moved on; what is there now begins anew.
            begin(with: signs.first, at: now)
        }
        guard let sign = staying?.sign else { return nil }
        let since = firstSeen ?? now
        firstSeen = since
        guard seen.count(where: { $0 != nil }) >= Self.needed, now.since(since) >= Self.lastingAtLeast else { return nil }
        if let toldAt, now.since(toldAt) < Self.againAfter { return nil }
        toldAt = now
        return .sign(sign, since: since)
    }

    private mutating func append(_ sign: SignBox?) {
        seen.append(sign)
        if seen.count > Self.window { seen.removeFirst(seen.count - Self.window) }
    }

    private mutating func begin(with sign: SignBox?, at now: Instant) {
        seen = [sign]
        core = sign?.box
        firstSeen = sign == nil ? nil : now
    }

    /// Nil where the two have no part in common.
    private static func common(_ a: PictureBox, _ b: PictureBox) -> PictureBox? {
        let (left, top) = (max(a.x, b.x), max(a.y, b.y))
        let (right, bottom) = (min(a.x + a.width, b.x + b.width), min(a.y + a.height, b.y + b.height))
        // Boxes are of whole cells: less than a thousandth is a rounding error between neighbours.
        guard right - left > 0.001, bottom - top > 0.001 else { return nil }
        return PictureBox(x: left, y: top, width: right - left, height: bottom - top)
    }
}
