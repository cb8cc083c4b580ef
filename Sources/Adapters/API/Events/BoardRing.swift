import NIOCore

/// The last changes in order, bounded by number and bytes. Listeners hold a cursor into it, so that a slow one costs nothing.
struct BoardRing {
    struct Entry {
        let change: BoardChange
        /// The last change of its position.
        let closesPosition: Bool
        /// Nil until the first listener needs it.
        fileprivate var encoded: ByteBuffer?
        fileprivate var weight: Int

        var position: Int64 { change.position }
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

    /// What goes over the wire for an entry, encoded once for all listeners.
    mutating func bytes(of number: Int) -> ByteBuffer {
        let index = entries.index(entries.startIndex, offsetBy: number - first)
        if let encoded = entries[index].encoded { return encoded }
        let encoded = entries[index].change.encoded(closesPosition: entries[index].closesPosition)
        bytes += encoded.readableBytes - entries[index].weight
        entries[index].weight = encoded.readableBytes
        entries[index].encoded = encoded
        return encoded
    }

    /// What a change counts before it is encoded; an alert with its evidence is about as long.
    private static let unencodedWeight = 2_048

    /// `encoded` is given when somebody listens; else the bytes are made when somebody does.
    mutating func append(_ change: BoardChange, closesPosition: Bool, encoded: ByteBuffer?) {
        let weight = encoded?.readableBytes ?? Self.unencodedWeight
        bytes += weight
        head = max(head, change.position)
        entries.append(Entry(change: change, closesPosition: closesPosition, encoded: encoded, weight: weight))
        while entries.count > entriesMax || bytes > bytesMax, let oldest = entries.popFirst() {
            bytes -= oldest.weight
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
