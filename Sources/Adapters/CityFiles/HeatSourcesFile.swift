import City
import Foundation
import HazardKit

/// `wildfire/heat-sources.csv`: what is hot or smokes at its place by right. The file may be missing.
enum HeatSourcesFile {
    static let name = "wildfire/heat-sources.csv"
    private static let columns = ["id", "kind", "name_zh", "name_en", "latitude", "longitude", "radius_m", "hours", "synthetic"]
    /// A works of brick kilns is a kilometre across; a wider circle would lower a forest.
    private static let radiusMaxMetres = 1_500.0

    static func read(_ folder: PackageFolder, timeZone: String?) -> [Located<KnownSource>] {
        guard folder.has(name), let text = folder.text(name), let table = CSVTable(text, file: name, columns: columns, faults: folder.faults)
        else { return [] }
        // Cities that move their clocks in summer are an hour off in one half of the year: less than such hours are known by.
        let offset = timeZone.flatMap { TimeZone(identifier: $0) }.map { Seconds(Double($0.secondsFromGMT())) } ?? 0
        var seen: Set<String> = []
        return table.rows.compactMap { row in
            guard let source = source(row, in: table, offset: offset) else { return nil }
            if !seen.insert(source.id).inserted { table.report(row, "the heat source `\(source.id)` stands twice: give each its own id") }
            return Located(value: source, place: row.place)
        }
    }

    private static func source(_ row: CSVTable.Row, in table: CSVTable, offset: Seconds) -> KnownSource? {
        guard let id = table.required(row, "id"), let word = table.required(row, "kind"), let zh = table.required(row, "name_zh"),
            let en = table.required(row, "name_en"), table.required(row, "radius_m") != nil, let radius = table.number(row, "radius_m")
        else { return nil }
        guard let kind = KnownSource.Kind(rawValue: word) else {
            let known = KnownSource.Kind.allCases.map(\.rawValue).joined(separator: ", ")
            table.report(row, "`kind` must be one of \(known), not `\(word.prefix(40))`")
            return nil
        }
        guard let point = table.point(row) else {
            if table.text(row, "latitude").isEmpty { table.report(row, "the heat source `\(id)` has no point: give latitude and longitude") }
            return nil
        }
        guard radius > 0, radius <= radiusMaxMetres else {
            table.report(row, "`radius_m` must be above 0 and at most \(Int(radiusMaxMetres)), not \(radius): a wider circle lowers a forest")
            return nil
        }
        let hours = table.text(row, "hours")
        let span = hours.isEmpty ? nil : Self.hours(hours)
        if !hours.isEmpty, span == nil {
            table.report(row, "`hours` must be like 06:00-18:30, or empty for any hour, not `\(hours.prefix(40))`")
            return nil
        }
        return KnownSource(
            id: id, name: LocalizedText(zh: zh, en: en), kind: kind, point: point, radiusMetres: radius, hours: span, utcOffset: offset,
            synthetic: table.bool(row, "synthetic"))
    }

    static func hours(_ text: String) -> KnownSource.Hours? {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false).map { minute(String($0)) }
        guard parts.count == 2, let from = parts[0], let until = parts[1], from != until else { return nil }
        return KnownSource.Hours(fromMinute: from, untilMinute: until)
    }

    private static func minute(_ text: String) -> Int? {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false).map { Int($0) }
        guard parts.count == 2, let hour = parts[0], let minute = parts[1], (0...24).contains(hour), (0..<60).contains(minute),
            hour < 24 || minute == 0
        else { return nil }
        return hour * 60 + minute
    }
}
