import EventLog
import Foundation
import Synchronization

/// Keeps every other server out of a data directory. The system lets go of it when the process ends, however it ends.
final class LogLock: Sendable {
    private let descriptor: Mutex<Int32>

    init(directory: String) throws {
        let path = directory + "/log.lock"
        let file = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard file >= 0 else {
            throw LogFault(.io, "\(path) cannot be opened (\(String(cString: strerror(errno)))); check the rights on the directory")
        }
        guard flock(file, LOCK_EX | LOCK_NB) == 0 else {
            let isTaken = errno == EWOULDBLOCK
            let reason = String(cString: strerror(errno))
            Foundation.close(file)
            guard isTaken else { throw LogFault(.io, "\(path) cannot be locked (\(reason)); the data directory must be on a local disk") }
            throw LogFault(.locked, "another Bayu is using the data directory \(directory); stop it, or name another directory with --data")
        }
        descriptor = Mutex(file)
    }

    func release() {
        descriptor.withLock { file in
            guard file >= 0 else { return }
            // A child that is being started right now has a copy of the descriptor until it becomes its own program; closing ours alone would
            // leave the lock with it for that moment.
            _ = flock(file, LOCK_UN)
            Foundation.close(file)
            file = -1
        }
    }

    deinit { release() }
}
