import GRDB
import Readings
import Synchronization

/// How many readings lie together.
struct VolumeSize {
    /// Readings that make a volume. A series of forty thousand then has some 25 of them in a chunk; in memory they take 21 MB, twice that for
    /// the moment in which one volume is being written and the next one gathered.
    static let readingCountStandard = 1 << 20

    var readingCount = Self.readingCountStandard
    /// Readings written into a volume between two batches: no caller waits longer for it than some hundredths of a second, and a volume is
    /// done before the next one is full, for a batch is smaller.
    var writtenAtOnceCount = 32_768
}

extension ReadingsWriter {
    /// Writes one more part of the volume that is under way, or begins one when there are readings enough.
    ///
    /// What fails is no caller's fault: the readings are in the journal. It is tried again with each batch, until as many readings have
    /// gathered as memory may hold.
    func shelve() {
        let sealed = state.withLock { state -> (tail: ReadingTail, volume: Int64, from: Int)? in
            guard !state.isClosing else { return nil }
            if state.shelf.sealed == nil, state.shelf.tail.count >= size.readingCount {
                state.shelf.seal()
                state.nextSeries = 1
            }
            return state.shelf.sealed.map { ($0, state.shelf.tailVolume - 1, state.nextSeries) }
        }
        guard let (tail, volume, from) = sealed else { return }
        do {
            let (next, done) = try write(tail, from: from, volume: volume)
            state.withLock { state in
                state.shelvingFault = nil
                state.nextSeries = next
                if let done { state.shelf.shelve(done) }
            }
        } catch {
            let fault = ReadingFault.from(error, path: path)
            state.withLock { $0.shelvingFault = fault as? ReadingFault ?? ReadingFault(.io, "\(path): \(error)") }
        }
    }

    /// Writes the series from `from` on, and with the last of them puts the volume in force and empties its journal.
    private func write(_ tail: ReadingTail, from: Int, volume number: Int64) throws -> (next: Int, done: ReadingVolume?) {
        var series = from
        var done: ReadingVolume?
        try pool.writeWithoutTransaction { db in
            try db.inTransaction(.immediate) {
                var count = 0
                while series < tail.seriesEnd, count < size.writtenAtOnceCount {
                    let readings = tail.readings(of: series)
                    try ReadingVolume.write(readings, of: series, volume: number, db)
                    count += readings.count
                    series += 1
                }
                if series == tail.seriesEnd {
                    let volume = ReadingVolume(number: number, lastID: tail.nextID - 1, firstTime: tail.firstTime, lastTime: tail.lastTime)
                    try volume.enter(db)
                    try db.execute(sql: "DELETE FROM \(ReadingsSchema.journal(of: number))")
                    done = volume
                }
                return .commit
            }
        }
        return (series, done)
    }
}
