import City
import HazardKit
import Readings

/// What the store of readings knows without the disk: its series, the readings in no volume yet, and which volumes there are.
///
/// The writer alone changes it, after each commit; readers take from it what they need for one answer.
struct ReadingShelf {
    private(set) var book: SeriesBook
    /// In force, by number.
    private(set) var volumes: [ReadingVolume]
    /// What is being written as the next volume; nil for most of the time.
    private(set) var sealed: ReadingTail?
    private(set) var tail: ReadingTail

    init(book: SeriesBook, volumes: [ReadingVolume], sealed: ReadingTail?, tail: ReadingTail) {
        self.book = book
        self.volumes = volumes
        self.sealed = sealed
        self.tail = tail
    }

    /// The number of the volume that the tail will become.
    var tailVolume: Int64 { (volumes.last?.number ?? 0) + (sealed == nil ? 1 : 2) }

    /// Takes up what has been committed.
    mutating func take(_ staged: [StagedReading], newSeries: [DatastreamID]) {
        for name in newSeries { book.add(name) }
        for reading in staged {
            tail.append(reading)
            book.note(series: reading.series, time: reading.kept.time, value: reading.kept.value, quality: reading.kept.quality)
        }
    }

    /// Closes the tail, to be written as a volume; readings go into a new one from here on.
    mutating func seal() {
        precondition(sealed == nil, "one volume is written at a time")
        let next = ReadingTail(firstID: tail.nextID)
        sealed = tail
        tail = next
    }

    /// Puts the volume that was written in the place of the sealed tail.
    mutating func shelve(_ volume: ReadingVolume) {
        volumes.append(volume)
        sealed = nil
    }

    /// Where a reading stands before it is written.
    enum Standing {
        /// Newer than all of its series.
        case fresh
        case kept(Int64)
        /// Not in memory; perhaps in a volume.
        case unsure
    }

    mutating func standing(of series: Int, at time: Int64) -> Standing {
        guard let newest = book.newestTime(of: series), time <= newest else { return .fresh }
        let id = tail.id(of: series, at: time) ?? sealed?.id(of: series, at: time)
        return id.map { .kept($0) } ?? .unsure
    }

    /// What one answer needs of a series: its readings in memory, and the volumes to look into.
    func part(of name: DatastreamID, in span: ClosedRange<Int64>) -> ShelfPart? {
        guard let series = book.number(of: name) else { return nil }
        let waiting = (sealed?.readings(of: series, in: span) ?? []) + tail.readings(of: series, in: span)
        return ShelfPart(series: series, waiting: waiting, volumes: volumes.filter { $0.overlaps(span) }.sorted { $0.firstTime < $1.firstTime })
    }
}

/// See `ReadingShelf.part`.
struct ShelfPart {
    let series: Int
    let waiting: [KeptReading]
    /// Those whose times begin earliest first.
    let volumes: [ReadingVolume]
}
