import EventLog
import GRDB

extension LogFault {
    /// What SQLite reported, as a fault that says where it happened and what to do. Everything else passes through.
    static func from(_ error: any Error, path: String) -> any Error {
        if let error = error as? RowDecodingError {
            return LogFault(.corrupt, "\(path) holds a value that Bayu never writes (\(error)); run `bayu verify-log`, and restore a copy")
        }
        guard let error = error as? DatabaseError else { return error }
        let said = "SQLite \(error.extendedResultCode.rawValue): \(error.message ?? "no message")"
        switch error.resultCode {
        case .SQLITE_FULL:
            return LogFault(.diskFull, "no room left to write \(path) (\(said)); free some space, then the log can go on")
        case .SQLITE_BUSY, .SQLITE_LOCKED:
            return LogFault(.locked, "another program is writing to \(path) (\(said)); stop it and start Bayu again")
        case .SQLITE_CORRUPT, .SQLITE_NOTADB:
            return LogFault(
                .corrupt, "\(path) is damaged (\(said)); keep the file, run `bayu verify-log` to see how far it is whole, and restore a copy")
        default:
            return LogFault(.io, "\(path) could not be read or written (\(said)); check the disk and the rights on the directory")
        }
    }
}
