import City
import Incidents

extension Flight {
    /// Folds one event in. Total: an event that does not fit leaves the state as it was.
    public static func apply(_ event: FlightEvent, to state: inout Flight?, at moment: Instant, by actor: Actor) {
        if case .ordered(let body) = event {
            if state == nil { state = Flight(body, at: moment, by: actor) }
        } else {
            state?.take(event, at: moment)
        }
    }

    private init(_ body: FlightOrdered, at moment: Instant, by actor: Actor) {
        id = FlightID(body.incident, body.number)
        incident = body.incident
        number = body.number
        drone = body.drone
        droneName = body.droneName
        mission = body.mission
        target = body.target
        heightMetres = body.heightMetres
        reason = body.reason
        orderedAt = moment
        orderedBy = actor.name
        expectedAt = body.expectedAt
        synthetic = body.synthetic
        task = body.task
        arrivedAt = nil
        state = .ordered
        stateSince = moment
        outcome = nil
        resultCode = nil
        calledBackAt = nil
        callBackAnswered = false
        callBackUnanswered = false
        silentSince = nil
        overdue = false
        way = body.mission
        onward = nil
        sentOnCount = 0
        isStopped = false
        picture = nil
    }

    private mutating func take(_ event: FlightEvent, at moment: Instant) {
        switch event {
        case .ordered: break
        case .notSent: end(.notSent, at: moment)
        case .unanswered: end(.unanswered, at: moment)
        case .accepted: enter(.accepted, at: moment)
        case .refused(let body):
            resultCode = body.resultCode
            end(.refused, at: moment)
        case .departed: enter(.airborne, at: moment)
        case .arrived:
            enter(.onStation, at: moment)
            arrivedAt = arrivedAt ?? moment
        case .failed(let body):
            resultCode = body.resultCode
            // One that is in the air comes home by itself; one that is not stays where it is.
            if isAirborne { enter(.returning, at: moment) } else { end(.failed, at: moment) }
        case .sentOn, .onwardNotSent, .onwardAccepted, .onwardRefused, .onwardUnanswered, .onwardFailed: takeOnward(event, at: moment)
        case .pictureAsked, .pictureStarted, .pictureFailed, .pictureStopAsked, .pictureStopped, .pictureNotStopped: takePicture(event, at: moment)
        case .calledBack:
            calledBackAt = moment
            callBackAnswered = false
            callBackUnanswered = false
        case .callBackAccepted:
            callBackAnswered = true
            callBackUnanswered = false
        case .callBackRefused(let body):
            // Whoever called may call again.
            resultCode = body.resultCode
            calledBackAt = nil
        case .callBackUnanswered: callBackUnanswered = true
        case .turnedBack: enter(.returning, at: moment)
        case .silent(let body): silentSince = body.since
        case .heardAgain: silentSince = nil
        case .overdue: overdue = true
        case .returned: end(.returned, at: moment)
        case .foundHome: end(.foundHome, at: moment)
        case .givenUp: end(.givenUp, at: moment)
        }
    }

    mutating func enter(_ state: State, at moment: Instant) {
        self.state = state
        stateSince = moment
        outcome = nil
    }

    private mutating func end(_ outcome: Outcome, at moment: Instant) {
        enter(.ended, at: moment)
        onward = nil
        self.outcome = outcome
        silentSince = nil
    }
}
