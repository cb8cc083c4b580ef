/// A department of the city government. Tasks and notices are addressed to its post at a center.
public struct Department: Hashable, Codable, Sendable {
    public let id: DepartmentID
    public let name: LocalizedText

    public init(id: DepartmentID, name: LocalizedText) {
        self.id = id
        self.name = name
    }
}

/// A position at a center, with whoever holds it now and the deputy who stands in.
public struct Post: Hashable, Codable, Sendable {
    public let id: PostID
    public let name: LocalizedText
    public let center: CenterCode
    /// Nil for the duty desk of the center itself.
    public let department: DepartmentID?
    /// Account names. Demonstration packages use the labels of posts, never invented people.
    public let holder: String
    public let deputy: String

    public init(id: PostID, name: LocalizedText, center: CenterCode, department: DepartmentID?, holder: String, deputy: String) {
        self.id = id
        self.name = name
        self.center = center
        self.department = department
        self.holder = holder
        self.deputy = deputy
    }
}

/// People and vehicles that can be sent.
public struct Team: Hashable, Codable, Sendable {
    public let id: TeamID
    public let name: LocalizedText
    public let department: DepartmentID
    /// The center whose jurisdiction the team serves; centers above it may send it too.
    public let center: CenterCode
    public let skills: [Skill]
    public let home: Coordinate
    public let people: Int

    public init(id: TeamID, name: LocalizedText, department: DepartmentID, center: CenterCode, skills: [Skill], home: Coordinate, people: Int) {
        self.id = id
        self.name = name
        self.department = department
        self.center = center
        self.skills = skills
        self.home = home
        self.people = people
    }
}

/// A place under watch.
public struct Site: Hashable, Codable, Sendable {
    public let id: SiteID
    public let kind: MatterKind
    public let name: LocalizedText
    public let point: Coordinate
    public let township: CenterCode?
    /// True for a site that the package made up for a demonstration.
    public let synthetic: Bool

    public init(id: SiteID, kind: MatterKind, name: LocalizedText, point: Coordinate, township: CenterCode?, synthetic: Bool) {
        self.id = id
        self.kind = kind
        self.name = name
        self.point = point
        self.township = township
        self.synthetic = synthetic
    }
}

/// A series of readings of one property (SensorThings 1.1 Datastream, cut to what the loop needs).
public struct Datastream: Hashable, Codable, Sendable {
    public let id: DatastreamID
    public let name: LocalizedText
    public let site: SiteID?
    public let point: Coordinate
    /// In the height system of the site's surveys; nil where nobody has measured it.
    public let heightMetres: Double?
    /// The observed property, such as `displacement`, `rain` or `surface-temperature`.
    public let property: String
    /// A UCUM code, such as `mm`, `mm/h` or `Cel`.
    public let unit: String
    /// How often a healthy sensor reports.
    public let interval: Seconds
    public let plausibleMinimum: Double?
    public let plausibleMaximum: Double?
    /// Nil where the package says nothing of the sensor itself.
    public let setting: SensorSetting?
    public let synthetic: Bool

    public init(
        id: DatastreamID, name: LocalizedText, site: SiteID?, point: Coordinate, heightMetres: Double? = nil, property: String, unit: String,
        interval: Seconds, plausibleMinimum: Double? = nil, plausibleMaximum: Double? = nil, setting: SensorSetting? = nil, synthetic: Bool
    ) {
        self.id = id
        self.name = name
        self.site = site
        self.point = point
        self.heightMetres = heightMetres
        self.property = property
        self.unit = unit
        self.interval = interval
        self.plausibleMinimum = plausibleMinimum
        self.plausibleMaximum = plausibleMaximum
        self.setting = setting
        self.synthetic = synthetic
    }
}
