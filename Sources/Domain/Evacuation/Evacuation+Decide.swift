import City
import Incidents

extension Evacuation {
    /// What a command does to the evacuation of one zone of `incident`, or why not.
    public static func decide(
        _ state: Evacuation?, _ command: EvacuationCommand, of incident: Incident, _ context: DecisionContext
    ) throws(Refusal) -> [EvacuationEvent] {
        guard let evacuation = state else {
            guard case .open(let zone) = command else {
                throw Refusal(
                    .evacuationUnknown, "No zone of that name is dealt with in incident \(incident.id). Add the zone first, or reload the incident.")
            }
            return try open(zone, of: incident, context)
        }
        return try evacuation.decide(command, of: incident, context)
    }

    private func decide(_ command: EvacuationCommand, of incident: Incident, _ context: DecisionContext) throws(Refusal) -> [EvacuationEvent] {
        switch command {
        case .open: throw Refusal(.evacuationExists, "Zone \(zone) is dealt with in incident \(incident.id) already. Work on it there.")
        case .advise(let advise):
            try requireAuthority(of: incident, context)
            try require([.normal, .warning, .lifted], "advised")
            try Wording.check(advise.note, "note")
            return [.advised(EvacuationAdvised(zoneName: name, proposal: nil, note: advise.note))]
        case .warn(let warn):
            try requireAuthority(of: incident, context)
            try require([.normal, .advisory, .lifted], "warned")
            try Wording.check(warn.note, "note")
            return [.warned(EvacuationWarned(zoneName: name, proposal: nil, note: warn.note))]
        case .standDown(let down):
            try requireAuthority(of: incident, context)
            try require([.advisory, .warning], "stood down by one person")
            try Wording.check(down.reason, "reason")
            return [.stoodDown(EvacuationStoodDown(zoneName: name, reason: down.reason))]
        case .proposeOrder(let order): return try propose(order, of: incident, context)
        case .proposeLift(let lift): return try propose(lift, of: incident, context)
        case .confirm(let confirm): return try self.confirm(confirm, of: incident, context)
        case .withdraw(let withdraw): return try self.withdraw(withdraw, of: incident, context)
        case .setTimes(let times): return try set(times, of: incident, context)
        case .count(let count): return try self.count(count, of: incident, context)
        case .correct(let correct): return try self.correct(correct, of: incident, context)
        case .followPlan(let step): return try follow(step, of: incident, context)
        case .expireProposal(let number): return try expire(number, context)
        case .noteDecisionTime(let latest): return try noteDecisionTime(latest, of: incident, context)
        }
    }

    private static func open(_ zone: OpenEvacuation, of incident: Incident, _ context: DecisionContext) throws(Refusal) -> [EvacuationEvent] {
        try requireOpen(incident)
        guard context.speaks(for: incident.owner), context.actor.team == nil, context.actor.department == nil else {
            throw notAuthorised(incident)
        }
        try Wording.check(zone.name.zh, "name")
        try Wording.check(zone.name.en, "name")
        if let households = zone.households, !(1...householdsMax).contains(households) {
            throw Refusal(
                .evacuationOutOfRange, "A zone has 1 to \(householdsMax) households, not \(households). Leave the number out where nobody knows it.",
                field: "households")
        }
        if let people = zone.people, !(1...peopleMax).contains(people) {
            throw Refusal(
                .evacuationOutOfRange, "A zone has 1 to \(peopleMax) people, not \(people). Leave the number out where nobody knows it.",
                field: "people")
        }
        return [
            .opened(EvacuationOpened(zone: zone, incident: incident.id, exercise: incident.exercise, synthetic: incident.synthetic))
        ]
    }

    private func set(_ times: SetEvacuationTimes, of incident: Incident, _ context: DecisionContext) throws(Refusal) -> [EvacuationEvent] {
        try requireAuthority(of: incident, context)
        guard (1...Self.clearanceMinutesMax).contains(times.clearanceMinutes) else {
            throw Refusal(
                .evacuationOutOfRange, "A zone clears in 1 to \(Self.clearanceMinutesMax) minutes, not \(times.clearanceMinutes). Mend the number.",
                field: "clearanceMinutes")
        }
        guard (0...Self.marginMinutesMax).contains(times.marginMinutes) else {
            throw Refusal(
                .evacuationOutOfRange, "The margin is 0 to \(Self.marginMinutesMax) minutes, not \(times.marginMinutes). Mend the number.",
                field: "marginMinutes")
        }
        if let arrival = times.arrivalAt {
            let ahead = arrival.since(context.now)
            guard ahead <= Self.arrivalSpanMax, Seconds.zero - ahead <= Self.arrivalSpanMax else {
                throw Refusal(
                    .evacuationOutOfRange,
                    "The arrival \(arrival.rfc3339) is more than \(Int(Self.arrivalSpanMax.value / 86_400)) days from now. Check date and year.",
                    field: "arrivalAt")
            }
        }
        return [
            .timesSet(
                EvacuationTimesSet(
                    zoneName: name, clearanceMinutes: times.clearanceMinutes, marginMinutes: times.marginMinutes, arrivalAt: times.arrivalAt))
        ]
    }
}
