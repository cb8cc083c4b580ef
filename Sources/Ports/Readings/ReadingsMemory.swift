import City
import HazardKit

/// Readings in memory: for tests and simulation, the same contract without a disk.
public actor ReadingsMemory: ReadingStore {
    private struct Kept {
        let id: ReadingID
        let reading: Reading
    }

    /// Per series, oldest first.
    private var series: [DatastreamID: [Kept]] = [:]
    private var nextNumber: Int64 = 1
    private var isClosed = false

    public init() {}

    public func append(_ readings: [Reading]) async throws -> [ReadingID] {
        try checkOpen()
        return readings.map { keep($0) }
    }

    private func keep(_ reading: Reading) -> ReadingID {
        var kept = series.removeValue(forKey: reading.datastream) ?? []
        defer { series[reading.datastream] = kept }
        let index = Self.firstIndex(in: kept, notBefore: reading.phenomenonTime)
        if index < kept.count, kept[index].reading.phenomenonTime == reading.phenomenonTime { return kept[index].id }
        let id = ReadingID(nextNumber)
        nextNumber += 1
        kept.insert(Kept(id: id, reading: reading), at: index)
        return id
    }

    public func readings(of spans: [ReadingSpan]) async throws -> [[Reading]] {
        try checkOpen()
        return spans.map { span in
            let kept = series[span.datastream] ?? []
            let start = Self.firstIndex(in: kept, notBefore: span.from)
            return kept[start...].prefix { $0.reading.phenomenonTime < span.until }.prefix(max(0, span.limit)).map(\.reading)
        }
    }

    public func latest() async throws -> [DatastreamID: Reading] {
        try checkOpen()
        return series.compactMapValues { $0.last?.reading }
    }

    public func close() async throws { isClosed = true }

    private func checkOpen() throws {
        if isClosed { throw ReadingFault(.closed, "the store of readings has been closed") }
    }

    /// Binary search; most readings are the newest of their series and land at the end.
    private static func firstIndex(in kept: [Kept], notBefore time: Instant) -> Int {
        if let last = kept.last, last.reading.phenomenonTime < time { return kept.count }
        var (low, high) = (0, kept.count)
        while low < high {
            let middle = (low + high) / 2
            if kept[middle].reading.phenomenonTime < time { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
