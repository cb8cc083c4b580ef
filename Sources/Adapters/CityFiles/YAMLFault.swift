import Yams

/// What a YAML parser's complaint means for the person who wrote the file.
struct YAMLFault {
    let line: Int
    let message: String

    init(_ error: any Error) {
        switch error as? YamlError {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _), .composer(_, let problem, let mark, _):
            line = mark.line
            message = "malformed YAML: \(problem): check the indentation, quotes and colons of this line and the one before"
        case .duplicatedKeysInMapping(let duplicates, let context):
            line = context.mark.line
            message = "the key \(duplicates.map { "`\($0)`" }.joined(separator: ", ")) stands twice in one mapping: keep one"
        default:
            line = 1
            message = "malformed YAML: \(error)"
        }
    }
}
