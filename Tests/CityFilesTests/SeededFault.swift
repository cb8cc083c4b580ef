import Testing

/// One fault put into a clean package: what is replaced, where the check must point and what it must say.
struct SeededFault: Sendable, CustomTestStringConvertible {
    let name: String
    let file: String
    let old: String
    let new: String
    /// A text on the line that must be named; the first line of `new` where it is nil.
    let at: String?
    let says: String

    init(_ name: String, _ file: String, _ old: String, _ new: String, at: String? = nil, says: String) {
        self.name = name
        self.file = file
        self.old = old
        self.new = new
        self.at = at
        self.says = says
    }

    var testDescription: String { name }
    var needle: String { at ?? String(new.split(separator: "\n").first ?? "") }
}

extension SeededFault {
    static let network: [SeededFault] = [
        .init(
            "a code that stands twice", "network.csv", "SEA-KPAE-1,township", "SEA-KBFI-1,township", at: "SEA-KBFI-1,township,SEA-KPAE,",
            says: "stands here and on line 7"),
        .init("an unknown parent", "network.csv", "township,SEA-KPAE,", "township,SEA-XXXX,", says: "the parent `SEA-XXXX` of"),
        .init("a level skipped", "network.csv", "township,SEA-KPAE,", "township,SEA,", says: "the parent must be a district"),
        .init("an unknown level", "network.csv", "SEA-KPAE,district", "SEA-KPAE,county", says: "level `county`"),
        .init("no Chinese name", "network.csv", "佩恩机场（回放）", "", at: ",,Paine Field (replay)", says: "`name_zh` is empty"),
        .init("no English name", "network.csv", "Paine Field (replay)", "", at: "佩恩机场（回放）,,", says: "`name_en` is empty"),
        .init("a latitude out of range", "network.csv", "47.90630,-122.28160", "97.90630,-122.28160", says: "outside ±90° latitude"),
        .init("a coordinate that is no number", "network.csv", "47.90630", "forty", says: "must be a number, not `forty`"),
        .init("half a point", "network.csv", "47.90630,-122", ",-122", at: "SEA-KPAE,district", says: "give both or neither"),
        .init("a row that is too short", "network.csv", "SEA-KPAE-1,township,", "SEA-KPAE-1,", says: "13 fields and the header 14"),
        .init("a quote left open", "network.csv", "Tacoma Narrows Airport (replay)", "\"Tacoma Narrows", says: "a quote opens here"),
        .init("a column left out", "network.csv", "placeholder", "holder", at: "code,level", says: "the header lacks placeholder"),
        .init("a mark that is neither yes nor no", "network.csv", "airport reference point,,", "airport reference point,maybe,", says: "not `maybe`"),
        .init(
            "a date that is none", "network.csv", "airport reference point,,,,,", "airport reference point,,,,2026-02-30,",
            says: "`valid_from` must be a date"),
        .init(
            "an end before its start", "network.csv", "airport reference point,,,,,", "airport reference point,,,,2026-02-01,2025-01-01",
            says: "the end must come after the start"),
        .init("a second hub", "network.csv", "SEA-KPAE,district,SEA,", "SEA-KPAE,municipal,,", says: "is a second hub"),
        .init("no hub", "network.csv", "SEA,municipal,,", "SEA,district,SEA,", at: "code,level", says: "no center has the level municipal"),
        .init(
            "a town without any place", "network.csv", "Paine Field (replay),47.90630,-122.28160", "Paine Field (replay),,",
            says: "neither a point nor a boundary"),
        .init("an odd code", "network.csv", "SEA-KPAE-1,", "SEA KPAE 1,", says: "use only letters"),
    ]

    static let words: [SeededFault] = [
        .init("malformed YAML", "kinds.yaml", "kinds:", "kinds: [", at: "{id: landslide", says: "malformed YAML"),
        .init("a key that stands twice", "city.yaml", "id: seattle-usgs", "id: seattle-usgs\nid: other", at: "id: seattle", says: "stands twice"),
        .init("an unknown time zone", "city.yaml", "America/Los_Angeles", "America/Atlantis", says: "`America/Atlantis` is not known"),
        .init("a misspelt key", "city.yaml", "attribution:", "atribution:", at: "Hourly rain", says: "no key `atribution`"),
        .init("no English name of a department", "departments.yaml", ", en: Transport", "", at: "id: transport", says: "lacks `en`"),
        .init("a department twice", "departments.yaml", "id: transport", "id: emergency", at: "交通运输", says: "the department `emergency` stands here"),
        .init("a list that is none", "departments.yaml", "departments:\n", "departments: none\nx:\n", says: "must be a list"),
        .init(
            "a kind without a plan", "kinds.yaml", "kinds:", "kinds:\n  - {id: flood, name: {zh: 洪, en: Flood}, merge-radius: 1, merge-window: 1 h}",
            at: "id: flood", says: "has no playbook"),
        .init("a merge radius that is no number", "kinds.yaml", "5000", "wide", says: "must be a number"),
        .init("a span in an unknown unit", "kinds.yaml", "3 d", "3 weeks", says: "must be a span"),
        .init("a disposition twice", "codes.yaml", "id: referred", "id: resolved", at: "移交其他单位", says: "the code `resolved` stands twice"),
        .init("no team state to start from", "codes.yaml", "id: available", "id: ready", at: "id: ready", says: "lacks `available`"),
        .init("no code for a false alarm", "codes.yaml", "id: false-alarm", "id: no-alarm", at: "id: resolved", says: "lacks `false-alarm`"),
        .init("a clock without time", "clocks.yaml", "acknowledge: 2 min", "acknowledge: 0", says: "no time at all"),
        .init("an unknown grade of a clock row", "clocks.yaml", "grade: IV", "grade: V", says: "grade `V` is none of"),
        .init(
            "a graver grade that is slower", "clocks.yaml", "grade: I, acknowledge: 2 min", "grade: I, acknowledge: 4 min",
            says: "runs longer than that of grade II"),
        .init("acknowledging after verifying", "clocks.yaml", "verify: 5 min", "verify: 1 min", says: "acknowledging comes first"),
        .init("a close clock that is too short", "clocks.yaml", "close: 3 d", "close: 3 min", says: "longer than the close clock"),
        .init("a warning after the end", "clocks.yaml", "0.7", "1.7", says: "between 0 and 1"),
        .init("an unknown level of a report", "clocks.yaml", "to: district", "to: province", says: "level `province`"),
    ]

    static let people: [SeededFault] = [
        .init(
            "posts without a deputy", "posts.yaml", "  deputy: \"{code}.duty.deputy\"\n", "", at: "  name: {zh: \"{center}值班室\"",
            says: "lacks `deputy`"),
        .init(
            "a deputy who is the holder", "posts.yaml", "{code}.duty.deputy", "{code}.duty", at: "deputy: \"{code}.duty\"", says: "the same account"),
        .init("a slot that cannot be filled", "posts.yaml", "{center}值班室", "{centre}值班室", says: "`{centre}` cannot be filled"),
        .init(
            "a post of an unknown department", "posts.yaml", "departments: all", "departments: [emergency, natural-resources, transport, magic]",
            says: "the department `magic` is unknown"),
        .init(
            "two rules for one post", "posts.yaml", "department-posts:\n",
            "department-posts:\n  - {levels: [district], departments: [transport], name: {zh: 甲, en: A}, holder: a, deputy: b}\n",
            at: "levels: [municipal, district, township]", says: "stands here and at line"),
        .init(
            "an override of nothing", "posts.yaml", "department-posts:", "overrides:\n  - {center: NOWHERE, holder: a}\ndepartment-posts:",
            at: "NOWHERE", says: "no rule makes the post"),
        .init(
            "a team of an unknown department", "teams.yaml", "department: natural-resources", "department: magic", at: "- levels: [district]",
            says: "the department `magic`"),
        .init(
            "a team with an unknown skill", "teams.yaml", "skills: [geology]", "skills: [geology, alchemy]", at: "- levels: [district]",
            says: "the skill `alchemy`"),
        .init("a team without a headcount", "teams.yaml", "people: 4", "people: several", says: "must be a number"),
        .init("half a person", "teams.yaml", "people: 4", "people: 4.5", says: "a whole number"),
        .init("a team name that all centers share", "teams.yaml", "{code}-geology-1", "geology-1", says: "put {code} into it"),
        .init(
            "a team at an unknown center", "teams.yaml", "per-center:",
            "teams:\n  - {id: x, name: {zh: 甲, en: A}, department: emergency, center: NOWHERE, skills: [geology], people: 1, home: {latitude: 47, longitude: -122}}\nper-center:",
            at: "NOWHERE", says: "the center `NOWHERE`"),
        .init(
            "a home outside the city", "teams.yaml", "per-center:",
            "teams:\n  - {id: x, name: {zh: 甲, en: A}, department: emergency, center: SEA, skills: [geology], people: 1, home: {latitude: 17, longitude: -122}}\nper-center:",
            at: "latitude: 17", says: "the home of team `x` lies outside the city"),
        .init(
            "a home off the Earth", "teams.yaml", "per-center:",
            "teams:\n  - {id: x, name: {zh: 甲, en: A}, department: emergency, center: SEA, skills: [geology], people: 1, home: {latitude: 147, longitude: -122}}\nper-center:",
            at: "147", says: "outside ±90° latitude"),
    ]

    static let watched: [SeededFault] = [
        .init("a datastream outside the city", "datastreams.csv", "47.53000,-122.30200", "12.00000,10.00000", says: "would belong to nobody"),
        .init("a site of an unknown kind", "sites.yaml", "kind: landslide", "kind: meteor", says: "the kind `meteor`"),
        .init("a site in an unknown township", "sites.yaml", "SEA-KBFI-1", "SEA-KBFI", says: "no township in network.csv has this code"),
        .init("a site outside the city", "sites.yaml", "latitude: 47.5300", "latitude: 17.5300", says: "lies outside the city"),
        .init("a datastream at an unknown site", "datastreams.csv", "slopes-kpae", "slopes-none", says: "the site `slopes-none`"),
        .init("a datastream twice", "datastreams.csv", "KPAE-rain", "KBFI-rain", at: "佩恩机场雨量", says: "stands here and at line 3"),
        .init("a plausible range that is upside down", "datastreams.csv", ",0,10,", ",10,0,", says: "not below the maximum"),
        .init("an interval of nothing", "datastreams.csv", "3600", "0", at: "KBFI-rain", says: "above 0"),
        .init("a rule over an unknown datastream", "rules.yaml", "[KPAE-rain]", "[KPAX-rain]", says: "the datastream `KPAX-rain` is unknown"),
        .init(
            "a rule that watches nothing", "rules.yaml", "datastreams: [KPAE-rain]", "watch: {site: slopes-kpae, property: tilt}",
            says: "no datastream of site `slopes-kpae` measures `tilt`"),
        .init("a rule of an unknown kind", "rules.yaml", "kind: landslide", "kind: meteor", at: "id: rain-kbfi", says: "the kind `meteor`"),
        .init("a rule with an unknown grade", "rules.yaml", "{II: 0}", "{V: 0}", says: "grade `V`"),
        .init("a rule with a number that is none", "rules.yaml", "intercept: 3.5", "intercept: much", says: "must be a number"),
        .init(
            "a rate rule without its window", "rules.yaml", "type: landslide.rain-p3-p15", "type: rate", at: "numbers: {intercept",
            says: "needs the number `windowSeconds`"),
        .init(
            "an imminent danger at an unknown grade", "rules.yaml", "    site: slopes-kbfi", "    site: slopes-kbfi\n    imminent-from: X",
            at: "imminent-from", says: "grade `X`"),
        .init(
            "limits that fall as the grade rises", "rules.yaml", "rules:",
            "rules:\n  - {id: x, type: threshold, kind: landslide, datastreams: [KBFI-rain], title: {zh: 甲, en: A}, limits: {II: 5, I: 4}}",
            at: "id: x,",
            says: "is not above that of grade II"),
    ]

    static let plans: [SeededFault] = [
        .init("a plan for an unknown kind", "playbooks/other.yaml", "kind: other", "kind: meteor", at: "id: other", says: "the kind `meteor`"),
        .init(
            "a step for an unknown department", "playbooks/other.yaml", "department: emergency", "department: magic", at: "- id: township-check",
            says: "the department `magic`"),
        .init(
            "a step with an unknown skill", "playbooks/landslide.yaml", "skill: geology", "skill: alchemy", at: "- id: slope-check",
            says: "the skill `alchemy`"),
        .init(
            "a step that does something unknown", "playbooks/other.yaml", "do: task", "do: magic", says: "does task, team, notice, evacuate or drone"),
        .init(
            "a stage where no zone is spoken of", "playbooks/other.yaml", "    done: 6 h\n", "    done: 6 h\n    stage: order\n", at: "stage: order",
            says: "only a step that does evacuate"),
        .init(
            "a stage that nobody knows", "playbooks/other.yaml", "do: task", "do: evacuate\n    stage: flight", at: "stage: flight",
            says: "advisory, warning or order"),
        .init(
            "a zone step that addresses a department", "playbooks/other.yaml", "do: task", "do: evacuate\n    stage: order",
            at: "department: emergency", says: "addresses nobody"),
        .init(
            "a warning that is pre-authorised", "playbooks/other.yaml", "do: task",
            "do: evacuate\n    preauthorised: true\n    stage: warning", at: "preauthorised: true", says: "only an order can be pre-authorised"),
        .init("a step with an unknown grade", "playbooks/other.yaml", "[I, II, III, IV]", "[I, VI]", says: "grade `VI`"),
        .init("a step without a span", "playbooks/other.yaml", "    done: 6 h\n", "", at: "- id: township-check", says: "lacks `done`"),
        .init(
            "a notice to be done", "playbooks/landslide.yaml", "    acknowledge: 10 min", "    acknowledge: 10 min\n    done: 1 h", at: "done: 1 h",
            says: "acknowledged, not done"),
        .init("done before acknowledged", "playbooks/other.yaml", "done: 6 h", "done: 1 min", says: "before it must be acknowledged"),
        .init(
            "a step twice", "playbooks/landslide.yaml", "  - id: road-watch\n    do: task", "  - do: task\n    id: slope-check", at: "- do: task",
            says: "the step `slope-check` stands here"),
        .init("a version that is no number", "playbooks/other.yaml", "version: 1", "version: one", says: "must be a number"),
        .init(
            "a plan twice", "playbooks/other.yaml", "id: other\nversion: 1", "id: landslide\nversion: 1", at: "id: landslide",
            says: "stands here and at playbooks/landslide.yaml"),
        .init("a step without a title in English", "playbooks/other.yaml", ", en: Deal with it on the spot", "", at: "title:", says: "lacks `en`"),
    ]

    static let all = network + words + people + watched + plans
}
