import City
import Evacuation
import HazardKit
import Incidents

/// Tells the duty desks what the clock says of a zone: that the latest time to decide is near, that it has passed without an order, that a
/// proposal of an order ran out unconfirmed. Read off the state, so what was noted just before a crash is told after it.
struct ZoneNotices {
    let city: CityModel

    /// Nil stands for a notice that no duty desk can be told of.
    func notices(of zone: Evacuation, in incident: Incident, at moment: Instant) -> [NoticeIssued?] {
        var notices: [NoticeIssued?] = []
        if zone.isUndecided, let latest = zone.latestToDecideAt {
            let suffix = "\(latest.millisecondsSince1970)"
            if zone.decisionPassed == latest {
                notices.append(notice("decision-passed." + suffix, Self.passed, about: zone, incident, levels: 2, at: moment))
            } else if zone.decisionNear == latest {
                notices.append(notice("decision-near." + suffix, Self.near, about: zone, incident, levels: 1, at: moment))
            }
        }
        if let expired = zone.expired, expired.target == .order || expired.target == .lifted {
            notices.append(notice("proposal-\(expired.number)-expired", Self.expired, about: zone, incident, levels: 1, at: moment))
        }
        return notices
    }

    /// Title and text in front of the zone's name and the incident's number.
    private struct Words {
        let title: LocalizedText
        let text: LocalizedText
    }

    private static let near = Words(
        title: LocalizedText(zh: "临近最迟决定时间", en: "The latest time to decide is near"),
        text: LocalizedText(
            zh: "距最迟决定时间不足 30 分钟，尚未下达转移令。请再看险情并作出决定。",
            en: "Less than 30 minutes are left to decide, and no order is given. Look at the danger again and decide."))
    private static let passed = Words(
        title: LocalizedText(zh: "已过最迟决定时间", en: "The latest time to decide has passed"),
        text: LocalizedText(
            zh: "最迟决定时间已过，仍未下达转移令：此时出发，可能来不及撤完。请立即决定转移或就地避险，或更正时间。",
            en: "The latest time to decide has passed without an order: whoever leaves now may not be out in time. Order leaving or sheltering "
                + "now, or correct the times."))
    private static let expired = Words(
        title: LocalizedText(zh: "提议逾时失效", en: "A proposal ran out"),
        text: LocalizedText(
            zh: "提议在有效期内无第二人确认，已失效。如仍有必要，请重新提出。",
            en: "Nobody confirmed the proposal in time, so it no longer stands. Propose it again if it is still needed."))

    /// The desk of the owner, and with `levels` 2 the next desk above it too: somebody else has to know when time has run out below.
    private func notice(
        _ name: String, _ words: Words, about zone: Evacuation, _ incident: Incident, levels: Int, at moment: Instant
    ) -> NoticeIssued? {
        let desks = city.chain(from: incident.owner).lazy.compactMap { city.post(at: $0, department: nil) }.prefix(levels)
        guard !desks.isEmpty else { return nil }
        let span = city.clocks.row(for: incident.grade.rawValue)?.acknowledgeWithin ?? EscalationNotices.acknowledgeWithinStandard
        return NoticeIssued(
            id: NoticeID("\(zone.id.rawValue).\(name)"), incident: incident.id,
            title: LocalizedText(zh: "\(words.title.zh)：\(zone.name.zh)", en: "\(words.title.en): \(zone.name.en)"),
            text: LocalizedText(zh: "\(incident.id)「\(zone.name.zh)」：\(words.text.zh)", en: "\(incident.id), \(zone.name.en): \(words.text.en)"),
            owner: incident.owner, dueAt: moment.advanced(by: span), exercise: incident.exercise, synthetic: incident.synthetic,
            recipients: desks.map { NoticeIssued.Address($0) }, alert: nil, rainRound: nil, reason: .escalation)
    }
}
