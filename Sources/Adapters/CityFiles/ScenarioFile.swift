import Cameras
import City
import Geo
import HazardKit

/// One file under `scenarios/`.
enum ScenarioFile {
    struct Words {
        let centers: Set<CenterCode>
        let levels: [CenterCode: CenterLevel]
        let departments: Set<DepartmentID>
        let kinds: Set<MatterKind>
        let skills: Set<Skill>
        let sites: [Site]
        let codes: CodeBook
        let reports: Set<String>
        let streams: [Datastream]
        let jurisdiction: JurisdictionMap
        /// Those that play films: no real camera is ever replaced by one.
        let syntheticCameras: Set<CameraID>
        /// What is wrong with a file of pictures; nil where it can be shown.
        let filmFault: (String) -> String?
    }

    static func read(_ folder: PackageFolder, words: Words) -> [Scenario] {
        var fileByID: [String: String] = [:]
        return folder.list("scenarios", endings: ["yaml", "yml"], required: false).compactMap { file in
            guard let root = Entry.root(of: file, in: folder), let scenario = scenario(root, words: words) else { return nil }
            if let earlier = fileByID[scenario.id] {
                root.report("id", "the scenario `\(scenario.id)` stands here and in \(earlier): rename or remove one")
            }
            fileByID[scenario.id] = file
            return scenario
        }
    }

    private static func scenario(_ root: Entry, words: Words) -> Scenario? {
        root.allowOnly("id", "name", "label", "synthetic", "length", "loops", "steps")
        let entries = root.entries("steps", each: "step")
        guard let id = root.identifier("id"), let name = root.localized("name"), let label = root.localized("label"),
            let length = root.seconds("length")
        else { return nil }
        if length < minimumLength { root.report("length", "a scenario lasts at least \(Int(minimumLength.value)) seconds") }
        let calls = Set(entries.filter { $0.glance("do") == "call" }.compactMap { $0.glance("id") })
        checkCallNames(entries)
        var momentCount = 0
        let steps = entries.compactMap { entry -> ScenarioStep? in
            guard let step = step(entry, words: words, calls: calls) else { return nil }
            if step.at > length { entry.report("at", "the step is at \(step.at.value) s, after the end of the scenario at \(length.value) s") }
            if case .readings(let readings) = step.action { momentCount += min(readings.count, momentCountMax + 1) * readings.datastreams.count }
            return step
        }
        if momentCount > momentCountMax {
            root.report("steps", "the readings come to \(momentCount); at most \(momentCountMax) are played: make `every` longer or `over` shorter")
            return nil
        }
        return Scenario(
            id: id, name: name, label: label, synthetic: root.bool("synthetic", default: true), length: length,
            loops: root.bool("loops", default: false), steps: steps)
    }

    private static func checkCallNames(_ entries: [Entry]) {
        var seen: Set<String> = []
        for entry in entries where entry.glance("do") == "call" {
            if let id = entry.glance("id"), !seen.insert(id).inserted { entry.report("id", "two calls have the id `\(id)`: rename one") }
        }
    }

    private static func step(_ entry: Entry, words: Words, calls: Set<String>) -> ScenarioStep? {
        guard let at = entry.seconds("at"), let word = entry.string("do") else { return nil }
        switch word {
        case "readings": return readings(entry, words: words).map { ScenarioStep(at: at, action: .readings($0)) }
        case "routine": return routine(entry, words: words).map { ScenarioStep(at: at, action: .routine($0)) }
        case "call": return call(entry, words: words).map { ScenarioStep(at: at, action: .call($0)) }
        case "act": return ScenarioActReader(entry: entry, words: words, calls: calls).read().map { ScenarioStep(at: at, action: .act($0)) }
        case "film": return film(entry, words: words).map { ScenarioStep(at: at, action: .film($0)) }
        default:
            entry.report("do", "a scenario step does readings, routine, call, act or film, not `\(word.prefix(20))`")
            return nil
        }
    }

    private static func readings(_ entry: Entry, words: Words) -> ScenarioReadings? {
        entry.allowOnly("at", "do", "datastreams", "watch", "from", "to", "over", "every", "wobble")
        let streams = StreamChoice.read(entry, streams: words.streams)
        guard let from = entry.number("from") else { return nil }
        let every = entry.optionalSeconds("every") ?? 1
        if every <= .zero { entry.report("every", "`every` must be above 0") }
        return ScenarioReadings(
            datastreams: streams, from: from, to: entry.optionalNumber("to") ?? from, over: entry.optionalSeconds("over") ?? .zero, every: every,
            wobble: entry.optionalNumber("wobble") ?? 0)
    }

    private static func routine(_ entry: Entry, words: Words) -> ScenarioRoutine? {
        entry.allowOnly("at", "do", "kind", "except", "over", "rounds", "levels")
        guard let kind = entry.identifier("kind"), let over = entry.seconds("over"), let rounds = entry.number("rounds"),
            let levels = entry.entry("levels")
        else { return nil }
        guard rounds == rounds.rounded(), (1...Double(roundsMax)).contains(rounds) else {
            entry.report("rounds", "`rounds` must be a whole number from 1 to \(roundsMax)")
            return nil
        }
        let properties = Set(words.streams.map(\.property))
        var read: [String: ScenarioRoutine.Level] = [:]
        for (property, _) in levels.keys {
            guard let level = levels.entry(property) else { continue }
            level.allowOnly("value", "wobble")
            if !properties.contains(property) { levels.report(property, "no datastream measures `\(property)`: mend the word") }
            if let value = level.number("value") { read[property] = .init(value: value, wobble: level.optionalNumber("wobble") ?? 0) }
        }
        let except = Set(entry.strings("except", required: false).map { SiteID($0.value) })
        let sites = words.sites.filter { $0.kind == MatterKind(kind) && !except.contains($0.id) }.map(\.id)
        if sites.isEmpty { entry.report("kind", "there is no site of kind `\(kind)`, or all are excepted: mend the word") }
        return ScenarioRoutine(sites: sites, levels: read, over: over, rounds: Int(rounds))
    }

    /// A site that reports less often than once in so many rounds might as well not be played.
    static let roundsMax = 1_000

    private static func call(_ entry: Entry, words: Words) -> ScenarioCall? {
        entry.allowOnly("at", "do", "id", "desk", "kind", "grade", "title", "text", "point")
        guard let id = entry.identifier("id"), let desk = entry.identifier("desk"), let kind = entry.identifier("kind"),
            let grade = entry.grade("grade"), let title = entry.localized("title"), let text = entry.localized("text"),
            let point = entry.coordinate("point")
        else { return nil }
        if !words.centers.contains(CenterCode(desk)) { entry.report("desk", "the center `\(desk)` is unknown: it is not in network.csv") }
        if !words.kinds.contains(MatterKind(kind)) { entry.report("kind", "the kind `\(kind)` is unknown: it is not in kinds.yaml") }
        if words.jurisdiction.locate(point) == nil {
            entry.report("point", "the call `\(id)` lies outside the city: check its latitude and longitude")
        }
        return ScenarioCall(id: id, desk: CenterCode(desk), kind: MatterKind(kind), grade: grade, title: title, text: text, point: point)
    }

    private static func film(_ entry: Entry, words: Words) -> ScenarioFilm? {
        entry.allowOnly("at", "do", "camera", "file")
        guard let camera = entry.identifier("camera").map({ CameraID($0) }), let file = entry.string("file") else { return nil }
        if !words.syntheticCameras.contains(camera) {
            entry.report("camera", "there is no synthetic camera `\(camera)`: a film stands in for no real one")
        }
        if let fault = words.filmFault(file) { entry.report("file", "the film `\(file.prefix(80))` \(fault)") }
        return ScenarioFilm(camera: camera, file: file)
    }

    /// A player lays the whole round out in memory; this many take about 30 MB.
    static let momentCountMax = 200_000
    private static let minimumLength: Seconds = 10
}
