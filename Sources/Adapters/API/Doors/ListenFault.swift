import Foundation
import NIOCore

/// Why a server could not listen, in words that an operator can act on.
public enum ListenFault {
    /// Nil when the error is about something else.
    public static func explain(_ error: any Error, bind: String, port: Int) -> String? {
        guard let error = error as? IOError else { return nil }
        switch error.errnoCode {
        case EADDRINUSE: return "Port \(port) at \(bind) is in use by another program. Stop that one, or name another with --port."
        case EACCES: return "This account may not listen on port \(port). Name one above 1023 with --port, or put a proxy before the server."
        case EADDRNOTAVAIL: return "\(bind) is no address of this machine. Name one of its own with --bind, or leave it out for 127.0.0.1."
        default: return nil
        }
    }
}
