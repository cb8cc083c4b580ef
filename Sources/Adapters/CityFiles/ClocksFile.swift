import City
import HazardKit

/// `clocks.yaml`: how long each clock runs at each grade, and the reports upward.
enum ClocksFile {
    static let name = "clocks.yaml"

    static func read(_ folder: PackageFolder, into draft: inout PackageDraft) {
        guard let root = Entry.root(of: name, in: folder) else { return }
        root.allowOnly("warn-at-fraction", "rows", "reports")
        if let fraction = root.number("warn-at-fraction") {
            draft.warnAtFraction = fraction
            if fraction <= 0 || fraction >= 1 {
                root.report("warn-at-fraction", "warn-at-fraction is \(fraction): it is the part of a clock after which it warns, between 0 and 1")
            }
        }
        draft.clockRows = root.entries("rows", each: "row").compactMap(row)
        draft.reports = root.entries("reports", each: "report", required: false).compactMap(report)
        checkOrder(draft.clockRows, root: root)
    }

    private static func row(_ entry: Entry) -> Located<ClockTable.Row>? {
        entry.allowOnly("grade", "acknowledge", "verify", "respond", "update", "close", "hand-over", "roll-call")
        guard let grade = entry.grade("grade"), let acknowledge = entry.seconds("acknowledge"), let verify = entry.seconds("verify"),
            let respond = entry.seconds("respond"), let update = entry.seconds("update"), let close = entry.seconds("close"),
            let handOver = entry.seconds("hand-over"), let rollCall = entry.seconds("roll-call")
        else { return nil }
        for (key, span) in [("verify", verify), ("respond", respond), ("update", update), ("hand-over", handOver)] where span > close {
            entry.report(
                key, "at grade \(grade) the \(key) clock (\(span.value) s) runs longer than the close clock (\(close.value) s): swap or mend them")
        }
        let spans = [
            ("acknowledge", acknowledge), ("verify", verify), ("respond", respond), ("update", update), ("close", close), ("hand-over", handOver),
            ("roll-call", rollCall),
        ]
        for (key, span) in spans where span <= .zero {
            entry.report(key, "at grade \(grade) the \(key) clock has no time at all: give it a span, such as 5 min")
        }
        if acknowledge > verify {
            entry.report("acknowledge", "at grade \(grade) the acknowledge clock runs longer than the verify clock: acknowledging comes first")
        }
        return Located(
            value: ClockTable.Row(
                grade: grade, acknowledgeWithin: acknowledge, verifyWithin: verify, respondWithin: respond, updateEvery: update, closeWithin: close,
                handOverWithin: handOver, rollCallEvery: rollCall), place: entry.place)
    }

    private static func report(_ entry: Entry) -> Located<ClockTable.StatutoryReport>? {
        entry.allowOnly("id", "name", "grades", "to", "within")
        let grades = entry.grades("grades")
        guard let id = entry.identifier("id"), let name = entry.localized("name"), let level = entry.level("to"), let within = entry.seconds("within")
        else { return nil }
        return Located(value: ClockTable.StatutoryReport(id: id, name: name, grades: grades, to: level, within: within), place: entry.place)
    }

    /// Every grade has one row, and a graver grade never runs slower than a milder one.
    private static func checkOrder(_ rows: [Located<ClockTable.Row>], root: Entry) {
        for grade in Grade.allCases where root.has("rows") && !rows.contains(where: { $0.value.grade == grade.rawValue }) {
            root.report("rows", "grade \(grade.rawValue) has no row: add one")
        }
        let ordered = Grade.allCases.compactMap { grade in rows.first { $0.value.grade == grade.rawValue } }
        for (graver, milder) in zip(ordered, ordered.dropFirst()) {
            for (name, path) in spans where graver.value[keyPath: path] > milder.value[keyPath: path] {
                root.faults.report(
                    graver.place,
                    "the \(name) clock of grade \(graver.value.grade) runs longer than that of grade \(milder.value.grade), which is milder: mend one"
                )
            }
        }
    }

    private static var spans: [(String, KeyPath<ClockTable.Row, Seconds>)] {
        [
            ("acknowledge", \.acknowledgeWithin), ("verify", \.verifyWithin), ("respond", \.respondWithin), ("update", \.updateEvery),
            ("close", \.closeWithin), ("hand-over", \.handOverWithin), ("roll-call", \.rollCallEvery),
        ]
    }
}
