import City
import Foundation
import Geo
import HazardKit
import Incidents
import Operations
import Wildfire

/// Figures of initial attack over many fires.
public struct AttackTable: Encodable, Sendable {
    /// Which fires are counted.
    public enum Filter: String, CaseIterable, Sendable {
        /// Neither an exercise nor made up.
        case real
        case exercise
        case synthetic
        case all
    }

    public struct Row: Encodable, Sendable {
        /// `all`, `forest`, `month` or `grade`.
        public let group: String
        /// The forest's id, such as `2026-08`, or the grade; empty for all.
        public let key: String
        public let name: LocalizedText?
        public let fires: Int
        /// Minutes, by `detectedToConfirmed`, `confirmedToAttacked`, `attackedToContained`, `containedToOut`, `detectedToContained`.
        public let spans: [String: AttackFigures.Spread]
        /// km² as measured, by step.
        public let areas: [String: AttackFigures.Spread]
        public let prevented: Int
        public let preventedOf: Int
        public let heldInTime: Int
        public let heldOf: Int
        public let causes: [Cause]
    }

    public struct Cause: Encodable, Sendable {
        /// Nil for fires that have none yet.
        public let code: String?
        public let count: Int
    }

    public let filter: String
    /// km²: spread counts as prevented up to this when a fire is contained.
    public let preventedUpTo: Double
    public let rows: [Row]
    /// Closed as false alarms, and counted nowhere.
    public let falseAlarms: Int
}

extension FireRoom {
    /// - Parameters:
    ///   - first: fires that were opened from then on; nil for all.
    ///   - last: fires that were opened before then.
    /// Throws `LogFault`, `UnknownEvent`.
    public func attackTable(_ filter: AttackTable.Filter, from first: Instant?, until last: Instant?) async throws -> AttackTable {
        let all = try await book.all().filter { fire in
            !fire.isMerged && (first.map { fire.openedAt >= $0 } ?? true) && (last.map { fire.openedAt < $0 } ?? true) && Self.passes(filter, fire)
        }
        let fires = all.filter { !$0.isFalseAlarm }
        var placed: [(ResponseHistory, Forest?)] = []
        for fire in fires { placed.append((fire, await forest(at: fire.point, site: fire.site))) }
        var rows = [Self.row("all", "", nil, fires)]
        for forest in forests {
            let own = placed.filter { $0.1?.id == forest.id }.map(\.0)
            if !own.isEmpty { rows.append(Self.row("forest", forest.id, forest.name, own)) }
        }
        let calendar = cityCalendar
        let months = Dictionary(grouping: fires) { Self.month($0.openedAt, calendar) }
        rows += months.sorted { $0.key < $1.key }.map { Self.row("month", $0.key, nil, $0.value) }
        let grades = Dictionary(grouping: fires, by: \.grade)
        rows += grades.sorted { $0.key > $1.key }.map { Self.row("grade", $0.key.rawValue, nil, $0.value) }
        return AttackTable(
            filter: filter.rawValue, preventedUpTo: AttackCase.smallSquareKilometres, rows: rows, falseAlarms: all.count - fires.count)
    }

    private static func passes(_ filter: AttackTable.Filter, _ fire: ResponseHistory) -> Bool {
        switch filter {
        case .real: !fire.exercise && !fire.synthetic
        case .exercise: fire.exercise
        case .synthetic: fire.synthetic
        case .all: true
        }
    }

    private static func row(_ group: String, _ key: String, _ name: LocalizedText?, _ fires: [ResponseHistory]) -> AttackTable.Row {
        let figures = AttackFigures(fires.map(attackCase))
        return AttackTable.Row(
            group: group, key: key, name: name, fires: figures.fires,
            spans: Dictionary(uniqueKeysWithValues: figures.spans.map { ($0.key.rawValue, $0.value) }),
            areas: Dictionary(uniqueKeysWithValues: figures.areas.map { ($0.key.rawValue, $0.value) }), prevented: figures.prevented,
            preventedOf: figures.preventedOf, heldInTime: figures.heldInTime, heldOf: figures.heldOf,
            causes: figures.causes.map { AttackTable.Cause(code: $0.key, count: $0.value) }.sorted {
                ($1.count, $0.code ?? "~") < ($0.count, $1.code ?? "~")
            })
    }

    static func attackCase(_ fire: ResponseHistory) -> AttackCase {
        var times: [AttackRecord.Step: Instant] = [.detected: fire.detectedAt, .confirmed: fire.openedAt]
        (times[.attacked], times[.contained], times[.out]) = (fire.firstTeamAt, fire.underControlAt, fire.resolvedAt)
        return AttackCase(times: times, extents: fire.extents.map { ($0.at, $0.squareKilometres) }, cause: fire.cause)
    }

    private static func month(_ moment: Instant, _ calendar: Calendar) -> String {
        let parts = calendar.dateComponents([.year, .month], from: Date(timeIntervalSince1970: Double(moment.millisecondsSince1970) / 1_000))
        return String(format: "%04d-%02d", parts.year ?? 0, parts.month ?? 0)
    }
}

extension AttackTable {
    /// A line a row, for a spreadsheet: each span and area as its count, middle and tenth worst.
    public var csv: String {
        let spans = AttackFigures.Span.allCases.map(\.rawValue), steps = AttackRecord.Step.allCases.map(\.rawValue)
        let parts = ["count", "p50", "p90"]
        var header = ["group", "key", "fires"]
        header += spans.flatMap { span in parts.map { "\(span)_\($0)\($0 == "count" ? "" : "_min")" } }
        header += steps.flatMap { step in parts.map { "area_\(step)_\($0)\($0 == "count" ? "" : "_km2")" } }
        header += ["prevented", "prevented_of", "held_in_time", "held_of", "causes"]
        let lines = rows.map { row -> String in
            func cells(_ spread: AttackFigures.Spread?) -> [String] {
                spread.map { [String($0.count), Self.text($0.p50), Self.text($0.p90)] } ?? ["0", "", ""]
            }
            let causes = row.causes.map { "\($0.code ?? "none"):\($0.count)" }.joined(separator: " ")
            return
                ([row.group, row.key, String(row.fires)] + spans.flatMap { cells(row.spans[$0]) } + steps.flatMap { cells(row.areas[$0]) }
                + [row.prevented, row.preventedOf, row.heldInTime, row.heldOf].map(String.init) + [causes]).joined(separator: ",")
        }
        return ([header.joined(separator: ",")] + lines).joined(separator: "\n") + "\n"
    }

    private static func text(_ value: Double) -> String { String((value * 1e4).rounded() / 1e4) }
}
