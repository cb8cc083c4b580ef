import EventLog
import EventLogContract
import EventLogSQLite

/// A log on disk that takes its directory with it.
final class TemporaryLog: LogInFront {
    let directory: TemporaryDirectory
    let log: EventLogSQLite
    var behind: EventLogSQLite { log }

    init(pendingEventCountMax: Int = LogBounds.pendingEventCountMax) throws {
        directory = try TemporaryDirectory()
        log = try EventLogSQLite.open(directory: directory.path, pendingEventCountMax: pendingEventCountMax)
    }
}
