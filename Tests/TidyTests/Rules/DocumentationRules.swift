/// Every public type says in a sentence what it is. A type inside another one is explained by the one it sits in.
enum DocumentationRules {
    static let kinds: Set<String> = ["struct", "class", "enum", "actor", "protocol"]
    static let between: Set<String> = ["final", "indirect", "distributed", "nonisolated"]

    static func undocumented(in file: SwiftFile) -> [Violation] {
        let tokens = file.tokens
        return tokens.indices.compactMap { index in
            guard tokens[index].isWord("public"), let name = typeName(after: index, in: tokens) else { return nil }
            let isNested = file.lines[tokens[index].line - 1].first?.isWhitespace ?? false
            guard !isNested, !hasComment(above: tokens[index].line, in: file) else { return nil }
            return Violation(path: file.path, line: tokens[index].line, message: "public type \(name) has no /// sentence that says what it is")
        }
    }

    private static func typeName(after index: Int, in tokens: [Token]) -> String? {
        let rest = tokens[(index + 1)...].drop { between.contains($0.text) }.prefix(2).map(\.text)
        guard rest.count == 2, kinds.contains(rest[0]), !["func", "var", "let"].contains(rest[1]) else { return nil }
        return rest[1]
    }

    private static func hasComment(above line: Int, in file: SwiftFile) -> Bool {
        var above = line - 1
        while above >= 1, file.lines[above - 1].trimmed.hasPrefix("@") { above -= 1 }
        guard above >= 1 else { return false }
        return file.lines[above - 1].trimmed.hasPrefix("///")
    }
}

extension String {
    var trimmed: Substring { drop(while: \.isWhitespace) }
}
