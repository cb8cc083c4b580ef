import HazardKit
import Testing

@testable import Landslide

@Suite("A forecast that comes true and one that runs away")
struct ForecastTrailTests {
    /// Forecasts six hours apart, each a time of failure.
    private func trail(_ failureHours: [Double]) -> ForecastTrail {
        var trail = ForecastTrail()
        for (index, hour) in failureHours.enumerated() { trail.add(hour, at: 6 * Double(index)) }
        return trail
    }

    @Test("a time of failure that stays while the clock goes on is borne out after half a day, and no earlier")
    func stays() {
        #expect(!trail([60]).isBorneOut)
        #expect(!trail([60, 60]).isBorneOut)
        #expect(trail([60, 60, 60]).isBorneOut)
        #expect(trail([60, 55, 50]).isBorneOut)
    }

    @Test("a time of failure that moves on with the clock is not borne out, however often it is said")
    func runsAway() {
        #expect(!trail([8, 14, 20, 26, 32, 38, 44, 50]).isBorneOut)
    }

    @Test("half of the hours that passed is the bound of what it may have moved", arguments: [(6.0, true), (6.1, false)])
    func drift(moved: Double, isBorneOut: Bool) {
        #expect(trail([60, 60, 60 + moved]).isBorneOut == isBorneOut)
    }

    @Test("what was said two days ago says nothing of the movement of today")
    func old() {
        var trail = ForecastTrail()
        trail.add(100, at: 0)
        trail.add(100, at: 49)
        #expect(!trail.isBorneOut)
    }
}
