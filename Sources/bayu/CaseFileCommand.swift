import ArgumentParser
import City
import CityFiles
import Evacuation
import EventLog
import EventLogSQLite
import Foundation
import HazardKit
import Incidents
import Operations

struct CaseFileCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "case-file", abstract: "Writes the case file of an incident from a log: what was seen, who was told, who did what.",
        discussion: """
            Example: bayu case-file I-000007 --data data --json > I-000007.json
            A running server holds its log: ask it for /api/incidents/I-000007/case-file instead. Personal fields are not in the file.
            """)

    @Argument(help: "The incident, such as I-000007.") var incident: String
    @OptionGroup var place: DataOption
    @Option(help: "The city package.") var city: String?
    @Flag(help: "Everything, as one JSON object; without it the lines that a person reads.") var json = false

    func run() async throws {
        let package = try Installation.loadCity(try Installation.cityDirectory(city, data: place.data))
        let found: CaseFile?
        do {
            let log = try EventLogSQLite.open(directory: place.data)
            found = try await CaseFileReader(log: log, city: package.model).caseFile(of: IncidentID(incident), at: Installation.clock())
            try await log.close()
        } catch let fault as LogFault {
            throw Terminal.fail(fault.message)
        }
        guard let file = found else { throw Terminal.fail("The log in \(place.data) knows no incident \(incident). Check the number.") }
        if json {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
            Terminal.say(String(decoding: try encoder.encode(file), as: UTF8.self))
        } else {
            lines(of: file).forEach(Terminal.say)
        }
    }

    private func lines(of file: CaseFile) -> [String] {
        var lines: [String] = []
        if file.exercise { lines.append("演练 EXERCISE") }
        if file.synthetic { lines.append("合成数据 SYNTHETIC DATA") }
        lines.append("\(file.incident.id) \(both(file.incident.title)) \(file.incident.grade.rawValue) \(file.incident.state.rawValue)")
        lines.append("log position \(file.source.position), hash \(file.source.hash), made \(file.source.madeAt.rfc3339)")
        lines += file.seen.map { seen in
            let value = seen.value.map { "\($0) \(seen.unit ?? "")" } ?? ""
            let limit = seen.limit.map { "limit \($0) \(seen.unit ?? "")" } ?? ""
            let rule = seen.rule.map { "rule \($0)" + (seen.ruleVersion.map { " version \($0)" } ?? "") } ?? ""
            return line(seen.observedAt, ["seen", both(seen.summary), value, limit, rule])
        }
        lines += file.told.flatMap { notice in
            notice.to.map { recipient in
                let answer = recipient.acknowledgedAt.map { "acknowledged \($0.rfc3339) by \(recipient.acknowledgedBy ?? "")" } ?? "not acknowledged"
                return line(notice.issuedAt, ["told", recipient.post.rawValue, recipient.person ?? "", both(notice.title), answer])
            }
        }
        lines += file.evacuations.map { zone in
            let counts = zone.counts.map { "\($0.outcome.rawValue) \($0.households)" }.joined(separator: ", ")
            return line(zone.stageSince, ["zone", both(zone.name), zone.stage.rawValue, zone.form?.rawValue ?? "", "by \(zone.stageBy)", counts])
        }
        lines += file.photos.map { line($0.photo.at, ["photo", "no. \($0.number)", $0.photo.caption, $0.photo.by]) }
        lines += file.done.map { line($0.at, ["done", $0.type, $0.actor.name, $0.actor.center.rawValue]) }
        if !file.complete { lines.append("One stream is so long that its end is not in this file.") }
        return lines
    }

    private func line(_ at: Instant, _ parts: [String]) -> String { ([at.rfc3339] + parts.filter { !$0.isEmpty }).joined(separator: "  ") }

    private func both(_ text: LocalizedText) -> String { text.zh == text.en ? text.zh : text.zh + " / " + text.en }
}
