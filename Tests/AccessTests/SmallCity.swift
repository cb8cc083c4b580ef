import City

/// Two districts with a township each, and nothing else (synthetic).
enum SmallCity {
    static let hub: CenterCode = "H"
    static let districtA: CenterCode = "A"
    static let townshipA: CenterCode = "A1"
    static let districtB: CenterCode = "B"
    static let townshipB: CenterCode = "B1"

    /// What lies in whose jurisdiction, written out so that the tests do not ask the code under test.
    static let jurisdiction: [CenterCode: Set<CenterCode>] = [
        "H": ["H", "A", "A1", "B", "B1"], "A": ["A", "A1"], "A1": ["A1"], "B": ["B", "B1"], "B1": ["B1"],
    ]

    static let model = CityModel(
        id: "small", name: text("Small"), timeZone: "Asia/Shanghai", attribution: [],
        centers: [
            center(hub, .municipal, nil), center(districtA, .district, hub), center(townshipA, .township, districtA),
            center(districtB, .district, hub), center(townshipB, .township, districtB),
        ],
        departments: [], posts: [], teams: [], sites: [], datastreams: [], kinds: [],
        codes: CodeBook(dispositions: [], causes: [], rejectionLabels: [], teamStates: []),
        clocks: ClockTable(rows: [], reports: [], warnAtFraction: 0.8), playbooks: [])

    private static func text(_ words: String) -> LocalizedText { LocalizedText(zh: words, en: words) }

    private static func center(_ code: CenterCode, _ level: CenterLevel, _ parent: CenterCode?) -> Center {
        Center(code: code, level: level, name: text(code.rawValue), parent: parent, point: nil)
    }
}
