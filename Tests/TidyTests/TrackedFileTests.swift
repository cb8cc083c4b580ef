import Testing

@Suite("What lies in the repository")
struct TrackedFileTests {
    @Test("what a build makes is found among the tracked files")
    func misplaced() {
        #expect(TrackedFileRules.misplaced(".build/release/bayu").count == 1)
        #expect(TrackedFileRules.misplaced("Package.resolved").count == 1)
        #expect(TrackedFileRules.misplaced("Sources/bayu/Build.swift") == [])
    }

    @Test("a file above the limit is found, one at the limit is not")
    func tooLarge() {
        #expect(TrackedFileRules.tooLarge("a.csv", bytes: TrackedFileRules.bytesMax + 1).count == 1)
        #expect(TrackedFileRules.tooLarge("a.csv", bytes: TrackedFileRules.bytesMax) == [])
    }

    @Test("the tree holds nothing built and nothing large without a reason")
    func tree() throws {
        let repository = try Repository.here.get()
        let found = try repository.paths.flatMap { path in
            TrackedFileRules.misplaced(path) + TrackedFileRules.tooLarge(path, bytes: try repository.size(of: path))
        }
        expectNone(found)
    }
}
