/// Which lanes belong to the network that hangs together, and which to islands that one cannot leave or not come back to: strongly connected
/// components after Tarjan (1972), without recursion.
enum Islands {
    /// Components from this size on are no islands, even if another one is larger.
    static let lanesMin = 1_000

    /// 0 for the lanes of the largest component and of other large ones, the number of its island for each other lane.
    static func number(_ next: [[Int32]]) -> [Int32] {
        let component = components(next)
        var sizes: [Int32: Int] = [:]
        for name in component { sizes[name, default: 0] += 1 }
        let largest = sizes.values.max() ?? 0
        return component.map { sizes[$0, default: 0] >= min(largest, lanesMin) ? 0 : $0 + 1 }
    }

    private struct Visit {
        let lane: Int
        var edge = 0
    }

    static func components(_ next: [[Int32]]) -> [Int32] {
        var component = [Int32](repeating: -1, count: next.count)
        var number = [Int32](repeating: -1, count: next.count)
        var low = number
        var stack: [Int] = []
        var counter: Int32 = 0
        var names: Int32 = 0
        for root in next.indices where number[root] < 0 {
            var visits = [Visit(lane: root)]
            while let visit = visits.last {
                let lane = visit.lane
                if number[lane] < 0 {
                    (number[lane], low[lane]) = (counter, counter)
                    counter += 1
                    stack.append(lane)
                }
                if visit.edge < next[lane].count {
                    let target = Int(next[lane][visit.edge])
                    visits[visits.count - 1].edge += 1
                    if number[target] < 0 {
                        visits.append(Visit(lane: target))
                    } else if component[target] < 0 {
                        low[lane] = min(low[lane], number[target])
                    }
                    continue
                }
                visits.removeLast()
                if let above = visits.last { low[above.lane] = min(low[above.lane], low[lane]) }
                guard low[lane] == number[lane] else { continue }
                while let member = stack.popLast() {
                    component[member] = names
                    if member == lane { break }
                }
                names += 1
            }
        }
        return component
    }
}
