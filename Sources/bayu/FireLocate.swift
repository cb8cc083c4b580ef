import ArgumentParser
import City
import FireFiles
import Foundation
import Wildfire

/// `bayu fire locate`: directions in which cameras saw something in, places with error ellipses out.
struct FireLocate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "locate", abstract: "Places fires by the directions in which cameras of different masts saw them.",
        discussion: """
            Example: bayu fire locate sightings.csv --json
            Columns camera_lon,camera_lat,height_m,azimuth_deg,half_angle_deg,time: degrees of WGS 84, metres, degrees clockwise from true north, RFC
            3339 or seconds. Each fix has an ellipse that holds the fire with 90 %, half axes in metres. Cameras within 250 m of each other are one
            mast and never give a fix alone. "ambiguous" says that the looks could be paired otherwise. Rows that are no looks are named and left out;
            the exit code is 0 unless the file cannot be read.
            """)

    @Argument(help: "The sightings, as CSV.") var sightings: String
    @Flag(help: "Print one JSON object.") var json = false

    func run() async throws {
        try FireCommand.explained {
            let file = try SightingsFile(sightings, try FireCommand.bytes(sightings))
            let answer = LocateAnswer(file, FireLocator(file.sightings))
            Terminal.say(json ? try answer.line() : answer.text)
        }
    }
}

/// The answer of `bayu fire locate`.
struct LocateAnswer: Encodable {
    struct Fix: Encodable {
        let lon: Double
        let lat: Double
        let semiMajorM: Double
        let semiMinorM: Double
        let majorAzimuthDeg: Double
        let confidence: Double
        let time: String
        let masts: Int
        let ambiguous: Bool
        /// Lines of the file.
        let lines: [Int]
    }
    struct Unfixed: Encodable {
        let line: Int
        let reason: String
    }

    let fixes: [Fix]
    let unfixed: [Unfixed]
    let refused: [Unfixed]

    init(_ file: SightingsFile, _ found: FireLocator) {
        fixes = found.fixes.map { fix in
            Fix(
                lon: Self.rounded(fix.place.longitude, 1e7), lat: Self.rounded(fix.place.latitude, 1e7),
                semiMajorM: Self.rounded(fix.semiMajorMetres, 10),
                semiMinorM: Self.rounded(fix.semiMinorMetres, 10), majorAzimuthDeg: Self.rounded(fix.majorAzimuthDegrees, 10),
                confidence: FireFix.confidence, time: fix.time.rfc3339, masts: fix.mastCount, ambiguous: fix.isAmbiguous,
                lines: fix.sightings.map { file.lines[$0] })
        }
        unfixed = found.unfixed.map { Unfixed(line: file.lines[$0], reason: Self.reason($1)) }.sorted { $0.line < $1.line }
        refused = file.refused.map { Unfixed(line: $0.line ?? 1, reason: $0.what) }
    }

    private static func rounded(_ value: Double, _ parts: Double) -> Double { (value * parts).rounded() / parts }

    private static func reason(_ reason: UnfixedReason) -> String {
        switch reason {
        case .alone: "no other mast saw anything within \(Int(FireLocator.togetherSeconds.value / 60)) minutes"
        case .sameMast: "only cameras of the same mast saw it: they never give a fix"
        case .noCrossing: "no other direction crosses this one in front of the cameras within \(Int(FireLocator.rangeMaxMetres / 1000)) km"
        case .tooAcute: "the directions cross at too sharp an angle for their width"
        case .explainedElsewhere: "the looks that cross it belong more likely to another fire"
        }
    }

    func line() throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(self), as: UTF8.self)
    }

    var text: String {
        var lines = fixes.map { fix in
            "\(fix.lat), \(fix.lon) ± \(fix.semiMajorM) × \(fix.semiMinorM) m, long axis at \(fix.majorAzimuthDeg)°, \(fix.masts) masts, \(fix.time)"
                + (fix.ambiguous ? ", ambiguous: the looks can be paired otherwise" : "")
        }
        if fixes.isEmpty { lines.append("No fix.") }
        lines += unfixed.map { "line \($0.line): \($0.reason)" }
        lines += refused.map { "line \($0.line) left out: \($0.reason)" }
        return lines.joined(separator: "\n")
    }
}
