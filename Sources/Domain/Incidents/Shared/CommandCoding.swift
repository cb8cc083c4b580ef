import City

/// The key under which a flat command names itself: `{"type": "acknowledge", …}`.
public enum CommandKey: String, CodingKey { case type }

/// Words from a person: `{"zh": …, "en": …}`, or one text that stands for both languages.
public struct SpokenText: Decodable, Sendable {
    public let text: LocalizedText

    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        do {
            let one = try container.decode(String.self)
            text = LocalizedText(zh: one, en: one)
        } catch DecodingError.typeMismatch {
            text = try container.decode(LocalizedText.self)
        }
    }
}

/// Reads `type` and leaves the fields to the command that it names.
public func commandType(_ decoder: any Decoder) throws -> String {
    try decoder.container(keyedBy: CommandKey.self).decode(String.self, forKey: .type)
}

/// No command of that name may be given from outside; internal commands are not told apart from unknown ones.
public func unknownCommand(_ type: String, for matter: String, in decoder: any Decoder) -> DecodingError {
    .dataCorrupted(
        .init(codingPath: decoder.codingPath + [CommandKey.type], debugDescription: "field type: no command \(type.prefix(40)) for \(matter)"))
}

/// Writes `type` beside the fields of the command.
func encodeCommand(_ type: String, _ fields: (any Encodable)?, to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CommandKey.self)
    try container.encode(type, forKey: .type)
    try fields?.encode(to: encoder)
}
