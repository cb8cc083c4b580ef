import GRDB
import Readings

extension ReadingFault {
    /// What SQLite reported, as a fault that says where it happened and what to do. Everything else passes through.
    static func from(_ error: any Error, path: String) -> any Error {
        guard let error = error as? DatabaseError else { return error }
        let said = "SQLite \(error.extendedResultCode.rawValue): \(error.message ?? "no message")"
        switch error.resultCode {
        case .SQLITE_FULL:
            return ReadingFault(.diskFull, "no room left to write \(path) (\(said)); free some space, then send the readings again")
        case .SQLITE_BUSY, .SQLITE_LOCKED:
            return ReadingFault(.locked, "another program is writing to \(path) (\(said)); stop it and send the readings again")
        case .SQLITE_CORRUPT, .SQLITE_NOTADB:
            return ReadingFault(.corrupt, "\(path) is damaged (\(said)); keep the file and restore a copy")
        default:
            return ReadingFault(.io, "\(path) could not be read or written (\(said)); check the disk and the rights on the directory")
        }
    }
}
