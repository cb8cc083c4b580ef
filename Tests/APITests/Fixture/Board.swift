import Foundation
import NIOCore
import Synchronization

@testable import API

/// A board without a connection: keeps what it is given, and can be made to take nothing.
final class Board: Sendable {
    private let taken = Mutex("")
    private let writable = Mutex(true)
    private let closed = Mutex(false)

    var outlet: BoardOutlet {
        BoardOutlet(
            loop: nil, isWritable: { self.writable.withLock { $0 } },
            write: { chunk in self.taken.withLock { $0 += String(buffer: chunk.body) } }, close: { self.closed.withLock { $0 = true } })
    }

    var isClosed: Bool { closed.withLock { $0 } }
    func stop() { writable.withLock { $0 = false } }
    func goOn() { writable.withLock { $0 = true } }

    /// What has come since the last call, heartbeats left out unless they are asked for.
    func heard(heartbeats: Bool = false) -> String {
        let text = taken.withLock { text in
            defer { text = "" }
            return text
        }
        let events = text.components(separatedBy: "\n\n").filter { !$0.isEmpty && (heartbeats || !$0.contains("event: heartbeat")) }
        return events.map { $0 + "\n\n" }.joined()
    }
}
