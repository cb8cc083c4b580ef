import GRDB
import GRDBSQLite

/// A prepared statement, bound and stepped through SQLite's own calls.
///
/// For the writer's statements only: GRDB boxes each argument and each column, which for an event of fifteen columns cost more than SQLite's
/// own work (docs/figures.md). Everything else goes through GRDB.
struct RawStatement {
    /// Keeps the pointer alive.
    private let statement: Statement

    init(_ db: Database, _ sql: String) throws { statement = try db.cachedStatement(sql: sql) }

    private var pointer: OpaquePointer { statement.sqliteStatement }

    func bind(_ number: Int64, at index: Int32) { sqlite3_bind_int64(pointer, index, number) }
    func bindNull(at index: Int32) { sqlite3_bind_null(pointer, index) }

    /// Binds a copy of the text.
    func bind(_ text: String, at index: Int32) {
        var text = text
        text.withUTF8 { utf8 in
            utf8.withMemoryRebound(to: CChar.self) { _ = sqlite3_bind_text(pointer, index, $0.baseAddress, Int32($0.count), Self.copies) }
        }
    }

    /// Binds text that stays where it is until the statement has been stepped.
    func bind(staying text: UnsafeBufferPointer<UInt8>, at index: Int32) {
        text.withMemoryRebound(to: CChar.self) { _ = sqlite3_bind_text(pointer, index, $0.baseAddress, Int32($0.count), nil) }
    }

    /// Binds bytes that stay where they are until the statement has been stepped.
    func bind(stayingBlob bytes: UnsafeBufferPointer<UInt8>, at index: Int32) {
        // A blob without an address would be taken for NULL.
        if bytes.isEmpty {
            sqlite3_bind_zeroblob(pointer, index, 0)
        } else {
            sqlite3_bind_blob(pointer, index, bytes.baseAddress, Int32(bytes.count), nil)
        }
    }

    /// True when there is a row. Throws `DatabaseError`.
    func step() throws -> Bool {
        let code = sqlite3_step(pointer)
        if code == SQLITE_ROW { return true }
        guard code != SQLITE_DONE else { return false }
        let message = sqlite3_db_handle(pointer).flatMap(sqlite3_errmsg).map { String(cString: $0) }
        sqlite3_reset(pointer)
        throw DatabaseError(resultCode: ResultCode(rawValue: code), message: message)
    }

    /// Ends the use of the row, so that the statement can be bound anew.
    func reset() { sqlite3_reset(pointer) }

    func integer(_ column: Int32) -> Int64 { sqlite3_column_int64(pointer, column) }

    func text(_ column: Int32) -> String {
        guard let start = sqlite3_column_text(pointer, column) else { return "" }
        return String(decoding: UnsafeBufferPointer(start: start, count: Int(sqlite3_column_bytes(pointer, column))), as: UTF8.self)
    }

    /// `SQLITE_TRANSIENT`, a macro that Swift does not see.
    private static let copies = unsafeBitCast(-1, to: sqlite3_destructor_type.self)
}
