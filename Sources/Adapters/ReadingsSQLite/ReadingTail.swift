/// Readings that lie in a journal and in no volume yet, in memory: the newest of each series first, by links from one to the one before.
///
/// 21 bytes a reading, for a million lie here at most. Their ids are consecutive.
struct ReadingTail {
    private(set) var firstID: Int64
    private var times: [Int64] = []
    private var values: [Double] = []
    private var qualities: [UInt8] = []
    /// For each reading the place of the one of its series that came before; -1 for none.
    private var before: [Int32] = []
    /// For each series the place of the last that came; -1 for none.
    private var last: [Int32] = []
    private(set) var firstTime = Int64.max
    private(set) var lastTime = Int64.min
    /// By time, for those series alone of which old readings came: to look for each by the links would take the square of their number.
    private var places: [Int: [Int64: Int32]] = [:]

    init(firstID: Int64) { self.firstID = firstID }

    var count: Int { times.count }
    var isEmpty: Bool { times.isEmpty }
    var nextID: Int64 { firstID + Int64(times.count) }
    /// One more than the greatest number of any series here.
    var seriesEnd: Int { last.count }

    /// Adds the reading whose id is `nextID`.
    mutating func append(_ staged: StagedReading) {
        if times.isEmpty { firstID = staged.kept.id }
        precondition(staged.kept.id == nextID, "readings come to the tail in the order of their ids")
        let place = Int32(times.count)
        if staged.series >= last.count { last += Array(repeating: -1, count: staged.series + 1 - last.count) }
        times.append(staged.kept.time)
        values.append(staged.kept.value)
        qualities.append(staged.kept.quality)
        before.append(last[staged.series])
        last[staged.series] = place
        firstTime = min(firstTime, staged.kept.time)
        lastTime = max(lastTime, staged.kept.time)
        if !places.isEmpty { places[staged.series]?[staged.kept.time] = place }
    }

    /// Readings of one series, oldest first.
    func readings(of series: Int, in span: ClosedRange<Int64> = .min ... .max) -> [KeptReading] {
        var found: [KeptReading] = []
        var isSorted = true
        for place in Links(at: series < last.count ? last[series] : -1, before: before) {
            let time = times[place]
            guard span.contains(time) else { continue }
            if let newer = found.last, newer.time < time { isSorted = false }
            found.append(reading(at: place))
        }
        found.reverse()
        if !isSorted { found.sort { $0.time < $1.time } }
        return found
    }

    /// The id of the reading of one series at one moment.
    mutating func id(of series: Int, at time: Int64) -> Int64? {
        guard series < last.count, last[series] >= 0, time >= firstTime, time <= lastTime else { return nil }
        if places[series] == nil {
            var known: [Int64: Int32] = [:]
            for place in Links(at: last[series], before: before) { known[times[place]] = Int32(place) }
            places[series] = known
        }
        return places[series]?[time].map { firstID + Int64($0) }
    }

    private func reading(at place: Int) -> KeptReading {
        KeptReading(id: firstID + Int64(place), time: times[place], value: values[place], quality: qualities[place])
    }

    private struct Links: Sequence, IteratorProtocol {
        var at: Int32
        let before: [Int32]

        mutating func next() -> Int? {
            guard at >= 0 else { return nil }
            defer { at = before[Int(at)] }
            return Int(at)
        }
    }
}
