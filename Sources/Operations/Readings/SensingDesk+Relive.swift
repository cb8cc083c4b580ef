import City
import HazardKit
import Readings
import Sensing

extension SensingDesk {
    /// Lets the rules live again through what each still needs, some series on each lane: a city without its rules' memory has a month to
    /// read, and nothing is served before. Throws `ReadingFault`.
    func relive(_ active: [String: Grade]) async throws {
        let moment = now()
        let groups = engine.seriesTogether
        try await withThrowingTaskGroup(of: Relived.self) { lanes in
            for lane in 0..<Self.reliveLaneCount {
                let own = stride(from: lane, to: groups.count, by: Self.reliveLaneCount).map { self.spans(of: groups[$0]) }
                let spans = own.filter { !$0.isEmpty }
                guard !spans.isEmpty else { continue }
                let (engine, store) = (engine, store)
                lanes.addTask { try await Self.relive(spans, engine, store, active, now: moment) }
            }
            for try await lane in lanes {
                engine.adopt(lane.engine, of: lane.series)
                unsubmitted += lane.claims
                isMemoryOld = isMemoryOld || lane.readingCount > 0
            }
        }
    }

    /// As many as a small server has processors.
    static let reliveLaneCount = 4
    /// Readings of one series that lie in memory at once while they are relived; at one a minute this is a month.
    static let relivedAtOnceMax = 50_000

    private struct Relived: Sendable {
        var engine: RuleEngine
        var series: [DatastreamID] = []
        var claims: [AlertClaim] = []
        var readingCount = 0
    }

    /// What the rules over these series still need, in the order of their ids.
    private func spans(of series: [DatastreamID]) -> [ReadingSpan] {
        series.sorted().compactMap { id in
            guard let reading = newest[id] else { return nil }
            let from = engine.replayStart(of: id, newest: reading.phenomenonTime)
            let until = reading.phenomenonTime.advanced(by: Seconds(milliseconds: 1))
            return from < until ? ReadingSpan(id, from: from, until: until, limit: Self.relivedAtOnceMax) : nil
        }
    }

    @concurrent
    private static func relive(
        _ groups: [[ReadingSpan]], _ engine: RuleEngine, _ store: any ReadingStore, _ active: [String: Grade], now: Instant
    ) async throws -> Relived {
        var relived = Relived(engine: engine)
        for spans in groups {
            var last: [String: AlertClaim] = [:]
            var rest = spans
            while !rest.isEmpty {
                let (recent, next) = try await part(of: rest, store)
                relived.engine.relive(recent, now: now, last: &last)
                relived.readingCount += recent.count
                rest = next
            }
            relived.claims += RuleEngine.news(in: last, beside: active)
            relived.series += spans.map(\.datastream)
        }
        return relived
    }

    /// The readings of these spans as far as all of them are known, and the spans that are left. A series of which more is kept than is read at
    /// once says nothing of what comes after its last, so all go as far as the first of those reaches.
    private static func part(of spans: [ReadingSpan], _ store: any ReadingStore) async throws -> (readings: [Reading], rest: [ReadingSpan]) {
        let found = try await store.readings(of: spans)
        let reach = zip(spans, found).compactMap { $1.count >= $0.limit ? $1.last?.phenomenonTime : nil }.min()
        guard let reach else { return (byTime(found), []) }
        let from = reach.advanced(by: Seconds(milliseconds: 1))
        let rest = spans.filter { from < $0.until }.map { ReadingSpan($0.datastream, from: max(from, $0.from), until: $0.until, limit: $0.limit) }
        return (byTime(found.map { series in Array(series.prefix { $0.phenomenonTime <= reach }) }), rest)
    }

    /// Series that are each in order, as one; of one moment the first series first.
    private static func byTime(_ series: [[Reading]]) -> [Reading] {
        var order: [(time: Instant, series: Int32, place: Int32)] = []
        order.reserveCapacity(series.reduce(0) { $0 + $1.count })
        for (number, readings) in series.enumerated() {
            for (place, reading) in readings.enumerated() { order.append((reading.phenomenonTime, Int32(number), Int32(place))) }
        }
        order.sort { ($0.time, $0.series) < ($1.time, $1.series) }
        return order.map { series[Int($0.series)][Int($0.place)] }
    }
}
