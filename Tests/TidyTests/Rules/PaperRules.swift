import Foundation

/// The papers tell the truth about the tree: links lead somewhere, records are numbered, every word has its Chinese.
enum PaperRules {
    static let recordHeadings = ["## Context", "## Decision", "## Consequences"]

    /// Links that lead to no file, as seen from the paper's own folder.
    static func brokenLinks(path: String, text: String, exists: (String) -> Bool) -> [Violation] {
        linkTargets(in: text).compactMap { target, line in
            let file = target.split(separator: "#", omittingEmptySubsequences: false).first.map(String.init) ?? ""
            let isOutside = target.contains("://") || target.hasPrefix("mailto:")
            if isOutside || file.isEmpty || exists(resolve(file, from: path)) { return nil }
            return Violation(path: path, line: line, message: "the link to \(target) leads nowhere")
        }
    }

    static func linkTargets(in text: String) -> [(target: String, line: Int)] {
        splitLines(text).enumerated().flatMap { index, line in
            line.matches(of: /\]\(([^)\s]+)\)/).map { (String($0.output.1), index + 1) }
        }
    }

    static func resolve(_ file: String, from path: String) -> String {
        var folders = path.split(separator: "/").dropLast().map(String.init)
        for part in file.split(separator: "/") where part != "." {
            if part == ".." { _ = folders.popLast() } else { folders.append(String(part)) }
        }
        return folders.joined(separator: "/")
    }

    /// Decision records are 0001, 0002, … without a gap or a number given twice.
    static func misnumbered(records paths: [String]) -> [Violation] {
        let numbers = paths.compactMap { Int(($0.split(separator: "/").last ?? "").prefix(4)) }.sorted()
        guard numbers != Array(1..<(paths.count + 1)) else { return [] }
        return [Violation(path: "docs/decisions", line: 0, message: "records are numbered \(numbers); they go 1, 2, 3 … without gaps")]
    }

    static func incomplete(record path: String, text: String) -> [Violation] {
        recordHeadings.filter { !text.contains($0) }.map { Violation(path: path, line: 0, message: "the record has no '\($0)'") }
    }

    /// Rows of the dictionary whose second column holds no Chinese.
    static func wordsWithoutChinese(path: String, text: String) -> [Violation] {
        tableRows(in: text).filter { $0.cells.count > 1 && !$0.cells[1].unicodeScalars.contains(where: isChinese) }.map { row in
            Violation(path: path, line: row.line, message: "'\(row.cells[0])' has no Chinese beside it")
        }
    }

    private static func isChinese(_ scalar: Unicode.Scalar) -> Bool { (0x4E00...0x9FFF).contains(scalar.value) }

    /// The rows of a paper's tables, without their headings and rules.
    static func tableRows(in text: String) -> [(cells: [String], line: Int)] {
        let lines = splitLines(text)
        return lines.indices.compactMap { index in
            guard isRow(lines[index]), !isDivider(lines[index]) else { return nil }
            if index + 1 < lines.count && isDivider(lines[index + 1]) { return nil }
            let cells = lines[index].split(separator: "|", omittingEmptySubsequences: false).dropFirst().dropLast()
            return (cells.map { $0.trimmingCharacters(in: .whitespaces) }, index + 1)
        }
    }

    private static func isRow(_ line: String) -> Bool { line.hasPrefix("|") }
    private static func isDivider(_ line: String) -> Bool { isRow(line) && line.allSatisfy { "|-: ".contains($0) } }

    /// Tests that a promise names (between back-ticks in the last column) and that nobody has written.
    static func unprovenPromises(path: String, text: String, tests: String) -> [Violation] {
        tableRows(in: text).flatMap { row in
            let named = (row.cells.last ?? "").matches(of: /`([^`]+)`/).map { String($0.output.1) }
            let missing = named.filter { !tests.contains($0) }.map { "no test is named '\($0)'" }
            return (named.isEmpty ? ["'\(row.cells.first ?? "")' names no test"] : missing).map {
                Violation(path: path, line: row.line, message: $0)
            }
        }
    }
}
