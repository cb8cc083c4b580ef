import Attachments
import Foundation

/// One file of the store, by the calls of POSIX, since only these say when something is on the disk (`fsync`).
enum AttachmentFile {
    /// Under another name first; the name that is looked for appears when all bytes are on the disk.
    static func write(_ bytes: [UInt8], to path: String, in shelf: String) throws {
        var part = Array((path + ".XXXXXX" + AttachmentsFiles.partEnding).utf8CString)
        let file = mkstemps(&part, Int32(AttachmentsFiles.partEnding.utf8.count))
        guard file >= 0 else { throw fault("\(path) cannot be made") }
        do {
            defer { close(file) }
            try write(bytes, into: file, path)
            guard fsync(file) == 0 else { throw fault("\(path) cannot be brought to the disk") }
        } catch {
            unlink(part)
            throw error
        }
        guard rename(part, path) == 0 else {
            let fault = fault("\(path) cannot be named")
            unlink(part)
            throw fault
        }
        try sync(folder: shelf)
    }

    private static func write(_ bytes: [UInt8], into file: Int32, _ path: String) throws {
        try bytes.withUnsafeBytes { buffer in
            var done = 0
            while done < buffer.count {
                let count = Foundation.write(file, buffer.baseAddress?.advanced(by: done), buffer.count - done)
                if count < 0, errno == EINTR { continue }
                guard count > 0 else { throw fault("\(path) cannot be written") }
                done += count
            }
        }
    }

    /// Nil when there is no such file.
    static func read(_ path: String) throws -> [UInt8]? {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else {
            if errno == ENOENT { return nil }
            throw fault("\(path) cannot be opened")
        }
        defer { close(file) }
        var status = stat()
        guard fstat(file, &status) == 0 else { throw fault("\(path) cannot be measured") }
        guard status.st_size <= AttachmentBounds.bytesMax else {
            throw AttachmentFault(.corrupt, "\(path) has \(status.st_size) bytes, more than were ever kept there; it is not a file of this store")
        }
        var bytes = [UInt8](repeating: 0, count: Int(status.st_size))
        var done = 0
        while done < bytes.count {
            let (start, rest) = (done, bytes.count - done)
            let count = bytes.withUnsafeMutableBytes { Foundation.read(file, $0.baseAddress?.advanced(by: start), rest) }
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw fault("\(path) cannot be read") }
            if count == 0 { break }
            done += count
        }
        // A file that became shorter meanwhile: its digest will say so.
        return Array(bytes.prefix(done))
    }

    /// False when there was none.
    static func remove(_ path: String) throws -> Bool {
        if unlink(path) == 0 { return true }
        guard errno == ENOENT else { throw fault("\(path) cannot be removed") }
        return false
    }

    static func makeFolder(_ path: String) throws {
        if mkdir(path, 0o700) == 0 || errno == EEXIST { return }
        if errno == ENOENT {
            try FileManager.default.createDirectory(
                atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
            return
        }
        throw fault("\(path) cannot be made")
    }

    /// Brings the names in a folder to the disk.
    static func sync(folder: String) throws {
        let file = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard file >= 0 else { throw fault("\(folder) cannot be opened") }
        defer { close(file) }
        guard fsync(file) == 0 else { throw fault("\(folder) cannot be brought to the disk") }
    }

    /// Free bytes for this account; nil where the disk does not say.
    static func freeBytes(at path: String) -> UInt64? {
        var status = statvfs()
        guard statvfs(path, &status) == 0 else { return nil }
        return UInt64(status.f_bavail) * UInt64(status.f_frsize)
    }

    private static func fault(_ what: String) -> AttachmentFault {
        let code = errno
        let isFull = code == ENOSPC || code == EDQUOT || code == EFBIG
        let advice = isFull ? "free space on the disk" : "check the disk and the rights on the directory"
        return AttachmentFault(isFull ? .diskFull : .io, "\(what) (\(String(cString: strerror(code)))); \(advice)")
    }
}
