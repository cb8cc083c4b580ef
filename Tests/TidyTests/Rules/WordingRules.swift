/// Words that do not belong in the repository: promises to do it later, and the paths of somebody's machine.
enum WordingRules {
    static let later = ["TO" + "DO", "FIX" + "ME", "X" + "XX", "HA" + "CK:"]

    /// Written in two halves, so that this file does not break its own rule.
    static let machinePaths = ["/wo" + "rk/", "/tm" + "p/", "/ro" + "ot/", "/opt/sw" + "ift", "/ho" + "me/", "/Us" + "ers/"]
    static let registryHosts = [
        "pypi" + ".org", "pythonhosted" + ".org", "registry.npmjs" + ".org", "deb.debian" + ".org", "crates" + ".io", "proxy.golang" + ".org",
        "jsr" + ".io", "esm" + ".sh", "unpkg" + ".com", "cdn.jsdelivr" + ".net",
    ]

    static func postponed(in file: SwiftFile) -> [Violation] {
        file.comments.flatMap { line, text in postponed(path: file.path, line: line, text: text) }
    }

    static func postponed(path: String, text: String) -> [Violation] {
        splitLines(text).enumerated().flatMap { index, line in postponed(path: path, line: index + 1, text: line) }
    }

    private static func postponed(path: String, line: Int, text: String) -> [Violation] {
        later.filter { mentions($0, in: text) }.map { word in
            Violation(path: path, line: line, message: "\(word): do it now, or file an issue")
        }
    }

    static func machineTraces(path: String, text: String) -> [Violation] {
        guard (machinePaths + registryHosts).contains(where: text.contains) else { return [] }
        return splitLines(text).enumerated().flatMap { index, line in
            (machinePaths + registryHosts).filter { mentions($0, in: line) }.map { trace in
                Violation(path: path, line: index + 1, message: "'\(trace)' belongs to one machine; leave it out")
            }
        }
    }

    /// Whether the words stand there on their own: as the tail of a longer folder name they are no machine path.
    static func mentions(_ wanted: String, in line: String) -> Bool {
        var rest = line[...]
        while let range = rest.firstRange(of: wanted) {
            let before = range.lowerBound > line.startIndex ? line[line.index(before: range.lowerBound)] : " "
            if !before.isLetter && !before.isNumber && before != "_" && before != "." && before != "}" { return true }
            rest = rest[range.upperBound...]
        }
        return false
    }
}
