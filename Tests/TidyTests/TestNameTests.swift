import Testing

@Suite("Tests are named by sentences")
struct TestNameTests {
    private func found(_ text: String) -> Int { TestNameRules.unnamed(in: SwiftFile(path: "Tests/A.swift", text: text)).count }

    @Test("a test without a sentence is found")
    func unnamed() {
        #expect(found("@Test func a() {}") == 1)
        #expect(found("@Test(arguments: [1]) func a() {}") == 1)
        #expect(found("@Test(\"append\") func a() {}") == 1)
    }

    @Test("a sentence may stand on the next line")
    func named() {
        #expect(found("@Test(\n  \"a lost line is found\",\n arguments: [1]) func a() {}") == 0)
    }

    @Test("every test of the tree is named by a sentence")
    func tree() throws {
        let files = try SwiftTree.files(in: "Tests")
        #expect(files.flatMap(TestNameRules.sentences).count > 10)
        let found = files.flatMap(TestNameRules.unnamed)
        expectNone(found)
    }
}
