import City
import HazardKit

/// Another alert is merged into this one: what it leaves behind.
public struct AbsorbAlert: Hashable, Sendable {
    public let alert: AlertID
    public let evidence: [Evidence]
    public let sourceKeys: [String]
    public let grade: Grade
    public let confidence: Double
    public let imminent: Bool
    public let imminentGrade: Grade?
    /// True while its sources say that the condition holds.
    public let active: Bool
    public let exercise: Bool

    public init(_ merged: Alert) {
        alert = merged.id
        evidence = merged.evidence
        sourceKeys = merged.sourceKeys
        grade = merged.grade
        confidence = merged.confidence
        imminent = merged.imminent
        imminentGrade = merged.imminentGrade
        active = merged.condition == .active
        exercise = merged.exercise
    }
}

extension Alert {
    /// Pieces of evidence in one event: some may carry a page of sealed words, and an event is bounded.
    static let evidencePerEventMax = 10

    /// The graver grade counts, and an alert whose own sources have fallen silent is active again when the other's have not.
    func absorb(_ other: AbsorbAlert, _ context: DecisionContext) throws(Refusal) -> [AlertEvent] {
        guard state.isOpen else { throw wrongState("joined by another alert", from: "raised, acknowledged, verifying or confirmed") }
        guard other.exercise == exercise else {
            throw Refusal(
                .alertExerciseMixed,
                "Of the alerts \(other.alert) and \(id) one is an exercise and the other is real. They are never one matter; name another alert.",
                field: "into")
        }
        var events: [AlertEvent] = []
        for start in stride(from: 0, to: max(other.evidence.count, 1), by: Self.evidencePerEventMax) {
            events.append(
                .absorbed(
                    AlertAbsorbed(
                        alert: other.alert, evidence: Array(other.evidence.dropFirst(start).prefix(Self.evidencePerEventMax)),
                        sourceKeys: start == 0 ? other.sourceKeys : [], confidence: other.confidence, imminent: other.imminent,
                        imminentGrade: other.imminentGrade)))
        }
        if condition == .cleared, other.active { events.append(.reactivated(AlertReactivated())) }
        if other.grade > grade { events.append(regraded(other.grade, context)) }
        return events
    }

    /// The evidence of both stands in the order in which it was seen; the window keeps the newest.
    mutating func absorb(_ body: AlertAbsorbed) {
        guard state.isOpen else { return }
        for piece in body.evidence {
            evidence.insert(piece, at: evidence.firstIndex { $0.observedAt > piece.observedAt } ?? evidence.endIndex)
        }
        evidence.removeFirst(max(0, evidence.count - Self.evidenceCountMax))
        confidence = max(confidence, body.confidence)
        if body.imminent { becomeImminent(at: body.imminentGrade ?? grade) }
        for key in body.sourceKeys { know(key) }
    }
}
