import City
import HazardKit
import Incidents

/// One escalation, with what makes its name: the clock's start and step, both part of the state.
struct EscalationStep: Hashable {
    let escalation: Escalation
    /// The task whose clock ran out; nil for a clock of the matter itself.
    let task: TaskID?
    /// Names the step among those of its matter, the same however often it is derived.
    let name: String
}

/// Turns escalations into notices: whoever is put in charge, because a clock ran out or a person asked, is told and must acknowledge.
struct EscalationNotices {
    let city: CityModel

    /// What the notice says about the alert or incident itself.
    private struct Matter {
        let id: String
        let title: LocalizedText
        let grade: Grade
        let owner: CenterCode
        let exercise: Bool
        let synthetic: Bool
    }

    /// One notice for each step that an alert has climbed while people have to decide on it. Nil stands for a step that nobody can be told of.
    func notices(for alert: Alert, at moment: Instant) -> [NoticeIssued?] {
        guard alert.state.isUndecided else { return [] }
        let matter = Matter(
            id: alert.id.rawValue, title: alert.title, grade: alert.grade, owner: alert.owner, exercise: alert.exercise, synthetic: alert.synthetic)
        return Self.steps(of: alert).map { notice(of: $0, in: matter, incident: nil, alert: alert.id, at: moment) }
    }

    /// The notice of one step of an incident or of one of its tasks; nil when nobody can be told.
    func notice(of step: EscalationStep, in incident: Incident, at moment: Instant) -> NoticeIssued? {
        let matter = Matter(
            id: incident.id.rawValue, title: step.task.flatMap { incident.task($0)?.title } ?? incident.title, grade: incident.grade,
            owner: incident.owner, exercise: incident.exercise, synthetic: incident.synthetic)
        return notice(of: step, in: matter, incident: incident.id, alert: nil, at: moment)
    }

    /// The steps of an alert, named by clock and number. An alert climbs the levels once for each of two clocks, far fewer steps than it
    /// remembers, so the numbers never shift.
    private static func steps(of alert: Alert) -> [EscalationStep] {
        var counts: [String: Int] = [:]
        return alert.escalations.map { escalation in
            let clock = escalation.clock.map(word) ?? "asked"
            let number = (counts[clock] ?? 0) + 1
            counts[clock] = number
            return EscalationStep(escalation: escalation, task: nil, name: "\(clock).\(number)")
        }
    }

    /// The step that an incident or a task has just climbed, named by clock, start of the clock and number: an update clock starts anew with
    /// each entry.
    static func step(_ escalation: Escalation, of clocks: [Clock], task: TaskID?, at moment: Instant) -> EscalationStep {
        let prefix = task.map { $0.rawValue + "." } ?? ""
        guard let kind = escalation.clock, let clock = clocks.first(where: { $0.kind == kind }) else {
            let name = "\(prefix)asked.\(moment.millisecondsSince1970).\(escalation.to.center)"
            return EscalationStep(escalation: escalation, task: task, name: name)
        }
        let name = "\(prefix)\(word(kind)).\(clock.startedAt.millisecondsSince1970).\(clock.escalationCount)"
        return EscalationStep(escalation: escalation, task: task, name: name)
    }

    /// A notice's name is a part of addresses, where a slash would end it.
    private static func word(_ kind: ClockKind) -> String { String(kind.rawValue.map { $0 == "/" ? "-" : $0 }) }

    private func notice(
        of step: EscalationStep, in matter: Matter, incident: IncidentID?, alert: AlertID?, at moment: Instant
    ) -> NoticeIssued? {
        guard let post = desk(of: step.escalation.to.center) else { return nil }
        let deputy = step.escalation.to.deputy
        let span = city.clocks.row(for: matter.grade.rawValue)?.acknowledgeWithin ?? Self.acknowledgeWithinStandard
        return NoticeIssued(
            id: NoticeID("\(matter.id).\(step.name)"), incident: incident,
            title: LocalizedText(zh: "升级督办：\(matter.title.zh)", en: "Escalated: \(matter.title.en)"),
            text: text(step.escalation, matter.id, task: step.task, post, deputy: deputy), owner: matter.owner, dueAt: moment.advanced(by: span),
            exercise: matter.exercise, synthetic: matter.synthetic, recipients: [NoticeIssued.Address(post, deputy: deputy ? true : nil)],
            alert: alert, rainRound: nil, reason: .escalation)
    }

    /// For a city whose table of clocks is empty.
    static let acknowledgeWithinStandard: Seconds = 300

    /// The duty desk of a center, or the next one above where it has none: an order always reaches a post.
    private func desk(of center: CenterCode) -> Post? { city.chain(from: center).lazy.compactMap { city.post(at: $0, department: nil) }.first }

    private func text(_ escalation: Escalation, _ matter: String, task: TaskID?, _ post: Post, deputy: Bool) -> LocalizedText {
        let what = task.map { "\(matter)/\($0)" } ?? matter
        let zhWho = post.name.zh + (deputy ? "（副职）" : "")
        let enWho = post.name.en + (deputy ? " (deputy)" : "")
        guard let clock = escalation.clock else {
            let why = escalation.reason.map { "：\($0)" } ?? ""
            let whyEn = escalation.reason.map { ": \($0)" } ?? ""
            return LocalizedText(
                zh: "\(what) 已请求上级督办\(why)。现由\(zhWho)负责督办。", en: "Help from above was asked for with \(what)\(whyEn). Now it is with \(enWho).")
        }
        let name = clockName(clock)
        return LocalizedText(
            zh: "\(what) 的\(name.zh)时限已超时。现由\(zhWho)负责督办。", en: "The clock of \(what) for \(name.en) ran out. Now it is with \(enWho).")
    }

    private func clockName(_ kind: ClockKind) -> LocalizedText {
        if let report = city.clocks.reports.first(where: { ClockKind.report(ReportID($0.id)) == kind }) { return report.name }
        return Self.clockNames[kind] ?? LocalizedText(zh: kind.rawValue, en: kind.rawValue)
    }

    private static let clockNames: [ClockKind: LocalizedText] = [
        .acknowledge: LocalizedText(zh: "签收", en: "acknowledging"), .verify: LocalizedText(zh: "核实", en: "verifying"),
        .response: LocalizedText(zh: "首次响应", en: "the first response"), .update: LocalizedText(zh: "更新", en: "the next update"),
        .close: LocalizedText(zh: "办结", en: "closing"), .handOver: LocalizedText(zh: "移交", en: "the hand-over"),
        .done: LocalizedText(zh: "完成", en: "finishing"),
    ]
}
