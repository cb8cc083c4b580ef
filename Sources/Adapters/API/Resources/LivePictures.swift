import CameraGateway
import Cameras
import City
import Foundation
import Hummingbird
import NIOCore
import Operations
import ServiceLifecycle

/// One person's live picture as parts of one answer (multipart/x-mixed-replace), from the first one until the person goes, the session is over, the
/// camera stops or the server does. Beginning and end are on record.
struct LivePictures: Sendable {
    let camera: CameraID
    let reason: LookReason
    let cameras: CameraDesk
    let gatekeeper: any Gatekeeper
    let call: Call

    static let mediaType = "multipart/x-mixed-replace"
    private static let boundary = "bayu-picture"
    static let contentType = "\(mediaType); boundary=\(boundary)"

    func write(to writer: inout any ResponseBodyWriter) async throws {
        do {
            let view = try await cameras.begin(camera, for: reason, by: try call.actor())
            var pictureCount = 0
            do {
                let isOver = try await pump(view, to: &writer, &pictureCount)
                await cameras.end(view, after: pictureCount, because: isOver ? .over : .left)
                if isOver { try await tell(.cameraViewOver, to: &writer) }
            } catch {
                await cameras.end(view, after: pictureCount, because: error is CameraFault ? .stopped : .left)
                throw error
            }
        } catch let fault as CameraFault {
            try await tell(Problem(fault), to: &writer)
        }
        try await writer.write(ByteBuffer(string: "--\(Self.boundary)--\r\n"))
        try await writer.finish(nil)
    }

    /// The last part says why there are no more.
    private func tell(_ problem: Problem, to writer: inout any ResponseBodyWriter) async throws {
        try await writer.write(Self.part("application/problem+json", try JSON.encode(problem), takenAt: nil))
    }

    /// True when the view ends because nobody may watch any longer; false when whoever watched has gone.
    private func pump(_ view: CameraView, to writer: inout any ResponseBodyWriter, _ pictureCount: inout Int) async throws -> Bool {
        let credentials = Credentials(call.request.headers)
        let start = ContinuousClock.now
        return try await call.request.body.consumeWithInboundCloseHandler { _ in
            for try await picture in view.pictures.cancelOnGracefulShutdown() {
                if isOver(credentials) || ContinuousClock.now - start > Bounds.liveViewMax { return true }
                try await writer.write(Self.part("image/jpeg", picture.jpeg, takenAt: picture.takenAt))
                pictureCount += 1
            }
            return false
        } onInboundClosed: {
            view.stop()
        }
    }

    private func isOver(_ credentials: Credentials) -> Bool {
        guard case .session(let token) = credentials else { return false }
        return gatekeeper.visitor(session: token) == nil
    }

    static func part(_ type: String, _ bytes: [UInt8], takenAt: Instant?) -> ByteBuffer {
        let time = takenAt.map { "X-Taken-At: \($0.rfc3339)\r\n" } ?? ""
        var part = ByteBuffer(string: "--\(boundary)\r\nContent-Type: \(type)\r\nContent-Length: \(bytes.count)\r\n\(time)\r\n")
        part.writeBytes(bytes)
        part.writeString("\r\n")
        return part
    }
}
