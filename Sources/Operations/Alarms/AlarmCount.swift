import City
import Incidents

/// Sorts alerts by rule and site and counts what became of them.
struct AlarmCount {
    let city: CityModel
    let thresholds: [String: AlarmBudget.Threshold]
    let days: Double
    let alertsPerDayMax: Double

    private struct Key: Hashable {
        let rule: String
        let site: SiteID?
        let noData: Bool
    }

    /// One alert as one rule at one site saw it.
    private struct Entry {
        let record: AlarmRecord
        var highest: Double?
        var lowest: Double?
    }

    /// The rows, those that take most of the budget first.
    func rows(of records: [AlarmRecord]) -> [AlarmBudget.Row] {
        var groups: [Key: [Entry]] = [:]
        for record in records {
            for (key, entry) in entries(of: record) { groups[key, default: []].append(entry) }
        }
        return groups.map { row($0.key, $0.value) }.sorted {
            $0.raised != $1.raised ? $0.raised > $1.raised : ($0.rule, $0.site?.rawValue ?? "") < ($1.rule, $1.site?.rawValue ?? "")
        }
    }

    /// A rule over several series of one site speaks once for each: to the budget that is one alert, with the gravest value.
    private func entries(of record: AlarmRecord) -> [Key: Entry] {
        var found: [Key: Entry] = [:]
        for line in record.lines {
            let key = Key(rule: line.rule, site: site(of: line, record), noData: line.isSilence)
            var entry = found[key] ?? Entry(record: record)
            if let value = line.highest { entry.highest = max(entry.highest ?? value, value) }
            if let value = line.lowest { entry.lowest = min(entry.lowest ?? value, value) }
            found[key] = entry
        }
        return found
    }

    /// An alert may be joined by a rule that watches the neighbouring site; the series says which.
    private func site(of line: AlarmRecord.Line, _ record: AlarmRecord) -> SiteID? {
        city.datastream(DatastreamID(line.origin))?.site ?? city.site(SiteID(line.origin))?.id ?? record.site
    }

    private func row(_ key: Key, _ entries: [Entry]) -> AlarmBudget.Row {
        var labels: [String: Int] = [:]
        var counts: [AlarmRecord.Outcome: Int] = [:]
        for entry in entries {
            if case .rejected(let label) = entry.record.outcome {
                labels[label, default: 0] += 1
            } else {
                counts[entry.record.outcome, default: 0] += 1
            }
        }
        let confirmed = counts[.confirmed] ?? 0
        let rejected = labels.values.reduce(0, +)
        let decided = confirmed + rejected
        let perDay = Double(entries.count) / days
        return AlarmBudget.Row(
            rule: key.rule, site: key.site, siteName: key.site.flatMap { city.site($0)?.name }, noData: key.noData, raised: entries.count,
            confirmed: confirmed, rejected: rejected, rejectedBy: labels.sorted { $0.key < $1.key }.map(labelCount),
            expired: counts[.expired] ?? 0, merged: counts[.merged] ?? 0, undecided: counts[.undecided] ?? 0,
            precision: decided == 0 ? nil : Double(confirmed) / Double(decided), decided: decided, alertsPerDay: perDay,
            share: perDay / alertsPerDayMax, proposal: key.noData ? nil : thresholds[key.rule].map { proposal($0, entries) },
            synthetic: entries.contains { $0.record.synthetic })
    }

    private func labelCount(_ label: String, _ count: Int) -> AlarmBudget.LabelCount {
        let codes = city.codes.rejectionLabels + city.codes.dispositions
        return AlarmBudget.LabelCount(label: label, name: codes.first { $0.id == label }?.name, count: count)
    }

    private func proposal(_ threshold: AlarmBudget.Threshold, _ entries: [Entry]) -> ThresholdProposal {
        let peaks = { (isWanted: (AlarmRecord.Outcome) -> Bool) in
            entries.filter { isWanted($0.record.outcome) }.compactMap { threshold.isFalling ? $0.lowest : $0.highest }
        }
        let rejected = peaks { if case .rejected = $0 { true } else { false } }
        return ThresholdProposal(
            confirmed: peaks { $0 == .confirmed }, rejected: rejected, present: threshold.limit, isFalling: threshold.isFalling)
    }
}
