import City
import Geo
import HazardKit
import Testing

@testable import Wildfire

/// The made-up season of fires and false alarms that the fusion is measured on.
struct FireSeasonTests {
    private let start = Instant(millisecondsSince1970: 1_780_012_800_000)
    private let forests = [Coordinate(latitude: 29.83, longitude: 106.37), Coordinate(latitude: 28.58, longitude: 106.38)]

    private func season(_ seed: UInt64, neighbours: Double = 0.25) -> FireSeason {
        var parameters = FireSeason.Parameters(forests: forests, start: start)
        parameters.days = 20
        parameters.fires = 60
        parameters.falseEpisodes = 200
        parameters.neighbourShare = neighbours
        return FireSeason(parameters, seed: seed)
    }

    @Test("the same seed gives the same season, and another seed another")
    func seeded() {
        let (one, again, other) = (season(7), season(7), season(8))
        #expect(one.arrivals.map(\.detection) == again.arrivals.map(\.detection))
        #expect(one.arrivals.map(\.at) == again.arrivals.map(\.at))
        #expect(one.arrivals.map(\.detection) != other.arrivals.map(\.detection))
    }

    @Test("detections arrive in order, after they were made, each with an id of its own and labelled synthetic")
    func arrivals() {
        let season = season(3)
        #expect(zip(season.arrivals, season.arrivals.dropFirst()).allSatisfy { $0.at <= $1.at })
        #expect(season.arrivals.allSatisfy { $0.at >= $0.detection.time && $0.detection.synthetic })
        #expect(Set(season.arrivals.map(\.detection.id)).count == season.arrivals.count)
        #expect(season.truths.count { $0.kind == .fire } == 60)
        #expect(season.arrivals.allSatisfy { season.truths.indices.contains($0.truth) })
    }

    @Test("a camera's cone holds the fire that it saw: its error stays within what it says")
    func honestCones() {
        let season = season(5)
        for arrival in season.arrivals where season.truths[arrival.truth].kind == .fire {
            guard case .cone(let cone) = arrival.detection.look else { continue }
            let truth = season.truths[arrival.truth]
            // Within the first quarter of an hour it has not crept far enough to matter at a kilometre.
            guard arrival.detection.time.since(truth.start) < 900, cone.from.distanceMetres(to: truth.place) > 3_000 else { continue }
            let off = abs(MastBearing.turned(cone.azimuthDegrees - cone.from.bearingDegrees(to: truth.place)))
            #expect(off <= cone.halfAngleDegrees + 3)
        }
    }

    @Test("nine callers in ten are within the circle that they give")
    func honestCallers() {
        var (within, all) = (0, 0)
        for seed in UInt64(1)...6 {
            let season = season(seed)
            for arrival in season.arrivals where [.call, .report].contains(arrival.detection.source) {
                let truth = season.truths[arrival.truth]
                guard truth.kind == .fire, case .spot(let spot) = arrival.detection.look, arrival.detection.time.since(truth.start) < 900 else {
                    continue
                }
                all += 1
                if spot.point.distanceMetres(to: truth.place) <= spot.uncertaintyMetres { within += 1 }
            }
        }
        #expect(all > 200)
        #expect((0.85...0.95).contains(Double(within) / Double(all)))
    }

    @Test("without neighbours no two fires are lit together on purpose, with them a quarter has one 2 to 5 km off")
    func neighbours() {
        func pairs(_ season: FireSeason) -> Int {
            let fires = season.truths.filter { $0.kind == .fire }
            return zip(fires, fires.dropFirst()).count { one, other in
                (2_000...5_010).contains(one.place.distanceMetres(to: other.place)) && other.start.since(one.start) <= 3_600
                    && other.start >= one.start
            }
        }
        #expect(pairs(season(11, neighbours: 0)) <= 2)
        #expect(pairs(season(11, neighbours: 1)) > 20)
    }
}
