import API
import Accounts
import ArgumentParser
import City
import Foundation
import HazardKit
import HotSpots
import Incidents
import Operations

/// Where hot spots of satellites are fetched from. The address holds a key: it stands in a file or in the environment, never on the command line.
struct HotSpotOptions: ParsableArguments {
    /// The same as the file holds.
    static let variable = "BAYU_HOT_SPOTS_URL"

    @Option(help: "A file with the address of hot spots as FIRMS gives it for an area (chmod 600), or BAYU_HOT_SPOTS_URL.")
    var hotSpotsUrlFile: String?
    @Option(help: "Minutes between two looks for hot spots, 5 to 180.") var hotSpotsEvery = 10

    func validate() throws {
        guard HotSpotFeed.minutesRange.contains(hotSpotsEvery) else { throw ValidationError("--hot-spots-every lies between 5 and 180 minutes.") }
    }

    /// Nil where no address is set up.
    func address() throws -> HotSpotAddress? {
        guard let text = try hotSpotsUrlFile.map(read) ?? ProcessInfo.processInfo.environment[Self.variable], !text.isEmpty else { return nil }
        do {
            return try HotSpotAddress(text)
        } catch {
            // The address itself is not repeated: it holds a key.
            throw Terminal.fail("The address of hot spots \(error).")
        }
    }

    private func read(_ file: String) throws -> String {
        do {
            return try PasswordFile.read(file)
        } catch {
            throw Terminal.fail("The file with the address of hot spots: \(error).")
        }
    }
}

enum HotSpotSupply {
    /// Hands on what it finds to the desk that takes detections together; nil where no address is set up.
    static func feed(
        _ address: HotSpotAddress?, everyMinutes: Int, detections: DetectionDesk, onFault: @escaping @Sendable (String) -> Void
    ) -> HotSpotFeed? {
        guard let address else { return nil }
        return HotSpotFeed(address, everyMinutes: everyMinutes, now: Installation.clock, onFault: onFault) { found in
            let actor = Actor(kind: .system, name: "hot-spots", role: "system", center: detections.desk.city.hub?.code ?? "hub")
            var (inside, outside) = (0, 0)
            for start in stride(from: 0, to: found.count, by: DetectionBounds.batchMax) {
                let batch = Array(found[start..<min(start + DetectionBounds.batchMax, found.count)])
                let outcomes = try await detections.take(batch, kind: "wildfire", by: actor)
                inside += outcomes.count { $0.fault == nil }
                outside += outcomes.count { $0.fault == .outsideCity }
            }
            return HotSpotFeed.Taken(inside: inside, outside: outside)
        }
    }
}
