/// The three levels of the network.
public enum CenterLevel: String, Codable, Sendable, CaseIterable, Comparable {
    case township, district, municipal

    private var rank: Int {
        switch self {
        case .township: 0
        case .district: 1
        case .municipal: 2
        }
    }
    public static func < (left: CenterLevel, right: CenterLevel) -> Bool { left.rank < right.rank }
}

/// A node of the network: the municipal hub, a district-level center or a township office.
public struct Center: Hashable, Codable, Sendable {
    public let code: CenterCode
    public let level: CenterLevel
    public let name: LocalizedText
    /// The center that this one reports to: for a township its operating unit, for a district the hub, for the hub nil.
    public let parent: CenterCode?
    /// The statistical district, where it differs from the operating unit.
    public let statisticalParent: CenterCode?
    /// Nil where no point is known. A placeholder must never be shown as surveyed.
    public let point: Coordinate?
    public let pointIsPlaceholder: Bool
    /// True where the operating unit is general knowledge, not checked against a source.
    public let membershipUnverified: Bool
    public let pointSource: String
    public let population: Int?
    public let validFrom: Instant?
    public let validUntil: Instant?

    public init(
        code: CenterCode, level: CenterLevel, name: LocalizedText, parent: CenterCode?, statisticalParent: CenterCode? = nil,
        point: Coordinate?, pointIsPlaceholder: Bool = false, membershipUnverified: Bool = false, pointSource: String = "",
        population: Int? = nil, validFrom: Instant? = nil, validUntil: Instant? = nil
    ) {
        self.code = code
        self.level = level
        self.name = name
        self.parent = parent
        self.statisticalParent = statisticalParent
        self.point = point
        self.pointIsPlaceholder = pointIsPlaceholder
        self.membershipUnverified = membershipUnverified
        self.pointSource = pointSource
        self.population = population
        self.validFrom = validFrom
        self.validUntil = validUntil
    }

    /// True when the unit exists at `moment`.
    public func isValid(at moment: Instant) -> Bool {
        (validFrom.map { $0 <= moment } ?? true) && (validUntil.map { moment < $0 } ?? true)
    }
}
