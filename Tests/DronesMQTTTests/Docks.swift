import City
import Drones
import Foundation
import Synchronization

@testable import DronesMQTT

/// Drones and a broker of the tests. Synthetic.
enum Docks {
    static func drone(_ id: DroneID) -> Drone {
        Drone(
            id: id, name: LocalizedText(zh: "合成", en: "Synthetic"), center: "5001", dock: "DOCK-\(id)", aircraft: "AIR-\(id)",
            home: Coordinate(latitude: 29.8, longitude: 106.4), homeHeightMetres: 200, heightMetres: 100...400, rangeMetres: 6_000,
            maxWindMetresPerSecond: 12, speedMetresPerSecond: 10,
            live: id == "d1" ? Drone.LivePush(address: "rtmp://media.city/live/d1", video: "AIR-d1/39-0-7/normal-0") : nil, synthetic: true)
    }

    struct Missing: Error, CustomStringConvertible {
        let description: String
        init(_ what: String) { description = what }
    }
}

/// A mosquitto of the test's own, on a port that was free.
final class Broker: Sendable {
    let port: Int
    private let process: Mutex<Process?>
    private let folder: URL

    /// Debian keeps it where only root looks by itself.
    private static let programs = ["/usr/sbin/mosquitto", "/usr/local/sbin/mosquitto", "/usr/bin/mosquitto"]

    static var isInstalled: Bool { program != nil }
    private static var program: String? { programs.first { FileManager.default.isExecutableFile(atPath: $0) } }

    init() throws {
        port = try Self.freePort()
        folder = FileManager.default.temporaryDirectory.appendingPathComponent("bayu-broker-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        process = Mutex(nil)
        try start()
    }

    var address: BrokerAddress {
        get throws { try BrokerAddress("mqtt://127.0.0.1:\(port)") }
    }

    func start() throws {
        let settings = folder.appendingPathComponent("mosquitto.conf")
        try "listener \(port) 127.0.0.1\nallow_anonymous true\npersistence false\nlog_dest none\n".write(
            to: settings, atomically: true, encoding: .utf8)
        let process = Process()
        process.executableURL = URL(fileURLWithPath: try Self.program.orThrow("mosquitto"))
        process.arguments = ["-c", settings.path]
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        self.process.withLock { $0 = process }
    }

    func stop() {
        let running = process.withLock { held in
            defer { held = nil }
            return held
        }
        guard let running else { return }
        // The child has inherited the mask of a worker thread, on which every signal waits but this one.
        kill(running.processIdentifier, SIGKILL)
        running.waitUntilExit()
    }

    deinit {
        stop()
        // Swallowed because the folder of a test is in the way of nobody.
        try? FileManager.default.removeItem(at: folder)
    }

    private static func freePort() throws -> Int {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(descriptor) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let code = withUnsafeMutablePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { bind(descriptor, $0, length) + getsockname(descriptor, $0, &length) }
        }
        guard code == 0 else { throw Docks.Missing("a free port") }
        return Int(UInt16(bigEndian: address.sin_port))
    }
}

extension Optional {
    fileprivate func orThrow(_ what: String) throws -> Wrapped {
        guard let self else { throw Docks.Missing(what) }
        return self
    }
}
