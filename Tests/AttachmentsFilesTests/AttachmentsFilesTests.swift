import Attachments
import AttachmentsContract
import City
import Foundation
import Synchronization
import Testing

@testable import AttachmentsFiles

/// A folder of the test's own, gone at its end.
private final class Folder: Sendable {
    let path = FileManager.default.temporaryDirectory.appendingPathComponent("bayu-attachments-\(UUID().uuidString)").path

    init() throws { try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true) }

    deinit {
        do { try FileManager.default.removeItem(atPath: path) } catch { print("\(path) could not be removed: \(error)") }
    }

    /// Every file below, by its path from here.
    var files: [String] {
        (FileManager.default.enumerator(atPath: path)?.compactMap { $0 as? String } ?? []).filter {
            var isFolder: ObjCBool = false
            return FileManager.default.fileExists(atPath: path + "/" + $0, isDirectory: &isFolder) && !isFolder.boolValue
        }
    }
}

@Suite("Attachments as files")
struct AttachmentsFilesTests {
    @Test("the store of files keeps the contract", arguments: AttachmentsContract.clauses)
    func contract(clause: AttachmentsContract.Clause) async throws {
        let folder = try Folder()
        let contract = AttachmentsContract(
            make: { Switched(folder: folder.path) }, fillDisk: { ($0 as? Switched)?.fill() })
        try await clause.check(contract)
    }

    @Test("kept bytes are there after a restart, and what a crash left half written is removed")
    func restart() async throws {
        let folder = try Folder()
        let first = try AttachmentsFiles.open(directory: folder.path, freeBytesMin: 0)
        let digest = try await first.keep(Array("abc".utf8))
        let path = folder.path + "/attachments/ba/" + digest.rawValue
        try Data("ab".utf8).write(to: URL(fileURLWithPath: path + ".x1y2z3" + AttachmentsFiles.partEnding))
        #expect(folder.files.count == 2)
        let second = try AttachmentsFiles.open(directory: folder.path, freeBytesMin: 0)
        #expect(folder.files == ["attachments/ba/" + digest.rawValue])
        #expect(try await second.find(digest) == Array("abc".utf8))
    }

    @Test("a file that was changed is not handed out")
    func changed() async throws {
        let folder = try Folder()
        let store = try AttachmentsFiles.open(directory: folder.path, freeBytesMin: 0)
        let digest = try await store.keep(Array("abc".utf8))
        try Data("abd".utf8).write(to: URL(fileURLWithPath: folder.path + "/attachments/ba/" + digest.rawValue))
        let fault = await #expect(throws: AttachmentFault.self) { try await store.find(digest) }
        #expect(fault?.kind == .corrupt && fault?.message.contains(digest.rawValue) == true)
    }

    @Test("only the server's account may read the folder and its files")
    func rights() async throws {
        let folder = try Folder()
        let store = try AttachmentsFiles.open(directory: folder.path, freeBytesMin: 0)
        let digest = try await store.keep(Array("abc".utf8))
        for path in ["/attachments", "/attachments/ba", "/attachments/ba/" + digest.rawValue] {
            let rights = try FileManager.default.attributesOfItem(atPath: folder.path + path)[.posixPermissions] as? Int
            #expect(rights.map { $0 & 0o077 } == 0, "\(path)")
        }
    }

    @Test("of many that keep the same bytes at once, all are told the same name and one file is there")
    func concurrent() async throws {
        let folder = try Folder()
        let store = try AttachmentsFiles.open(directory: folder.path, freeBytesMin: 0)
        let bytes = [UInt8](repeating: 5, count: 100_000)
        let names = try await withThrowingTaskGroup(of: AttachmentDigest.self) { group in
            for _ in 0..<16 { group.addTask { try await store.keep(bytes) } }
            var names: Set<AttachmentDigest> = []
            for try await name in group { names.insert(name) }
            return names
        }
        #expect(names.count == 1 && folder.files.count == 1)
    }

    @Test("a folder that cannot be made is named with what to do")
    func unusable() throws {
        let folder = try Folder()
        try Data().write(to: URL(fileURLWithPath: folder.path + "/attachments"))
        let fault = #expect(throws: AttachmentFault.self) { try AttachmentsFiles.open(directory: folder.path) }
        #expect(fault?.message.contains("attachments") == true)
    }
}

/// The store of files on a disk that can fill up: it is opened anew with more room asked for than any disk has.
private final class Switched: Attachments {
    private let folder: String
    private let isFull = Mutex(false)

    init(folder: String) { self.folder = folder }

    func fill() { isFull.withLock { $0 = true } }

    private func store() throws -> AttachmentsFiles {
        try AttachmentsFiles.open(directory: folder, freeBytesMin: isFull.withLock(\.self) ? .max / 2 : 0)
    }

    func keep(_ bytes: [UInt8]) async throws -> AttachmentDigest { try await store().keep(bytes) }
    func find(_ digest: AttachmentDigest) async throws -> [UInt8]? { try await store().find(digest) }
    func remove(_ digest: AttachmentDigest) async throws -> Bool { try await store().remove(digest) }
}
