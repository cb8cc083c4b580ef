import Cameras
import City
import Foundation
import HazardKit
import Incidents
import Operations

/// Detections as another system sends them.
struct DetectionsBody: Decodable, Sendable {
    /// What of: `wildfire` where nobody says.
    let kind: MatterKind?
    let detections: [Item]
    /// Cameras or recognisers that no longer see, and those that see again.
    let status: [Status]?

    /// One detection. Where it is, is said by a point, by a direction from a place, or by a camera of the city with a box or an azimuth.
    struct Item: Decodable, Sendable {
        let id: String
        let source: Detection.Source?
        let detector: String?
        let camera: CameraID?
        let time: Instant
        let confidence: Double
        let label: String?
        let point: Coordinate?
        let uncertaintyMetres: Double?
        let from: Coordinate?
        let azimuthDegrees: Double?
        let halfAngleDegrees: Double?
        let elevationDegrees: Double?
        let rangeMetres: Double?
        let box: Detection.Box?
        /// The picture that shows it: a JPEG in base64, kept if the detection speaks for an alert.
        let frame: String?
        let synthetic: Bool?
    }

    struct Status: Decodable, Sendable {
        let camera: CameraID?
        let recogniser: String?
        let point: Coordinate?
        let working: Bool
    }

    func take(source: String, into desk: DetectionDesk, by actor: Actor, at now: Instant) async throws -> DetectionOutcomes {
        guard detections.count <= DetectionBounds.batchMax, (status ?? []).count <= DetectionBounds.batchMax else {
            throw Problem.invalid("detections", "At most \(DetectionBounds.batchMax) in one call; send the rest in another.")
        }
        let kind = kind ?? "wildfire"
        for status in status ?? [] {
            guard let place = status.point ?? status.camera.flatMap({ desk.camera($0)?.point }) else {
                throw Problem.invalid("status", "A status names a camera of the city, or a point.")
            }
            let name = "\(source)/\(status.camera?.rawValue ?? status.recogniser ?? "recogniser")"
            try await desk.note(recogniser: name, of: kind, isWorking: status.working, at: place, by: actor)
        }
        let read = detections.map { item in item.detection(source: source, desk).flatMap { item.frameDraft(of: $0, desk) } }
        let outcomes = try await desk.take(read.compactMap { try? $0.get().0 }, kind: kind, by: actor)  // swallowed because it is named below
        try await keepFrames(read, outcomes, kind, desk, actor)
        var taken = outcomes.makeIterator()
        let rows = zip(detections, read).map { item, read -> DetectionOutcomes.Row in
            switch read {
            case .failure(let fault): .init(id: item.id, taken: false, cluster: nil, why: fault.message)
            case .success: .init(id: item.id, taken.next())
            }
        }
        return DetectionOutcomes(items: rows)
    }

    /// What was taken and speaks for an alert keeps its picture.
    private func keepFrames(
        _ read: [Result<(Detection, FrameDraft?), DetectionItemFault>], _ outcomes: [DetectionOutcome], _ kind: MatterKind, _ desk: DetectionDesk,
        _ actor: Actor
    ) async throws {
        let taken = Set(outcomes.filter { $0.fault == nil }.map(\.id))
        for case .success((let detection, let draft?)) in read where taken.contains(detection.id) {
            try await desk.keep(draft, kind: kind, by: actor)
        }
    }
}

/// Why an item cannot be read.
struct DetectionItemFault: Error {
    let message: String
}

extension DetectionsBody.Item {
    /// The id is the sender's; with the source before it, two senders may use the same.
    func detection(source name: String, _ desk: DetectionDesk) -> Result<Detection, DetectionItemFault> {
        let known = camera.flatMap { desk.camera($0) }
        if let camera, known == nil, from == nil, point == nil {
            return .failure(DetectionItemFault(message: "no camera of the city is named \(camera.rawValue.prefix(64)); send its place as from"))
        }
        guard let look = look(known) else {
            return .failure(
                DetectionItemFault(
                    message: "say where: point with uncertaintyMetres, or from with azimuthDegrees, or camera with box or azimuthDegrees"))
        }
        let isCone = if case .cone = look { true } else { false }
        return .success(
            Detection(
                id: "\(name)/\(id)", detector: detector ?? camera?.rawValue ?? name, source: source ?? (isCone ? .camera : .report), time: time,
                confidence: confidence, label: label ?? "fire", look: look, box: box, synthetic: synthetic ?? known?.synthetic ?? false))
    }

    /// The detection with its picture, where there is one; a picture that cannot be kept is a fault of the whole item, so that it is sent anew.
    func frameDraft(of detection: Detection, _ desk: DetectionDesk) -> Result<(Detection, FrameDraft?), DetectionItemFault> {
        guard let frame else { return .success((detection, nil)) }
        guard camera.flatMap({ desk.camera($0) })?.masks.isEmpty ?? true else {
            return .failure(DetectionItemFault(message: "the camera has masks, which a picture from elsewhere does not have; send it without frame"))
        }
        guard frame.utf8.count <= FrameBounds.bytesMax * 4 / 3 + 4, let bytes = Data(base64Encoded: frame) else {
            return .failure(DetectionItemFault(message: "frame is a JPEG in base64 of at most \(FrameBounds.bytesMax) bytes"))
        }
        let draft = FrameDraft(
            jpeg: [UInt8](bytes), detection: detection.id, detector: detection.detector, at: detection.time, box: detection.box,
            synthetic: detection.synthetic)
        do throws(Refusal) {
            try DetectionDesk.check(draft)
            return .success((detection, draft))
        } catch {
            return .failure(DetectionItemFault(message: error.message))
        }
    }

    private func look(_ known: Camera?) -> Detection.Look? {
        if let point { return .spot(Detection.Spot(point: point, uncertaintyMetres: uncertaintyMetres ?? Self.usualUncertaintyMetres)) }
        if let azimuthDegrees, let from = from ?? known?.point {
            return .cone(
                Detection.Cone(
                    from: from, heightMetres: known?.heightMetres, azimuthDegrees: azimuthDegrees,
                    halfAngleDegrees: halfAngleDegrees ?? Self.usualHalfAngleDegrees, elevationDegrees: elevationDegrees,
                    rangeMetres: rangeMetres ?? known?.rangeMetres))
        }
        if let known, let box { return .cone(known.cone(of: box)) }
        return nil
    }

    /// A description on the phone is right within a kilometre in nine of ten cases.
    private static let usualUncertaintyMetres = 1_000.0
    private static let usualHalfAngleDegrees = 1.5
}

/// What became of each detection, in the order in which they were sent.
struct DetectionOutcomes: Encodable, Sendable {
    struct Row: Encodable, Sendable {
        let id: String
        let taken: Bool
        let cluster: ClusterNumber?
        let why: String?

        init(id: String, taken: Bool, cluster: ClusterNumber?, why: String?) {
            self.id = id
            self.taken = taken
            self.cluster = cluster
            self.why = why
        }

        init(id: String, _ outcome: DetectionOutcome?) {
            self.init(id: id, taken: outcome?.fault == nil, cluster: outcome?.cluster, why: outcome?.fault?.message.en)
        }
    }

    let items: [Row]
}
