import GRDB

/// The world failed: the file, the disk or the machine. The message says which file and what to do.
public enum AccountFault: Error, Hashable, Sendable, CustomStringConvertible {
    case locked(file: String)
    case corrupt(file: String, detail: String)
    case diskFull(file: String)
    case unusable(file: String, detail: String)
    /// More people log in at once than the machine can check passwords for; worth trying again.
    case busy
    /// The machine has too little free memory for one password check.
    case outOfMemory

    public var description: String {
        switch self {
        case .locked(let file): "\(file) is locked by another process; end it or try again"
        case .corrupt(let file, let detail): "\(file) is damaged (\(detail)); restore it from a backup, or move it away and add the accounts again"
        case .diskFull(let file): "the disk that holds \(file) is full; free some space, nothing already stored is lost"
        case .unusable(let file, let detail): "\(file) cannot be used (\(detail)); check that the folder exists and is writable"
        case .busy: "too many people are logging in at this moment; try again in a few seconds"
        case .outOfMemory: "not enough free memory to check a password (64 MiB are needed)"
        }
    }

    init(_ error: DatabaseError, file: String) {
        let detail = error.message ?? error.resultCode.description
        switch error.resultCode {
        case .SQLITE_BUSY, .SQLITE_LOCKED: self = .locked(file: file)
        case .SQLITE_CORRUPT, .SQLITE_NOTADB: self = .corrupt(file: file, detail: detail)
        case .SQLITE_FULL: self = .diskFull(file: file)
        default: self = .unusable(file: file, detail: detail)
        }
    }
}
