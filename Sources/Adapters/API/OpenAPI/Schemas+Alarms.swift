/// Schemas of the alarm budget.
extension Schemas {
    static let alarms: [JSONValue.Member] = [
        object(
            "ThresholdProposal",
            [
                "verdict": choice(["proposed", "noneBetter", "tooFew"]), "present": number, "proposed?": number, "confirmed": whole,
                "rejected": whole, "raisedConfirmed?": whole, "raisedRejected?": whole, "text": reference("LocalizedText"),
            ]),
        object("AlarmLabelCount", ["label": text, "name?": reference("LocalizedText"), "count": whole]),
        object(
            "AlarmBudgetRow",
            [
                "rule": text, "site?": text, "siteName?": reference("LocalizedText"), "noData": flag, "raised": whole, "confirmed": whole,
                "rejected": whole, "rejectedBy": list(of: reference("AlarmLabelCount")), "expired": whole, "merged": whole, "undecided": whole,
                "precision?": number, "decided": whole, "alertsPerDay": number, "share": number, "proposal?": reference("ThresholdProposal"),
                "synthetic": flag,
            ]),
        object(
            "AlarmBudget",
            [
                "from": time, "until": time, "alertsPerDayMax": number, "raised": whole, "alertsPerDay": number, "share": number,
                "rows": list(of: reference("AlarmBudgetRow")),
            ]),
    ]
}
