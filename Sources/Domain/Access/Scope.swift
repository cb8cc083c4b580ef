import City

/// What a request is about: where it is, who owns it, who has a part in it, and whether it is over.
public struct Scope: Hashable, Sendable {
    /// Somebody with a task or a notice: a team, a department's post at a center, or (neither given) the center's duty desk.
    public struct Party: Hashable, Sendable {
        public let center: CenterCode
        public let department: DepartmentID?
        public let team: TeamID?

        public init(center: CenterCode, department: DepartmentID? = nil, team: TeamID? = nil) {
            self.center = center
            self.department = department
            self.team = team
        }
    }

    /// The center that answers for the place: a township where it is known, else the district.
    public let center: CenterCode?
    public let owner: CenterCode?
    public let parties: [Party]
    public let closed: Bool

    public init(center: CenterCode? = nil, owner: CenterCode? = nil, parties: [Party] = [], closed: Bool = false) {
        self.center = center
        self.owner = owner
        self.parties = parties
        self.closed = closed
    }

    /// Things that belong to no center, such as accounts or the metrics.
    public static let everywhere = Scope()

    /// The scope in which a hand-over is accepted or declined: only the receiving center counts.
    public static func handOver(to center: CenterCode, closed: Bool = false) -> Scope { Scope(owner: center, closed: closed) }
}
