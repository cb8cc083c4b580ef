/// Schemas of teams, persons and outside systems.
extension Schemas {
    static let people: [JSONValue.Member] = [
        object(
            "Team",
            [
                "id": text, "name": words, "department": text, "center": text, "skills": list(of: text), "home": point, "people": whole,
                "state": text, "task?": ["type": "object"],
            ]),
        items("TeamList", "Team"),
        object("TeamState", ["id": text, "state": text]),
        object(
            "Look",
            [
                "id?": text, "purpose": choice(["callBack", "dispatch", "welfareCheck", "complaint", "audit"]), "incident?": text, "alert?": text,
            ]),
        object("PersonFields", ["fields": list(of: reference("Caller"))]),
        object("Erasure", ["id?": text, "reason?": text, "incident?": text, "alert?": text]),
        object("Erased", ["erased": flag, "waitsForSecondPerson": flag]),
        object(
            "Subscription",
            [
                "id": text, "name": text, "address": text, "center": text, "department?": text, "exercises": flag, "waiting": whole,
                "heldBack": whole, "lastError?": text,
            ]),
        items("SubscriptionList", "Subscription"),
        object(
            "SubscriptionDraft",
            ["id": text, "name": text, "address": text, "secret": text, "center": text, "department?": text, "exercises?": flag]),
        object("Subscribed", ["id": text, "position": whole]),
        object(
            "DeadLetter",
            [
                "notice": text, "incident?": text, "alert?": text, "subscription": text, "subscriptionName": text, "deputyOf?": text,
                "attempts": whole, "error": text, "abandonedAt?": time, "heldBackAt?": time,
            ]),
        items("DeadLetterList", "DeadLetter"),
    ]
}
