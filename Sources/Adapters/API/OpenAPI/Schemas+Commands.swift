/// Schemas of what is sent in, and of what answers it.
extension Schemas {
    private static let title: JSONValue = ["anyOf": [words, ["type": "string"]]]

    static let commands: [JSONValue.Member] = [
        object("BareCommand", ["id": text]),
        object("Receipt", ["stream": text, "version": whole, "position": whole, "repeated": flag]),
        command("AlertCommand", ["acknowledge", "startVerification", "confirm", "reject", "merge", "escalate"]),
        command(
            "IncidentCommand",
            [
                "changeGrade", "declineRegrade", "offerHandOver", "acceptHandOver", "declineHandOver", "markUnderControl", "markResolved",
                "declareAllClear",
                "close", "reopen", "mergeInto", "link", "note", "escalate", "fileReport", "createTask", "askTeams", "answerRollCall",
                "accountForTeam",
                "involve",
            ]),
        command(
            "TaskCommand",
            [
                "receive", "accept", "return", "reroute", "depart", "arrive", "finish", "check", "sendBack", "close", "park", "resume", "cancel",
            ]),
        object("Caller", ["name?": text, "phone?": text, "words?": text]),
        object(
            "Report",
            [
                "id": text, "kind": text, "title?": title, "text?": text, "point": point, "grade": grade, "caller?": reference("Caller"),
                "observedAt?": time, "exercise?": flag,
            ]),
        object("Raised", ["alert": text, "version": whole, "position": whole, "repeated": flag]),
        object(
            "IncidentDraft", ["id": text, "kind": text, "grade": grade, "title": title, "point": point, "place?": text, "exercise?": flag]),
        object("Opened", ["incident": text, "version": whole, "position": whole, "repeated": flag]),
    ]

    /// A command: its id, the version it was decided on, its name, and the fields that go with the name.
    private static func command(_ name: String, _ types: [String]) -> JSONValue.Member {
        .init(
            name: name,
            value: [
                "type": "object", "required": ["id", "type"], "additionalProperties": true,
                "properties": ["id": text, "expectedVersion": whole, "type": choice(types)],
            ])
    }
}
