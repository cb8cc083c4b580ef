import City
import HazardKit
import Incidents

/// What the alarm budget remembers of one alert that a rule spoke for: what people made of it, and how far the values went.
struct AlarmRecord: Codable, Hashable, Sendable {
    /// What one rule said about one series or site.
    struct Line: Codable, Hashable, Sendable {
        /// The rule with its version: another version is another rule, with a count of its own.
        let rule: String
        let origin: String
        /// True when the rule said that data was missing; its value is a span, not a reading.
        let isSilence: Bool
        var highest: Double?
        var lowest: Double?
    }

    let alert: AlertID
    let site: SiteID?
    let township: CenterCode
    let district: CenterCode
    let owner: CenterCode
    let raisedAt: Instant
    let synthetic: Bool
    var state: Alert.State
    var label: String?
    /// True when its incident was closed as a false alarm: what was confirmed, or taken for imminent, was nothing.
    var isDisproved = false
    var lines: [Line] = []

    init(_ alert: Alert) {
        self.alert = alert.id
        site = alert.site
        township = alert.township
        district = alert.district
        owner = alert.owner
        raisedAt = alert.raisedAt
        synthetic = alert.synthetic
        state = alert.state
    }

    mutating func add(_ evidence: Evidence) {
        guard let rule = evidence.rule else { return }
        let isSilence = evidence.source == .silence
        if let index = lines.firstIndex(where: { $0.rule == rule && $0.origin == evidence.origin && $0.isSilence == isSilence }) {
            guard let value = evidence.value else { return }
            lines[index].highest = max(lines[index].highest ?? value, value)
            lines[index].lowest = min(lines[index].lowest ?? value, value)
        } else if lines.count < Alert.evidenceCountMax {
            lines.append(Line(rule: rule, origin: evidence.origin, isSilence: isSilence, highest: evidence.value, lowest: evidence.value))
        }
    }

    /// What it counts as.
    enum Outcome: Hashable {
        case undecided, confirmed, expired, merged
        case rejected(String)
    }

    var outcome: Outcome {
        if isDisproved { return .rejected(Self.falseAlarm) }
        return switch state {
        case .raised, .acknowledged, .verifying: .undecided
        case .confirmed: .confirmed
        case .rejected: .rejected(label ?? "")
        case .merged: .merged
        case .expired: .expired
        }
    }

    /// The disposition of an incident that was none; every city has it, since the domain itself knows it.
    static let falseAlarm = "false-alarm"
}
