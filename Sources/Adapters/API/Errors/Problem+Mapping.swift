import Access
import Accounts
import Attachments
import CameraGateway
import DroneGateway
import EventLog
import HTTPTypes
import Incidents
import Keys
import Logging
import NIOCore
import Readings
import Sensing
import SensorThings

extension Problem {
    /// The problem that a thrown error becomes. Faults and bugs are logged; only their nature goes to the client.
    static func from(_ error: any Error, logger: Logger) -> Problem {
        switch error {
        case let problem as Problem: problem
        case let decoding as DecodingError: Problem(decoding: decoding)
        case let refusal as Refusal: Problem(refusal)
        case let refusal as ReadingRefusal: Problem(refusal)
        case let refusal as SensorThingsRefusal: Problem(refusal)
        case let reason as Decision.Reason: Problem(reason)
        case let fault as AccountFault: Problem.from(fault, logger: logger)
        case let refusal as LogRefusal: Problem(refusal)
        case let fault as LogFault: Problem.fault(fault.kind.rawValue, message: fault.message, logger: logger)
        case let fault as ReadingFault: Problem.fault(fault.kind.rawValue, message: fault.message, logger: logger)
        case let fault as AttachmentFault: Problem.fault(fault.kind.rawValue, message: fault.message, logger: logger)
        case let fault as CameraFault: Problem(fault)
        case let fault as DroneFault: Problem(fault)
        case let fault as KeyFault: Problem.from(fault, logger: logger)
        case is CancellationError: .overloaded
        default: .unknown(error, logger: logger)
        }
    }

    private init(_ refusal: LogRefusal) {
        switch refusal {
        case .wrongVersion(_, let expected, let actual):
            self = .movedOn(expected: expected, actual: actual)
        case .duplicateCommand:
            self = Problem(
                .conflict, code: "command.duplicate", title: "Already done",
                detail: "A command with this id has already acted. Read the result of the first one; use a new id for a new command.", field: "id")
        }
    }

    static func movedOn(expected: Int64, actual: Int64) -> Problem {
        Problem(
            .conflict, code: "version.moved-on", title: "Somebody was faster",
            detail: "You decided on version \(expected), the current version is \(actual). Read it again and decide anew.", field: "expectedVersion")
    }

    /// A fault of the world: logged with its message, told by its kind.
    static func fault(_ kind: String, message: String, logger: Logger) -> Problem {
        logger.error("\(message)", metadata: ["fault": "\(kind)"])
        let told: (code: String, detail: String) =
            switch kind {
            case "diskFull": ("store.disk-full", "The disk of the server is full. Free space, then send this again; \(repeated)")
            case "locked": ("store.locked", "Another program holds the server's database. Send this again; \(repeated)")
            case "corrupt": ("store.corrupt", "The server's database is damaged. This is not done; tell the administrator.")
            case "overloaded", "subscriberTooSlow": ("store.overloaded", "The server cannot write fast enough. Send this again; \(repeated)")
            default: ("store.failed", "The server cannot write at the moment. Send this again; \(repeated)")
            }
        return Problem(.serviceUnavailable, code: told.code, title: "The store does not work", detail: told.detail, retryAfterSeconds: 2)
    }

    /// A reading may lie in its store already when what it means could not be written: it was never answered, and is not kept twice.
    private static let repeated = "it does not count as done, and no part of it is done twice."

    private static func from(_ fault: KeyFault, logger: Logger) -> Problem {
        switch fault {
        case .erased:
            Problem(.gone, code: "person.erased", title: "Erased", detail: "These fields, or this picture, have been erased for good.")
        case .damaged(let message):
            .fault("corrupt", message: message, logger: logger)
        case .failed(let message):
            .fault("io", message: message, logger: logger)
        }
    }

    /// A bug or something nobody foresaw: the client gets a number that the log explains.
    private static func unknown(_ error: any Error, logger: Logger) -> Problem {
        let number = UInt64.random(in: 1...UInt64.max)
        let id = String(number, radix: 36)
        logger.error("a request failed", metadata: ["error": "\(error)", "id": "\(id)"])
        return Problem(
            .internalServerError, code: "server.failed", title: "The server made a mistake",
            detail: "Try once more; if it stays, give the administrator the number \(id).")
    }
}
