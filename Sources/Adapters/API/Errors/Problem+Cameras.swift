import CameraGateway
import Cameras
import HTTPTypes

extension Problem {
    /// A camera gave no picture: whose fault it is, and for the camera's own what it said.
    init(_ fault: CameraFault) {
        let status: HTTPResponse.Status =
            switch fault.kind {
            case .notConnected, .noProgram, .busy, .masks: .serviceUnavailable
            case .noAnswer: .gatewayTimeout
            case .refused, .noPicture, .stopped: .badGateway
            }
        self.init(status, code: fault.kind.rawValue, title: "No picture", detail: fault.message, retryAfterSeconds: fault.kind == .busy ? 5 : nil)
    }

    static let cameraViewOver = Problem(
        .requestTimeout, code: "camera.view-over", title: "This view is over",
        detail:
            "A camera is watched for \(Bounds.liveViewMax.components.seconds / 60) minutes in one go, and only while signed in. Look again and say why."
    )

    static let cameraPurposeMissing = Problem(
        .unprocessableContent, code: "camera.purpose-missing", title: "Say why",
        detail: "Looking through a camera needs a reason: name the incident, or state one of \(CameraPurpose.listed).", field: "purpose")
}
