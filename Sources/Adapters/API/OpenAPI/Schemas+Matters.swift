import Incidents

/// Schemas of alerts, incidents, tasks and notices.
extension Schemas {
    private static let anything: JSONValue = ["type": "object"]

    static let matters: [JSONValue.Member] = alerts + incidents + tasks

    private static let alerts: [JSONValue.Member] = [
        object(
            "Clock",
            [
                "kind": text, "startedAt": time, "pausedFor": number, "pausedAt?": time, "warnAt": time, "dueAt": time, "breachedAt?": time,
                "stoppedAt?": time, "escalateTo?": text,
            ]),
        object(
            "Evidence",
            [
                "source": choice(["reading", "camera", "call", "report", "message", "silence"]), "origin": text, "summary": words,
                "observedAt": time, "value?": number, "unit?": text, "limit?": number, "rule?": text, "person?": text,
            ]),
        object(
            "Alert",
            [
                "id": text, "version": whole,
                "state": choice(["raised", "acknowledged", "verifying", "confirmed", "rejected", "merged", "expired"]),
                "condition": choice(["active", "cleared"]), "kind": text, "grade": grade, "confidence": number, "title": words, "point": point,
                "township": text, "townshipName?": words, "district": text, "districtName?": words, "owner": text, "responsible": anything,
                "approximate": flag, "site?": text, "imminent": flag, "raisedAt": time, "changedAt": time, "acknowledgedAt?": time,
                "acknowledgedBy?": text, "evidence": list(of: reference("Evidence")), "clocks": list(of: reference("Clock")), "incident?": text,
                "mergedInto?": text, "rejection?": anything, "exercise": flag, "synthetic": flag,
            ]),
        object("TimelineEntry", ["position": whole, "version": whole, "type": text, "at": time, "actor": anything, "data": anything]),
        items("Timeline", "TimelineEntry"),
    ]

    private static let summary: KeyValuePairs<String, JSONValue> = [
        "id": text, "version": whole, "state": choice(["open", "dispatched", "underControl", "resolved", "allClear", "closed", "merged"]),
        "kind": text, "grade": grade, "title": words, "point": point, "place?": text, "township": text, "townshipName?": words,
        "district": text, "districtName?": words, "owner": text, "ownerName?": words, "responsible": anything, "approximate": flag,
        "site?": text, "openedAt": time, "changedAt": time, "closedAt?": time, "clocks": list(of: reference("Clock")),
        "taskCounts": anything, "alerts": list(of: text), "handOver?": anything, "regradeProposed?": anything, "lookProposed?": text,
        "personnelAlarm": list(of: text), "zoneStages": list(of: anything),
        "exercise": flag, "synthetic": flag,
    ]

    private static let incidents: [JSONValue.Member] = [
        object("IncidentSummary", summary),
        object("IncidentList", ["items": list(of: reference("IncidentSummary")), "next?": text]),
        object(
            "IncidentRest",
            [
                "tasks": list(of: reference("Task")), "plan": anything, "planName?": words, "departments": list(of: text),
                "links": list(of: anything), "reports": list(of: anything), "personnel": anything, "escalations": list(of: anything),
                "disposition?": text, "cause?": text, "mergedInto?": text, "notices": list(of: reference("Notice")),
                "photos": list(of: reference("PhotoEntry")),
                "evacuations": list(of: reference("Evacuation")), "zones": list(of: reference("ZoneChoice")),
            ]),
        .init(name: "Photo", value: ["type": "string", "format": "binary"]),
        object(
            "PhotoEntry",
            [
                "digest": text, "mediaType": choice(PhotoType.allCases.map(\.rawValue)), "byteCount": whole, "caption": text, "takenAt?": time,
                "task?": text, "at": time, "by": text, "key": text, "erased": flag,
            ]),
        object(
            "PhotoKept",
            ["digest": text, "mediaType": text, "byteCount": whole, "version": whole, "position": whole, "repeated": flag]),
        .init(name: "Incident", value: ["allOf": [reference("IncidentSummary"), reference("IncidentRest")]]),
        object(
            "Proposal",
            [
                "team": text, "name": words, "department": text, "skills": list(of: text), "travelSeconds?": number, "cutOff": flag, "free": flag,
                "state": text, "unavailable?": words, "uncovers": list(of: anything), "competing": list(of: anything),
            ]),
        object("ProposalList", ["incident": text, "skill?": text, "method": words, "proposals": list(of: reference("Proposal"))]),
        object(
            "Board",
            [
                "position": whole, "at": time, "alerts": list(of: reference("Alert")), "incidents": list(of: reference("IncidentSummary")),
                "notices": list(of: reference("Notice")),
            ]),
    ]

    private static let tasks: [JSONValue.Member] = [
        object(
            "Task",
            [
                "id": text,
                "state": choice([
                    "created", "sent", "received", "accepted", "returned", "enRoute", "onScene", "done", "checked", "closed", "parked", "cancelled",
                    "moved",
                ]),
                "step?": text, "title": words, "department?": text, "team?": text, "teamName?": words, "skill?": text, "means?": choice(["drone"]),
                "center": text,
                "centerName?": words, "post?": text, "clocks": list(of: reference("Clock")), "history": list(of: anything),
                "returnReason?": text, "evidence?": text, "parked?": anything, "movedTo?": anything,
            ]),
        .init(
            name: "MyTask",
            value: [
                "allOf": [reference("Task"), ["type": "object", "properties": ["incident": reference("IncidentSummary")], "required": ["incident"]]]
            ]),
        items("TaskList", "MyTask"),
        object(
            "Recipient",
            [
                "post": text, "name?": words, "center": text, "department?": text, "deputy": flag, "person?": text, "deliveredAt?": time,
                "acknowledgedAt?": time,
                "acknowledgedBy?": text, "deputyToldAt?": time,
            ]),
        object(
            "Notice",
            [
                "id": text, "incident?": text, "alert?": text, "rainRound?": text, "reason": choice(["plan", "escalation"]), "title": words,
                "text": words, "to": list(of: reference("Recipient")), "issuedAt": time,
                "dueAt": time, "settled": flag, "exercise": flag, "synthetic": flag,
            ]),
        items("NoticeList", "Notice"),
    ]
}
