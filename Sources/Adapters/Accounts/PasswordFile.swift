import Foundation

/// Reads a password from a file, so that it never stands in a command line.
public enum PasswordFile {
    /// More than the longest password with a line end, so that a wrong path is noticed.
    static let bytesMax = PasswordHasher.bytesMax + 2

    /// Why the file is not taken.
    public enum Refusal: Error, Hashable, Sendable, CustomStringConvertible {
        case unreadable(path: String, detail: String)
        case othersCanRead(path: String)
        case tooLong(path: String)
        case empty(path: String)
        case notText(path: String)

        public var description: String {
            switch self {
            case .unreadable(let path, let detail): "\(path) cannot be read (\(detail))"
            case .othersCanRead(let path): "\(path) can be read by everybody on this machine; run: chmod 600 \(path)"
            case .tooLong(let path): "\(path) is too long for a password: at most \(PasswordHasher.bytesMax) bytes in one line"
            case .empty(let path): "\(path) is empty; write the password into its first line"
            case .notText(let path): "\(path) must be one line of UTF-8 text"
            }
        }
    }

    /// The one line of the file, without its line end.
    public static func read(_ path: String) throws -> String {
        let descriptor = Glibc.open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw Refusal.unreadable(path: path, detail: String(cString: strerror(errno))) }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw Refusal.unreadable(path: path, detail: String(cString: strerror(errno))) }
        // A pipe such as /dev/stdin or <(…) belongs to the caller; only a file on disk can be left open to others.
        let isFile = status.st_mode & S_IFMT == S_IFREG
        if isFile && status.st_mode & S_IROTH != 0 { throw Refusal.othersCanRead(path: path) }
        let bytes = try readAll(descriptor, path)
        guard bytes.count <= bytesMax else { throw Refusal.tooLong(path: path) }
        guard let text = String(validating: bytes, as: UTF8.self) else { throw Refusal.notText(path: path) }
        let line = text.hasSuffix("\r\n") || text.hasSuffix("\n") ? String(text.dropLast()) : text
        guard !line.contains(where: \.isNewline) else { throw Refusal.notText(path: path) }
        guard !line.isEmpty else { throw Refusal.empty(path: path) }
        return line
    }

    private static func readAll(_ descriptor: Int32, _ path: String) throws -> [UInt8] {
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: bytesMax + 1)
        while bytes.count <= bytesMax {
            let count = Glibc.read(descriptor, &buffer, buffer.count)
            guard count >= 0 else { throw Refusal.unreadable(path: path, detail: String(cString: strerror(errno))) }
            guard count > 0 else { break }
            bytes += buffer.prefix(count)
        }
        return bytes
    }
}
