import City
import HazardKit
import Incidents
import Sensing

extension CommandDesk {
    /// The alarm budget of what lies in the actor's jurisdiction, over the last days. `rules` are those of the city; the thresholds among them
    /// are given a proposal.
    public func alarmBudget(for actor: Actor, rules: [RuleParameters], days: Int = AlarmBudget.daysStandard) -> AlarmBudget {
        let moment = now()
        let seen = picture.alarms.records.values.filter { sees($0, actor) }
        let asked = moment.advanced(by: Seconds(Double(-days) * 86_400))
        let first = seen.map(\.raisedAt).min() ?? moment
        return AlarmBudget(Array(seen), city: city, thresholds: thresholds(rules), from: max(asked, min(first, moment)), until: moment)
    }

    /// As with alerts: a desk sees those of its area, departments and teams none.
    private func sees(_ record: AlarmRecord, _ actor: Actor) -> Bool {
        guard actor.team == nil, actor.department == nil else { return false }
        return [record.township, record.district, record.owner].contains { city.isWithin($0, actor.center) }
    }

    private func thresholds(_ rules: [RuleParameters]) -> [String: AlarmBudget.Threshold] {
        var found: [String: AlarmBudget.Threshold] = [:]
        for rule in rules where rule.type == Self.thresholdType {
            do throws(RuleFault) {
                let ladder = try GradeLadder(rule)
                found[rule.versioned] = AlarmBudget.Threshold(limit: ladder.limit(of: ladder.mildest), isFalling: ladder.isFalling)
            } catch {
                noteFault("Rule \(error.rule) has no proposal in the alarm budget: \(error.message)")
            }
        }
        return found
    }

    /// The rules whose value itself is held against a limit; those on rates, spans and silence have no threshold in this sense.
    private static let thresholdType = "threshold"
}
