import Foundation
import Testing

@testable import Roads

@Suite("What turns cost")
struct TurnCostsTests {
    private func seconds(_ angle: Double, roads: Int = 4, isUTurn: Bool = false, isLeftHand: Bool = false, touchesRoundabout: Bool = false) -> Double
    {
        TurnCosts.car.seconds(
            TurnCosts.Turn(angle: angle, roads: roads, isUTurn: isUTurn, isLeftHand: isLeftHand, touchesRoundabout: touchesRoundabout))
    }

    /// Reckoned from the formula of OSRM 26.10's `process_turn` by hand.
    @Test("straight on costs nothing to speak of, right two seconds, left seven, turning round twenty-seven")
    func figures() {
        #expect(seconds(0) < 0.01)
        #expect(abs(seconds(90) - 2.106) < 0.01 && abs(seconds(-90) - 7.320) < 0.01, "\(seconds(90)) \(seconds(-90))")
        #expect(abs(seconds(180, isUTurn: true) - 27.45) < 0.1)
    }

    @Test("a bend between two roads is no turn, and into a roundabout nobody waits for oncoming traffic")
    func exceptions() {
        #expect(seconds(90, roads: 2) == 0)
        #expect(abs(seconds(-90) - seconds(-90, touchesRoundabout: true) - 1.925) < 0.01)
    }

    @Test("where traffic keeps left, right is what left is elsewhere")
    func leftHand() {
        for angle in stride(from: -170.0, through: 170, by: 20) { #expect(abs(seconds(angle) - seconds(-angle, isLeftHand: true)) < 1e-9) }
    }

    @Test("on foot no turn costs anything")
    func onFoot() { #expect(TurnCosts.none.seconds(TurnCosts.Turn(angle: 180, roads: 1, isUTurn: true)) == 0) }

    @Test("angles are signed to the right, whichever way one drives")
    func angles() {
        for turn in stride(from: -135.0, through: 135, by: 45) {
            for start in stride(from: 0.0, to: 360, by: 60) {
                let angle = RoadDraft.degreesRight(direction(start), direction(start + turn))
                #expect(abs(angle - turn) < 1e-6, "\(start) \(turn) \(angle)")
            }
        }
    }

    /// A unit vector east and north by its bearing.
    private func direction(_ bearing: Double) -> SIMD2<Double> { SIMD2(sin(bearing * .pi / 180), cos(bearing * .pi / 180)) }
}
