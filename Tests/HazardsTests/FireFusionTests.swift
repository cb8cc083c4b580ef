import City
import Geo
import HazardKit
import Testing

@testable import Wildfire

/// Detections of made-up masts and sensors about one place in a forest.
struct FireFusionTests {
    private let middle = Coordinate(latitude: 29.83, longitude: 106.37)
    private let noon = Instant(millisecondsSince1970: 1_781_000_000_000)

    private func at(_ minutes: Double) -> Instant { noon.advanced(by: .minutes(minutes)) }

    private func mast(_ metres: Double, _ bearing: Double) -> Coordinate { middle.destination(distanceMetres: metres, bearingDegrees: bearing) }

    private func look(
        _ id: String, _ detector: String, from mast: Coordinate, to fire: Coordinate, minutes: Double, off: Double = 0, half: Double = 1.2,
        label: String = "smoke", azimuth: Double? = nil, elevation: Double? = nil, box: Detection.Box? = nil, isTurned: Bool? = nil
    ) -> Detection {
        let azimuth = azimuth ?? (mast.bearingDegrees(to: fire) + off + 360).truncatingRemainder(dividingBy: 360)
        return Detection(
            id: id, detector: detector, source: .camera, time: at(minutes), confidence: 0.7, label: label,
            look: .cone(
                Detection.Cone(
                    from: mast, heightMetres: 30, azimuthDegrees: azimuth, halfAngleDegrees: half, elevationDegrees: elevation, rangeMetres: 10_000)),
            box: box, isTurned: isTurned, synthetic: true)
    }

    private func spot(
        _ id: String, _ detector: String, at place: Coordinate, minutes: Double, metres: Double = 500, source: Detection.Source = .infrared
    ) -> Detection {
        Detection(
            id: id, detector: detector, source: source, time: at(minutes), confidence: 0.6, label: "heat",
            look: .spot(Detection.Spot(point: place, uncertaintyMetres: metres)), synthetic: true)
    }

    private func fold(_ detections: [Detection], _ fusion: FireFusion = FireFusion()) -> (FireFusion, [ClusterChange]) {
        var fusion = fusion
        let changes = detections.flatMap { fusion.take($0, at: $0.time, danger: nil) }
        return (fusion, changes)
    }

    private func raisedCount(_ changes: [ClusterChange]) -> Int {
        changes.count { if case .raised = $0 { true } else { false } }
    }

    @Test("a sensor that repeats itself is one look and one cluster")
    func debounces() throws {
        let (fusion, changes) = fold((0..<50).map { spot("i\($0)", "ir-1", at: middle, minutes: Double($0)) })
        #expect(raisedCount(changes) == 1)
        #expect(changes.count == 1)
        let cluster = try #require(fusion.clusters.first)
        #expect(cluster.members.count == 1)
        #expect(cluster.members[0].count == 50)
    }

    @Test("a camera that was turned says that something burns and not where, and counts for less")
    func turnedCamera() throws {
        let towers = [mast(5_000, 90), mast(5_000, 180)]
        let good = look("a", "cam-a", from: towers[0], to: middle, minutes: 0)
        let turned = look("b", "cam-b", from: towers[1], to: middle, minutes: 1, isTurned: true)
        let (fusion, _) = fold([good, turned])
        #expect(!fusion.clusters.contains { $0.isLocated })
        let doubted = fusion.clusters.flatMap(\.members).filter { $0.detector == "cam-b" }
        #expect(doubted.count == 1 && doubted[0].doubts.count == 1 && doubted[0].confidence < 0.7)
        if case .cone = doubted[0].look { Issue.record("a direction of a camera that was turned") }
        let (sure, _) = fold([good, look("b", "cam-b", from: towers[1], to: middle, minutes: 1)])
        #expect(sure.clusters.contains { $0.isLocated })
    }

    @Test("one mast alone gives a direction and a long ellipse, however many cameras it bears")
    func sameMast() throws {
        let tower = mast(5_000, 90)
        let (fusion, _) = fold([
            look("a", "cam-1", from: tower, to: middle, minutes: 0), look("b", "cam-2", from: tower, to: middle, minutes: 1, off: 0.5),
            look("c", "cam-3", from: tower.moved(eastMetres: 60, northMetres: 0), to: middle, minutes: 2, off: -0.5),
        ])
        #expect(fusion.clusters.count == 1)
        let cluster = try #require(fusion.clusters.first)
        #expect(!cluster.isLocated)
        #expect(cluster.semiMajorMetres > 4_000)
        #expect(cluster.grade == .iv)
    }

    @Test("a second mast that joins an hour later places what the first one still sees")
    func lateMast() throws {
        let (east, north) = (mast(5_000, 90), mast(4_000, 0))
        let first = (0...12).map { look("a\($0)", "cam-1", from: east, to: middle, minutes: Double($0) * 5) }
        let (fusion, changes) = fold(first + [look("b", "cam-2", from: north, to: middle, minutes: 61, off: 0.6)])
        #expect(fusion.clusters.count == 1)
        #expect(raisedCount(changes) == 1)
        let cluster = try #require(fusion.clusters.first)
        #expect(cluster.isLocated)
        #expect(cluster.place.distanceMetres(to: middle) < 150)
        #expect(cluster.grade == .iii)
    }

    @Test("a corrected azimuth places anew, and a look that is taken back leaves a direction")
    func corrects() throws {
        let (east, north) = (mast(5_000, 90), mast(4_000, 0))
        var (fusion, _) = fold([
            look("a", "cam-1", from: east, to: middle, minutes: 0), look("b", "cam-2", from: north, to: middle, minutes: 1, off: 5),
        ])
        let wrong = try #require(fusion.clusters.first).place.distanceMetres(to: middle)
        #expect(wrong > 200)
        _ = fusion.take(look("b", "cam-2", from: north, to: middle, minutes: 1), at: at(2), danger: nil)
        #expect(fusion.clusters.count == 1)
        #expect(try #require(fusion.clusters.first).place.distanceMetres(to: middle) < 20)
        _ = fusion.take(look("b", "cam-2", from: north, to: middle, minutes: 1, label: Detection.denied), at: at(3), danger: nil)
        #expect(fusion.clusters.map(\.isLocated) == [false])
        let changes = fusion.take(look("a", "cam-1", from: east, to: middle, minutes: 0, label: Detection.denied), at: at(4), danger: nil)
        #expect(changes == [.emptied(1)])
        #expect(fusion.clusters.isEmpty)
    }

    @Test("a giant box joins nothing with nothing and takes no fire from another")
    func giantBox() {
        let other = middle.destination(distanceMetres: 3_000, bearingDegrees: 20)
        let (fusion, changes) = fold([
            spot("i1", "ir-1", at: middle, minutes: 0), look("wide", "cam-1", from: mast(6_000, 200), to: middle, minutes: 1, half: 25),
            spot("i2", "ir-2", at: other, minutes: 2),
        ])
        #expect(raisedCount(changes) == 2)
        #expect(fusion.clusters.count == 2)
        #expect(fusion.clusters.allSatisfy { $0.members.first { $0.detector == "cam-1" }?.isShared == true })
    }

    @Test("a camera that has looked the same way for hours is doubted, shown, and no longer places anything")
    func stuck() throws {
        let east = mast(5_000, 90)
        let box = Detection.Box(left: 0.4, top: 0.4, width: 0.1, height: 0.1)
        let frozen = (0..<40).map { look("a\($0)", "cam-1", from: east, to: middle, minutes: Double($0) * 4, box: box) }
        let (fusion, _) = fold(frozen + [look("b", "cam-2", from: mast(4_000, 0), to: middle, minutes: 161)])
        let stuck = try #require(fusion.clusters.flatMap(\.members).first { $0.detector == "cam-1" })
        #expect(stuck.doubts.contains { $0.en.contains("stuck") })
        #expect(stuck.confidence < 0.5)
        #expect(fusion.clusters.allSatisfy { !$0.isLocated })
    }

    @Test("two cameras with one id, an azimuth beyond a turn and clocks that are wrong are taken, doubted and shown")
    func impossible() throws {
        var fusion = FireFusion()
        _ = fusion.take(look("a", "cam-1", from: mast(5_000, 90), to: middle, minutes: 0), at: at(0), danger: nil)
        _ = fusion.take(look("b", "cam-1", from: mast(7_000, 0), to: middle, minutes: 1), at: at(1), danger: nil)
        _ = fusion.take(look("c", "cam-2", from: mast(3_000, 180), to: middle, minutes: 2, azimuth: 400), at: at(2), danger: nil)
        _ = fusion.take(look("d", "cam-3", from: mast(3_000, 250), to: middle, minutes: 5_000), at: at(3), danger: nil)
        _ = fusion.take(look("e", "cam-4", from: mast(3_000, 300), to: middle, minutes: -50_000), at: at(4), danger: nil)
        _ = fusion.take(look("f", "cam-5", from: mast(3_000, 300), to: middle, minutes: 5, azimuth: .infinity), at: at(5), danger: nil)
        // What is too old is said once and soon let go; its cluster can still be asked for.
        let members = (1...10).compactMap { fusion.cluster($0) }.flatMap(\.members)
        for detector in ["cam-1", "cam-2", "cam-3"] {
            let own = members.filter { $0.detector == detector }
            #expect(!own.isEmpty)
            #expect(own.allSatisfy { !$0.doubts.isEmpty })
        }
        #expect(members.contains { $0.detector == "cam-4" })
    }

    @Test("weather in which nothing burns lowers an alert and takes none away")
    func weather() throws {
        func cluster(_ danger: Int?) throws -> DetectionCluster {
            var fusion = FireFusion()
            _ = fusion.take(spot("i", "ir-1", at: middle, minutes: 0), at: at(0), danger: danger)
            _ = fusion.take(look("a", "cam-1", from: mast(5_000, 90), to: middle, minutes: 1), at: at(1), danger: danger)
            return try #require(fusion.clusters.first)
        }
        #expect(try cluster(1).priority < cluster(4).priority)
        #expect(try cluster(1).grade == .iv)
        #expect(try cluster(4).grade == .iii)
    }

    @Test("what people called nothing stays quiet under the same instrument, and another one raises it anew")
    func rejected() {
        var (fusion, _) = fold([spot("i0", "ir-1", at: middle, minutes: 0)])
        fusion.settle(1, .rejected, at: at(5))
        var later: [ClusterChange] = []
        for step in 1..<5 {
            let minutes = 5.0 + 10.0 * Double(step)
            later += fusion.take(spot("i\(step)", "ir-1", at: middle, minutes: minutes), at: at(minutes), danger: nil)
        }
        #expect(raisedCount(later) == 0)
        let other = fusion.take(look("a", "cam-1", from: mast(5_000, 90), to: middle, minutes: 50), at: at(50), danger: nil)
        #expect(raisedCount(other) == 1)
    }

    @Test("a split and its undoing leave everything as it was")
    func splitAndUndo() throws {
        let (east, north) = (mast(5_000, 90), mast(4_000, 0))
        var (fusion, _) = fold([
            spot("i1", "ir-1", at: middle, minutes: 0), look("a", "cam-1", from: east, to: middle, minutes: 1),
            look("b", "cam-2", from: north, to: middle, minutes: 2),
            spot("i2", "ir-2", at: middle.moved(eastMetres: 300, northMetres: 0), minutes: 3),
        ])
        let before = fusion.clusters
        #expect(before.count == 1)
        let changes = try fusion.split(1, ["ir-2", "b"], at: at(4))
        #expect(raisedCount(changes) == 1)
        #expect(fusion.clusters.map { $0.members.map(\.detector) } == [["ir-1", "cam-1"], ["cam-2", "ir-2"]])
        #expect(fusion.clusters[1].isSplitOff)
        // More of what stayed does not draw the split back.
        _ = fusion.take(spot("i3", "ir-1", at: middle, minutes: 5), at: at(5), danger: nil)
        #expect(fusion.clusters.count == 2)
        _ = try fusion.undoSplit(of: 2, at: at(6))
        #expect(fusion.clusters.count == 1)
        let after = try #require(fusion.clusters.first)
        #expect(after.number == 1)
        #expect(Set(after.members.map(\.detector)) == Set(before[0].members.map(\.detector)))
        #expect(after.place.distanceMetres(to: before[0].place) < 1)
        #expect(throws: SplitRefusal.notSplit) { try fusion.undoSplit(of: 1, at: at(7)) }
        #expect(throws: SplitRefusal.wouldEmpty) { try fusion.split(1, ["ir-1", "ir-2", "cam-1", "cam-2"], at: at(7)) }
    }

    @Test("the order in which detections of one fire arrive does not change what comes of them", arguments: 0..<24)
    func order(_ seed: Int) throws {
        var draws = SeededDraws(seed: UInt64(seed))
        var detections = [
            spot("i1", "ir-1", at: middle.moved(eastMetres: 200, northMetres: 100), minutes: 0),
            look("a", "cam-1", from: mast(5_000, 90), to: middle, minutes: 1, off: 0.7),
            look("b", "cam-2", from: mast(4_000, 0), to: middle, minutes: 2, off: -0.7),
            look("c", "cam-3", from: mast(6_000, 230), to: middle, minutes: 3, off: 0.4),
            spot("c1", "call-1", at: middle.moved(eastMetres: -500, northMetres: 300), minutes: 4, metres: 1_200, source: .call),
        ]
        let orderly = try #require(fold(detections).0.clusters.first)
        for index in detections.indices.dropFirst().reversed() { detections.swapAt(index, Int(draws.part() * Double(index + 1))) }
        var fusion = FireFusion()
        for detection in detections { _ = fusion.take(detection, at: at(5), danger: nil) }
        #expect(fusion.clusters.count == 1)
        let shuffled = try #require(fusion.clusters.first)
        #expect(shuffled.place.distanceMetres(to: orderly.place) < 1)
        #expect(Set(shuffled.members.map(\.detector)) == Set(orderly.members.map(\.detector)))
    }

    @Test("spots farther apart than two kilometres never become one, however unsure each is", arguments: 0..<20)
    func neverFar(_ seed: Int) {
        var draws = SeededDraws(seed: UInt64(seed))
        var fusion = FireFusion()
        for index in 0..<60 {
            let place = middle.destination(distanceMetres: 6_000 * draws.part(), bearingDegrees: 360 * draws.part())
            _ = fusion.take(
                spot("s\(index)", "ir-\(index)", at: place, minutes: Double(index) / 10, metres: 200 + 600 * draws.part()), at: at(6), danger: nil)
        }
        for cluster in fusion.clusters {
            let spots = cluster.members.compactMap { member -> Coordinate? in if case .spot(let spot) = member.look { spot.point } else { nil } }
            for one in spots { for other in spots { #expect(one.distanceMetres(to: other) <= 2_000) } }
        }
    }

    @Test("what was remembered goes on as if nothing had been cut off")
    func remembers() {
        let detections = (0..<30).map { index in
            look("a\(index)", "cam-\(index % 5)", from: mast(5_000, Double(index % 5) * 72), to: middle, minutes: Double(index))
        }
        let (whole, _) = fold(detections)
        let (half, _) = fold(Array(detections.prefix(15)))
        var resumed = FireFusion()
        resumed.memory = half.memory
        let (again, _) = fold(Array(detections.suffix(15)), resumed)
        #expect(again.clusters == whole.clusters)
    }

    @Test("a flood of detections stays bounded")
    func bounded() {
        var fusion = FireFusion()
        var full = FireFusion.Memory()
        for index in 0..<FusionBounds.looksMax {
            let place = Coordinate(latitude: 28 + Double(index / 70) * 0.05, longitude: 105 + Double(index % 70) * 0.06)
            let number = Int64(index + 1)
            full.looks[number] = FireLook(number: number, spot("f\(index)", "ir-\(index)", at: place, minutes: 0), doubts: [])
        }
        full.nextLook = Int64(FusionBounds.looksMax + 1)
        fusion.memory = full
        _ = fusion.take(spot("one more", "ir-more", at: middle, minutes: 1), at: at(1), danger: nil)
        #expect(fusion.memory.looks.count <= FusionBounds.looksMax)
    }
}
