/// Which words a file, a folder or a type may not be named by: they say nothing about what is inside.
enum NameRules {
    static let banned: Set<String> = ["core", "util", "utils", "utility", "utilities", "common", "manager", "managers", "helper", "helpers"]
    static let typeKeywords: Set<String> = ["struct", "class", "enum", "actor", "protocol", "typealias"]

    static func bannedPath(_ path: String) -> [Violation] {
        words(of: path).filter(banned.contains).map { word in
            Violation(path: path, line: 0, message: "the word '\(word)' in a path says nothing; name what is inside")
        }
    }

    static func bannedTypes(_ file: SwiftFile) -> [Violation] {
        file.names(declaredWith: typeKeywords).flatMap { name, line in
            words(of: name).filter(banned.contains).map { word in
                Violation(path: file.path, line: line, message: "the word '\(word)' in \(name) says nothing; name what the type is")
            }
        }
    }

    /// Splits `EventLogManager.swift` into event, log, manager, swift.
    static func words(of name: String) -> [String] {
        var words: [String] = []
        var current = ""
        var last: Character = " "
        for character in name {
            let begins = character.isUppercase && !last.isUppercase
            if (begins || !character.isLetter) && !current.isEmpty {
                words.append(current.lowercased())
                current = ""
            }
            if character.isLetter { current.append(character) }
            last = character
        }
        return current.isEmpty ? words : words + [current.lowercased()]
    }
}
