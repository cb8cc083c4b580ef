import City

/// The bounds and codes that every machine checks alike.
public enum Wording {
    /// A note is a page, not a file: 4,000 characters of Chinese are about 12,000 bytes.
    public static let textBytesMax = 12_000

    public static func check(_ text: String, _ field: String) throws(Refusal) {
        guard text.utf8.contains(where: { $0 > 32 }) else {
            throw Refusal(.textMissing, "The field \(field) is empty. Say in a few words what a colleague has to know.", field: field)
        }
        guard text.utf8.count <= textBytesMax else {
            throw Refusal(
                .textTooLong, "The field \(field) has \(text.utf8.count) bytes; at most \(textBytesMax) are kept. Shorten it.", field: field)
        }
    }

    /// A post or a person's name: 60 characters of Chinese are about 180 bytes.
    static let nameBytesMax = 200

    static func check(name: String, _ field: String) throws(Refusal) {
        try check(name, field)
        guard name.utf8.count <= nameBytesMax else {
            throw Refusal(
                .textTooLong, "The field \(field) has \(name.utf8.count) bytes; a post or a person's name has at most \(nameBytesMax). Shorten it.",
                field: field)
        }
    }

    public static func check(_ text: String?, _ field: String) throws(Refusal) {
        if let text { try check(text, field) }
    }

    static func check(code: String, in set: [Code], _ field: String) throws(Refusal) {
        guard let found = set.first(where: { $0.id == code }) else {
            throw Refusal(.codeUnknown, "The city has no code \(code.prefix(60)) for \(field). Take one of its list.", field: field)
        }
        guard !found.archived else {
            throw Refusal(.codeArchived, "The code \(code) for \(field) is archived and only old entries keep it. Take one in use.", field: field)
        }
    }
}
