import Testing

@Suite("Names say what is inside")
struct NameTests {
    @Test("a folder, a file or a type that is named by an empty word is found")
    func bannedNames() {
        #expect(NameRules.bannedPath("Sources/Core/Alert.swift").count == 1)
        #expect(NameRules.bannedPath("Sources/City/EventLogManager.swift").count == 1)
        let file = SwiftFile(path: "A.swift", text: "struct AlertHelper {}\nenum Utils {}")
        #expect(NameRules.bannedTypes(file).map(\.line) == [1, 2])
    }

    @Test("a word that only contains such a word is left alone")
    func innocentNames() {
        #expect(NameRules.bannedPath("Sources/City/Score.swift") == [])
        #expect(NameRules.bannedTypes(SwiftFile(path: "A.swift", text: "struct Commons { let manager = FileManager.default }")) == [])
    }

    @Test("no path or type of the tree is named by an empty word")
    func tree() throws {
        let paths = try Repository.here.get().paths
        let found = paths.flatMap(NameRules.bannedPath) + (try SwiftTree.here.get().files.flatMap(NameRules.bannedTypes))
        expectNone(found)
    }
}
