/// A Swift file as the rules see it: its path in the repository, its lines, its tokens and its comments.
struct SwiftFile {
    let path: String
    let lines: [String]
    let tokens: [Token]
    let comments: [Int: String]

    init(path: String, text: String) {
        self.path = path
        lines = splitLines(text)
        let lexer = SwiftLexer(text)
        tokens = lexer.tokens
        comments = lexer.comments
    }

    /// The functions, initializers and subscripts that have a body.
    var functions: [FunctionSpan] { FunctionSpan.all(in: tokens) }

    /// Whether the file lies under one of these folders.
    func lies(in folders: [String]) -> Bool { folders.contains { path.hasPrefix($0 + "/") } }

    /// The names declared with one of these keywords, with their lines.
    func names(declaredWith keywords: Set<String>) -> [(name: String, line: Int)] {
        zip(tokens, tokens.dropFirst()).compactMap { keyword, name in
            guard keyword.kind == .word, keywords.contains(keyword.text), name.kind == .word else { return nil }
            return (name.text, name.line)
        }
    }

    /// Whether somebody wrote on this line, or on the line above it, why a fault is swallowed there.
    func saysWhySwallowed(near line: Int) -> Bool {
        (line - 1...line).contains { comments[$0]?.contains("swallowed because") ?? false }
    }
}

/// Lines without their ends; a newline that closes the text does not begin another line.
func splitLines(_ text: String) -> [String] {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    if lines.last == "" { lines.removeLast() }
    return lines
}
