import Testing

@Suite("Every file is used")
struct DeadFileTests {
    private let user = SwiftFile(path: "Sources/B.swift", text: "let b = Used()")

    @Test("a file whose type nobody mentions is found")
    func unusedType() {
        let dead = SwiftFile(path: "Sources/A.swift", text: "struct Unused { func go() {} }")
        let used = SwiftFile(path: "Sources/C.swift", text: "struct Used {}")
        let program = SwiftFile(path: "Sources/bayu/D.swift", text: "@main struct D { let b = b }")
        #expect(DeadFileRule.violations(in: [dead, used, user, program]).map(\.path) == ["Sources/A.swift"])
    }

    @Test("a file that is only mentioned in a comment is dead")
    func mentionedInComment() {
        let dead = SwiftFile(path: "Sources/A.swift", text: "struct Unused {}")
        let talker = SwiftFile(path: "Sources/C.swift", text: "// Unused\n@main struct Used { let b = b }")
        #expect(DeadFileRule.violations(in: [dead, talker, user]).map(\.path) == ["Sources/A.swift"])
    }

    @Test("a file that declares nothing is found, one that makes a type fit a protocol is not")
    func emptyFile() {
        let empty = SwiftFile(path: "Sources/A.swift", text: "// later")
        let conformance = SwiftFile(path: "Sources/C.swift", text: "extension Int: Named {}")
        #expect(DeadFileRule.violations(in: [empty, conformance]).map(\.path) == ["Sources/A.swift"])
    }

    @Test("no Swift file of the tree is dead")
    func tree() throws {
        let found = DeadFileRule.violations(in: try SwiftTree.here.get().files)
        expectNone(found)
    }
}
