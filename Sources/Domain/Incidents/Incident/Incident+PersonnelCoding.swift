import City

extension Incident.Personnel: Codable {
    private enum CodingKeys: String, CodingKey { case every, pending, count, nextAt, missed, alarmed }

    /// `missed` is an object by team. Older states hold a list in which teams and numbers take turns.
    public init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        every = try fields.decode(Seconds.self, forKey: .every)
        pending = try fields.decodeIfPresent(Incident.RollCall.self, forKey: .pending)
        count = try fields.decode(Int.self, forKey: .count)
        nextAt = try fields.decodeIfPresent(Instant.self, forKey: .nextAt)
        alarmed = try fields.decode([TeamID].self, forKey: .alarmed)
        do {
            let byName = try fields.decode([String: Int].self, forKey: .missed)
            missed = Dictionary(byName.map { (TeamID($0.key), $0.value) }, uniquingKeysWith: { first, _ in first })
        } catch DecodingError.typeMismatch {
            missed = try fields.decode([TeamID: Int].self, forKey: .missed)
        }
    }

    public func encode(to encoder: any Encoder) throws {
        var fields = encoder.container(keyedBy: CodingKeys.self)
        try fields.encode(every, forKey: .every)
        try fields.encodeIfPresent(pending, forKey: .pending)
        try fields.encode(count, forKey: .count)
        try fields.encodeIfPresent(nextAt, forKey: .nextAt)
        try fields.encode(Dictionary(missed.map { ($0.key.rawValue, $0.value) }, uniquingKeysWith: { first, _ in first }), forKey: .missed)
        try fields.encode(alarmed, forKey: .alarmed)
    }
}
