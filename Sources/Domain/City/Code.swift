/// One entry of a status set that the city keeps as data: a disposition, a cause, a rejection label, a team state.
public struct Code: Hashable, Codable, Sendable {
    public let id: String
    public let name: LocalizedText
    /// An archived code stays readable in old events and is refused in new ones.
    public let archived: Bool
    /// False for the state of a team in which it cannot be sent. Means nothing in the other sets.
    public let dispatchable: Bool

    public init(id: String, name: LocalizedText, archived: Bool = false, dispatchable: Bool = true) {
        self.id = id
        self.name = name
        self.archived = archived
        self.dispatchable = dispatchable
    }

    public init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        id = try fields.decode(String.self, forKey: .id)
        name = try fields.decode(LocalizedText.self, forKey: .name)
        archived = try fields.decode(Bool.self, forKey: .archived)
        dispatchable = try fields.decodeIfPresent(Bool.self, forKey: .dispatchable) ?? true
    }

    /// Only what is out of the ordinary is said: most codes are no states of a team.
    public func encode(to encoder: any Encoder) throws {
        var fields = encoder.container(keyedBy: CodingKeys.self)
        try fields.encode(id, forKey: .id)
        try fields.encode(name, forKey: .name)
        try fields.encode(archived, forKey: .archived)
        if !dispatchable { try fields.encode(dispatchable, forKey: .dispatchable) }
    }

    private enum CodingKeys: String, CodingKey { case id, name, archived, dispatchable }
}

/// The status sets that the domain enforces.
public struct CodeBook: Hashable, Codable, Sendable {
    /// How an incident ended: `resolved`, `false-alarm`, `referred` …
    public var dispositions: [Code]
    public var causes: [Code]
    /// Why an alert was rejected; feeds the alarm budget.
    public var rejectionLabels: [Code]
    /// What a team can be beside what its tasks say: `available`, `resting`, `out-of-service` …
    public var teamStates: [Code]

    public init(dispositions: [Code], causes: [Code], rejectionLabels: [Code], teamStates: [Code]) {
        self.dispositions = dispositions
        self.causes = causes
        self.rejectionLabels = rejectionLabels
        self.teamStates = teamStates
    }

    /// True when `id` names a code in `set` that is not archived.
    public static func isUsable(_ id: String, in set: [Code]) -> Bool {
        set.contains { $0.id == id && !$0.archived }
    }
}

/// A kind of matter that the city deals with.
public struct Kind: Hashable, Codable, Sendable {
    public let id: MatterKind
    public let name: LocalizedText
    /// How far apart two reports of this kind may lie and still be the same matter, in metres.
    public let mergeRadiusMetres: Double
    /// How far apart in time.
    public let mergeWindow: Seconds

    public init(id: MatterKind, name: LocalizedText, mergeRadiusMetres: Double, mergeWindow: Seconds) {
        self.id = id
        self.name = name
        self.mergeRadiusMetres = mergeRadiusMetres
        self.mergeWindow = mergeWindow
    }
}
