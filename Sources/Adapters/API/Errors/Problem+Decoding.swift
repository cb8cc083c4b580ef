import HTTPTypes

extension Problem {
    /// A decoding error in plain words, naming the field by its path.
    init(decoding error: DecodingError) {
        switch error {
        case .keyNotFound(let key, let context):
            let field = Problem.path(context.codingPath + [key])
            self = .invalid(field, "\(field) is missing. \(Problem.formHint)")
        case .typeMismatch(let type, let context):
            let field = Problem.path(context.codingPath)
            self = .invalid(field, "\(field) must be \(Problem.word(for: type)). \(Problem.formHint)")
        case .valueNotFound(let type, let context):
            let field = Problem.path(context.codingPath)
            self = .invalid(field, "\(field) must be \(Problem.word(for: type)), not null. \(Problem.formHint)")
        case .dataCorrupted(let context):
            self = context.codingPath.isEmpty ? .malformed : .corrupted(context)
        @unknown default:
            self = .malformed
        }
    }

    private static let formHint = "GET /api/openapi.json describes the body of every door."

    static let malformed = Problem(
        .badRequest, code: "json.malformed", title: "Not JSON", detail: "The body is not one well-formed JSON value in UTF-8. Nothing was kept.")

    private static func corrupted(_ context: DecodingError.Context) -> Problem {
        let field = path(context.codingPath)
        return .invalid(field, "\(field): \(context.debugDescription)")
    }

    private static func path(_ keys: [any CodingKey]) -> String {
        var text = ""
        for key in keys {
            if let index = key.intValue {
                text += "[\(index)]"
            } else {
                text += text.isEmpty ? key.stringValue : "." + key.stringValue
            }
        }
        return text.isEmpty ? "the body" : text
    }

    private static func word(for type: any Any.Type) -> String {
        switch type {
        case is String.Type: "a text"
        case is Bool.Type: "true or false"
        case is Double.Type, is Int.Type, is Int64.Type, is Float.Type: "a number"
        case is [Any].Type: "a list"
        default: "an object"
        }
    }
}
