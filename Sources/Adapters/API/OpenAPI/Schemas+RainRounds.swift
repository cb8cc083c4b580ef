import RainRounds

/// Schemas of rain rounds.
extension Schemas {
    private static let rule = choice(WatchReason.Rule.allCases.map(\.rawValue))
    private static let patrolState = choice(RainRound.Patrol.State.allCases.map(\.rawValue))
    private static let spoken: JSONValue = ["anyOf": [words, ["type": "string"]]]

    static let rainRounds: [JSONValue.Member] = [
        object(
            "RainRoundSummary",
            [
                "id": text, "version": whole, "area": text, "areaName": words, "name": words, "begunAt": time, "begunBy": text, "endedAt?": time,
                "endedBy?": text, "sitesMax": whole, "sitesWatched": whole, "sitesEver": whole, "patrolsOpen": whole, "patrolsDone": whole,
                "patrolsOverdue": whole, "householdsMoved": whole, "peopleMoved": whole, "householdsUncounted": whole, "openAlerts": whole,
                "exercise": flag, "synthetic": flag, "asOf": time,
            ]),
        object("RainRoundList", ["items": list(of: reference("RainRoundSummary"))]),
        object("WatchReason", ["rule": rule, "value?": number, "points": whole, "note?": text]),
        object(
            "RainPatrol",
            [
                "number": whole, "site": text, "siteName": words, "roleName?": words, "role?": text, "team?": text, "teamName?": words,
                "state": patrolState, "overdue": flag, "assignedAt": time, "dueAt": time, "changedAt": time, "changedBy": text, "finding?": text,
                "displacedByName?": words, "overdueLevel": whole,
            ]),
        object(
            "RainWatch",
            [
                "site": text, "name": words, "center?": text, "since": time, "by": text, "ranked": flag, "points?": whole,
                "reasons": list(of: reference("WatchReason")), "patrol?": reference("RainPatrol"), "lastLook?": reference("RainPatrol"),
                "watchers": list(of: reference("RainWatcher")), "alerts": list(of: text), "incidents": list(of: text), "synthetic": flag,
            ]),
        object("RainWatcher", ["role": text, "name": words]),
        object(
            "MyPatrol",
            [
                "round": text, "roundName": words, "version": whole, "patrol": reference("RainPatrol"), "point?": reference("Point"),
                "reasons": list(of: reference("WatchReason")), "exercise": flag, "synthetic": flag,
            ]),
        object("MyPatrolList", ["items": list(of: reference("MyPatrol"))]),
        object("RainForecastRow", ["center": text, "millimetresPer24Hours": number]),
        object("RainForecast", ["source": text, "issuedAt": time, "rain": list(of: reference("RainForecastRow"))]),
        object("RainTally", ["sites": whole, "due": whole, "withoutGauge": whole]),
        object(
            "RainRound",
            [
                "round": reference("RainRoundSummary"), "patrolMinutes": whole, "forecast?": reference("RainForecast"), "forecastValid": flag,
                "rankedAt?": time, "tally?": reference("RainTally"), "watches": list(of: reference("RainWatch")),
                "patrols": list(of: reference("RainPatrol")), "closingWords?": text,
            ]),
        object(
            "RainRankingRow",
            [
                "site": text, "name": words, "watched": flag, "points": whole, "hasCause": flag, "reasons": list(of: reference("WatchReason")),
                "watcher?": text,
            ]),
        object("RainRanking", ["tally": reference("RainTally"), "items": list(of: reference("RainRankingRow"))]),
        object(
            "RainRoundDraft",
            ["id": text, "area": text, "name": spoken, "sitesMax?": whole, "patrolMinutes?": whole, "exercise?": flag, "synthetic?": flag]),
        .init(
            name: "RainRoundCommand",
            value: [
                "type": "object", "required": ["id", "type"], "additionalProperties": true,
                "properties": [
                    "id": text, "type": choice(RainRoundCommand.types), "source": text, "issuedAt": time,
                    "rain": list(of: reference("RainForecastRow")), "site": text, "reason": text, "role": text, "team": text, "patrol": whole,
                    "finding": text, "summary": text, "callOffUntaken": flag,
                ],
            ]),
    ]
}
