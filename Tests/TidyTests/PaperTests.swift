import Testing

@Suite("The papers are true to the tree")
struct PaperTests {
    @Test("a link that leads nowhere is found, seen from the paper's folder")
    func brokenLinks() {
        let exists = { (path: String) in path == "docs/promises.md" }
        let text = "[a](promises.md#p1) [b](../README.md)\n[c](https://example.org) [d](#here)"
        #expect(PaperRules.brokenLinks(path: "docs/a.md", text: text, exists: exists).map(\.message) == ["the link to ../README.md leads nowhere"])
    }

    @Test("a gap in the numbers of the decision records is found, and a number given twice")
    func misnumbered() {
        #expect(PaperRules.misnumbered(records: ["docs/decisions/0001-a.md", "docs/decisions/0003-b.md"]).count == 1)
        #expect(PaperRules.misnumbered(records: ["docs/decisions/0001-a.md", "docs/decisions/0001-b.md"]).count == 1)
        #expect(PaperRules.misnumbered(records: ["docs/decisions/0002-b.md", "docs/decisions/0001-a.md"]) == [])
    }

    @Test("a record without its consequences is found")
    func incompleteRecord() {
        #expect(PaperRules.incomplete(record: "a.md", text: "## Context\n## Decision").map(\.message) == ["the record has no '## Consequences'"])
    }

    @Test("a word without Chinese is found in the dictionary")
    func wordsWithoutChinese() {
        let text = "| word | 中文 | meaning |\n|---|---|---|\n| alert | 预警 | a claim |\n| notice |  | a message |"
        #expect(PaperRules.wordsWithoutChinese(path: "d.md", text: text).map(\.line) == [4])
    }

    @Test("a promise that names no test, or a test that is not there, is found")
    func unprovenPromises() {
        let text = "| # | promise | proof |\n|---|---|---|\n| P1 | a | `it holds` |\n| P2 | b | `it is gone` |\n| P3 | c | soon |"
        #expect(PaperRules.unprovenPromises(path: "p.md", text: text, tests: "@Test(\"it holds\")").map(\.line) == [4, 5])
    }

    @Test("every link of the papers leads to a file of the tree")
    func treeLinks() throws {
        let repository = try Repository.here.get()
        let papers = repository.paths(ending: [".md"])
        let found = try papers.flatMap { path in
            PaperRules.brokenLinks(path: path, text: try repository.text(of: path), exists: repository.exists)
        }
        #expect(papers.contains("README.md") && papers.contains("README.zh-CN.md"))
        expectNone(found)
    }

    @Test("the decision records of the tree are numbered without gaps and complete")
    func treeRecords() throws {
        let repository = try Repository.here.get()
        let records = repository.paths(ending: [".md"], under: ["docs/decisions"])
        #expect(!records.isEmpty)
        let found =
            try PaperRules.misnumbered(records: records) + records.flatMap { PaperRules.incomplete(record: $0, text: try repository.text(of: $0)) }
        expectNone(found)
    }

    @Test("every word of the dictionary has its Chinese")
    func treeDictionary() throws {
        let text = try Repository.here.get().text(of: "docs/dictionary.md")
        #expect(PaperRules.tableRows(in: text).count > 20)
        let found = PaperRules.wordsWithoutChinese(path: "docs/dictionary.md", text: text)
        expectNone(found)
    }

    @Test("every promise names a test that is there")
    func treePromises() throws {
        let repository = try Repository.here.get()
        let tests = try repository.paths(ending: [".swift", ".py", ".mjs", ".js"], under: ["Tests"]).map(repository.text(of:)).joined(separator: "\n")
        let text = try repository.text(of: "docs/promises.md")
        let found = PaperRules.unprovenPromises(path: "docs/promises.md", text: text, tests: tests)
        expectNone(found)
    }
}
