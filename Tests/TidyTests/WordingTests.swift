import Testing

@Suite("Words that do not belong in the repository")
struct WordingTests {
    @Test("work put off in a comment is found, in Swift and elsewhere")
    func postponed() {
        #expect(WordingRules.postponed(in: SwiftFile(path: "A.swift", text: "let a = 1 // TO" + "DO: better")).count == 1)
        #expect(WordingRules.postponed(in: SwiftFile(path: "A.swift", text: "let a = \"TO" + "DO\"")) == [])
        #expect(WordingRules.postponed(path: "a.js", text: "one\n// FIX" + "ME").map(\.line) == [2])
    }

    @Test("the path of a machine and the host of a registry are found")
    func machineTraces() {
        #expect(WordingRules.machineTraces(path: "a.md", text: "see\n/wo" + "rk/main").map(\.line) == [2])
        #expect(WordingRules.machineTraces(path: "a.sh", text: "pip install -i https://pypi" + ".org/simple x").count == 1)
    }

    @Test("a path that only ends like a machine's is left alone")
    func innocentPaths() {
        #expect(WordingRules.machineTraces(path: "a.md", text: "docs/network/wo" + "rk/plan.md") == [])
    }

    @Test("no text of the tree puts work off or names a machine")
    func tree() throws {
        let swift = try SwiftTree.here.get().files.flatMap(WordingRules.postponed)
        let texts = try Repository.here.get().textFiles()
        let scripts = texts.filter { [".js", ".mjs", ".py", ".sh", ".css", ".html"].contains(where: $0.path.hasSuffix) }
        let found = swift + scripts.flatMap(WordingRules.postponed) + texts.flatMap(WordingRules.machineTraces)
        expectNone(found)
    }
}
