import City

/// One weighing of the sites turned into events: who is let go, who is taken up, who is looked at again.
struct Weighing {
    private let round: RainRound
    private let rows: [WatchRanking.Row]
    private let bySite: [SiteID: WatchRanking.Row]
    private let context: RainRoundContext
    private(set) var events: [RainRoundEvent]
    private var places: Int
    private var patrolCount: Int
    private var gone: Set<SiteID> = []

    /// So many points more than a watched site makes a waiting one take its place: the difference of one grade of an alert, so that a shower
    /// more or less sends nobody from slope to slope.
    static let displacingPoints = 25
    /// A tenth of what rain can weigh: less is no news, and every weighing would write an event for every site.
    static let pointsToldAnew = 5

    init(of round: RainRound, _ follow: FollowRanking, _ context: RainRoundContext) {
        self.round = round
        rows = follow.rows
        bySite = Dictionary(follow.rows.map { ($0.site, $0) }, uniquingKeysWith: { first, _ in first })
        self.context = context
        events = [.ranked(RainSitesRanked(tally: follow.tally))]
        places = round.sitesMax - round.watches.count
        patrolCount = round.patrols.count
    }

    /// Lets go of what the ranking chose and no longer has cause, and says anew why the others are watched. A site that a person chose stays,
    /// and so does one to which somebody is on the way.
    mutating func letGo() {
        for watch in round.watches where watch.ranked {
            let row = bySite[watch.site]
            if let row, row.hasCause, row.points >= WatchRanking.letGoBelow {
                if Self.isOutdated(watch, by: row) { self.watch(row) }
            } else if !isOnTheWay(to: watch.site) {
                drop(watch.site, points: row?.points, displacedBy: nil)
            }
        }
    }

    /// Takes up the gravest sites while there are people for them; when all places are taken, a clearly graver one takes that of the mildest.
    mutating func takeUp() {
        var mildestLast = displaceable()
        for row in rows where row.hasCause && row.points >= WatchRanking.watchFrom && round.watch(of: row.site) == nil {
            if places <= 0 {
                guard let mildest = mildestLast.last, row.points >= mildest.points + Self.displacingPoints else { return }
                mildestLast.removeLast()
                drop(mildest.site, points: mildest.points, displacedBy: row.site)
            }
            watch(row)
            send(round.firstPatrol(of: row.site, row.watcher, after: patrolCount, context))
            places -= 1
        }
    }

    /// Whoever has looked at a site looks again: once in a rain is no close watch. A patrol that a person called off is not sent again by itself.
    mutating func lookAgain() {
        for watch in round.watches where !gone.contains(watch.site) {
            guard let last = round.patrols.last(where: { $0.site == watch.site }), last.state == .done, let role = last.role,
                patrolCount < RainRound.patrolsMax
            else { continue }
            let due = max(last.changedAt.advanced(by: round.betweenLooks), context.now.advanced(by: round.betweenLooks * 0.5))
            send([.patrolAssigned(RainPatrolAssigned(patrol: patrolCount + 1, site: watch.site, role: role, team: nil, dueAt: due))])
        }
    }

    private mutating func send(_ patrols: [RainRoundEvent]) {
        events += patrols
        patrolCount += patrols.count
    }

    private mutating func watch(_ row: WatchRanking.Row) {
        events.append(.siteWatched(RainSiteWatched(site: row.site, ranked: true, points: row.points, reasons: row.reasons)))
    }

    private mutating func drop(_ site: SiteID, points: Int?, displacedBy: SiteID?) {
        for patrol in round.openPatrols(of: site) {
            events.append(.patrolCalledOff(RainPatrolCalledOff(patrol: patrol.number, reason: nil, displacedBy: displacedBy)))
        }
        events.append(.siteUnwatched(RainSiteUnwatched(site: site, ranked: true, points: points, reason: nil, displacedBy: displacedBy)))
        gone.insert(site)
        places += 1
    }

    /// What the ranking chose and could give up, the gravest first.
    private func displaceable() -> [WatchRanking.Row] {
        round.watches.filter { $0.ranked && !gone.contains($0.site) && !isOnTheWay(to: $0.site) }.compactMap { bySite[$0.site] }
            .sorted { ($1.points, $0.site) < ($0.points, $1.site) }
    }

    /// Somebody has taken a patrol there on. One that nobody has taken on yet can still be called off.
    private func isOnTheWay(to site: SiteID) -> Bool { round.openPatrols(of: site).contains { $0.state == .acknowledged } }

    /// True when the reasons on the board would mislead: other rules speak now, or they say clearly more or less.
    private static func isOutdated(_ watch: RainRound.Watch, by row: WatchRanking.Row) -> Bool {
        watch.reasons.map(\.rule) != row.reasons.map(\.rule) || abs((watch.points ?? 0) - row.points) >= pointsToldAnew
    }
}
