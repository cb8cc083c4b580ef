/// A rule in the city package that cannot be built.
public struct RuleFault: Error, Hashable, Sendable {
    public let rule: String
    public let message: String
    public init(rule: String, message: String) {
        self.rule = rule
        self.message = message
    }
}
