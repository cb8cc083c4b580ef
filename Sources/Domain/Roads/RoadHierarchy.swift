/// The customizable contraction hierarchy over a road graph: which lanes get shortcuts between them, whatever they cost.
///
/// Source: Dibbelt, Strasser, Wagner: Customizable Contraction Hierarchies, ACM JEA 21 (2016). Contracting a lane joins all its neighbours of
/// higher rank (section 4); the lowest of these is its parent in the elimination tree, and a search from a lane meets its ancestors in that tree
/// and nothing else (section 8.2). Lanes are the nodes, so turns cost and may be forbidden (Buchhold et al. 2020).
public struct RoadHierarchy: Sendable {
    /// The arcs from lane `v` to lanes of higher rank are `upHead[upStart[v] ..< upStart[v + 1]]`, ascending.
    let upStart: [Int32]
    let upHead: [Int32]
    /// The arcs that end at lane `v`, by ascending tail: `downArc[downStart[v] ..< downStart[v + 1]]` and their tails.
    let downStart: [Int32]
    let downTail: [Int32]
    let downArc: [Int32]
    /// The turns on each arc (CSR): an index of `graph.turns`, complemented where the turn leads from the higher lane down.
    let inputStart: [Int32]
    let inputTurn: [Int32]
    /// The lane that each turn leaves.
    let turnTail: [Int32]

    public var arcCount: Int { upHead.count }
    var laneCount: Int { upStart.count - 1 }

    /// The costs of so many arcs take 2.4 GB, a region of some twenty million people.
    public static let arcsMax = 100_000_000

    /// - Throws: `RoadFault` when there would be more than `arcsMax` arcs, as in nets that hang together as no roads do.
    public init(_ graph: RoadGraph, arcsMax: Int = RoadHierarchy.arcsMax) throws(RoadFault) {
        let count = graph.lanes.count
        var turnTail = [Int32](repeating: 0, count: graph.turns.count)
        for lane in 0..<count { for turn in graph.turnRange(lane) { turnTail[turn] = Int32(lane) } }
        (upStart, upHead) = try Self.contracted(graph, turnTail, arcsMax)
        self.turnTail = turnTail
        (downStart, downTail, downArc) = Self.downward(upStart, upHead)
        (inputStart, inputTurn) = Self.inputs(graph, turnTail, upStart, upHead)
    }

    /// Lanes in order of rank hand their higher neighbours on to the lowest of these.
    private static func contracted(_ graph: RoadGraph, _ turnTail: [Int32], _ arcsMax: Int) throws(RoadFault) -> (start: [Int32], head: [Int32]) {
        let count = graph.lanes.count
        var higher = [[Int32]](repeating: [], count: count)
        for (tail, turn) in zip(turnTail, graph.turns) where tail != turn.lane { higher[Int(min(tail, turn.lane))].append(max(tail, turn.lane)) }
        var start: [Int32] = [0]
        var head: [Int32] = []
        for lane in 0..<count {
            let from = head.count
            var last: Int32 = -1
            for neighbour in higher[lane].sorted() where neighbour != last {
                head.append(neighbour)
                last = neighbour
            }
            higher[lane] = []
            if head.count > from + 1 { higher[Int(head[from])] += head[(from + 1)...] }
            guard head.count <= arcsMax else {
                throw RoadFault("these roads need more than \(arcsMax) shortcuts: cut the region into smaller ones and import them apart")
            }
            start.append(Int32(head.count))
        }
        return (start, head)
    }

    private static func downward(_ upStart: [Int32], _ upHead: [Int32]) -> (start: [Int32], tail: [Int32], arc: [Int32]) {
        var start = [Int32](repeating: 0, count: upStart.count)
        for head in upHead { start[Int(head) + 1] += 1 }
        for index in 1..<max(1, start.count) { start[index] += start[index - 1] }
        var next = start
        var tails = [Int32](repeating: 0, count: upHead.count)
        var arcs = tails
        for lane in 0..<upStart.count - 1 {
            for arc in Int(upStart[lane])..<Int(upStart[lane + 1]) {
                let slot = Int(next[Int(upHead[arc])])
                next[Int(upHead[arc])] += 1
                (tails[slot], arcs[slot]) = (Int32(lane), Int32(arc))
            }
        }
        return (start, tails, arcs)
    }

    private static func inputs(
        _ graph: RoadGraph, _ turnTail: [Int32], _ upStart: [Int32], _ upHead: [Int32]
    ) -> (start: [Int32], turn: [Int32]) {
        let arcs = zip(turnTail, graph.turns).map { tail, turn in
            tail == turn.lane ? -1 : Self.arc(from: min(tail, turn.lane), to: max(tail, turn.lane), upStart, upHead) ?? -1
        }
        var start = [Int32](repeating: 0, count: upHead.count + 1)
        for arc in arcs where arc >= 0 { start[arc + 1] += 1 }
        for index in 1..<max(1, start.count) { start[index] += start[index - 1] }
        var next = start
        var turns = [Int32](repeating: 0, count: Int(start[upHead.count]))
        for (turn, arc) in arcs.enumerated() where arc >= 0 {
            turns[Int(next[arc])] = turnTail[turn] < graph.turns[turn].lane ? Int32(turn) : ~Int32(turn)
            next[arc] += 1
        }
        return (start, turns)
    }

    /// Finds by halving the arc between two lanes, the lower one first.
    private static func arc(from low: Int32, to high: Int32, _ upStart: [Int32], _ upHead: [Int32]) -> Int? {
        var range = Int(upStart[Int(low)])..<Int(upStart[Int(low) + 1])
        while !range.isEmpty {
            let middle = (range.lowerBound + range.upperBound) / 2
            if upHead[middle] == high { return middle }
            range = upHead[middle] < high ? middle + 1..<range.upperBound : range.lowerBound..<middle
        }
        return nil
    }

    func arc(from low: Int32, to high: Int32) -> Int? { Self.arc(from: low, to: high, upStart, upHead) }

    func up(_ lane: Int) -> Range<Int> { Int(upStart[lane])..<Int(upStart[lane + 1]) }
    func down(_ lane: Int) -> Range<Int> { Int(downStart[lane])..<Int(downStart[lane + 1]) }

    /// The parent in the elimination tree; nil for a root.
    @inline(__always) func parent(_ lane: Int) -> Int? {
        let first = Int(upStart[lane])
        return first < Int(upStart[lane + 1]) ? Int(upHead[first]) : nil
    }
}
