/// The same words in Chinese and English.
public struct LocalizedText: Hashable, Codable, Sendable {
    public let zh: String
    public let en: String

    public init(zh: String, en: String) {
        self.zh = zh
        self.en = en
    }
}
