/// What pure targets may not touch: clocks, chance, files, the network, and running things side by side.
enum PurityRules {
    /// Here nothing runs by itself.
    static let pureFolders = ["Sources/Domain", "Sources/Hazards"]
    /// Here things may wait for each other, but time, names and chance are still handed in.
    static let handedInFolders = ["Sources/Ports", "Sources/Operations"]

    static let outsideWords: Set<String> = [
        "FileManager", "FileHandle", "ContinuousClock", "SuspendingClock", "DispatchQueue", "DispatchTime", "ProcessInfo", "URLSession",
        "SystemRandomNumberGenerator", "clock_gettime", "gettimeofday", "getenv", "arc4random",
    ]
    static let outsideImports: Set<String> = ["FoundationNetworking", "Network", "Dispatch", "NIOCore", "NIO", "Hummingbird", "GRDB", "Logging"]
    static let waitingWords: Set<String> = ["async", "await", "withTaskGroup", "withThrowingTaskGroup"]
    static let taskMembers: Set<String> = [
        "init", "detached", "sleep", "yield", "isCancelled", "checkCancellation", "currentPriority", "immediate",
    ]

    static func violations(in file: SwiftFile) -> [Violation] {
        if file.lies(in: pureFolders) { return outside(in: file) + waiting(in: file) }
        return file.lies(in: handedInFolders) ? outside(in: file) : []
    }

    private static func violation(_ file: SwiftFile, _ token: Token, _ what: String) -> Violation {
        Violation(path: file.path, line: token.line, message: "\(what) in a pure target; have it handed in from outside")
    }

    static func outside(in file: SwiftFile) -> [Violation] {
        let tokens = file.tokens
        return tokens.indices.compactMap { index in
            let token = tokens[index]
            guard token.kind == .word else { return nil }
            let before = index > 0 ? tokens[index - 1] : token
            let rest = tokens[(index + 1)...].prefix(2).map(\.text)
            if outsideWords.contains(token.text) { return violation(file, token, token.text) }
            if before.isWord("import") && outsideImports.contains(token.text) { return violation(file, token, "import \(token.text)") }
            if token.text == "Date" && (rest == ["(", ")"] || rest == [".", "now"]) { return violation(file, token, "the clock (Date)") }
            if token.text == "UUID" && rest.first == "(" { return violation(file, token, "UUID(") }
            if token.text.hasPrefix("random") && before.isSign(".") { return violation(file, token, "chance (.\(token.text))") }
            return nil
        }
    }

    static func waiting(in file: SwiftFile) -> [Violation] {
        let tokens = file.tokens
        return tokens.indices.compactMap { index in
            let token = tokens[index]
            guard token.kind == .word else { return nil }
            if waitingWords.contains(token.text) { return violation(file, token, token.text) }
            guard token.text == "Task", index + 1 < tokens.count else { return nil }
            let declared = index > 0 && ["struct", "enum", "class", "actor", "extension", "protocol"].contains(tokens[index - 1].text)
            let starts = tokens[index + 1].isSign("{") && !declared && tokens[index + 1].line == token.line && !isReturnType(index, tokens)
            let calls = tokens[index + 1].isSign(".") && index + 2 < tokens.count && taskMembers.contains(tokens[index + 2].text)
            return starts || calls ? violation(file, token, "Task") : nil
        }
    }

    /// `-> Task {` gives back a domain's own task; it starts nothing.
    private static func isReturnType(_ index: Int, _ tokens: [Token]) -> Bool {
        index > 0 && (tokens[index - 1].isSign(">") || tokens[index - 1].isSign(":") || tokens[index - 1].isSign("."))
    }
}
