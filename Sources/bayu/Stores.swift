import Accounts
import Attachments
import AttachmentsFiles
import City
import EventLog
import EventLogSQLite
import Foundation
import KeysSQLite
import Readings
import ReadingsSQLite

/// The stores of one data directory, opened together and closed together.
struct Stores {
    let log: EventLogSQLite
    let keys: KeysSQLite
    let attachments: AttachmentsFiles
    let readings: ReadingsSQLite
    let ruleMemory: RuleMemoryFile
    let accounts: AccountStore

    /// Opens everything, or ends the command with the reason.
    init(directory: String) throws {
        do {
            log = try EventLogSQLite.open(directory: directory)
            keys = try KeysSQLite.open(directory: directory)
            attachments = try AttachmentsFiles.open(directory: directory)
            readings = try ReadingsSQLite.open(directory: directory)
            ruleMemory = RuleMemoryFile(directory: directory)
            accounts = try AccountStore.open(directory: directory)
        } catch let fault as LogFault {
            throw Terminal.fail(fault.message)
        } catch let fault as AttachmentFault {
            throw Terminal.fail(fault.message)
        } catch let fault as ReadingFault {
            throw Terminal.fail(fault.message)
        } catch {
            throw Terminal.fail("The data directory \(directory) cannot be opened: \(error)")
        }
    }
}
