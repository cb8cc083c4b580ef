import API
import CameraFFmpeg
import CameraGateway
import Cameras
import City
import CityFiles
import FireFiles
import FireWatch
import Foundation
import InstalledHazards
import Operations
import ServiceLifecycle
import Wildfire

/// Watches the cameras that the city package says for fire, beside the server and at the lowest priority.
struct WatchSupply: Service {
    let watchers: FrameWatchers

    /// Nil where nothing is watched; says why at the start.
    static func make(
        _ package: CityPackage, _ cameras: CameraSupply, isOn: Bool, data: String, detections: DetectionDesk,
        onFault: @escaping @Sendable (String) -> Void
    )
        throws -> WatchSupply?
    {
        if let fault = package.watchFaults(hazards: installedHazards).first { throw Terminal.fail("\(fault)") }
        let watched = package.cameras.filter { $0.watchedFor.contains(WildfireHazard.kind) }.map(\.id)
        guard !watched.isEmpty else { return nil }
        guard isOn else {
            Terminal.say("\(watched.count) cameras are not watched for fire: --camera-watch is off.")
            return nil
        }
        guard let program = cameras.program?.atLowPriority() else {
            Terminal.note("Without ffmpeg no camera is watched for fire. \(watched.count) should be; people have to look.")
            return nil
        }
        let decoder = PictureDecoder(program)
        let reports = WatchReports(detections: detections, kind: WildfireHazard.kind, pause: sleep, onFault: onFault)
        Terminal.say("\(watched.count) cameras are watched for fire: \(watched.map(\.rawValue).joined(separator: ", ")).")
        let recogniser: Recogniser
        do { recogniser = try RecogniserFile.installed() } catch { throw Terminal.fail("\(error)") }
        return WatchSupply(
            watchers: FrameWatchers(
                cameras: watched, gateway: cameras.gateway(through: program), recogniser: recogniser,
                decode: { jpegs in try await decoder.pictures(jpegs).map { try PixelFrame($0) } },
                homes: HomeViews(directory: data, onFault: onFault), now: Installation.clock, pause: sleep, listener: reports.listener))
    }

    private static let sleep: @Sendable (Seconds) async throws -> Void = { try await Task.sleep(for: .milliseconds($0.milliseconds)) }

    /// Ends with the server, its children before it.
    func run() async throws {
        await cancelWhenGracefulShutdown { await watchers.run() }
    }

    var gauges: [Gauge] {
        func gauge(_ name: String, _ help: String, _ kind: Gauge.Kind, _ value: @escaping @Sendable (WatchCounts) -> Double) -> Gauge {
            Gauge(name, help, kind: kind) { [watchers] in value(watchers.counts) }
        }
        return [
            gauge("bayu_watch_pictures_total", "Pictures of cameras looked at for fire.", .counter) { Double($0.pictures) },
            gauge("bayu_watch_findings_total", "Flame or smoke confirmed in pictures of cameras.", .counter) { Double($0.findings) },
            gauge("bayu_watch_cpu_seconds_total", "CPU time of the thread that looks at pictures.", .counter) { $0.cpuSeconds },
            gauge("bayu_watch_troubled_cameras", "Watched cameras whose pictures say nothing now.", .gauge) { Double($0.troubledCameras) },
        ]
    }
}
