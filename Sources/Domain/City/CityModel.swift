/// A city as data: everything that a city package says, looked up by name.
///
/// - Network: `center(_:)`, `children(of:)`, `ancestors(of:)`, `district(of:)`, `hub`
/// - People: `post(at:department:)`, `teams`, `departments`
/// - What is watched: `sites`, `datastreams`, `datastreams(of:)`, `registers`, `sheet(of:)`, `zone(_:)`
/// - Rules: `kinds`, `codes`, `clocks`, `playbook(for:)`
public struct CityModel: Sendable {
    public let id: String
    public let name: LocalizedText
    /// An IANA name, such as `Asia/Shanghai`.
    public let timeZone: String
    public let attribution: [String]
    public let centers: [Center]
    public let departments: [Department]
    public let posts: [Post]
    public let teams: [Team]
    public let sites: [Site]
    public let datastreams: [Datastream]
    /// What is known of the sites, by kind.
    public let registers: [SiteRegister]
    public let kinds: [Kind]
    /// What teams can do, each with its name in both languages.
    public let skills: [Code]
    public let codes: CodeBook
    public let clocks: ClockTable
    public let playbooks: [Playbook]

    private let centerIndex: [CenterCode: Int]
    private let chains: [CenterCode: [CenterCode]]
    private let childIndex: [CenterCode: [CenterCode]]
    private let postIndex: [PostKey: PostID]
    private let postsByID: [PostID: Post]
    private let siteIndex: [SiteID: Site]
    /// Places in `datastreams`: a city may have tens of thousands of series, and a second copy of each would double their memory.
    private let datastreamIndex: [DatastreamID: Int]
    /// Places in `datastreams` by site, in their order.
    private let siteStreams: [SiteID: [Int32]]
    private let zoneIndex: [ZoneID: SiteID]
    private let teamIndex: [TeamID: Team]

    private struct PostKey: Hashable {
        let center: CenterCode
        let department: DepartmentID?
    }

    public init(
        id: String, name: LocalizedText, timeZone: String, attribution: [String], centers: [Center], departments: [Department], posts: [Post],
        teams: [Team], sites: [Site], datastreams: [Datastream], registers: [SiteRegister] = [], kinds: [Kind], skills: [Code] = [], codes: CodeBook,
        clocks: ClockTable,
        playbooks: [Playbook], inForceAt moment: Instant? = nil
    ) {
        self.id = id
        self.name = name
        self.timeZone = timeZone
        self.attribution = attribution
        self.centers = centers
        self.departments = departments
        self.posts = posts
        self.teams = teams
        self.sites = sites
        self.datastreams = datastreams
        self.registers = registers
        self.kinds = kinds
        self.skills = skills
        self.codes = codes
        self.clocks = clocks
        self.playbooks = playbooks
        centerIndex = Self.currentIndex(centers, at: moment)
        chains = Self.chains(centers, centerIndex)
        childIndex = Dictionary(grouping: Self.current(centers, at: moment).filter { $0.parent != nil }, by: { $0.parent ?? $0.code })
            .mapValues { $0.map(\.code) }
        postIndex = Dictionary(
            posts.map { (PostKey(center: $0.center, department: $0.department), $0.id) }, uniquingKeysWith: { first, _ in first })
        postsByID = Dictionary(posts.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        siteIndex = Dictionary(sites.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        var siteStreams: [SiteID: [Int32]] = [:]
        for (place, stream) in datastreams.enumerated() {
            if let site = stream.site { siteStreams[site, default: []].append(Int32(place)) }
        }
        self.siteStreams = siteStreams
        zoneIndex = Dictionary(
            registers.flatMap { $0.sheets.values.flatMap { sheet in sheet.zones.map { ($0.id, sheet.site) } } },
            uniquingKeysWith: { first, _ in first })
        datastreamIndex = Dictionary(datastreams.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
        teamIndex = Dictionary(teams.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    }

    public func center(_ code: CenterCode) -> Center? { centerIndex[code].map { centers[$0] } }
    public func children(of code: CenterCode) -> [CenterCode] { childIndex[code] ?? [] }
    public func site(_ id: SiteID) -> Site? { siteIndex[id] }
    /// The series of one site, in the order of the package.
    public func datastreams(of site: SiteID) -> [Datastream] { (siteStreams[site] ?? []).map { datastreams[Int($0)] } }
    public func register(of kind: MatterKind) -> SiteRegister? { registers.first { $0.kind == kind } }
    /// What the register of its kind says of a site; nil where it says nothing.
    public func sheet(of id: SiteID) -> SiteSheet? { site(id).flatMap { register(of: $0.kind)?.sheets[id] } }
    /// A zone with the site that threatens it.
    public func zone(_ id: ZoneID) -> (zone: RiskZone, site: Site)? {
        guard let owner = zoneIndex[id].flatMap({ site($0) }), let zone = sheet(of: owner.id)?.zones.first(where: { $0.id == id })
        else { return nil }
        return (zone, owner)
    }
    public func datastream(_ id: DatastreamID) -> Datastream? { datastreamIndex[id].map { datastreams[$0] } }
    public func team(_ id: TeamID) -> Team? { teamIndex[id] }
    public func post(_ id: PostID) -> Post? { postsByID[id] }
    public func kind(_ id: MatterKind) -> Kind? { kinds.first { $0.id == id } }
    /// The newest version of a plan.
    public func playbook(_ id: PlaybookID) -> Playbook? { playbooks.last { $0.id == id } }
    /// The plan of a kind: the one that bears its name, where a site has another of its own.
    public func playbook(for kind: MatterKind) -> Playbook? {
        playbook(PlaybookID(kind.rawValue)).flatMap { $0.kind == kind ? $0 : nil } ?? playbooks.last { $0.kind == kind }
    }
    /// The plan that runs for a matter at a site: the site's own, or that of the kind.
    public func playbook(for kind: MatterKind, at site: SiteID?) -> Playbook? {
        site.flatMap { sheet(of: $0)?.plan }.flatMap { playbook($0) } ?? playbook(for: kind)
    }

    /// The post of a department at a center, or the center's own duty desk when `department` is nil.
    public func post(at center: CenterCode, department: DepartmentID?) -> Post? {
        postIndex[PostKey(center: center, department: department)].flatMap { postsByID[$0] }
    }

    /// The municipal hub.
    public var hub: Center? { centers.first { $0.level == .municipal } }

    /// The center itself, then its parent, up to the hub; empty for an unknown code. Bounded, so that a faulty package cannot loop. Kept ready:
    /// each command and each change of the board asks for several.
    public func chain(from code: CenterCode) -> [CenterCode] { chains[code] ?? [] }

    private static func chains(_ centers: [Center], _ index: [CenterCode: Int]) -> [CenterCode: [CenterCode]] {
        Dictionary(
            uniqueKeysWithValues: index.keys.map { code in
                var chain: [CenterCode] = []
                var next: CenterCode? = code
                while let current = next, let place = index[current], chain.count < levelCountMax {
                    chain.append(current)
                    next = centers[place].parent
                }
                return (code, chain)
            })
    }

    /// True when `inner` is `outer` or lies below it.
    public func isWithin(_ inner: CenterCode, _ outer: CenterCode) -> Bool { chain(from: inner).contains(outer) }

    /// The center at `level` that answers for `code`, going upward.
    public func center(at level: CenterLevel, above code: CenterCode) -> Center? {
        chain(from: code).lazy.compactMap { center($0) }.first { $0.level >= level }
    }

    /// The rows that lookups by code use, in the order given: of several rows of one code the one in force at `moment`; where none is, the one
    /// that ended last, or else the one that begins first. Without a moment the one that begins last.
    public static func current(_ centers: [Center], at moment: Instant? = nil) -> [Center] {
        currentIndex(centers, at: moment).values.sorted().map { centers[$0] }
    }

    private static func currentIndex(_ centers: [Center], at moment: Instant?) -> [CenterCode: Int] {
        Dictionary(
            centers.indices.map { (centers[$0].code, $0) },
            uniquingKeysWith: { first, second in stands(centers[second], before: centers[first], at: moment) ? second : first })
    }

    private static func stands(_ one: Center, before other: Center, at moment: Instant?) -> Bool {
        guard let moment else { return begin(one) > begin(other) }
        if one.isValid(at: moment) != other.isValid(at: moment) { return one.isValid(at: moment) }
        let (oneHasBegun, otherHasBegun) = (begin(one) <= moment, begin(other) <= moment)
        if oneHasBegun != otherHasBegun { return oneHasBegun }
        return oneHasBegun ? begin(one) > begin(other) : begin(one) < begin(other)
    }

    private static func begin(_ center: Center) -> Instant { center.validFrom ?? Instant(millisecondsSince1970: .min) }

    /// When the network next changes after `moment`: a unit begins or ends. Nil when no date lies ahead.
    public func nextChange(after moment: Instant) -> Instant? {
        centers.lazy.flatMap { [$0.validFrom, $0.validUntil] }.compactMap(\.self).filter { $0 > moment }.min()
    }

    /// The row of a center that was in force at `moment`.
    public func center(_ code: CenterCode, at moment: Instant) -> Center? {
        centers.first { $0.code == code && $0.isValid(at: moment) }
    }

    /// Three levels and one to spare; a chain longer than this is a loop in the data.
    static let levelCountMax = 4
}
