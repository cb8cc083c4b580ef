import City
import Testing

@testable import Operations

@Suite("A proposal for a threshold never loses a confirmed alert")
struct ThresholdProposalTests {
    private let rejected = [5.1, 5.4, 6.2, 6.8, 7.7, 8.3, 30]

    @Test("it removes the most rejected alerts that it can, says what it would have raised, and uses few digits")
    func proposed() {
        let made = ThresholdProposal(confirmed: [9.1, 12, 40], rejected: rejected, present: 5, isFalling: false)
        #expect(made.verdict == .proposed && made.proposed == 9)
        #expect(made.raisedConfirmed == 3 && made.confirmed == 3)
        #expect(made.raisedRejected == 1 && made.rejected == 7)
        #expect(made.text.en == "At 9.0 the rule would have raised 3 of 3 confirmed and 1 of 7 rejected alerts.")
    }

    @Test("below either minimum it says that there are too few, one more decision and it speaks")
    func tooFew() {
        let two = ThresholdProposal(confirmed: [9, 12], rejected: rejected + rejected, present: 5, isFalling: false)
        #expect(two.verdict == .tooFew && two.proposed == nil && two.raisedConfirmed == nil)
        let nine = ThresholdProposal(confirmed: [9, 10, 12], rejected: Array(rejected.prefix(6)), present: 5, isFalling: false)
        #expect(nine.verdict == .tooFew)
        #expect(ThresholdProposal(confirmed: [9, 10, 12], rejected: rejected, present: 5, isFalling: false).verdict == .proposed)
    }

    @Test("where a confirmed alert had the lowest peak there is nothing better")
    func noneBetter() {
        let made = ThresholdProposal(confirmed: [5.05, 12, 40], rejected: rejected, present: 5, isFalling: false)
        #expect(made.verdict == .noneBetter && made.proposed == nil)
    }

    @Test("an alert of the same peak as a confirmed one is kept with it")
    func ties() {
        let made = ThresholdProposal(confirmed: [6.2, 6.2, 9], rejected: rejected, present: 5, isFalling: false)
        let threshold = made.proposed ?? 0
        #expect(threshold > 5.4 && threshold <= 6.2 && made.raisedConfirmed == 3 && made.raisedRejected == 5)
    }

    @Test("where low values are dangerous it is lowered")
    func falling() {
        let low = [-5.0, -6, -7, -8, -9, -10, -11]
        let made = ThresholdProposal(confirmed: [-20, -25, -30], rejected: low, present: -4, isFalling: true)
        #expect(made.verdict == .proposed && made.raisedConfirmed == 3 && made.raisedRejected == 0)
        #expect(made.proposed.map { $0 < -11 && $0 >= -20 } == true)
    }

    @Test("whatever the peaks, no confirmed alert is lost, some rejected one goes, and the threshold rises")
    func always() {
        var seed: UInt64 = 7
        func next() -> Double {
            seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return 5 + Double(seed >> 40) / Double(1 << 24) * 10
        }
        var proposals = 0
        for _ in 0..<300 {
            let confirmed = (0..<4).map { _ in next() }
            let wrong = (0..<12).map { _ in next() }
            let made = ThresholdProposal(confirmed: confirmed, rejected: wrong, present: 5, isFalling: false)
            guard let threshold = made.proposed else {
                #expect(wrong.allSatisfy { $0 >= confirmed.min() ?? 0 })
                continue
            }
            proposals += 1
            #expect(threshold > 5 && confirmed.allSatisfy { $0 >= threshold })
            #expect(wrong.count { $0 >= threshold } == wrong.count { $0 >= confirmed.min() ?? 0 })
        }
        #expect(proposals > 100)
    }
}
