import Testing

@Suite("Pure targets own no clock, no chance and no thread")
struct PurityTests {
    private func found(_ text: String, in path: String = "Sources/Domain/City/A.swift") -> Int {
        PurityRules.violations(in: SwiftFile(path: path, text: text)).count
    }

    @Test(
        "each thing that reaches outside is found in a pure target",
        arguments: [
            "let now = Date()", "let now = Date.now", "let id = UUID()", "let n = Int.random(in: 1...6)", "let c = list.randomElement()",
            "Task { go() }", "Task.detached { go() }", "func wait() async {}", "let a = await b()", "let f = FileManager.default",
            "import FoundationNetworking", "let clock = ContinuousClock()",
        ])
    func reachesOutside(_ text: String) {
        #expect(found(text) == 1)
    }

    @Test(
        "the domain's own task, a given date and a word in a comment are left alone",
        arguments: ["struct Task {}", "func next() -> Task { first }", "Task.Identifier", "let d = Date(timeIntervalSince1970: 0)", "// Date()"])
    func leftAlone(_ text: String) {
        #expect(found(text) == 0)
    }

    @Test("ports and operations may wait, but own no clock")
    func portsMayWait() {
        #expect(found("func append() async throws", in: "Sources/Ports/EventLog/A.swift") == 0)
        #expect(found("let now = Date()", in: "Sources/Operations/A.swift") == 1)
        #expect(found("let now = Date()", in: "Sources/Adapters/API/A.swift") == 0)
    }

    @Test("no pure target of the tree reaches outside")
    func tree() throws {
        let files = try SwiftTree.files(in: "Sources/Domain", "Sources/Hazards", "Sources/Ports", "Sources/Operations")
        #expect(files.count > 10)
        let found = files.flatMap(PurityRules.violations)
        expectNone(found)
    }
}
