/// A `try?`, and whether the code around it deals with the fault after all.
struct TriedQuestion {
    private let tokens: [Token]
    private let index: Int

    init(at index: Int, in tokens: [Token]) {
        self.tokens = tokens
        self.index = index
    }

    var isAnswered: Bool { guardSaysWhatElse || ifHasElse || asksOnlyWhetherItWorks }

    /// `guard let a = try? b() else { throw c }`, or a way out that gives back something that says so.
    private var guardSaysWhatElse: Bool {
        guard opensWith("guard"), let otherwise = tokens[index...].firstIndex(where: { $0.isWord("else") }) else { return false }
        let way = tokens[otherwise...].dropFirst(2).prefix(2).map(\.text)
        return way.first == "throw" || (way.first == "return" && !["}", "nil", "false"].contains(way.last))
    }

    /// `if let a = try? b() { … } else { … }`: both outcomes have a branch.
    private var ifHasElse: Bool {
        guard opensWith("if"), let open = tokens[index...].firstIndex(where: { $0.isSign("{") }), let close = match(open, "{", "}") else {
            return false
        }
        return close + 1 < tokens.count && tokens[close + 1].isWord("else")
    }

    /// `(try? b()) != nil`
    private var asksOnlyWhetherItWorks: Bool {
        guard index > 0, tokens[index - 1].isSign("("), let close = match(index - 1, "(", ")") else { return false }
        let after = tokens[(close + 1)...].prefix(3).map(\.text)
        return after == ["!", "=", "nil"] || after == ["=", "=", "nil"]
    }

    private func opensWith(_ keyword: String) -> Bool {
        let opening = tokens[..<index].lastIndex { $0.isSign("{") || $0.isSign("}") || $0.isWord("guard") || $0.isWord("if") }
        return opening.map { tokens[$0].isWord(keyword) } ?? false
    }

    private func match(_ start: Int, _ open: String, _ close: String) -> Int? {
        var depth = 0
        for place in start..<tokens.count {
            if tokens[place].isSign(open) { depth += 1 }
            if tokens[place].isSign(close) { depth -= 1 }
            if depth == 0 { return place }
        }
        return nil
    }
}
