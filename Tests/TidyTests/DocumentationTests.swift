import Testing

@Suite("Every public type says what it is")
struct DocumentationTests {
    private func found(_ text: String) -> [Int] {
        DocumentationRules.undocumented(in: SwiftFile(path: "Sources/Domain/City/A.swift", text: text)).map(\.line)
    }

    @Test("a public type without a sentence is found, whatever stands before its keyword")
    func undocumented() {
        #expect(found("import City\npublic struct A {}\n\n@frozen\npublic final class B {}\n// A list.\npublic enum C {}") == [2, 5, 7])
    }

    @Test("a type inside another one is explained by the one it sits in")
    func nested() {
        #expect(found("/// What it is.\npublic struct A {\n    public enum Kind {}\n}") == [])
    }

    @Test("a sentence above the attributes counts")
    func documented() {
        #expect(found("/// What it is.\n@frozen\npublic enum A {}\nstruct Hidden {}\npublic func f() {}") == [])
    }

    @Test("every public type of the tree says what it is")
    func tree() throws {
        let found = try SwiftTree.files(in: "Sources").flatMap(DocumentationRules.undocumented)
        expectNone(found)
    }
}
