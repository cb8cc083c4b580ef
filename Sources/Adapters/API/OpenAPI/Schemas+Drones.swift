import DroneGateway
import Drones

/// Schemas of drones and their flights.
extension Schemas {
    static let drones: [JSONValue.Member] = [
        object("DroneFlight", ["id": text, "incident": text, "number": whole, "state": flightState, "target": point]),
        object("DroneObstacle", ["code": text, "message": text]),
        object("DroneChoice", ["able": flag, "distanceMetres": number, "minutes": number, "obstacles": list(of: reference("DroneObstacle"))]),
        object(
            "Drone",
            [
                "id": text, "name": words, "center": text, "home": point, "heightMetresMin": number, "heightMetresMax": number,
                "rangeMetres": number, "maxWindMetresPerSecond": number, "camera?": text, "synthetic": flag, "silent": flag, "positionOld": flag,
                "dockHeardAt?": time, "aircraftHeardAt?": time, "position": point, "heightMetres?": number, "headingDegrees?": number,
                "speedMetresPerSecond?": number, "batteryPercent?": whole, "mode?": choice(DroneState.Mode.allCases.map(\.rawValue)),
                "dockMode?": choice(DroneState.DockMode.allCases.map(\.rawValue)), "inDock?": flag, "windMetresPerSecond?": number,
                "flight?": reference("DroneFlight"), "choice?": reference("DroneChoice"),
            ]),
        object(
            "DroneLink",
            [
                "state": choice(DroneLink.State.allCases.map(\.rawValue)), "since": time, "received": whole, "unknownSerials": whole,
                "malformed": whole, "tooLong": whole, "dropped": whole,
            ]),
        object("DroneList", ["items": list(of: reference("Drone")), "link": reference("DroneLink")]),
        object(
            "FlightOnward", ["target": point, "heightMetres": number, "orderedAt": time, "expectedAt": time, "unanswered": flag]),
        object("FlightPicture", ["state": choice(PushedPicture.State.allCases.map(\.rawValue)), "since": time, "resultCode?": whole]),
        object(
            "Flight",
            [
                "id": text, "number": whole, "version": whole, "drone": text, "droneName": words, "camera?": text, "target": point,
                "heightMetres": number, "reason": text, "state": flightState, "stateSince": time,
                "outcome?": choice(Flight.Outcome.allCases.map(\.rawValue)), "resultCode?": whole, "orderedAt": time, "orderedBy": text,
                "expectedAt": time, "calledBackAt?": time, "callBackAnswered": flag, "callBackUnanswered": flag, "silentSince?": time,
                "overdue": flag, "onward?": reference("FlightOnward"),
                "picture?": reference("FlightPicture"), "stopped": flag, "canGoOn": flag, "synthetic": flag, "task?": text,
            ]),
        items("FlightList", "Flight"),
        object("FlightDraft", ["id": text, "drone?": text, "position?": point, "heightMetres?": number, "reason": text]),
        object("FlightOrdered", ["flight": text, "number": whole, "drone": text, "version": whole, "position": whole, "repeated": flag]),
        .init(
            name: "FlightCommand",
            value: [
                "type": "object", "required": ["id", "type", "reason"], "additionalProperties": true,
                "properties": [
                    "id": text, "type": choice(FlightCommand.types), "reason": text, "position": point, "heightMetres": number,
                ],
            ]),
    ]

    private static let flightState = choice(Flight.State.allCases.map(\.rawValue))
}
