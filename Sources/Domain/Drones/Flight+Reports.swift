import City
import Geo
import Incidents

extension Flight {
    /// What a drone says of this flight, as far as it is news. A flight that was thought unanswered is taken up again when the drone
    /// speaks of it after all: it flies, whatever was thought.
    func take(_ report: FlightReport) -> [FlightEvent] {
        let events = news(report)
        guard !events.isEmpty, silentSince != nil, isAirborne, report != .heard, !isFound(report) else { return events }
        return [.heardAgain(FlightHeardAgain(droneName: droneName))] + events
    }

    private func news(_ report: FlightReport) -> [FlightEvent] {
        switch report {
        case .accepted: return isWaiting ? [.accepted(FlightAccepted(droneName: droneName))] : []
        case .refused(let code): return isWaiting ? [.refused(FlightRefused(droneName: droneName, resultCode: code))] : []
        case .departed: return isWaiting || state == .accepted ? [.departed(FlightDeparted(droneName: droneName))] : []
        case .arrived:
            guard isWaiting || state == .accepted || state == .airborne else { return [] }
            return [.arrived(FlightArrived(droneName: droneName))]
        case .failed(let code):
            guard isWaiting || state == .accepted || state == .airborne else { return [] }
            return [.failed(FlightFailed(droneName: droneName, resultCode: code))]
        case .returning:
            // One that never took off does not turn back; it has dropped the order.
            if state == .accepted { return [.failed(FlightFailed(droneName: droneName, resultCode: 0))] }
            return state == .airborne || state == .onStation ? [.turnedBack(FlightTurnedBack(droneName: droneName))] : []
        case .onwardAccepted: return onward == nil || !isAirborne ? [] : [.onwardAccepted(FlightOnwardAccepted(droneName: droneName))]
        case .onwardRefused(let code):
            return onward == nil || !isAirborne ? [] : [.onwardRefused(FlightOnwardRefused(droneName: droneName, resultCode: code))]
        case .onwardFailed(let code):
            guard state == .airborne, !isOnFirstWay, !isStopped, calledBackAt == nil else { return [] }
            return [.onwardFailed(FlightOnwardFailed(droneName: droneName, resultCode: code))]
        case .callBackAccepted: return awaitsCallBack ? [.callBackAccepted(FlightCallBackAccepted(droneName: droneName))] : []
        case .callBackRefused(let code):
            return awaitsCallBack ? [.callBackRefused(FlightCallBackRefused(droneName: droneName, resultCode: code))] : []
        case .pictureStarted, .pictureRefused, .pictureStopped, .pictureStopRefused: return pictureNews(report)
        case .landed: return isAirborne ? [.returned(FlightReturned(droneName: droneName))] : []
        case .foundAtHome(let since):
            guard isAirborne || state == .accepted else { return [] }
            return [.foundHome(FlightFoundHome(droneName: droneName, unheardSince: since))]
        case .heard: return isAirborne && silentSince != nil ? [.heardAgain(FlightHeardAgain(droneName: droneName))] : []
        }
    }

    /// One that is only found was not heard again.
    private func isFound(_ report: FlightReport) -> Bool { if case .foundAtHome = report { true } else { false } }

    /// True while the drone's word decides whether the flight is on.
    private var isWaiting: Bool { state == .ordered || outcome == .unanswered }

    /// True while a call home has no answer.
    var awaitsCallBack: Bool { isOpen && calledBackAt != nil && !callBackAnswered }

    /// What it says of this flight that a drone stands where it does: its own word of it may be lost. One that hovers where it was sent on to has
    /// taken that order on; before half a minute is over the answer may still come, and is waited for.
    public func reached(by told: DroneTelemetry) -> [FlightReport] {
        if hovers(told, above: target) { return [.arrived] }
        guard let onward, onward.unanswered, hovers(told, above: onward.target) else { return [] }
        if let height = told.heightMetres, abs(height - onward.heightMetres) > Self.reachedWithinMetres { return [] }
        return [.onwardAccepted, .arrived]
    }

    private func hovers(_ told: DroneTelemetry, above place: Coordinate) -> Bool {
        guard told.mode == .flying, let position = told.position, let speed = told.speedMetresPerSecond else { return false }
        return speed < Self.hoveringBelowMetresPerSecond && position.distanceMetres(to: place) <= Self.reachedWithinMetres
    }

    /// A drone's own fix is good to a metre or two, and wind moves it; a picture from this far off shows the same.
    static let reachedWithinMetres = 25.0
    static let hoveringBelowMetresPerSecond = 1.5

    /// What must be commanded, by the system, when. Overdue ones are still in it.
    public func due() -> [Due<FlightCommand>] {
        var due: [Due<FlightCommand>] = []
        if state == .ordered {
            due.append(Due(at: orderedAt.advanced(by: Self.answerWithin), command: .noteUnanswered, key: "answer"))
        }
        if awaitsCallBack, !callBackUnanswered, let calledBackAt {
            let key = "call-back/\(calledBackAt.millisecondsSince1970)"
            due.append(Due(at: calledBackAt.advanced(by: Self.answerWithin), command: .noteCallBackUnanswered, key: key))
        }
        if isAirborne, let onward, !onward.unanswered {
            due.append(
                Due(at: onward.orderedAt.advanced(by: Self.answerWithin), command: .noteOnwardUnanswered, key: "onward/\(onward.order)"))
        }
        if let answer = pictureDue { due.append(answer) }
        if isOpen, !overdue {
            due.append(Due(at: orderedAt.advanced(by: Self.flightTimeMax), command: .noteOverdue, key: "overdue"))
        }
        return due
    }
}
