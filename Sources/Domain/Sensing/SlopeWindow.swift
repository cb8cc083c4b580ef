import City

/// The readings of the last span of one series, and the slope of the straight line that fits them best.
///
/// Two contiguous rings of fixed size and running sums: one reading costs the same however long the window is. The sums are taken
/// relative to an anchor inside the window and are built afresh each time the ring has gone round, so that rounding cannot creep.
struct SlopeWindow: Sendable {
    /// A ten-second series over three hours; when more arrive, the oldest leave early.
    static let readingsMax = 1024

    private let span: Seconds
    private var times: [Int64]
    private var values: [Double]
    private var head = 0
    private(set) var count = 0
    private var anchorTime: Int64 = 0
    private var anchorValue: Double = 0
    private var sumT = 0.0
    private var sumV = 0.0
    private var sumTT = 0.0
    private var sumTV = 0.0
    private var untilRebuild = Self.readingsMax

    init(span: Seconds, expectedReadings: Int) {
        self.span = span
        let capacity = min(max(expectedReadings, 8), Self.readingsMax)
        times = Array(repeating: 0, count: capacity)
        values = Array(repeating: 0, count: capacity)
    }

    /// The time from the oldest to the newest reading in the window.
    var covered: Seconds { count > 1 ? Seconds(milliseconds: times[slot(count - 1)] - times[head]) : .zero }

    /// Adds one reading. A late one is put in its place; one of the same moment as another is dropped.
    mutating func add(_ value: Double, at moment: Instant) {
        let time = moment.millisecondsSince1970
        let newest = count > 0 ? times[slot(count - 1)] : Int64.min
        guard time > newest else {
            insertLate(value, time)
            return
        }
        while count > 0, time - times[head] > span.milliseconds { removeOldest() }
        if count == times.count { makeRoom() }
        append(value, time)
        untilRebuild -= 1
        if untilRebuild <= 0 { rebuild() }
    }

    /// The change per hour, or nil where fewer than two moments are known.
    var slopePerHour: Double? {
        let n = Double(count)
        let spread = n * sumTT - sumT * sumT
        guard count > 1, spread > 0 else { return nil }
        return (n * sumTV - sumT * sumV) / spread
    }

    private func slot(_ index: Int) -> Int {
        let position = head + index
        return position < times.count ? position : position - times.count
    }

    private mutating func append(_ value: Double, _ time: Int64) {
        if count == 0 { anchor(time, value) }
        let place = slot(count)
        times[place] = time
        values[place] = value
        count += 1
        tally(time, value, 1)
    }

    private mutating func removeOldest() {
        tally(times[head], values[head], -1)
        head = slot(1)
        count -= 1
    }

    private mutating func tally(_ time: Int64, _ value: Double, _ sign: Double) {
        let t = Double(time - anchorTime) / 3_600_000
        let v = value - anchorValue
        sumT += sign * t
        sumV += sign * v
        sumTT += sign * t * t
        sumTV += sign * t * v
    }

    private mutating func anchor(_ time: Int64, _ value: Double) {
        anchorTime = time
        anchorValue = value
        sumT = 0
        sumV = 0
        sumTT = 0
        sumTV = 0
        untilRebuild = times.count
    }

    private mutating func rebuild() {
        anchor(times[head], values[head])
        for index in 0..<count { tally(times[slot(index)], values[slot(index)], 1) }
    }

    /// Doubles the rings up to the bound; beyond it the oldest reading leaves.
    private mutating func makeRoom() {
        guard times.count < Self.readingsMax else { return removeOldest() }
        let kept = (0..<count).map { (times[slot($0)], values[slot($0)]) }
        let capacity = min(times.count * 2, Self.readingsMax)
        times = kept.map(\.0) + Array(repeating: 0, count: capacity - count)
        values = kept.map(\.1) + Array(repeating: 0, count: capacity - count)
        head = 0
    }

    private mutating func insertLate(_ value: Double, _ time: Int64) {
        let newest = times[slot(count - 1)]
        guard newest - time <= span.milliseconds else { return }
        var index = count
        while index > 0, times[slot(index - 1)] > time { index -= 1 }
        if index > 0, times[slot(index - 1)] == time { return }
        if count == times.count {
            let atBound = times.count == Self.readingsMax
            if atBound, index == 0 { return }
            makeRoom()
            if atBound { index -= 1 }
        }
        for place in stride(from: count, to: index, by: -1) {
            times[slot(place)] = times[slot(place - 1)]
            values[slot(place)] = values[slot(place - 1)]
        }
        times[slot(index)] = time
        values[slot(index)] = value
        count += 1
        rebuild()
    }
}
