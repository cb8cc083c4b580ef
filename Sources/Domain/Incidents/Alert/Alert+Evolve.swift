import City
import HazardKit

extension Alert {
    /// The alert after an event. Total: an event that does not fit leaves the state as it was.
    public static func evolve(_ state: Alert?, _ event: AlertEvent, at moment: Instant, by actor: Actor) -> Alert? {
        var next = state
        apply(event, to: &next, at: moment, by: actor)
        return next
    }

    /// The same in place, without a copy.
    public static func apply(_ event: AlertEvent, to state: inout Alert?, at moment: Instant, by actor: Actor) {
        if case .raised(let body) = event {
            if state == nil { state = Alert(body, at: moment) }
        } else {
            state?.take(event, at: moment, by: actor)
        }
    }

    private init(_ body: AlertRaised, at moment: Instant) {
        let claim = body.alert
        id = claim.id
        state = .raised
        condition = .active
        kind = claim.kind
        grade = claim.grade
        confidence = claim.confidence
        title = claim.title
        point = claim.point
        township = claim.township
        district = claim.district
        owner = claim.owner
        approximate = claim.approximate
        site = claim.site
        imminent = claim.imminent
        imminentGrade = claim.imminent ? claim.grade : nil
        raisedAt = moment
        acknowledgedAt = nil
        acknowledgedBy = nil
        evidence = [claim.evidence]
        sourceKeys = [claim.sourceKey]
        means = []
        clocks = body.clocks
        responsible = Responsibility(center: claim.owner)
        escalations = []
        incident = nil
        mergedInto = nil
        rejection = nil
        expiresAt = nil
        exercise = claim.exercise
        synthetic = claim.synthetic
    }

    private mutating func take(_ event: AlertEvent, at moment: Instant, by actor: Actor) {
        switch event {
        case .raised: break
        case .evidenceAdded(let body): add(body)
        case .regraded(let body):
            guard state.isOpen else { return }
            grade = body.to
            // Somebody who looked thinks it milder: that takes back what a rule has said so far.
            if body.to < body.from { imminentGrade = imminentGrade.map { min($0, body.to) } }
            clocks.set(body.clocks)
        case .acknowledged(let body): acknowledge(body, at: moment, by: actor)
        case .verificationStarted(let body):
            guard state.isUndecided else { return }
            state = .verifying
            means.append(body.means)
            if means.count > Self.evidenceCountMax { means.removeFirst() }
        case .confirmed: settle(.confirmed, at: moment)
        case .rejected(let body):
            if settle(.rejected, at: moment) { rejection = Rejection(label: body.label, reason: body.reason) }
        case .merged(let body):
            if settle(.merged, at: moment) { mergedInto = body.into }
        case .absorbed(let body): absorb(body)
        case .expired: settle(.expired, at: moment)
        case .cleared(let body):
            guard state.isOpen else { return }
            condition = .cleared
            expiresAt = state.isUndecided ? body.expiresAt : nil
        case .reactivated:
            guard state.isOpen else { return }
            condition = .active
            expiresAt = nil
        case .incidentLinked(let body): if incident == nil { incident = body.incident }
        case .escalated(let body): escalate(body.escalation)
        case .clockWarned(let body): clocks.warn(body.clock, at: moment)
        case .clockBreached(let body): clocks.breach(body.clock, at: moment)
        }
    }

    private mutating func add(_ body: AlertEvidenceAdded) {
        guard state.isOpen else { return }
        evidence.append(body.evidence)
        if evidence.count > Self.evidenceCountMax { evidence.removeFirst() }
        confidence = max(confidence, body.confidence)
        if body.imminent { becomeImminent(at: body.grade ?? grade) }
        know(body.sourceKey)
        if let place = body.place, incident == nil { point = place }
    }

    mutating func becomeImminent(at grade: Grade) {
        imminent = true
        imminentGrade = max(imminentGrade ?? grade, grade)
        expiresAt = nil
    }

    mutating func know(_ sourceKey: String) {
        if !sourceKeys.contains(sourceKey), sourceKeys.count < Self.evidenceCountMax { sourceKeys.append(sourceKey) }
    }

    private mutating func acknowledge(_ body: AlertAcknowledged, at moment: Instant, by actor: Actor) {
        guard state == .raised else { return }
        state = .acknowledged
        acknowledgedAt = moment
        acknowledgedBy = actor.name
        if actor.kind == .person { responsible = Responsibility(center: actor.center) }
        clocks.stop(.acknowledge, at: moment)
        clocks.set(body.clocks)
    }

    /// Ends the time of doubt, once.
    @discardableResult private mutating func settle(_ end: State, at moment: Instant) -> Bool {
        guard state.isUndecided else { return false }
        state = end
        expiresAt = nil
        clocks.stopAll(at: moment)
        return true
    }

    private mutating func escalate(_ escalation: Escalation) {
        guard state.isUndecided else { return }
        responsible = escalation.to
        clocks.escalate(escalation)
        escalations.append(escalation)
        if escalations.count > Self.evidenceCountMax { escalations.removeFirst() }
    }
}
