import City
import Incidents

/// What follows by itself in a round: the sites as the ranking has them, and patrols that are not back in time.
extension RainRound {
    /// What must be commanded, by the system, when. Overdue ones are still in it.
    public func due() -> [Due<RainRoundCommand>] {
        guard isOpen else { return [] }
        return (1...Self.overdueLevelsMax).compactMap { level in
            guard let at = patrols.filter({ $0.isOpen && $0.overdueLevel < level }).map({ Self.call($0, level) }).min() else { return nil }
            return Due(at: at, command: .callOverdue(CallOverdue(level: level)), key: "overdue-\(level)/\(at.millisecondsSince1970)")
        }
    }

    /// All that are late by then, together: sixty patrols that were sent at once are one matter for a desk and not sixty.
    func callOverdue(_ call: CallOverdue, _ context: RainRoundContext) -> [RainRoundEvent] {
        let late = patrols.filter { $0.isOpen && $0.overdueLevel < call.level && Self.call($0, call.level) <= context.now }
        guard !late.isEmpty else { return [] }
        return [.patrolsOverdue(RainPatrolsOverdue(level: call.level, patrols: late.map(\.number)))]
    }

    /// When the desk of a level is told of a patrol.
    private static func call(_ patrol: Patrol, _ level: Int) -> Instant {
        patrol.dueAt.advanced(by: overdueAgainAfter * Double(level - 1))
    }

    func follow(_ follow: FollowRanking, _ context: RainRoundContext) -> [RainRoundEvent] {
        var weighing = Weighing(of: self, follow, context)
        weighing.letGo()
        weighing.takeUp()
        weighing.lookAgain()
        return weighing.events
    }
}
