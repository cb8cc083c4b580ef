import Foundation
import Readings
import Testing

@testable import ReadingsSQLite

@Suite("The file of the rules' memory")
struct RuleMemoryFileTests {
    @Test("what was saved last is loaded; before the first time there is nothing; the file is its owner's alone")
    func saving() async throws {
        let directory = FileManager.default.temporaryDirectory.appending(path: "bayu-rule-memory-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: directory) }  // swallowed because a test's folder may stay behind
        let file = RuleMemoryFile(directory: directory.path)
        #expect(try await file.load() == nil)
        try await file.save([1, 2, 3])
        try await file.save([4, 5])
        #expect(try await file.load() == [4, 5])
        let path = directory.appending(path: RuleMemoryFile.fileName).path
        let rights = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
        #expect(rights == 0o600)
    }

    @Test("a folder that is gone is a fault that says what it means")
    func gone() async throws {
        let file = RuleMemoryFile(directory: "/nowhere/at/all")
        await #expect(throws: ReadingFault.self) { try await file.save([1]) }
    }
}
