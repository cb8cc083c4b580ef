import Foundation
import GRDB
import Keys

extension KeysSQLite {
    /// `BKEY` in ASCII: another program's database is refused instead of being written to.
    static let applicationID: Int32 = 0x424B_4559
    /// How long an open waits for another process to let go of the file.
    static let patienceSeconds = 2.0

    /// Opens the keys in `directory`, making both when they are not there; only the server's account may read them.
    public static func open(directory: String) throws -> KeysSQLite {
        let path = directory + "/" + fileName
        do {
            try FileManager.default.createDirectory(
                atPath: directory, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
            try makeFile(path)
            let database = try DatabaseQueue(path: path, configuration: configuration())
            try database.writeWithoutTransaction { try prepare($0, path: path) }
            return KeysSQLite(database: database, path: path)
        } catch let fault as KeyFault {
            throw fault
        } catch {
            throw KeyFault.failed("\(path) cannot be opened (\(error)); check the file and the rights on the directory")
        }
    }

    /// The file is made before SQLite opens it, so that at no moment anybody else can; its journals take over the rights.
    private static func makeFile(_ path: String) throws {
        let file = Foundation.open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard file >= 0 else {
            throw KeyFault.failed("\(path) cannot be opened (\(String(cString: strerror(errno)))); check the rights on the directory")
        }
        defer { Foundation.close(file) }
        guard fchmod(file, 0o600) == 0 else {
            throw KeyFault.failed("\(path) cannot be kept from other accounts (\(String(cString: strerror(errno)))); check who owns it")
        }
    }

    private static func configuration() -> Configuration {
        var configuration = Configuration()
        configuration.label = "person-keys"
        configuration.busyMode = .timeout(patienceSeconds)
        configuration.prepareDatabase { db in
            // EXTRA also makes the removal of the journal durable: a power cut must not bring a destroyed key back.
            try db.execute(sql: "PRAGMA journal_mode = DELETE; PRAGMA synchronous = EXTRA; PRAGMA secure_delete = ON")
        }
        return configuration
    }

    private static func prepare(_ db: Database, path: String) throws {
        if try Int.fetchOne(db, sql: "SELECT count(*) FROM sqlite_schema") == 0 {
            try db.inTransaction(.immediate) {
                try db.execute(sql: KeyRows.sql)
                try db.execute(sql: "PRAGMA application_id = \(applicationID)")
                return .commit
            }
        }
        guard try Int32.fetchOne(db, sql: "PRAGMA application_id") == applicationID else {
            throw KeyFault.failed("\(path) is a database, but not the keys of Bayu; name the right directory with --data")
        }
    }
}
