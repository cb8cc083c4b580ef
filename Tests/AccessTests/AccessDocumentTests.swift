import Foundation
import Testing

@testable import Access

@Suite("docs/access-table.md")
struct AccessDocumentTests {
    /// The repository's root, two folders above this file's.
    private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    @Test("the printed access table is the one that decides; BAYU_PRINT_ACCESS_TABLE=1 writes it anew")
    func document() throws {
        let file = Self.root.appendingPathComponent("docs/access-table.md")
        if ProcessInfo.processInfo.environment["BAYU_PRINT_ACCESS_TABLE"] == "1" {
            try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(AccessTable.markdown.utf8).write(to: file)
        }
        let printed = try String(contentsOf: file, encoding: .utf8)
        #expect(printed == AccessTable.markdown, "docs/access-table.md is out of date: run the tests with BAYU_PRINT_ACCESS_TABLE=1")
    }
}
