import City
import Testing

@Suite("The city model")
struct CityModelTests {
    let model = SmallCity.model()

    @Test("a center's chain goes up to the hub")
    func chain() {
        #expect(model.chain(from: "t1") == ["t1", "d1", "hub"])
        #expect(model.chain(from: "nowhere") == [])
        #expect(model.center(at: .district, above: "t1")?.code == "d1")
        #expect(model.center(at: .township, above: "d1")?.code == "d1")
        #expect(model.hub?.code == "hub")
    }

    @Test("a jurisdiction holds itself and what lies below it, and nothing beside it")
    func within() {
        #expect(model.isWithin("t1", "d1"))
        #expect(model.isWithin("t1", "hub"))
        #expect(model.isWithin("d1", "d1"))
        #expect(!model.isWithin("t1", "d2"))
        #expect(!model.isWithin("d1", "t1"))
    }

    @Test("posts, teams, sites and datastreams are found by name")
    func lookups() {
        #expect(model.children(of: "hub").sorted() == ["d1", "d2"])
        #expect(model.post(at: "d1", department: nil)?.id == "d1/duty")
        #expect(model.post(at: "d1", department: "transport")?.id == "d1/transport")
        #expect(model.post(at: "t1", department: "transport") == nil)
        #expect(model.post("d1/duty")?.deputy == "d1.deputy")
        #expect(model.team("team-1")?.skills == ["drone"])
        #expect(model.team("team-2") == nil)
        #expect(model.site("cliff")?.kind == "landslide")
        #expect(model.datastream("gauge")?.unit == "mm")
        #expect(model.kind("landslide") != nil)
        #expect(model.kind("meteor") == nil)
    }

    @Test("a loop in the data ends instead of hanging")
    func loop() {
        let looped = SmallCity.model(centers: [
            Center(code: "a", level: .township, name: SmallCity.text, parent: "b", point: nil),
            Center(code: "b", level: .district, name: SmallCity.text, parent: "a", point: nil),
        ])
        #expect(looped.chain(from: "a").count == 4)
        #expect(looped.hub == nil)
    }

    @Test("a unit exists from its first moment until just before its end")
    func validity() throws {
        let from = try #require(Instant(rfc3339: "2020-01-01T00:00:00Z"))
        let until = try #require(Instant(rfc3339: "2026-01-01T00:00:00Z"))
        let center = Center(code: "x", level: .township, name: SmallCity.text, parent: nil, point: nil, validFrom: from, validUntil: until)
        #expect(!center.isValid(at: from.advanced(by: -1)))
        #expect(center.isValid(at: from))
        #expect(center.isValid(at: until.advanced(by: -0.001)))
        #expect(!center.isValid(at: until))
    }

    @Test("a township that moved to another district reports to the new one, and to the old one in the past")
    func moved() throws {
        let turn = try #require(Instant(rfc3339: "2025-01-01T00:00:00Z"))
        let model = SmallCity.model(
            centers: SmallCity.centers.filter { $0.code != "t1" } + [
                Center(code: "t1", level: .township, name: SmallCity.text, parent: "d2", point: nil, validFrom: turn),
                Center(code: "t1", level: .township, name: SmallCity.text, parent: "d1", point: nil, validUntil: turn),
            ])
        #expect(model.center("t1")?.parent == "d2")
        #expect(model.children(of: "d1") == [])
        #expect(model.children(of: "d2") == ["t1"])
        #expect(model.center("t1", at: turn.advanced(by: -1))?.parent == "d1")
        #expect(model.center("t1", at: turn)?.parent == "d2")
    }

    @Test("a move that lies ahead changes nothing before its day")
    func movesAhead() throws {
        let turn = try #require(Instant(rfc3339: "2030-01-01T00:00:00Z"))
        let centers =
            SmallCity.centers.filter { $0.code != "t1" } + [
                Center(code: "t1", level: .township, name: SmallCity.text, parent: "d2", point: nil, validFrom: turn),
                Center(code: "t1", level: .township, name: SmallCity.text, parent: "d1", point: nil, validUntil: turn),
            ]
        let before = SmallCity.model(centers: centers, inForceAt: turn.advanced(by: -1))
        #expect(before.center("t1")?.parent == "d1")
        #expect(before.chain(from: "t1") == ["t1", "d1", "hub"])
        #expect(before.children(of: "d2") == [])
        #expect(before.nextChange(after: turn.advanced(by: -1)) == turn)
        let after = SmallCity.model(centers: centers, inForceAt: turn)
        #expect(after.chain(from: "t1") == ["t1", "d2", "hub"])
        #expect(after.nextChange(after: turn) == nil)
    }

    @Test("of rows that are all out of force the last one that was stands")
    func outOfForce() throws {
        let first = try #require(Instant(rfc3339: "2010-01-01T00:00:00Z"))
        let second = try #require(Instant(rfc3339: "2020-01-01T00:00:00Z"))
        let centers = [
            Center(code: "x", level: .township, name: SmallCity.text, parent: "a", point: nil, validUntil: first),
            Center(code: "x", level: .township, name: SmallCity.text, parent: "b", point: nil, validFrom: first, validUntil: second),
            Center(code: "x", level: .township, name: SmallCity.text, parent: "c", point: nil, validFrom: second.advanced(by: .hours(9_000))),
        ]
        #expect(CityModel.current(centers, at: second.advanced(by: 1)).map(\.parent) == ["b"])
    }

    @Test("an archived code is known and not usable")
    func archived() {
        let codes = [Code(id: "resolved", name: SmallCity.text), Code(id: "old", name: SmallCity.text, archived: true)]
        #expect(CodeBook.isUsable("resolved", in: codes))
        #expect(!CodeBook.isUsable("old", in: codes))
        #expect(!CodeBook.isUsable("unheard", in: codes))
    }
}

/// One hub, two districts, one township.
enum SmallCity {
    static let text = LocalizedText(zh: "名", en: "name")
    static let centers = [
        Center(code: "hub", level: .municipal, name: text, parent: nil, point: nil),
        Center(code: "d1", level: .district, name: text, parent: "hub", point: nil),
        Center(code: "d2", level: .district, name: text, parent: "hub", point: nil),
        Center(code: "t1", level: .township, name: text, parent: "d1", point: nil),
    ]

    static func model(centers: [Center] = centers, inForceAt moment: Instant? = nil) -> CityModel {
        let here = Coordinate(latitude: 29, longitude: 106)
        return CityModel(
            id: "small", name: text, timeZone: "Asia/Shanghai", attribution: [], centers: centers,
            departments: [Department(id: "transport", name: text)],
            posts: [
                Post(id: "d1/duty", name: text, center: "d1", department: nil, holder: "d1", deputy: "d1.deputy"),
                Post(id: "d1/transport", name: text, center: "d1", department: "transport", holder: "a", deputy: "b"),
            ],
            teams: [Team(id: "team-1", name: text, department: "transport", center: "d1", skills: ["drone"], home: here, people: 2)],
            sites: [Site(id: "cliff", kind: "landslide", name: text, point: here, township: "t1", synthetic: true)],
            datastreams: [
                Datastream(id: "gauge", name: text, site: "cliff", point: here, property: "displacement", unit: "mm", interval: 60, synthetic: true)
            ],
            kinds: [Kind(id: "landslide", name: text, mergeRadiusMetres: 100, mergeWindow: 60)],
            codes: CodeBook(dispositions: [], causes: [], rejectionLabels: [], teamStates: []),
            clocks: ClockTable(rows: [], reports: [], warnAtFraction: 0.7), playbooks: [], inForceAt: moment)
    }
}
