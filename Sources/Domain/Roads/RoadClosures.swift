/// Which parts of which roads are closed: by road, from where to where along its points, as shares 0 … 1 of its length.
public struct RoadClosures: Hashable, Sendable {
    public internal(set) var spans: [Int32: ClosedRange<Double>] = [:]

    public init() {}

    public var isEmpty: Bool { spans.isEmpty }
    public var roadCount: Int { spans.count }

    /// Two closed parts of one road close what lies between them too: who is there cannot get out.
    mutating func add(_ road: Int32, _ span: ClosedRange<Double>) {
        guard let known = spans[road] else { return spans[road] = span }
        spans[road] = min(known.lowerBound, span.lowerBound)...max(known.upperBound, span.upperBound)
    }

    public mutating func formUnion(_ other: RoadClosures) { for (road, span) in other.spans { add(road, span) } }

    /// Whether one can go along a road from one share of its length to another.
    func allows(_ road: Int32, from: Double, to: Double) -> Bool {
        guard let span = spans[road] else { return true }
        return max(from, to) < span.lowerBound || min(from, to) > span.upperBound
    }
}
