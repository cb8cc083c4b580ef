import Cameras
import City
import EventLog
import HazardKit
import Operations
import Wildfire

/// Brings what is found in pictures, and what keeps cameras from seeing, to the desk of detections.
///
/// A finding's id says which camera saw what when: told twice it is one, also after a restart. What a new start finds of the same fire goes into
/// the same look of the same camera and raises nothing anew.
public struct WatchReports: Sendable {
    private let detections: DetectionDesk
    private let kind: MatterKind
    private let pause: @Sendable (Seconds) async throws -> Void
    private let onFault: @Sendable (String) -> Void

    /// Who stands in the log for what the pictures showed.
    public static let actorName = "camera-watch"
    /// A log that is full or busy is asked again so often; the finding is told anew after a minute anyway.
    static let triesMax = 3
    static let triesApart: Seconds = 2

    public init(
        detections: DetectionDesk, kind: MatterKind, pause: @escaping @Sendable (Seconds) async throws -> Void,
        onFault: @escaping @Sendable (String) -> Void
    ) {
        self.detections = detections
        self.kind = kind
        self.pause = pause
        self.onFault = onFault
    }

    public var listener: FrameWatchers.Listener {
        FrameWatchers.Listener(
            found: { await take($0) }, troubled: { await note($0.camera, Self.reason($0.kind)) }, well: { await note($0, nil) }, onFault: onFault)
    }

    static func id(_ finding: WatchFinding) -> String {
        "\(actorName)/\(finding.camera)/\(finding.kind.rawValue)/\(finding.at.millisecondsSince1970)"
    }

    private func take(_ finding: WatchFinding) async {
        let box = finding.box
        let told = CameraFinding(
            id: Self.id(finding), camera: finding.camera, at: finding.at, label: finding.kind.rawValue, confidence: finding.confidence,
            box: Detection.Box(left: box.x, top: box.y, width: min(box.width, 1 - box.x), height: min(box.height, 1 - box.y)),
            isTurned: !finding.isBearingKnown)
        await tryOften("A finding of the camera \(finding.camera)") {
            _ = try await detections.take([told], kind: kind, by: detections.system(Self.actorName))
        }
        await tryOften("The picture of a finding of the camera \(finding.camera)") {
            try await detections.keep(
                FrameDraft(
                    jpeg: finding.jpeg, detection: told.id, detector: finding.camera.rawValue, at: finding.at, box: told.box,
                    synthetic: detections.camera(finding.camera)?.synthetic ?? false), kind: kind, by: detections.system(Self.actorName))
        }
    }

    private func note(_ camera: CameraID, _ reason: LocalizedText?) async {
        guard let known = detections.camera(camera) else { return }
        await tryOften("The state of the camera \(camera)") {
            try await detections.note(
                recogniser: "\(Self.actorName)/\(camera)", of: kind, isWorking: reason == nil, because: reason, at: known.point,
                by: detections.system(Self.actorName))
        }
    }

    private func tryOften(_ what: String, _ work: () async throws -> Void) async {
        for attempt in 1...Self.triesMax {
            do {
                return try await work()
            } catch is LogFault where attempt < Self.triesMax {
                do { try await pause(Self.triesApart) } catch { return }
            } catch {
                return onFault("\(what) is not on record: \(error)")
            }
        }
    }

    /// For the duty officer, who has not seen the server's own words.
    private static func reason(_ kind: WatchTrouble.Kind) -> LocalizedText {
        switch kind {
        case .frozen: LocalizedText(zh: "画面静止不变，不代表平安", en: "its picture stands still, which is no calm")
        case .stopped: LocalizedText(zh: "画面中断", en: "its pictures have stopped")
        case .moved: LocalizedText(zh: "镜头已偏离原视角，方位不可用", en: "it was turned from its home view, so its directions say nothing")
        case .blind: LocalizedText(zh: "取不到画面", en: "no picture of it can be had")
        }
    }
}
