import City
import EventLog

/// When each stream next wants attention: a binary heap of one entry per promise. Entries are hints, never facts: whoever pops one asks
/// the stream's state again what is due, so a stale entry costs a look and changes nothing.
struct DueQueue {
    struct Entry {
        let at: Instant
        let stream: StreamName
    }

    private var heap: [Entry] = []

    var next: Instant? { heap.first?.at }
    var count: Int { heap.count }

    mutating func add(_ stream: StreamName, at: Instant) {
        heap.append(Entry(at: at, stream: stream))
        var child = heap.count - 1
        while child > 0 {
            let parent = (child - 1) / 2
            guard heap[child].at < heap[parent].at else { return }
            heap.swapAt(child, parent)
            child = parent
        }
    }

    /// The earliest entry that is due at `now`, or nil.
    mutating func popDue(at now: Instant) -> Entry? {
        guard let first = heap.first, first.at <= now else { return nil }
        heap.swapAt(0, heap.count - 1)
        heap.removeLast()
        var parent = 0
        while true {
            let left = 2 * parent + 1
            guard left < heap.count else { break }
            let right = left + 1
            let smaller = right < heap.count && heap[right].at < heap[left].at ? right : left
            guard heap[smaller].at < heap[parent].at else { break }
            heap.swapAt(smaller, parent)
            parent = smaller
        }
        return first
    }

    mutating func removeAll() { heap.removeAll() }
}
