import Foundation
import Synchronization
import Testing

/// A server on this machine that a camera could be: it answers every connection with the same bytes, or with nothing at all.
///
/// Answers are written by a thread of their own, since the tests' own threads wait for `ffmpeg`.
final class Outside: Sendable {
    enum Manner: Sendable {
        /// What is sent to each path, then the end.
        case files([String: [UInt8]], type: String)
        /// The head, and then this again and again with a pause of a tenth of a second.
        case endless(head: String, each: [UInt8])
        /// Takes the connection and says nothing.
        case silent
        /// A status line and no more.
        case status(String)
    }

    let port: UInt16
    private let listener: Int32
    private let manner: Manner
    private let connections = Mutex<[Int32]>([])
    private let requests = Mutex<[String]>([])

    init(_ manner: Manner) throws {
        self.manner = manner
        let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = in_addr_t(0x7F00_0001).bigEndian
        let size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let bound = withUnsafePointer(to: &address) { $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { bind(listener, $0, size) } }
        try #require(bound == 0 && listen(listener, 16) == 0, "no port on this machine: \(errno)")
        var found = sockaddr_in()
        var foundSize = size
        let named = withUnsafeMutablePointer(to: &found) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { getsockname(listener, $0, &foundSize) }
        }
        try #require(named == 0)
        self.listener = listener
        port = UInt16(bigEndian: found.sin_port)
        Thread.detachNewThread { [self] in accept() }
    }

    /// What was asked for so far, as request lines.
    var asked: [String] { requests.withLock { $0 } }

    /// Lets go of the port and of every connection.
    func close() {
        shutdown(listener, Int32(SHUT_RDWR))
        Glibc.close(listener)
        for connection in connections.withLock({ $0 }) { shutdown(connection, Int32(SHUT_RDWR)) }
    }

    private func accept() {
        while true {
            let connection = Glibc.accept(listener, nil, nil)
            guard connection >= 0 else { return }
            connections.withLock { $0.append(connection) }
            Thread.detachNewThread { [self] in
                answer(connection)
                Glibc.close(connection)
            }
        }
    }

    private func answer(_ connection: Int32) {
        var buffer = [UInt8](repeating: 0, count: 8_192)
        let count = recv(connection, &buffer, buffer.count, 0)
        guard count > 0 else { return }
        let line = String(decoding: buffer[..<count], as: UTF8.self).split(separator: "\r\n").first.map(String.init) ?? ""
        requests.withLock { $0.append(line) }
        switch manner {
        case .silent: while recv(connection, &buffer, buffer.count, 0) > 0 {}
        case .status(let status): _ = send(Array("HTTP/1.1 \(status)\r\nContent-Length: 0\r\nConnection: close\r\n\r\n".utf8), connection)
        case .endless(let head, let each):
            guard send(Array(head.utf8), connection) else { return }
            while send(each, connection) { usleep(100_000) }
        case .files(let files, let type):
            let path = line.split(separator: " ").dropFirst().first.map(String.init) ?? ""
            guard let bytes = files[path] else {
                _ = send(Array("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n".utf8), connection)
                return
            }
            let head = "HTTP/1.1 200 OK\r\nContent-Type: \(type)\r\nContent-Length: \(bytes.count)\r\nConnection: close\r\n\r\n"
            _ = send(Array(head.utf8) + bytes, connection)
        }
    }

    private func send(_ bytes: [UInt8], _ connection: Int32) -> Bool {
        var sent = 0
        while sent < bytes.count {
            let count = bytes[sent...].withUnsafeBytes { Glibc.send(connection, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
            guard count > 0 else { return false }
            sent += count
        }
        return true
    }
}
