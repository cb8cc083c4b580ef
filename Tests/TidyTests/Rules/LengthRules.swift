/// How long files and functions may be.
enum LengthRules {
    static let fileLinesMax = 500
    static let fileLinesMedianMax = 120
    static let fileLinesNinetiethMax = 300
    static let functionLinesMax = 60
    static let functionLinesNinetiethMax = 25

    static func tooLongFiles(_ files: [(path: String, lineCount: Int)]) -> [Violation] {
        files.filter { $0.lineCount > fileLinesMax }.map { file in
            Violation(path: file.path, line: 0, message: "\(file.lineCount) lines; no file is longer than \(fileLinesMax): split it")
        }
    }

    static func tooLongFunctions(_ file: SwiftFile) -> [Violation] {
        file.functions.filter { $0.lineCount > functionLinesMax }.map { function in
            let message = "\(function.name) takes \(function.lineCount) lines; no function is longer than \(functionLinesMax)"
            return Violation(path: file.path, line: function.firstLine, message: message)
        }
    }

    static func spread(ofFiles counts: [Int]) -> [Violation] {
        checked("median file", percentile(50, of: counts), fileLinesMedianMax)
            + checked("nine files in ten", percentile(90, of: counts), fileLinesNinetiethMax)
    }

    static func spread(ofFunctions counts: [Int]) -> [Violation] {
        checked("nine functions in ten", percentile(90, of: counts), functionLinesNinetiethMax)
    }

    private static func checked(_ what: String, _ lines: Int, _ most: Int) -> [Violation] {
        lines <= most ? [] : [Violation(path: "Sources, Tests, Plugins", line: 0, message: "\(what): \(lines) lines, the limit is \(most)")]
    }

    /// The smallest value that this share of the values does not exceed.
    static func percentile(_ share: Int, of values: [Int]) -> Int {
        guard !values.isEmpty else { return 0 }
        let sorted = values.sorted()
        return sorted[max(0, (sorted.count * share + 99) / 100 - 1)]
    }
}
