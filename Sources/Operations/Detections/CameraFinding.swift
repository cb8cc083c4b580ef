import Cameras
import City
import HazardKit
import Incidents

#if canImport(Glibc)
    import Glibc
#else
    import Foundation
#endif

/// What a recogniser found in the picture of a camera that the city knows.
public struct CameraFinding: Hashable, Sendable {
    /// The finder's own; the same again corrects what it said.
    public let id: String
    public let camera: CameraID
    public let at: Instant
    public let label: String
    public let confidence: Double
    public let box: Detection.Box
    /// True where the camera did not look where the city package says, or nobody knows: the box gives no direction then.
    public let isTurned: Bool

    public init(id: String, camera: CameraID, at: Instant, label: String, confidence: Double, box: Detection.Box, isTurned: Bool = false) {
        self.id = id
        self.camera = camera
        self.at = at
        self.label = label
        self.confidence = confidence
        self.box = box
        self.isTurned = isTurned
    }
}

extension Camera {
    /// The direction of a box in the picture of this camera: a pinhole's, with what the pose may be wrong by.
    public func cone(of box: Detection.Box) -> Detection.Cone {
        let left = turn(box.left, horizontalFieldDegrees)
        let right = turn(min(box.left + box.width, 1), horizontalFieldDegrees)
        let foot = turn(min(box.top + box.height, 1), verticalFieldDegrees)
        let azimuth = (bearingDegrees + (left + right) / 2 + 360).truncatingRemainder(dividingBy: 360)
        return Detection.Cone(
            from: point, heightMetres: heightMetres, azimuthDegrees: azimuth,
            halfAngleDegrees: (right - left) / 2 + CameraFindingBounds.poseErrorDegrees, elevationDegrees: tiltDegrees - foot,
            rangeMetres: rangeMetres)
    }

    /// How far a part of the picture lies from its middle, in degrees.
    private func turn(_ part: Double, _ field: Double) -> Double {
        atan((2 * part - 1) * tan(field / 2 * .pi / 180)) * 180 / .pi
    }
}

enum CameraFindingBounds {
    /// A mast that was levelled with care and turns in the wind.
    static let poseErrorDegrees = 1.0
}

extension DetectionDesk {
    /// What a recogniser found, as detections by cameras that the city knows. Throws `Refusal` for a camera that it does not know, `LogFault`.
    @discardableResult
    public func take(_ findings: [CameraFinding], kind: MatterKind, by actor: Actor) async throws -> [DetectionOutcome] {
        var detections: [Detection] = []
        for finding in findings {
            guard let camera = cameras[finding.camera] else { throw Refusal.unknown("camera", finding.camera.rawValue) }
            detections.append(
                Detection(
                    id: finding.id, detector: camera.id.rawValue, source: .camera, time: finding.at, confidence: finding.confidence,
                    label: finding.label, look: .cone(camera.cone(of: finding.box)), box: finding.box,
                    isTurned: finding.isTurned ? true : nil, synthetic: camera.synthetic))
        }
        return try await take(detections, kind: kind, by: actor)
    }

    /// A recogniser that says that it no longer works is a matter of "no data", not of calm: a person has to look instead. Its word that it works
    /// again clears that. Throws `Refusal`, `LogFault`.
    public func note(
        recogniser name: String, of kind: MatterKind, isWorking: Bool, because reason: LocalizedText? = nil, at place: Coordinate, by actor: Actor
    ) async throws {
        let why = reason ?? LocalizedText(zh: "请人工查看", en: "a person has to look")
        let summary = LocalizedText(
            zh: isWorking ? "识别恢复：\(name)" : "识别失效：\(name)，\(why.zh)",
            en: isWorking ? "recognition works again: \(name)" : "recognition has failed: \(name); \(why.en)")
        let evidence = Evidence(source: .silence, origin: name, summary: summary, observedAt: now(), rule: kind.rawValue + ".recogniser@1")
        let claim = AlertClaim(
            kind: kind, title: LocalizedText(zh: "识别失效，无数据", en: "Recognition failed: no data"), point: place, site: nil, grade: .iv, confidence: 1,
            imminent: false, evidence: evidence, sourceKey: "recogniser:\(name)", active: !isWorking, synthetic: false)
        try await desk.take(claim, by: actor, isApart: true)
    }
}
