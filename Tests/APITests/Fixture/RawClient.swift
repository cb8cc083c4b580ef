import Foundation
import Glibc

/// A socket without any HTTP client over it: what a test sends is what the server gets.
enum RawClient {
    struct Fault: Error {
        let what: String
    }

    /// Sends `request` and reads lines until one holds `text`; fails after ten seconds.
    static func lines(port: Int, request: String, until text: String) async throws -> [String] {
        try await Task.detached {
            let socket = try connect(port)
            defer { close(socket) }
            _ = request.withCString { write(socket, $0, strlen($0)) }
            var received = [UInt8]()
            var chunk = [UInt8](repeating: 0, count: 4096)
            while true {
                let count = read(socket, &chunk, chunk.count)
                guard count > 0 else { throw Fault(what: "the stream ended before \(text): \(String(decoding: received, as: UTF8.self))") }
                received += chunk[..<count]
                let lines = String(decoding: received, as: UTF8.self).split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).map(
                    String.init)
                if lines.dropLast().contains(where: { $0.contains(text) }) { return lines }
            }
        }.value
    }

    /// An open connection on which a test may wait; closed with the value.
    final class Connection: Sendable {
        private let descriptor: Int32
        init(port: Int) throws { descriptor = try RawClient.connect(port) }
        deinit { close(descriptor) }

        func send(_ request: String) { _ = request.withCString { write(descriptor, $0, strlen($0)) } }

        /// What comes within the time: an empty array when the server has closed, nil when it said nothing. The wait has a thread of its
        /// own, for the server under test needs the few that tasks share.
        func hear(withinMilliseconds wait: Int) async -> [UInt8]? {
            await withCheckedContinuation { done in
                Thread.detachNewThread { done.resume(returning: self.read(withinMilliseconds: wait)) }
            }
        }

        func status(withinMilliseconds wait: Int) async -> String? {
            await hear(withinMilliseconds: wait).map { String(decoding: $0, as: UTF8.self).prefix { !$0.isNewline }.description }
        }

        private func read(withinMilliseconds wait: Int) -> [UInt8]? {
            var patience = timeval(tv_sec: wait / 1_000, tv_usec: wait % 1_000 * 1_000)
            setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
            var chunk = [UInt8](repeating: 0, count: 4096)
            let count = Glibc.read(descriptor, &chunk, chunk.count)
            return count < 0 ? nil : Array(chunk[..<count])
        }
    }

    private static func connect(_ port: Int) throws -> Int32 {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var patience = timeval(tv_sec: 10, tv_usec: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(port).bigEndian
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        let answer = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { Glibc.connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) }
        }
        guard answer == 0 else { throw Fault(what: "no connection to \(port)") }
        return descriptor
    }
}
