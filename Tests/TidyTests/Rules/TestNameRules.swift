/// A test is named by a sentence that says what holds.
enum TestNameRules {
    static let wordsMin = 3

    /// The sentences of all tests in a file, with the line of each; a test without one has an empty sentence.
    static func sentences(in file: SwiftFile) -> [(sentence: String, line: Int)] {
        let tokens = file.tokens
        return tokens.indices.dropLast().compactMap { index in
            guard tokens[index].isSign("@"), tokens[index + 1].isWord("Test") else { return nil }
            let next = tokens[(index + 2)...].prefix(2)
            let named = next.first?.isSign("(") == true && next.last?.kind == .string
            return (named ? next.last?.text ?? "" : "", tokens[index].line)
        }
    }

    static func unnamed(in file: SwiftFile) -> [Violation] {
        sentences(in: file).filter { $0.sentence.split(separator: " ").count < wordsMin }.map { test in
            Violation(path: file.path, line: test.line, message: "name the test by a sentence: @Test(\"an acknowledged alert survives a crash\")")
        }
    }
}
