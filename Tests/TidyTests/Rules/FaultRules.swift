/// Nothing that goes wrong is dropped on the floor, and nothing stops the program without saying why.
enum FaultRules {
    static let silentStops: Set<String> = ["fatalError", "preconditionFailure", "assertionFailure"]

    /// `try?` and empty catches, unless a comment beside them says `swallowed because …`.
    static func swallowed(in file: SwiftFile) -> [Violation] {
        let tokens = file.tokens
        return tokens.indices.compactMap { index in
            guard hidesFault(at: index, in: tokens), !file.saysWhySwallowed(near: tokens[index].line) else { return nil }
            let what = tokens[index].isWord("try") ? "try?" : "an empty catch"
            let message = "\(what) hides a fault; handle it, or say beside it: // swallowed because …"
            return Violation(path: file.path, line: tokens[index].line, message: message)
        }
    }

    private static func hidesFault(at index: Int, in tokens: [Token]) -> Bool {
        if tokens[index].isWord("try") {
            return index + 1 < tokens.count && tokens[index + 1].isSign("?") && !TriedQuestion(at: index, in: tokens).isAnswered
        }
        guard tokens[index].isWord("catch"), let open = tokens[index...].firstIndex(where: { $0.isSign("{") }) else { return false }
        return open + 1 < tokens.count && tokens[open + 1].isSign("}")
    }

    static func silentStop(in file: SwiftFile) -> [Violation] {
        let tokens = file.tokens
        return tokens.indices.dropLast(2).compactMap { index in
            guard silentStops.contains(tokens[index].text), tokens[index + 1].isSign("("), tokens[index + 2].isSign(")") else { return nil }
            return Violation(path: file.path, line: tokens[index].line, message: "\(tokens[index].text)() stops the program without saying why")
        }
    }

    /// Only the programs print; everything else logs, or hands its words to whoever asked.
    static func printing(in file: SwiftFile) -> [Violation] {
        guard file.path.hasPrefix("Sources/"), !file.path.hasPrefix("Sources/bayu/") else { return [] }
        let tokens = file.tokens
        return tokens.indices.dropLast().compactMap { index in
            let isMember = index > 0 && (tokens[index - 1].isSign(".") || tokens[index - 1].isWord("func"))
            guard !isMember, ["print", "debugPrint", "dump"].contains(tokens[index].text), tokens[index + 1].isSign("(") else { return nil }
            return Violation(path: file.path, line: tokens[index].line, message: "print( outside the program; log it or return it")
        }
    }
}
