import ArgumentParser
import City
import Foundation
import HazardKit
import Landslide

struct ForecastCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "forecast", abstract: "Says what one displacement series means at its last instant: velocity, grade, time of failure.",
        discussion: """
            Example: bayu forecast cliff.csv --json
            The file has the columns time_h,displacement_mm (hours, millimetres). Exit code 0 with an answer, which may be "cannot tell";
            1 when the file cannot be read as a series, with line and column.
            """)

    @Argument(help: "The series, as CSV.") var series: String
    @Flag(help: "Print one JSON object.") var json = false
    @Flag(help: "Print one JSON object a line, for each instant of the series as it stood then.") var walk = false
    @Option(help: "How the slope fails: creep-slide, toppling, brittle-rock-fall or debris-flow.") var type = "creep-slide"
    @Option(help: "The velocity of even creep in mm/h, where it is known from a longer record.") var creep: Double?
    @Option(help: "The language of sentences: en or zh. Keys, grades and method names of JSON stay as they are.") var language = Language.en

    enum Language: String, ExpressibleByArgument, CaseIterable {
        case en, zh

        func text(_ text: LocalizedText) -> String { self == .zh ? text.zh : text.en }
    }

    private static let types: [String: FailureType] = [
        "creep-slide": .creepSlide, "toppling": .toppling, "brittle-rock-fall": .brittleRockFall, "debris-flow": .debrisFlow,
    ]

    func validate() throws {
        guard Self.types[type] != nil else { throw ValidationError("--type is one of \(Self.types.keys.sorted().joined(separator: ", ")).") }
        if let creep, !(creep > 0 && creep.isFinite) { throw ValidationError("--creep is a velocity above 0, in mm/h.") }
    }

    func run() async throws {
        let bytes: Data
        do {
            bytes = try Data(contentsOf: URL(fileURLWithPath: series))
        } catch {
            throw try refuse("\(series) cannot be read: \(error.localizedDescription)", line: nil, column: nil)
        }
        let contents: SeriesFile.Contents
        do throws(SeriesFile.Fault) {
            contents = try SeriesFile.parse(bytes)
        } catch {
            throw try refuse("\(series):\(error.line):\(error.column): \(error.message)", line: error.line, column: error.column)
        }
        let cut = contents.endsWithNewline ? nil : cutOff(line: contents.lines.last ?? 0)
        if walk {
            for length in 1...contents.series.count { try say(contents.series.prefix(length), note: nil) }
            if let cut { Terminal.note("bayu: " + cut) }
        } else {
            try say(contents.series, note: cut)
        }
    }

    private func cutOff(line: Int) -> String {
        let place = "\(series):\(line):2: "
        return language.text(
            LocalizedText(zh: place + "最后一行没有换行符，其数值可能不完整", en: place + "the last line has no line end; its number may be cut off"))
    }

    private func say(_ series: DisplacementSeries, note: String?) throws {
        let answer = Answer(SlopeForecast(series, type: Self.types[type] ?? .creepSlide, creep: creep), note: note, language: language)
        guard json || walk else { return Terminal.say(answer.text) }
        Terminal.say(try Self.line(answer))
    }

    /// Ends the command; with `--json` the fault is also an object on the output, so that a program need not read sentences.
    private func refuse(_ message: String, line: Int?, column: Int?) throws -> ExitCode {
        if json || walk { Terminal.say(try Self.line(Refused(error: message, file: series, line: line, column: column))) }
        return Terminal.fail(message)
    }

    private static func line(_ value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(value), as: UTF8.self)
    }

    private struct Refused: Encodable {
        let error: String
        let file: String
        let line: Int?
        let column: Int?
    }

    /// The answer with plain keys; hours are those of the file.
    private struct Answer: Encodable {
        struct Method: Encodable {
            let name: String
            let grade: String
            let failureHour: Double?
            let interval90Hours: [Double]?
            let canTell: Bool
            let reasons: [String]

            private enum CodingKeys: String, CodingKey {
                case name, grade, reasons
                case failureHour = "failure_h"
                case interval90Hours = "interval90_h"
                case canTell = "can_tell"
            }
        }

        let atHour: Double
        let velocityMmPerHour: Double?
        let velocity90MmPerHour: [Double]?
        let accelerationMmPerHour2: Double?
        let grade: String
        let canTell: Bool
        let failureHour: Double?
        let interval90Hours: [Double]?
        let methods: [Method]
        let reasons: [String]
        private let language: Language
        private let methodNames: [String]

        init(_ found: SlopeForecast, note: String?, language: Language) {
            self.language = language
            methodNames = found.methods.map { language.text($0.method.name) }
            atHour = found.atHour
            velocityMmPerHour = found.velocity
            velocity90MmPerHour = found.velocity90.map { [$0.lowerBound, $0.upperBound] }
            accelerationMmPerHour2 = found.acceleration
            grade = Self.word(found.grade)
            canTell = found.canTell
            failureHour = found.forecast?.failureHour
            interval90Hours = found.forecast?.interval90.map { [$0.lowerBound, $0.upperBound] }
            methods = found.methods.map { verdict in
                Method(
                    name: verdict.method.rawValue, grade: Self.word(verdict.grade), failureHour: verdict.forecast?.failureHour,
                    interval90Hours: verdict.forecast?.interval90.map { [$0.lowerBound, $0.upperBound] }, canTell: verdict.canTell,
                    reasons: verdict.reasons.map { language.text($0) })
            }
            reasons = (note.map { [$0] } ?? []) + found.reasons.map { language.text($0) }
        }

        /// Keys that have nothing to say are null and not left out.
        func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: Key.self)
            try container.encode(atHour, forKey: .atHour)
            try container.encode(velocityMmPerHour, forKey: .velocityMmPerHour)
            try container.encode(velocity90MmPerHour, forKey: .velocity90MmPerHour)
            try container.encode(accelerationMmPerHour2, forKey: .accelerationMmPerHour2)
            try container.encode(grade, forKey: .grade)
            try container.encode(canTell, forKey: .canTell)
            try container.encode(failureHour, forKey: .failureHour)
            try container.encode(interval90Hours, forKey: .interval90Hours)
            try container.encode(methods, forKey: .methods)
            try container.encode(reasons, forKey: .reasons)
        }

        private enum Key: String, CodingKey {
            case atHour = "at_h"
            case velocityMmPerHour = "velocity_mm_h"
            case velocity90MmPerHour = "velocity90_mm_h"
            case accelerationMmPerHour2 = "acceleration_mm_h2"
            case grade
            case canTell = "can_tell"
            case failureHour = "failure_h"
            case interval90Hours = "interval90_h"
            case methods
            case reasons
        }

        /// For a person.
        var text: String { language == .zh ? chinese : english }

        private var english: String {
            var lines = ["\(atHour) h: \(canTell ? grade : "cannot tell (\(grade))")"]
            lines += reasons.map { "  " + $0 }
            for method in methods {
                lines.append("  \(method.name): \(method.canTell ? method.grade : "no say"); \(method.reasons.joined(separator: "; "))")
            }
            return lines.joined(separator: "\n")
        }

        private var chinese: String {
            let own = Self.chinese(grade)
            var lines = ["\(atHour) h：\(canTell ? own : "无法判断（\(own)）")"]
            lines += reasons.map { "  " + $0 }
            for (name, method) in zip(methodNames, methods) {
                lines.append("  \(name)：\(method.canTell ? Self.chinese(method.grade) : "不参与定级")；\(method.reasons.joined(separator: "；"))")
            }
            return lines.joined(separator: "\n")
        }

        private static func chinese(_ grade: String) -> String {
            ["red": "红色", "orange": "橙色", "yellow": "黄色", "blue": "蓝色"][grade] ?? "未达预警等级"
        }

        private static func word(_ grade: Grade?) -> String { grade?.colour ?? "none" }
    }
}
