import City
import NIOCore

/// The last changes in order, bounded by number and bytes. Listeners hold a cursor into it, so that a slow one costs nothing.
struct BoardRing {
    struct Entry {
        let position: Int64
        let topic: BoardChange.Topic
        let reach: Set<CenterCode>?
        let departments: Set<DepartmentID>
        let teams: Set<TeamID>
        let bytes: ByteBuffer
    }

    private var entries = CircularBuffer<Entry>()
    private var bytes = 0
    private let entriesMax: Int
    private let bytesMax: Int
    /// The number of the oldest entry kept; entries are numbered 0, 1, 2 … since the start.
    private(set) var first = 0
    /// Every change with a position above this one is here.
    private(set) var floor: Int64
    /// The position of the newest change.
    private(set) var head: Int64

    init(head: Int64, entriesMax: Int, bytesMax: Int) {
        self.head = head
        floor = head
        self.entriesMax = entriesMax
        self.bytesMax = bytesMax
    }

    /// One past the newest entry.
    var end: Int { first + entries.count }

    subscript(number: Int) -> Entry { entries[offset: number - first] }

    mutating func append(_ change: BoardChange, closesPosition: Bool) {
        let encoded = change.encoded(closesPosition: closesPosition)
        bytes += encoded.readableBytes
        head = max(head, change.position)
        entries.append(
            Entry(
                position: change.position, topic: change.topic, reach: change.reach, departments: change.departments, teams: change.teams,
                bytes: encoded))
        while entries.count > entriesMax || bytes > bytesMax, let oldest = entries.popFirst() {
            bytes -= oldest.bytes.readableBytes
            floor = max(floor, oldest.position)
            first += 1
        }
    }

    /// Forgets all entries; what comes next is above `head`.
    mutating func clear(head: Int64) {
        first = end
        entries.removeAll()
        bytes = 0
        self.head = head
        floor = head
    }

    /// The number of the first entry after `position`, or nil when it cannot be known any more (trimmed, or another log's position).
    func number(after position: Int64) -> Int? {
        guard position >= floor, position <= head else { return nil }
        var low = first
        var high = end
        while low < high {
            let middle = (low + high) / 2
            if self[middle].position > position { high = middle } else { low = middle + 1 }
        }
        return low
    }
}

extension CircularBuffer {
    fileprivate subscript(offset offset: Int) -> Element { self[index(startIndex, offsetBy: offset)] }
}
