import Evacuation

/// Schemas of zones, their evacuations, and the case file.
extension Schemas {
    private static let anything: JSONValue = ["type": "object"]
    private static let stage = choice(Evacuation.Stage.allCases.map(\.rawValue))
    private static let form = choice(Evacuation.Form.allCases.map(\.rawValue))
    private static let outcome = choice(Evacuation.Outcome.allCases.map(\.rawValue))

    static let zones: [JSONValue.Member] = evacuations + caseFile

    private static let evacuations: [JSONValue.Member] = [
        object(
            "EvacuationProposal",
            [
                "number": whole, "target": stage, "form?": form, "reason": text, "title?": words, "by": text, "step?": text, "preauthorised": flag,
                "at": time,
                "expiresAt": time, "signatures": list(of: anything),
            ]),
        object("EvacuationTimes", ["clearanceMinutes": whole, "marginMinutes": whole, "arrivalAt?": time, "by": text, "at": time]),
        object("HouseholdCount", ["outcome": outcome, "households": whole, "by?": text, "at?": time]),
        object(
            "Evacuation",
            [
                "id": text, "incident": text, "version": whole, "zone": text, "name": words, "households?": whole, "people?": whole,
                "assembly?": words, "byHand": flag, "stage": stage, "form?": form, "stageSince": time, "stageBy": text,
                "proposal?": reference("EvacuationProposal"), "signaturesNeeded?": whole, "round": whole,
                "counts": list(of: reference("HouseholdCount")), "unreachedHouseholds?": whole, "times?": reference("EvacuationTimes"),
                "latestToDecideAt?": time, "exercise": flag, "synthetic": flag,
            ]),
        object("ZoneChoice", ["zone": text, "name": words, "households?": whole, "people?": whole, "site": text, "siteName?": words]),
        object("EvacuationList", ["items": list(of: reference("Evacuation")), "zones": list(of: reference("ZoneChoice"))]),
        object("ZoneDraft", ["id": text, "zone?": text, "name?": ["anyOf": [words, ["type": "string"]]], "households?": whole, "people?": whole]),
        object("ZoneAdded", ["zone": text, "version": whole, "position": whole, "repeated": flag]),
        .init(
            name: "EvacuationCommand",
            value: [
                "type": "object", "required": ["id", "type"], "additionalProperties": true,
                "properties": [
                    "id": text, "expectedVersion": whole, "type": choice(EvacuationCommand.types), "note": text, "reason": text, "form": form,
                    "proposal": whole, "clearanceMinutes": whole, "marginMinutes": whole, "arrivalAt": time, "outcome": outcome,
                    "households": whole,
                ],
            ]),
    ]

    private static let caseFile: [JSONValue.Member] = [
        object(
            "CaseFileSeen",
            [
                "alert": text, "position": whole, "recordedAt": time, "observedAt": time, "source": text, "origin": text, "summary": words,
                "value?": number, "unit?": text, "limit?": number, "rule?": text, "ruleVersion?": whole, "sealed": flag,
            ]),
        object("CaseFileSource", ["position": whole, "hash": text, "madeAt": time]),
        object("CaseFilePhoto", ["number": whole, "photo": reference("PhotoEntry")]),
        object(
            "CaseFile",
            [
                "exercise": flag, "synthetic": flag, "source": reference("CaseFileSource"), "complete": flag, "incident": anything,
                "seen": list(of: reference("CaseFileSeen")), "told": list(of: reference("Notice")), "tasks": list(of: reference("Task")),
                "evacuations": list(of: reference("Evacuation")), "photos": list(of: reference("CaseFilePhoto")),
                "done": list(of: reference("TimelineEntry")),
            ]),
    ]
}
