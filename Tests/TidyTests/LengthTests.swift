import Testing

@Suite("Lengths of files and functions")
struct LengthTests {
    @Test("a file of 501 lines is found, one of 500 is not")
    func fileOverLimit() {
        let files = [(path: "Long.swift", lineCount: 501), (path: "Fine.swift", lineCount: 500)]
        #expect(LengthRules.tooLongFiles(files).map(\.path) == ["Long.swift"])
    }

    @Test("a function of 61 lines is found, one of 60 is not")
    func functionOverLimit() {
        let body = { (lines: Int) in String(repeating: "a()\n", count: lines - 2) }
        let file = SwiftFile(path: "A.swift", text: "func long() {\n\(body(61))}\nfunc fine() {\n\(body(60))}\n")
        #expect(LengthRules.tooLongFunctions(file).map(\.line) == [1])
    }

    @Test("files that are long on the whole are found")
    func spreadOfFiles() {
        #expect(LengthRules.spread(ofFiles: [121, 121, 121]).count == 1)
        #expect(LengthRules.spread(ofFiles: [10, 10, 10, 301, 302]).count == 1)
        #expect(LengthRules.spread(ofFiles: [120, 120, 300]) == [])
    }

    @Test("functions that are long on the whole are found")
    func spreadOfFunctions() {
        #expect(LengthRules.spread(ofFunctions: [5, 26]).count == 1)
        #expect(LengthRules.spread(ofFunctions: Array(repeating: 25, count: 9) + [60]) == [])
    }

    @Test("no Swift or JavaScript file of the tree is too long")
    func treeFiles() throws {
        let repository = try Repository.here.get()
        let files = try repository.paths(ending: [".swift", ".js", ".mjs", ".py"]).map { path in
            (path: path, lineCount: splitLines(try repository.text(of: path)).count)
        }
        #expect(files.count > 10)
        let found = LengthRules.tooLongFiles(files) + LengthRules.spread(ofFiles: try SwiftTree.here.get().files.map(\.lines.count))
        expectNone(found)
    }

    @Test("no Swift function of the tree is too long")
    func treeFunctions() throws {
        let files = try SwiftTree.here.get().files
        let counts = files.flatMap(\.functions).map(\.lineCount)
        #expect(counts.count > 10)
        let found = files.flatMap(LengthRules.tooLongFunctions) + LengthRules.spread(ofFunctions: counts)
        expectNone(found)
    }
}
