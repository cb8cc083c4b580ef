import City
import Incidents

/// What a flight says of the look that a plan asked for: it takes the task on, goes, looks, and gives it back to the desk where it could not.
public enum LookStep {
    /// Who says it; a look that was given back by this name may be taken up by the same flight again.
    public static let actorName = "drones"

    /// The next step of the task; nil where the flight has nothing to say of it. A look that a person has ended or given to a team is theirs.
    public static func command(for task: IncidentTask, by flight: Flight) -> TaskCommand? {
        guard task.isLook else { return nil }
        let hasLooked = flight.arrivedAt != nil
        switch task.state {
        case .sent, .received, .returned:
            if flight.isOpen || hasLooked { return isAnswer(flight, to: task) ? .accept : nil }
            // It goes to the desk again, with a new clock: nobody has looked yet.
            return task.state == .returned && isGivenBack(task) ? .reroute(RerouteTask()) : nil
        case .accepted where flight.state == .airborne: return .depart
        case .accepted where hasLooked, .enRoute where hasLooked: return .arrive
        case .accepted where !flight.isOpen, .enRoute where !flight.isOpen: return .returnTask(ReturnTask(reason: reason(of: flight)))
        case .onScene where !flight.isOpen && hasLooked: return .finish(FinishTask(evidence: evidence(of: flight)))
        default: return nil
        }
    }

    /// A person who gives a look back, or sends it anew, while the drone is out wants another flight.
    private static func isAnswer(_ flight: Flight, to task: IncidentTask) -> Bool {
        guard let last = task.history.last else { return false }
        return flight.orderedAt >= last.at || isGivenBack(task)
    }

    /// True when a flight has given the look back: where its drone speaks of it after all, the flight takes it up again.
    private static func isGivenBack(_ task: IncidentTask) -> Bool {
        task.history.last { $0.state == .returned || $0.state == .created }?.by == actorName
    }

    private static func reason(of flight: Flight) -> String {
        let outcome = flight.outcome ?? .failed
        let code = flight.resultCode.map { "（代码 \($0) / code \($0)）" } ?? ""
        return "派飞 \(flight.number) \(words(outcome).zh) / Flight \(flight.number) \(words(outcome).en)\(code)"
    }

    private static func evidence(of flight: Flight) -> String {
        let isHome = flight.outcome == .returned || flight.outcome == .foundHome
        return "\(flight.droneName.zh)到达现场上空查看，\(isHome ? "已返航" : "未见返航")（派飞 \(flight.number)）"
            + " / \(flight.droneName.en) looked from above the place and \(isHome ? "is home again" : "did not come home") (flight \(flight.number))"
    }

    private static func words(_ outcome: Flight.Outcome) -> LocalizedText {
        switch outcome {
        case .returned: LocalizedText(zh: "未到现场即返航", en: "came home without having been there")
        case .foundHome: LocalizedText(zh: "已在机场，途中未收到信号", en: "was found at home, and what it saw was not heard")
        case .refused: LocalizedText(zh: "被无人机拒绝", en: "was refused by the drone")
        case .notSent: LocalizedText(zh: "指令未送出", en: "could not be sent")
        case .unanswered: LocalizedText(zh: "无应答", en: "was not answered")
        case .failed: LocalizedText(zh: "未能起飞或完成", en: "did not take off")
        case .givenUp: LocalizedText(zh: "已放弃", en: "was given up")
        }
    }
}
