import City
import EventLog
import GRDB

/// The insert of one event. Its texts lie in one buffer while SQLite reads them, so that no column needs an allocation of its own.
struct EventInsert {
    private let statement: RawStatement
    private var texts: [UInt8] = []
    private var columns: [(index: Int32, end: Int)] = []

    /// Names and codes of one event; a longer one lets the buffer grow.
    private static let textByteCount = 512

    init(_ db: Database) throws {
        statement = try RawStatement(db, LogRows.insert)
        texts.reserveCapacity(Self.textByteCount)
    }

    /// Throws `DatabaseError`.
    mutating func write(_ recorded: RecordedEvent) throws {
        let event = recorded.event
        bindNumbers(of: recorded)
        texts.removeAll(keepingCapacity: true)
        columns.removeAll(keepingCapacity: true)
        add(recorded.stream.rawValue, at: 2)
        add(event.type, at: 4)
        add(event.actor.kind.rawValue, at: 7)
        add(event.actor.name, at: 8)
        add(event.actor.role.rawValue, at: 9)
        add(event.actor.center.rawValue, at: 10)
        add(event.actor.department?.rawValue, at: 11)
        add(event.actor.team?.rawValue, at: 12)
        add(recorded.command?.rawValue, at: 13)
        try texts.withUnsafeBufferPointer { texts in
            bind(texts)
            try event.payload.withUnsafeBufferPointer { payload in
                statement.bind(stayingBlob: payload, at: 14)
                try recorded.hash.withUnsafeBufferPointer { hash in
                    statement.bind(stayingBlob: hash, at: 15)
                    _ = try statement.step()
                    statement.reset()
                }
            }
        }
    }

    private func bindNumbers(of recorded: RecordedEvent) {
        statement.bind(recorded.position, at: 1)
        statement.bind(recorded.version, at: 3)
        statement.bind(Int64(recorded.event.schema), at: 5)
        statement.bind(recorded.event.at.millisecondsSince1970, at: 6)
    }

    private mutating func add(_ text: String?, at index: Int32) {
        guard let text else { return statement.bindNull(at: index) }
        texts.append(contentsOf: text.utf8)
        columns.append((index, texts.count))
    }

    private func bind(_ texts: UnsafeBufferPointer<UInt8>) {
        var start = 0
        for (index, end) in columns {
            statement.bind(staying: UnsafeBufferPointer(rebasing: texts[start..<end]), at: index)
            start = end
        }
    }
}
