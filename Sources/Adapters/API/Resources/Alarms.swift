import Access
import HazardKit
import Hummingbird
import Operations

/// `/api/alarms`: how much of what a desk can bear the rules use up.
struct Alarms {
    let desk: CommandDesk
    /// The city's rules: the thresholds among them are given a proposal.
    let rules: [RuleParameters]

    var routes: [Route] {
        [
            Route(
                .get, "/api/alarms/budget", need: .permission(.viewBoard),
                summary:
                    "Alerts, precision and share of the alarm budget per rule and site in the caller's jurisdiction, with proposals for thresholds.",
                response: "AlarmBudget",
                parameters: [QueryParameter("days", "integer", "How many days back; \(AlarmBudget.daysStandard) if not given.")],
                handler: budget)
        ]
    }

    @Sendable private func budget(_ call: Call) async throws -> Response {
        let days = try call.whole("days", in: 1...AlarmBudget.daysMax) ?? AlarmBudget.daysStandard
        return try .json(await desk.alarmBudget(for: call.actor(), rules: rules, days: days))
    }
}
