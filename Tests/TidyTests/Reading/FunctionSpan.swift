/// Where a function begins and ends: from its declaration to its closing brace.
struct FunctionSpan: Equatable {
    var name: String
    var firstLine: Int
    var lastLine: Int

    var lineCount: Int { lastLine - firstLine + 1 }

    static func all(in tokens: [Token]) -> [FunctionSpan] {
        tokens.indices.compactMap { span(at: $0, in: tokens) }
    }

    private static func span(at index: Int, in tokens: [Token]) -> FunctionSpan? {
        guard startsFunction(at: index, in: tokens), let open = bodyStart(after: index, in: tokens) else { return nil }
        let name = tokens[index].text == "func" ? tokens[index + 1].text : tokens[index].text
        return FunctionSpan(name: name, firstLine: tokens[index].line, lastLine: closingLine(of: open, in: tokens))
    }

    private static func startsFunction(at index: Int, in tokens: [Token]) -> Bool {
        let token = tokens[index]
        guard token.kind == .word, index + 1 < tokens.count else { return false }
        if index > 0, tokens[index - 1].isSign(".") || tokens[index - 1].isSign("`") { return false }
        switch token.text {
        case "func": return true
        case "init": return ["(", "<", "?", "!"].contains(tokens[index + 1].text)
        case "subscript": return ["(", "<"].contains(tokens[index + 1].text)
        case "deinit": return tokens[index + 1].isSign("{")
        default: return false
        }
    }

    private static let declarations: Set<String> = [
        "func", "var", "let", "init", "deinit", "subscript", "case", "associatedtype", "typealias", "struct", "class", "enum", "actor", "extension",
        "protocol", "static", "mutating", "public", "package", "private", "fileprivate", "internal", "nonisolated", "override",
    ]

    /// The brace that opens the body. A protocol's requirement has none: there another declaration, or the protocol's end, comes first.
    private static func bodyStart(after index: Int, in tokens: [Token]) -> Int? {
        var depth = 0
        for next in (index + 1)..<tokens.count {
            let token = tokens[next]
            if token.kind == .sign {
                if token.text == "(" || token.text == "[" { depth += 1 }
                if token.text == ")" || token.text == "]" { depth -= 1 }
                if depth == 0 && token.text == "{" { return next }
                if depth == 0 && token.text == "}" { return nil }
            }
            let beginsLine = token.line > tokens[next - 1].line
            if depth == 0 && beginsLine && (declarations.contains(token.text) || token.isSign("@")) { return nil }
        }
        return nil
    }

    private static func closingLine(of open: Int, in tokens: [Token]) -> Int {
        var depth = 0
        for token in tokens[open...] where token.kind == .sign {
            if token.text == "{" { depth += 1 }
            if token.text == "}" { depth -= 1 }
            if depth == 0 { return token.line }
        }
        return tokens.last?.line ?? 0
    }
}
