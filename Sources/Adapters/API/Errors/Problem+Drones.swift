import DroneGateway
import HTTPTypes

extension Problem {
    /// The line to the drones did not take something.
    init(_ fault: DroneFault) {
        self.init(.serviceUnavailable, code: "drone.no-link", title: "No line to the drones", detail: fault.message)
    }
}
