import EventLog
import Foundation
import GRDB

/// A second, read-only look at a log that a server may be writing at the same time.
struct LogReader {
    /// How long a look waits for the writer to let it in, for instance while a start rebuilds the WAL's index.
    static let patienceSeconds = 5.0

    let path: String
    private let database: DatabaseQueue

    init(directory: String) throws {
        path = directory + "/" + EventLogSQLite.fileName
        guard FileManager.default.fileExists(atPath: path) else {
            throw LogFault(.io, "there is no log in \(directory); name the data directory of the server with --data")
        }
        var configuration = Configuration()
        configuration.readonly = true
        configuration.busyMode = .timeout(Self.patienceSeconds)
        do {
            database = try DatabaseQueue(path: path, configuration: configuration)
            try database.read { [path] in try LogSchema.check($0, path: path) }
        } catch {
            throw LogFault.from(error, path: path)
        }
    }

    func read<Value>(_ query: (Database) throws -> Value) throws -> Value {
        do {
            return try database.read(query)
        } catch {
            throw LogFault.from(error, path: path)
        }
    }
}
