#if canImport(Glibc)
    import Glibc
#else
    import Foundation
#endif

/// What it costs to go from one road into another.
public struct TurnCosts: Sendable {
    /// Seconds that the sharpest turn takes.
    public var turnSeconds: Double
    /// Above 1, a turn towards the near side of the road is quicker than one across it.
    public var bias: Double
    /// Seconds that a turn across oncoming traffic waits for a gap.
    public var oncomingSeconds: Double
    /// Seconds that turning round takes beyond a sharp turn.
    public var uTurnSeconds: Double
    /// What entering a road that is only for those with business there weighs, in seconds; it takes no time.
    public var localRoadSeconds: Double

    /// The stock car profile of OSRM 26.10; a local road weighs as much as its largest turn.
    public static let car = TurnCosts(turnSeconds: 7.5, bias: 1.075, oncomingSeconds: 2, uTurnSeconds: 20, localRoadSeconds: 3_276.7)
    /// Long and heavy: slower round corners, but traffic gives way. A choice of this project.
    public static let fireEngine = TurnCosts(turnSeconds: 9, bias: 1, oncomingSeconds: 0, uTurnSeconds: 60, localRoadSeconds: 0)
    public static let none = TurnCosts(turnSeconds: 0, bias: 1, oncomingSeconds: 0, uTurnSeconds: 0, localRoadSeconds: 0)

    /// One turn as it is seen from the junction.
    struct Turn {
        /// Degrees from straight on, to the right positive, −180 … 180.
        var angle: Double
        /// How many roads meet here.
        var roads: Int
        var isUTurn = false
        var isLeftHand = false
        var touchesRoundabout = false
    }

    /// Seconds; a bend where only two roads meet is no turn. The penalty rises with the angle along a sigmoid up to `turnSeconds`; a turn across
    /// the traffic that comes the other way waits on top of that. Formula and figures: OSRM 26.10, `car.lua`, `process_turn`.
    func seconds(_ turn: Turn) -> Double {
        guard turn.roads > 2 || turn.isUTurn, turnSeconds > 0 else { return 0 }
        let bias = turn.isLeftHand ? 1 / self.bias : self.bias
        let part = turn.angle / 180
        let exponent = part >= 0 ? 13 / bias * part - 6.5 * bias : -13 * bias * part - 6.5 / bias
        var seconds = turnSeconds / (1 + exp(-exponent))
        let crosses = turn.isLeftHand ? part > 0 : part < 0
        if crosses, !turn.isUTurn, turn.roads > 2, !turn.touchesRoundabout { seconds += oncomingSeconds / (1 + exp(-(13 * abs(part) - 3.25))) }
        return turn.isUTurn ? seconds + uTurnSeconds : seconds
    }
}
