import City

extension IncidentTask {
    init(_ body: TaskCreated, at moment: Instant, by actor: Actor) {
        let draft = body.draft
        id = body.task
        state = .created
        step = draft.step
        title = draft.title
        department = draft.department
        team = draft.team
        skill = draft.skill
        center = draft.center
        post = draft.post
        acknowledgeWithin = draft.acknowledgeWithin
        doneWithin = draft.doneWithin
        means = draft.means
        clocks = []
        history = [Moment(state: .created, at: moment, by: actor.name)]
        returnReason = nil
        evidence = nil
        parked = nil
        movedTo = nil
        sendCount = 0
        changeCount = 0
    }

    /// Takes an event in; one that does not fit is passed over.
    mutating func take(_ event: TaskEvent, at moment: Instant, by actor: Actor) {
        let before = state
        switch event {
        case .created, .takenOver: return
        case .sent, .received, .accepted, .departed, .arrived, .returned, .rerouted: takeWay(event, at: moment)
        case .finished, .checked, .sentBack, .closed, .cancelled, .moved: takeEnd(event, at: moment)
        case .parked(let body): park(body, at: moment)
        case .resumed: unpark(at: moment)
        case .clockWarned(let body): clocks.warn(body.clock, at: moment)
        case .clockBreached(let body): clocks.breach(body.clock, at: moment)
        case .escalated(let body): clocks.escalate(body.escalation)
        }
        guard state != before else { return }
        changeCount += 1
        history.append(Moment(state: state, at: moment, by: actor.name))
        if history.count > Self.historyCountMax { history.removeFirst() }
    }

    private mutating func takeWay(_ event: TaskEvent, at moment: Instant) {
        switch event {
        case .sent(let body):
            guard state == .created else { return }
            state = .sent
            sendCount += 1
            clocks.set(body.clocks)
        case .received: if state == .sent { state = .received }
        case .accepted:
            guard state == .sent || state == .received || state == .returned && isLook else { return }
            state = .accepted
            returnReason = nil
            clocks.stop(.acknowledge, at: moment)
        case .departed: if state == .accepted { state = .enRoute }
        case .arrived: if state == .accepted || state == .enRoute { state = .onScene }
        case .returned(let body):
            guard state.isOpen, state != .done, state != .returned else { return }
            state = .returned
            returnReason = body.reason
            parked = nil
            clocks.stop(.acknowledge, at: moment)
            // The done clock runs on: it presses the desk to find somebody else.
            clocks.change(.done) { $0.resume(at: moment) }
        case .rerouted(let body):
            guard [.created, .sent, .received, .returned].contains(state) else { return }
            state = .created
            department = body.department
            team = body.team
            center = body.center
            post = nil
            changeCount += 1
            returnReason = nil
            clocks.stopAll(at: moment)
        default: break
        }
    }

    private mutating func takeEnd(_ event: TaskEvent, at moment: Instant) {
        switch event {
        case .finished(let body):
            guard [.accepted, .enRoute, .onScene].contains(state) else { return }
            state = .done
            evidence = body.evidence
            clocks.stop(.done, at: moment)
        case .checked: if state == .done { state = .checked }
        case .sentBack(let body):
            guard state == .done else { return }
            state = .onScene
            clocks.set(body.clocks)
        case .closed: if state == .checked { state = .closed }
        case .cancelled:
            guard state.isOpen else { return }
            state = .cancelled
            parked = nil
            clocks.stopAll(at: moment)
        case .moved(let body):
            guard state.isOpen else { return }
            state = .moved
            parked = nil
            movedTo = body.into
            clocks.stopAll(at: moment)
        default: break
        }
    }

    private mutating func park(_ body: TaskParked, at moment: Instant) {
        guard Self.parkableStates.contains(state) else { return }
        parked = Parking(explanation: body.explanation, until: body.until, supervisor: body.supervisor, from: state)
        state = .parked
        for index in clocks.indices { clocks[index].pause(at: moment) }
    }

    private mutating func unpark(at moment: Instant) {
        guard state == .parked, let parking = parked else { return }
        state = parking.from
        parked = nil
        for index in clocks.indices { clocks[index].resume(at: moment) }
    }
}
