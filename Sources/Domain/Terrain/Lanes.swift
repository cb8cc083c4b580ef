/// How the parts of one piece of work are done side by side. The domain starts no threads itself; who composes it hands over a way to.
public struct Lanes: Sendable {
    public let count: Int
    private let run: @Sendable (Int, @Sendable (Int) -> Void) -> Void

    /// `run` calls its body once for each number below the given count, in any order and side by side, and returns when all have ended.
    public init(count: Int, run: @escaping @Sendable (Int, @Sendable (Int) -> Void) -> Void) {
        self.count = max(1, count)
        self.run = run
    }

    /// One part after the other.
    public static let one = Lanes(count: 1) { count, body in for part in 0..<count { body(part) } }

    /// `0..<total` in as many runs as there are lanes; the results stand in the order of the runs, so that nothing depends on the lanes.
    func map<Value: Sendable>(_ total: Int, _ body: @Sendable (Range<Int>) -> Value) -> [Value] {
        let lanes = count
        var results = [Value?](repeating: nil, count: lanes)
        results.withUnsafeMutableBufferPointer { buffer in
            // Each part writes its own place only, and the buffer outlives them all because `run` waits.
            nonisolated(unsafe) let places = buffer
            run(lanes) { lane in places[lane] = body(total * lane / lanes..<total * (lane + 1) / lanes) }
        }
        return results.compactMap { $0 }
    }
}
