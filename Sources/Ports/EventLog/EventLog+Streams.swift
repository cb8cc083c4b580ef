extension EventLog {
    /// The names of a category's streams that begin with `prefix`, last first, at most `streamsFoundMax`. The prefix ends with a sign that no
    /// name goes on after, such as the dot of `I-000001.`. Throws `LogFault`.
    public func streams(of category: String, beginning prefix: String) async throws -> [StreamName] {
        // The first text after everything that begins with the prefix: its last byte one higher.
        guard let last = prefix.utf8.last else { return [] }
        var after = Array(prefix.utf8.dropLast())
        after.append(last + 1)
        let below = StreamName(category: category, id: String(decoding: after, as: UTF8.self))
        let names = try await listStreams(of: category, below: below, limit: LogBounds.streamsFoundMax)
        return Array(names.prefix { $0.id.hasPrefix(prefix) })
    }
}
