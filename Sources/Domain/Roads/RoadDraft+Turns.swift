#if canImport(Glibc)
    import Glibc
#else
    import Foundation
#endif

extension RoadDraft {
    /// The roads and lanes that meet at one junction.
    private struct Meeting {
        var arriving: [Int32] = []
        var leaving: [Int32] = []
        var roadEnds = 0
    }

    /// Gives every lane the turns at its end that nothing but the shape of the junction and its obstacles forbids.
    /// - Throws: `RoadFault` where more roads meet than at any junction: all of them turn into all others.
    mutating func makeTurns() throws(RoadFault) {
        var meetings = [Meeting](repeating: Meeting(), count: junctionPlaces.count)
        for road in roads {
            meetings[Int(road.from)].roadEnds += 1
            meetings[Int(road.to)].roadEnds += 1
        }
        if let crowded = meetings.firstIndex(where: { $0.roadEnds > Self.meetingMax }) {
            let place = map.places[Int(junctionPlaces[crowded])]
            throw RoadFault(
                "\(meetings[crowded].roadEnds) roads meet at longitude \(place.longitudeDegrees), latitude \(place.latitudeDegrees), and no junction has more than "
                    + "\(Self.meetingMax): the map is damaged there")
        }
        for (index, lane) in lanes.enumerated() {
            meetings[Int(end(of: lane))].arriving.append(Int32(index))
            meetings[Int(start(of: lane))].leaving.append(Int32(index))
        }
        for (junction, meeting) in meetings.enumerated() {
            let obstacle = obstacles[junctionPlaces[junction]]
            let fastest = meeting.leaving.map { lanes[Int($0)].passage.speed }.max() ?? 0
            for lane in meeting.arriving { lanes[Int(lane)].turns = turns(from: lane, meeting, obstacle, fastest) }
        }
    }

    /// The largest known have some twenty.
    static let meetingMax = 100

    private func turns(from lane: Int32, _ meeting: Meeting, _ obstacle: NodeObstacle?, _ fastest: Double) -> [RoadGraph.Turn] {
        let from = lanes[Int(lane)]
        let arrival = direction(leavingEnd: from)
        var found: [RoadGraph.Turn] = []
        if obstacle?.isBarrier != true {
            for next in meeting.leaving where !isReverse(next, of: lane) {
                found.append(turn(from, lanes[Int(next)], next, arrival, meeting, obstacle, fastest))
            }
        }
        // Turning round is for dead ends: on a through road it blocks both directions.
        if found.isEmpty, let back = meeting.leaving.first(where: { isReverse($0, of: lane) }) {
            found.append(turn(from, lanes[Int(back)], back, arrival, meeting, obstacle?.isBarrier == true ? nil : obstacle, fastest))
        }
        return found
    }

    func isReverse(_ next: Int32, of lane: Int32) -> Bool {
        lanes[Int(next)].road == lanes[Int(lane)].road && lanes[Int(next)].isBackward != lanes[Int(lane)].isBackward
    }

    private func turn(
        _ from: Lane, _ to: Lane, _ next: Int32, _ arrival: SIMD2<Double>, _ meeting: Meeting, _ obstacle: NodeObstacle?, _ fastest: Double
    ) -> RoadGraph.Turn {
        let isUTurn = from.road == to.road && from.isBackward != to.isBackward
        let uses = (use(of: from), use(of: to))
        let shape = TurnCosts.Turn(
            angle: isUTurn ? 180 : Self.degreesRight(arrival, direction(leavingStart: to)), roads: meeting.roadEnds, isUTurn: isUTurn,
            isLeftHand: uses.0?.isLeftHand ?? false, touchesRoundabout: (uses.0?.isRoundabout ?? false) || (uses.1?.isRoundabout ?? false))
        let seconds = rules.turning.seconds(shape) + wait(obstacle, from, to, meeting, fastest)
        let local = !from.passage.isLocalOnly && to.passage.isLocalOnly ? rules.turning.localRoadSeconds : seconds
        return RoadGraph.Turn(lane: next, weight: Self.milliseconds(local), milliseconds: Self.milliseconds(seconds))
    }

    /// Seconds that an obstacle or a sign at the junction takes those who come along `from`.
    private func wait(_ obstacle: NodeObstacle?, _ from: Lane, _ to: Lane, _ meeting: Meeting, _ fastest: Double) -> Double {
        guard let obstacle, obstacle.forwardOnly.map({ $0 != from.isBackward }) ?? true else { return 0 }
        switch obstacle.sign {
        // At the middle of a junction it speaks to those who come out of the lesser road.
        case .minorStop where fastest <= from.passage.speed: return 0
        // A sign stands less than 20 m before its junction; who has just left one does not stop again.
        case .stop where obstacle.forwardOnly == nil && meeting.roadEnds == 2 && metres(from) < Self.signMetres && metres(to) > Self.signMetres:
            return 0
        default: return obstacle.seconds
        }
    }

    private static let signMetres = 20.0

    private func metres(_ lane: Lane) -> Double { roads[Int(lane.road)].metres }

    /// Where one drives at the end of a lane, as a vector in metres over its last stretch.
    private func direction(leavingEnd lane: Lane) -> SIMD2<Double> { 0 - direction(fromStart: lane.isBackward, of: Int(lane.road)) }

    private func direction(leavingStart lane: Lane) -> SIMD2<Double> { direction(fromStart: !lane.isBackward, of: Int(lane.road)) }

    /// From one end of a road into it, as far as `Self.sightMetres`.
    private func direction(fromStart: Bool, of road: Int) -> SIMD2<Double> {
        let range = roads[road].points
        let order = fromStart ? Array(range) : Array(range.reversed())
        let plane = LocalPlane(at: points[order[0]].latitudeDegrees)
        var here = SIMD2<Double>()
        var left = Self.sightMetres
        for (a, b) in zip(order, order.dropFirst()) {
            let step = plane.vector(from: points[a], to: points[b])
            let length = (step * step).sum().squareRoot()
            if length >= left { return here + step * (left / length) }
            here += step
            left -= length
        }
        return here
    }

    /// How far into a road its direction is read: beyond a doubled point, short of the next bend. Farther in, turns at the ends of bridges and
    /// slip roads are read otherwise than OSRM reads them.
    private static let sightMetres = 2.0

    /// The angle from one direction to another, −180 … 180, to the right positive.
    static func degreesRight(_ a: SIMD2<Double>, _ b: SIMD2<Double>) -> Double {
        let cross = a.y * b.x - a.x * b.y
        let dot = (a * b).sum()
        return cross == 0 && dot == 0 ? 0 : atan2(cross, dot) * 180 / .pi
    }
}
