import City
import Wildfire

/// A forecast of the weather over a forest as CSV: the columns of `HourlyWeatherFile`, with when it was issued and by whom.
///
/// Both stand in lines before the header, `# issued: 2026-03-01T08:00:00+08:00` and `# source: …`, unless somebody says them beside the file. Hours
/// count from the issue.
public enum ForecastFile {
    /// Why a forecast is not taken.
    public struct Refusal: Error, Hashable, Sendable, CustomStringConvertible {
        public enum Rule: Sendable {
            /// A row or the header is wrong, or there are too many rows.
            case rows
            /// Nobody says when it was issued or by whom, or that cannot be.
            case issue
            /// Nothing of it lies ahead.
            case past
        }

        public let rule: Rule
        public let all: [String]
        public var description: String { all.joined(separator: "; ") }
    }

    /// A forecast, and what it lacks in words.
    public struct Read: Sendable {
        public let forecast: WeatherForecast
        public let doubts: [LocalizedText]
    }

    /// - Parameters:
    ///   - bytes: at most `bytesMax`.
    ///   - issuedAt: nil where the file says it.
    ///   - source: nil where the file says it.
    ///   - usual: the source where nobody says it.
    ///   - isAgeAsked: false where only the form is checked.
    public static func read(
        _ file: String, _ bytes: some Collection<UInt8>, issuedAt: Instant? = nil, source: String? = nil, otherwise usual: String? = nil,
        now: Instant, isAgeAsked: Bool = true
    ) throws(Refusal) -> Read {
        guard bytes.count <= bytesMax else {
            throw Refusal(rule: .rows, all: ["\(file): it has \(bytes.count) bytes; at most \(bytesMax) are taken"])
        }
        let told = Heading(bytes)
        let issued = try issue(file, issuedAt, told.issued, now: now, isAgeAsked)
        guard let source = source ?? told.source ?? usual, !source.isEmpty, source.count <= sourceMax else {
            throw Refusal(
                rule: .issue, all: ["\(file): say who made it, in 1 to \(sourceMax) letters: source=… or a line '# source: …' before the header"])
        }
        let rows: [WeatherForecast.Hour]
        do {
            rows = try HourlyWeatherFile(file, bytes, start: issued, beginning: "its issue").rows(from: issued)
        } catch {
            throw Refusal(rule: .rows, all: error.all.prefix(faultsMax).map(\.description))
        }
        guard rows.count <= WeatherForecast.hoursMax else {
            throw Refusal(rule: .rows, all: ["\(file): \(rows.count) rows; at most \(WeatherForecast.hoursMax) are taken, one for each hour"])
        }
        if let late = rows.first(where: { $0.at.since(issued) > WeatherForecast.reachMax }) {
            throw Refusal(rule: .rows, all: ["\(file): a row is for \(late.at.rfc3339), more than ten days after the issue"])
        }
        guard let forecast = WeatherForecast(issuedAt: issued, source: source, hours: rows) else {
            throw Refusal(rule: .rows, all: ["\(file): it holds no hour"])
        }
        if isAgeAsked, forecast.end <= now {
            throw Refusal(rule: .past, all: ["\(file): all of it is past; it ends at \(forecast.end.rfc3339)"])
        }
        return Read(forecast: forecast, doubts: doubts(forecast, now: now))
    }

    private static func issue(
        _ file: String, _ said: Instant?, _ written: String?, now: Instant, _ isAgeAsked: Bool
    ) throws(Refusal) -> Instant {
        guard let issued = said ?? written.flatMap({ Instant(rfc3339: $0) }) else {
            let found = written.map { "'\($0.prefix(40))' is no time" } ?? "it does not say when it was issued"
            let advice = "give issued=2026-03-01T08:00:00+08:00 or a line '# issued: …' before the header"
            throw Refusal(rule: .issue, all: ["\(file): \(found); \(advice)"])
        }
        guard isAgeAsked else { return issued }
        if issued.since(now) > aheadMax {
            throw Refusal(rule: .issue, all: ["\(file): it was issued at \(issued.rfc3339), which is yet to come"])
        }
        if now.since(issued) > WeatherForecast.ageMax {
            let hours = Int(WeatherForecast.ageMax.value / 3_600)
            throw Refusal(rule: .past, all: ["\(file): it was issued at \(issued.rfc3339), more than \(hours) hours ago"])
        }
        return issued
    }

    /// What a forecast lacks that is taken all the same.
    static func doubts(_ forecast: WeatherForecast, now: Instant) -> [LocalizedText] {
        var doubts: [LocalizedText] = []
        let past = forecast.hours.count { $0.at.advanced(by: WeatherForecast.step) <= now }
        if past > 0 { doubts.append(LocalizedText(zh: "有 \(past) 行已过时，不用", en: "\(past) rows are past and not used")) }
        if forecast.start > now.advanced(by: WeatherForecast.step) {
            let hours = whole(forecast.start.since(now))
            doubts.append(
                LocalizedText(zh: "\(hours) 小时后才开始：此前按当前气象", en: "it begins in \(hours) hours: until then the weather of now is held"))
        }
        for gap in forecast.gaps {
            let hours = whole(gap.until.since(gap.from))
            doubts.append(
                LocalizedText(
                    zh: "自 \(gap.from.rfc3339) 起缺 \(hours) 小时：沿用前一时次",
                    en: "\(hours) hours are missing from \(gap.from.rfc3339) on: the hour before is held"))
        }
        if forecast.end.since(now) < .hours(24) {
            let hours = max(0, whole(forecast.end.since(now)))
            doubts.append(
                LocalizedText(
                    zh: "只到 \(hours) 小时后：其后沿用最后时次", en: "it reaches only \(hours) hours ahead: after that its last hour is held"))
        }
        return doubts
    }

    private static func whole(_ span: Seconds) -> Int { Int((span.value / 3_600).rounded()) }

    /// 241 rows of 60 bytes are 15 kB; what is larger is no forecast of one forest.
    public static let bytesMax = 100_000
    /// So many bad rows are named.
    private static let faultsMax = 20
    private static let sourceMax = 80
    /// Clocks of two offices differ by minutes.
    private static let aheadMax = Seconds.minutes(10)

    /// What stands in lines before the header.
    private struct Heading {
        private(set) var issued: String?
        private(set) var source: String?

        init(_ bytes: some Collection<UInt8>) {
            // A byte-order mark may stand before the first line.
            let text = String(decoding: Array(bytes), as: UTF8.self).drop { $0 == "\u{FEFF}" }
            for line in text.split(whereSeparator: \.isNewline) {
                guard line.hasPrefix("#") else { return }
                let parts = line.dropFirst().split(separator: ":", maxSplits: 1).map { $0.split(separator: " ").joined(separator: " ") }
                guard parts.count == 2 else { continue }
                if parts[0].lowercased() == "issued" { issued = parts[1] }
                if parts[0].lowercased() == "source" { source = parts[1] }
            }
        }
    }
}
