import City
import HazardKit

/// A small city: one hub, two districts, three townships, three departments, two drone teams.
enum SmallCity {
    static let hub: CenterCode = "50"
    static let north: CenterCode = "5001"
    static let south: CenterCode = "5002"
    static let cliffTown: CenterCode = "500101"
    static let riverTown: CenterCode = "500102"
    static let southTown: CenterCode = "500201"
    static let cliff = Coordinate(latitude: 29.80, longitude: 106.40)

    static let rain = Datastream(
        id: "rain-1", name: words("rain"), site: nil, point: cliff, property: "rain", unit: "mm", interval: 60, synthetic: true)

    static func words(_ text: String) -> LocalizedText { LocalizedText(zh: text, en: text) }

    static let model: CityModel = {
        func center(_ code: CenterCode, _ level: CenterLevel, _ parent: CenterCode?, _ latitude: Double, _ longitude: Double) -> Center {
            Center(
                code: code, level: level, name: words("center \(code)"), parent: parent,
                point: Coordinate(latitude: latitude, longitude: longitude))
        }
        let centers = [
            center(hub, .municipal, nil, 29.56, 106.55), center(north, .district, hub, 29.81, 106.40), center(south, .district, hub, 29.40, 106.54),
            center(cliffTown, .township, north, 29.80, 106.40), center(riverTown, .township, north, 29.90, 106.45),
            center(southTown, .township, south, 29.40, 106.54),
        ]
        let departments: [DepartmentID] = ["emergency", "transport", "fire"]
        let posts = centers.flatMap { center in
            ([nil] + departments.map(Optional.some)).map { department in
                Post(
                    id: PostID("\(center.code)/\(department?.rawValue ?? "desk")"), name: words("post"), center: center.code, department: department,
                    holder: "holder", deputy: "deputy")
            }
        }
        let teams = [
            Team(id: "drone-1", name: words("drone 1"), department: "fire", center: north, skills: ["drone"], home: cliff, people: 2),
            Team(
                id: "drone-2", name: words("drone 2"), department: "fire", center: north, skills: ["drone", "rope"],
                home: Coordinate(latitude: 29.95, longitude: 106.45), people: 3),
        ]
        return CityModel(
            id: "small", name: words("Small City"), timeZone: "Asia/Shanghai", attribution: [], centers: centers,
            departments: departments.map { Department(id: $0, name: words($0.rawValue)) }, posts: posts, teams: teams, sites: [cliffSite],
            datastreams: [rain], registers: [cliffRegister],
            kinds: [
                Kind(id: "landslide", name: words("landslide"), mergeRadiusMetres: 500, mergeWindow: 3600),
                Kind(id: "rockfall", name: words("rockfall"), mergeRadiusMetres: 500, mergeWindow: 3600),
                Kind(id: "other", name: words("other"), mergeRadiusMetres: 100, mergeWindow: 600),
            ], codes: codes, clocks: clocks, playbooks: [landslidePlan, rockfallPlan])
    }()

    /// A cliff that the register knows, with one zone at its foot.
    static let cliffSite = Site(
        id: "cliff-1", kind: "rockfall", name: words("cliff 1"), point: cliff, township: cliffTown, synthetic: true)
    static let foot = RiskZone(
        id: "cliff-foot", name: words("foot of the cliff"), outline: [cliff], people: 30, households: 12, assembly: words("school"))
    static let cliffRegister = SiteRegister(
        kind: "rockfall", facts: [], failureTypes: [], watchRoles: [],
        sheets: [
            "cliff-1": SiteSheet(
                site: "cliff-1", outline: [], failureType: nil, facts: [:], exposure: SiteExposure(), watchers: [], volunteers: nil, plan: nil,
                zones: [foot])
        ])

    /// A plan that asks for zones: a warning at grade II, an order at grade I.
    private static let rockfallPlan = Playbook(
        id: "rockfall", version: 1, kind: "rockfall", name: words("rockfall plan"),
        steps: [zoneStep("warn-zones", "II", .warning, preauthorised: false), zoneStep("order-zones", "I", .order, preauthorised: true)])

    private static func zoneStep(_ id: StepID, _ grade: String, _ stage: ZoneStage, preauthorised: Bool) -> Playbook.Step {
        Playbook.Step(
            id: id, action: .evacuate, title: words(id.rawValue), grades: [grade], department: nil, skill: nil, level: .township,
            acknowledgeWithin: .zero, doneWithin: nil, stage: stage, preauthorised: preauthorised)
    }

    private static let codes = CodeBook(
        dispositions: [Code(id: "resolved", name: words("resolved")), Code(id: "false-alarm", name: words("false alarm"))],
        causes: [Code(id: "rain", name: words("rain"))], rejectionLabels: [Code(id: "sensor-fault", name: words("sensor fault"))],
        teamStates: [Code(id: "available", name: words("available")), Code(id: "resting", name: words("resting"))])

    private static let clocks = ClockTable(
        rows: ["I", "II", "III", "IV"].map { grade in
            ClockTable.Row(
                grade: grade, acknowledgeWithin: 120, verifyWithin: 600, respondWithin: 300, updateEvery: 1800, closeWithin: 86_400,
                handOverWithin: 300, rollCallEvery: 900)
        },
        reports: [ClockTable.StatutoryReport(id: "first", name: words("first report"), grades: ["I", "II"], to: .municipal, within: 900)],
        warnAtFraction: 0.75)

    private static let landslidePlan = Playbook(
        id: "landslide", version: 1, kind: "landslide", name: words("landslide plan"),
        steps: [
            Playbook.Step(
                id: "close-road", action: .task, title: words("close the road"), grades: ["I", "II"], department: "transport", skill: nil,
                level: .district, acknowledgeWithin: 300, doneWithin: 3600),
            Playbook.Step(
                id: "look", action: .team, title: words("fly there and look"), grades: ["I", "II", "III"], department: nil, skill: "drone",
                level: .district, acknowledgeWithin: 300, doneWithin: 3600),
            Playbook.Step(
                id: "tell-emergency", action: .notice, title: words("danger at the cliff"), grades: ["I", "II"], department: "emergency", skill: nil,
                level: .district, acknowledgeWithin: 300, doneWithin: nil),
        ])
}
