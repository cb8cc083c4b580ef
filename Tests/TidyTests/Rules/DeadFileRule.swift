/// Finds Swift files that nothing else speaks of.
enum DeadFileRule {
    static let declaring: Set<String> = ["struct", "class", "enum", "actor", "protocol", "typealias", "func", "var", "let", "case"]

    static func violations(in files: [SwiftFile]) -> [Violation] {
        let usage = wordUsage(in: files)
        return files.filter { !isEntryPoint($0) && isDead($0, usage) }.map { file in
            Violation(path: file.path, line: 0, message: "nothing in this file is mentioned in another one; delete it")
        }
    }

    /// How many files mention each word.
    private static func wordUsage(in files: [SwiftFile]) -> [String: Int] {
        var usage: [String: Int] = [:]
        for file in files {
            for word in words(of: file) { usage[word, default: 0] += 1 }
        }
        return usage
    }

    private static func words(of file: SwiftFile) -> Set<String> {
        Set(file.tokens.lazy.filter { $0.kind == .word }.map(\.text))
    }

    /// The program's start, its plugins, its tests, and files of documentation are called by no Swift file of ours.
    private static func isEntryPoint(_ file: SwiftFile) -> Bool {
        file.path.hasPrefix("Plugins/") || file.path.hasSuffix("/README.swift") || file.path.hasSuffix("/main.swift")
            || zip(file.tokens, file.tokens.dropFirst()).contains { $0.isSign("@") && ["main", "Test", "Suite"].contains($1.text) }
    }

    /// An extension that makes a type fit a protocol is used wherever the type is: what counts is that its members or protocols are known.
    private static func isDead(_ file: SwiftFile, _ usage: [String: Int]) -> Bool {
        let declared = file.names(declaredWith: declaring).map(\.name)
        if declared.isEmpty { return !file.tokens.contains { $0.isWord("extension") } }
        return declared.allSatisfy { usage[$0, default: 0] <= 1 }
    }
}
