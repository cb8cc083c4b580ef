import City
import EventLog
import GRDB

/// Proves that no event of a log was changed, removed, put in or moved. A cut-off end shows only against a head that was exported
/// before and kept elsewhere.
public enum LogVerifier {
    /// Called with the events walked so far and their number when the walk began.
    public typealias Progress = (_ done: Int64, _ total: Int64) -> Void

    /// Events read in one go: short reads let a running server tidy its WAL in between.
    static let pageEventCount = 5_000

    /// Walks the whole chain; a server may be running on the same directory.
    ///
    /// - Parameters:
    ///   - head: an exported head that the log must contain.
    ///   - publicKey: the key (base64) that must have signed it; without one the directory's own.
    /// - Throws: `LogFault` when the log cannot be opened. What is found in it is the verdict.
    public static func verify(
        directory: String, head: LogHeadFile? = nil, publicKey: String? = nil, progress: Progress = { _, _ in }
    ) throws -> LogVerdict {
        let reader = try LogReader(directory: directory)
        if let head, let why = try head.forgery(trusted: publicKey ?? LogSigningKey.find(in: directory)?.publicKey) {
            return .broken(BrokenPlace(position: head.position, stream: nil, why: why))
        }
        let total = try reader.read { try LogRows.head($0) }.position
        var walk = try reader.read { try ChainWalk($0, after: 0) }
        do {
            var isAtEnd = false
            while !isAtEnd {
                let before = walk.head.position
                if let broken = try reader.read({ try advance(&walk, $0, to: head) }) { return .broken(broken) }
                progress(walk.head.position, total)
                isAtEnd = walk.head.position == before
            }
            if let broken = missing(head, after: walk.head) { return .broken(broken) }
            if let broken = try reader.read({ try damagedIndex($0, after: walk.head) }) { return .broken(broken) }
        } catch let fault as LogFault where fault.kind == .corrupt {
            return .broken(BrokenPlace(position: walk.head.position + 1, stream: nil, why: fault.message))
        }
        return .whole(walk.head)
    }

    /// One page, stopping at the exported head to compare.
    static func advance(_ walk: inout ChainWalk, _ db: Database, to head: LogHeadFile?) throws -> BrokenPlace? {
        guard let head, head.position > walk.head.position, head.position - walk.head.position <= Int64(pageEventCount) else {
            return try walk.advance(db, limit: pageEventCount)
        }
        if let broken = try walk.advance(db, limit: Int(head.position - walk.head.position)) { return broken }
        guard walk.head.position == head.position, walk.head.hash != head.hash else { return nil }
        return BrokenPlace(
            position: head.position, stream: nil,
            why: "the chain is whole, but it is another one than the exported head of \(head.at.rfc3339) closes: events up to here were replaced")
    }

    private static func missing(_ head: LogHeadFile?, after last: LogHead) -> BrokenPlace? {
        guard let head, head.position > last.position else { return nil }
        return BrokenPlace(
            position: last.position + 1, stream: nil,
            why:
                "the log ends at position \(last.position), but the head exported at \(head.at.rfc3339) has position \(head.position): the end was cut off"
        )
    }

    /// An index that does not fit its table would let a command act twice, or hide an event of a stream.
    private static func damagedIndex(_ db: Database, after last: LogHead) throws -> BrokenPlace? {
        guard let said = try String.fetchOne(db, sql: "PRAGMA integrity_check(1)"), said != "ok" else { return nil }
        return BrokenPlace(position: last.position, stream: nil, why: "every event is whole, but the file around them is damaged: \(said)")
    }
}
