import City

/// Who answers for a point.
public struct Jurisdiction: Hashable, Codable, Sendable {
    public let township: CenterCode
    /// The operating unit, which is not always the statistical district.
    public let district: CenterCode
    public let municipal: CenterCode
    /// True where no imported township boundary decided: the nearest township point did.
    public let approximate: Bool
    /// The center that gets the matter: the township, or the district where the township is doubtful.
    public let owner: CenterCode
    /// False where the point lies so far from every township point that it may be across the city's border.
    public let insideCity: Bool

    public init(township: CenterCode, district: CenterCode, municipal: CenterCode, approximate: Bool, owner: CenterCode, insideCity: Bool) {
        self.township = township
        self.district = district
        self.municipal = municipal
        self.approximate = approximate
        self.owner = owner
        self.insideCity = insideCity
    }
}
