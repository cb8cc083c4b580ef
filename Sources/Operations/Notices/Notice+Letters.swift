import City

/// The name of one letter of a notice: to which subscription, and about which post's deputy where it is not the first one.
public struct LetterID: Codable, Hashable, Sendable, CustomStringConvertible {
    public let subscription: SubscriptionID
    /// The post whose deputy was told; nil for the letter that says that the notice was issued.
    public let deputyOf: PostID?

    init(_ subscription: SubscriptionID, deputyOf: PostID? = nil) {
        self.subscription = subscription
        self.deputyOf = deputyOf
    }

    /// Stands in the key that the receiver sees, so it never changes for a letter.
    public var description: String { deputyOf.map { "\(subscription)/deputy/\($0)" } ?? subscription.rawValue }
}

extension Notice {
    /// Something about a notice that outside systems are told in a letter of its own.
    struct Occasion: Hashable {
        /// Nil when the notice was issued.
        let deputyOf: PostID?
        let at: Instant
    }

    /// The issue, then each deputy who was told because nobody answered.
    var occasions: [Occasion] {
        let deputies = recipients.compactMap { line -> Occasion? in
            guard !line.deputy, let told = line.deputyToldAt, recipients.contains(where: { $0.deputy && $0.post == line.post }) else { return nil }
            return Occasion(deputyOf: line.post, at: told)
        }
        return [Occasion(deputyOf: nil, at: issuedAt)] + deputies
    }
}
