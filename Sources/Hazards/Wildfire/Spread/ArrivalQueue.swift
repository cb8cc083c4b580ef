/// Cells by the minute at which a fire reaches them, earliest first. An entry that was overtaken stays and is passed over by whoever takes it out.
struct ArrivalQueue {
    /// Minute and cell in one number: the bits of positive floats rise with their values.
    private var heap: ContiguousArray<UInt64> = []

    var isEmpty: Bool { heap.isEmpty }

    mutating func removeAll() { heap.removeAll(keepingCapacity: true) }

    mutating func push(_ minute: Float, _ cell: Int32) {
        let entry = UInt64(minute.bitPattern) << 32 | UInt64(UInt32(bitPattern: cell))
        heap.append(entry)
        heap.withUnsafeMutableBufferPointer { heap in
            var place = heap.count - 1
            while place > 0 {
                let above = (place - 1) / 2
                if heap[above] <= entry { break }
                heap[place] = heap[above]
                place = above
            }
            heap[place] = entry
        }
    }

    mutating func pop() -> (minute: Float, cell: Int32)? {
        guard let first = heap.first, let last = heap.popLast() else { return nil }
        heap.withUnsafeMutableBufferPointer { heap in
            guard heap.count > 0 else { return }
            var place = 0
            while true {
                var below = 2 * place + 1
                if below >= heap.count { break }
                if below + 1 < heap.count, heap[below + 1] < heap[below] { below += 1 }
                if last <= heap[below] { break }
                heap[place] = heap[below]
                place = below
            }
            heap[place] = last
        }
        return Self.parts(first)
    }

    /// The earliest minute that is waiting.
    var next: Float? { heap.first.map { Self.parts($0).minute } }

    private static func parts(_ entry: UInt64) -> (minute: Float, cell: Int32) {
        (Float(bitPattern: UInt32(entry >> 32)), Int32(bitPattern: UInt32(truncatingIfNeeded: entry)))
    }
}
