import City
import HazardKit
import RainRounds

/// Tells the desks up the chain from a slope that patrols to it are not back in time. Read off the round, so what was noted just before a crash
/// is told after it.
struct PatrolNotices {
    let city: CityModel
    let centers: [SiteID: CenterCode]

    /// One for each desk that a call concerns, as long as somebody is still out. Nil stands for a notice that no duty desk can be told of.
    func notices(of round: RainRound, at moment: Instant) -> [NoticeIssued?] {
        guard round.isOpen else { return [] }
        return round.overdueCalls.flatMap { call -> [NoticeIssued?] in
            let late = Set(call.patrols)
            let out = round.patrols.filter { late.contains($0.number) && $0.isOpen }
            let byDesk = Dictionary(grouping: out) { desk(of: $0.site, in: round, level: call.level)?.id }
            return byDesk.sorted { ($0.key?.rawValue ?? "") < ($1.key?.rawValue ?? "") }.map { post, patrols in
                post.flatMap(city.post).map { notice(of: call, patrols, to: $0, in: round, at: moment) }
            }
        }
    }

    /// The desks of the chain in their order; where there is none above, the highest is told again.
    private func desk(of site: SiteID, in round: RainRound, level: Int) -> Post? {
        let desks = city.chain(from: centers[site] ?? round.area).lazy.compactMap { city.post(at: $0, department: nil) }.prefix(level)
        return Array(desks).last
    }

    private func notice(
        of call: RainRound.OverdueCall, _ patrols: [RainRound.Patrol], to post: Post, in round: RainRound, at moment: Instant
    ) -> NoticeIssued {
        let names = patrols.prefix(Self.sitesNamedMax).map { city.site($0.site)?.name ?? LocalizedText(zh: $0.site.rawValue, en: $0.site.rawValue) }
        let more = patrols.count - names.count
        let zh = names.map(\.zh).joined(separator: "、") + (more > 0 ? "等" : "")
        let en = names.map(\.en).joined(separator: ", ") + (more > 0 ? " and \(more) more" : "")
        return NoticeIssued(
            id: NoticeID("\(round.id).overdue-\(call.number).\(post.id)"), incident: nil,
            title: LocalizedText(zh: "巡查逾时未归：\(patrols.count) 处", en: "Patrols not back: \(patrols.count)"),
            text: LocalizedText(
                zh: "\(round.id)「\(round.name.zh)」：\(zh) 的巡查已超时，尚未回报。请联系巡查人员，确认安全后登记结果，或另派人员。",
                en: "\(round.id), \(round.name.en): nobody has reported back from \(en). Reach them, make sure that they are safe, write down what "
                    + "they saw, or send somebody else."),
            owner: round.area, dueAt: moment.advanced(by: EscalationNotices.acknowledgeWithinStandard), exercise: round.exercise,
            synthetic: round.synthetic, recipients: [NoticeIssued.Address(post)], alert: nil, rainRound: round.id, reason: .escalation)
    }

    /// More names than this are a list, which the page of the round is.
    static let sitesNamedMax = 5
}
