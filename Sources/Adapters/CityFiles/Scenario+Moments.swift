import City

/// One thing that happens at one time, after series of readings are taken apart.
public struct ScenarioMoment: Hashable, Sendable {
    public enum Happening: Hashable, Sendable {
        case reading(DatastreamID, Double)
        case call(ScenarioCall)
        case act(ScenarioAct)
        case film(ScenarioFilm)
    }

    public let at: Seconds
    public let happening: Happening
}

extension Scenario {
    /// The whole round by time; things at the same time keep the order of the file.
    public var moments: [ScenarioMoment] {
        var numbered: [(order: Int, moment: ScenarioMoment)] = []
        for step in steps {
            for moment in Self.moments(of: step) where moment.at <= length { numbered.append((numbered.count, moment)) }
        }
        return numbered.sorted { ($0.moment.at, $0.order) < ($1.moment.at, $1.order) }.map(\.moment)
    }

    private static func moments(of step: ScenarioStep) -> [ScenarioMoment] {
        switch step.action {
        // Which sites report depends on the round, and what they say means nothing.
        case .routine: return []
        case .call(let call): return [ScenarioMoment(at: step.at, happening: .call(call))]
        case .act(let act): return [ScenarioMoment(at: step.at, happening: .act(act))]
        case .film(let film): return [ScenarioMoment(at: step.at, happening: .film(film))]
        case .readings(let readings):
            return (0..<readings.count).flatMap { index in
                let at = step.at + Seconds(milliseconds: readings.every.milliseconds * Int64(index))
                return readings.datastreams.enumerated().map { stream, id in
                    ScenarioMoment(at: at, happening: .reading(id, readings.value(index, stream: stream)))
                }
            }
        }
    }
}
