import City
import CityFiles
import Testing

@Suite("Scenarios")
struct ScenarioTests {
    static let head = """
        id: drill
        name: {zh: 演练, en: Drill}
        label: {zh: 合成, en: Synthetic}
        length: 60 s
        steps:

        """

    @Test("a ramp of readings gives every value at its time")
    func ramp() throws {
        let copy = try PackageCopy()
        try copy.write(
            Self.head + "  - {at: 5 s, do: readings, datastreams: [KBFI-rain], from: 0, to: 4, over: 20 s, every: 5 s}\n", to: "scenarios/drill.yaml")
        let scenario = try #require(try copy.load().scenario("drill"))
        #expect(scenario.synthetic)
        #expect(
            scenario.moments.map(\.happening)
                == [0, 1, 2, 3, 4].map { ScenarioMoment.Happening.reading("KBFI-rain", $0) })
        #expect(scenario.moments.map(\.at) == [5, 10, 15, 20, 25])
    }

    @Test("what lies after the end of the round is not played")
    func cut() throws {
        let copy = try PackageCopy()
        try copy.write(
            Self.head + "  - {at: 50 s, do: readings, datastreams: [KBFI-rain], from: 0, over: 1 h, every: 5 s}\n", to: "scenarios/drill.yaml")
        let scenario = try #require(try copy.load().scenario("drill"))
        #expect(scenario.moments.map(\.at) == [50, 55, 60])
    }

    @Test(
        "each kind of fault in a step is reported with its line",
        arguments: [
            ("{at: 0, do: dance}", "does readings, routine, call, act or film"),
            ("{at: 0, do: film, camera: none, file: city.yaml}", "there is no synthetic camera `none`"),
            ("{at: 0, do: film, camera: none, file: none.avi}", "is no file of the package"),
            ("{at: 0, do: film, camera: none, file: ../none.avi}", "is no plain path"),
            ("{at: 0, do: readings, datastreams: [none], from: 1}", "the datastream `none` is unknown"),
            ("{at: 0, do: readings, datastreams: [KBFI-rain]}", "lacks `from`"),
            ("{at: 0, do: readings, datastreams: [KBFI-rain], from: 1, every: 0}", "`every` must be above 0"),
            ("{at: 0, do: readings, datastreams: [KBFI-rain], from: 1, over: 10 d, every: 1}", "at most 200000 are played"),
            ("{at: 2 min, do: readings, datastreams: [KBFI-rain], from: 1}", "after the end"),
            ("{at: 0, do: act, site: none, command: acknowledge, role: duty-officer}", "the site `none` is unknown"),
            ("{at: 0, do: act, call: none, command: acknowledge, role: duty-officer}", "no call of this scenario has the id `none`"),
            ("{at: 0, do: act, command: acknowledge, role: duty-officer}", "must name either `call` or `site`"),
            ("{at: 0, do: act, site: slopes-kbfi, command: dance, role: duty-officer}", "the command `dance` is none of"),
            (
                "{at: 0, do: act, site: slopes-kbfi, command: close, role: duty-officer, code: vanished, cause: rain}",
                "not a code in use under dispositions"
            ),
            ("{at: 0, do: act, site: slopes-kbfi, command: close, role: duty-officer, code: handled-on-paper, cause: rain}", "not a code in use"),
            ("{at: 0, do: act, site: slopes-kbfi, command: close, role: duty-officer, code: resolved}", "lacks `cause`"),
            ("{at: 0, do: act, site: slopes-kbfi, command: finishTasks, role: field-team, skill: alchemy}", "the skill `alchemy` is unknown"),
            ("{at: 0, do: act, site: slopes-kbfi, command: acknowledge, role: field-team, center: NOWHERE}", "the center `NOWHERE` is unknown"),
            ("{at: 0, do: act, site: slopes-kbfi, command: acknowledge, role: mayor}", "the role `mayor` is none of"),
            ("{at: 0, do: act, site: slopes-kbfi, command: acknowledge, role: auditor}", "gives no commands"),
            ("{at: 0, do: act, site: slopes-kbfi, command: acknowledge, role: municipal-commander, center: SEA-KBFI}", "no `municipal-commander` at"),
            ("{at: 0, do: act, site: slopes-kbfi, command: changeGrade, role: field-team, code: V}", "one of I, II, III, IV"),
            (
                "{at: 0, do: call, id: a, desk: NOWHERE, kind: other, grade: I, title: {zh: 甲, en: A}, text: {zh: 甲, en: A}, point: {latitude: 47.5, longitude: -122.3}}",
                "the center `NOWHERE` is unknown"
            ),
            (
                "{at: 0, do: call, id: a, desk: SEA, kind: meteor, grade: I, title: {zh: 甲, en: A}, text: {zh: 甲, en: A}, point: {latitude: 47.5, longitude: -122.3}}",
                "the kind `meteor` is unknown"
            ),
            (
                "{at: 0, do: call, id: a, desk: SEA, kind: other, grade: V, title: {zh: 甲, en: A}, text: {zh: 甲, en: A}, point: {latitude: 47.5, longitude: -122.3}}",
                "grade `V`"
            ),
            (
                "{at: 0, do: call, id: a, desk: SEA, kind: other, grade: I, title: {zh: 甲, en: A}, text: {zh: 甲, en: A}, point: {latitude: 17.5, longitude: -122.3}}",
                "lies outside the city"
            ),
        ])
    func faults(step: String, says: String) throws {
        let copy = try PackageCopy()
        try copy.write(Self.head + "  - \(step)\n", to: "scenarios/drill.yaml")
        let found = copy.check()
        let line = says.contains("at most") ? 5...6 : 6...6
        #expect(found.contains { $0.file == "scenarios/drill.yaml" && line.contains($0.line) && $0.message.contains(says) }, "found: \(found)")
    }

    @Test("two scenarios with one name are reported where the second one stands")
    func twice() throws {
        let copy = try PackageCopy()
        let text = Self.head + "  - {at: 5 s, do: readings, datastreams: [KBFI-rain], from: 0}\n"
        try copy.write(text, to: "scenarios/a.yaml")
        try copy.write(text, to: "scenarios/b.yaml")
        #expect(
            copy.check() == [
                CityFault(
                    file: "scenarios/b.yaml", line: 1, message: "the scenario `drill` stands here and in scenarios/a.yaml: rename or remove one")
            ])
    }
}
