import ArgumentParser
import CameraFFmpeg
import City
import CityFiles
import Console
import DroneGateway
import DronesMQTT
import Foundation
import InstalledHazards

struct Doctor: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Says what is missing on this machine and how to get it.", discussion: "Example: bayu doctor")

    @Option(help: "The city package; the one beside the program when left out.") var city: String?
    @OptionGroup var broker: BrokerOptions

    func run() async throws {
        let findings = [consoleFinding(), cityFinding(), diskFinding(), fontFinding(), await cameraFinding()] + (try await brokerFindings())
        for finding in findings { Terminal.say("\(finding.ok ? "ok     " : "missing")  \(finding.text)") }
        if findings.contains(where: { !$0.ok && $0.needed }) { throw ExitCode(1) }
    }

    private struct Finding {
        let ok: Bool
        let needed: Bool
        let text: String
    }

    private func consoleFinding() -> Finding {
        let found = ConsoleFiles.hasVendoredLibraries
        return Finding(
            ok: found, needed: true,
            text: found ? "console with its libraries" : "the console's libraries; run: make setup-run, then: make build")
    }

    private func cityFinding() -> Finding {
        let city: String
        do {
            city = try Installation.cityDirectory(self.city, data: nil)
        } catch {
            return Finding(ok: false, needed: true, text: "a city package; name one with --city, or put cities/ beside the program")
        }
        let faults = CityPackage.check(directory: city, hazards: installedHazards)
        return Finding(
            ok: faults.isEmpty, needed: true,
            text: faults.isEmpty ? "city package \(city)" : "\(city) has \(faults.count) faults; run: bayu city check \(city)")
    }

    private func diskFinding() -> Finding {
        // A fault is swallowed because a disk of unknown size counts as large enough.
        let free = (try? FileManager.default.attributesOfFileSystem(forPath: "."))?[.systemFreeSize] as? Int64
        let ok = free.map { $0 >= Self.freeBytesMin } ?? true
        let gigabytes = (free ?? 0) / 1_000_000_000
        return Finding(
            ok: ok, needed: true, text: ok ? "disk: \(gigabytes) GB free" : "disk: only \(gigabytes) GB free; a city's log wants 2 GB at least")
    }

    /// A year of a busy city's events.
    static let freeBytesMin: Int64 = 2_000_000_000

    private func cameraFinding() async -> Finding {
        let found = await FFmpegProgram.find(searchPath: CameraSupply.searchPath)
        return Finding(
            ok: found != nil, needed: false, text: found?.version ?? "ffmpeg (only for pictures of cameras); run: apt-get install ffmpeg")
    }

    /// Asked only where a broker is named: most cities have none.
    private func brokerFindings() async throws -> [Finding] {
        guard let address = broker.droneBroker else { return [] }
        let line = DronesOverMQTT(drones: [], address: try broker.address(), trust: try broker.trust(), now: Installation.clock)
        line.start()
        defer { line.stop() }
        for _ in 0..<Self.brokerLooksMax where line.link.state != .up { try await Task.sleep(for: .milliseconds(100)) }
        let link = line.link
        return [
            Finding(
                ok: link.state == .up, needed: true,
                text: link.state == .up ? "the drones' broker \(address)" : "the drones' broker \(address): \(link.detail ?? "no answer")")
        ]
    }

    /// Five seconds: a broker on the same network answers in one.
    private static let brokerLooksMax = 50

    private func fontFinding() -> Finding {
        let paths = ["/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc", "/usr/share/fonts/truetype/wqy/wqy-microhei.ttc"]
        let found = paths.contains { FileManager.default.fileExists(atPath: $0) }
        return Finding(
            ok: found, needed: false,
            text: found ? "a Chinese font" : "a Chinese font (only for screens on this machine); run: apt-get install fonts-noto-cjk")
    }
}
