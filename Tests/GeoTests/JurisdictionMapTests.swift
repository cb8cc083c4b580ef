import City
import Geo
import Testing

@Suite("Who answers for a point")
struct JurisdictionMapTests {
    static let text = LocalizedText(zh: "名", en: "name")

    static func township(
        _ code: CenterCode, _ district: CenterCode, _ latitude: Double, _ longitude: Double, placeholder: Bool = false, from: Instant? = nil,
        until: Instant? = nil
    ) -> Center {
        Center(
            code: code, level: .township, name: text, parent: district, point: Coordinate(latitude: latitude, longitude: longitude),
            pointIsPlaceholder: placeholder, validFrom: from, validUntil: until)
    }

    static let above = [
        Center(code: "hub", level: .municipal, name: text, parent: nil, point: nil),
        Center(code: "d1", level: .district, name: text, parent: "hub", point: nil),
        Center(code: "d2", level: .district, name: text, parent: "hub", point: nil),
    ]
    static let centers =
        above + [
            township("t1", "d1", 29.50, 106.50), township("t2", "d1", 29.50, 106.60), township("t3", "d2", 29.50, 106.70),
            township("t4", "d2", 29.60, 106.70, placeholder: true),
        ]
    let map = JurisdictionMap(centers: centers, boundaries: [])

    @Test("the nearest township point decides, and the answer is called approximate")
    func nearest() throws {
        let found = try #require(map.locate(Coordinate(latitude: 29.501, longitude: 106.505)))
        #expect(found == Jurisdiction(township: "t1", district: "d1", municipal: "hub", approximate: true, owner: "t1", insideCity: true))
    }

    @Test("near the border of two districts the district owns it at once")
    func border() throws {
        let found = try #require(map.locate(Coordinate(latitude: 29.50, longitude: 106.645)))
        #expect(found.township == "t2")
        #expect(found.owner == "d1")
    }

    @Test("between two townships of one district there is no doubt about the district, so the township owns it")
    func sameDistrict() {
        #expect(map.locate(Coordinate(latitude: 29.50, longitude: 106.549))?.owner == "t1")
    }

    @Test("a township known by a placeholder alone does not own: its district does")
    func placeholder() throws {
        let found = try #require(map.locate(Coordinate(latitude: 29.601, longitude: 106.701)))
        #expect(found.township == "t4")
        #expect(found.owner == "d2")
    }

    @Test("a point far from every township is not the city's")
    func outside() {
        #expect(map.locate(Coordinate(latitude: 30.66, longitude: 104.06)) == nil)
        #expect(map.locate(Coordinate(latitude: -29.5, longitude: -73.5)) == nil)
        #expect(map.locate(Coordinate(latitude: .nan, longitude: 106.5)) == nil)
        #expect(map.locate(Coordinate(latitude: 129, longitude: 106.5)) == nil)
        #expect(JurisdictionMap(centers: [], boundaries: []).locate(Coordinate(latitude: 29.5, longitude: 106.5)) == nil)
    }

    @Test("a point on either side of the outer bound")
    func bound() throws {
        let edge = Coordinate(latitude: 29.50, longitude: 106.50)
        let near = try #require(map.locate(edge.destination(distanceMetres: JurisdictionMap.outsideBeyondMetres - 50, bearingDegrees: 270)))
        #expect(!near.insideCity)
        #expect(near.owner == "d1")
        #expect(map.locate(edge.destination(distanceMetres: JurisdictionMap.outsideBeyondMetres + 50, bearingDegrees: 270)) == nil)
    }

    @Test("an imported boundary overrules the nearest point, and a hole in it does not count")
    func boundary() throws {
        let polygon = try Polygon(outer: PolygonTests.ring(29.4, 106.52, 29.6, 106.75), holes: [PolygonTests.ring(29.49, 106.54, 29.51, 106.56)])
        let map = JurisdictionMap(centers: Self.centers, boundaries: [Boundary(code: "t3", polygons: [polygon])])
        let inside = Coordinate(latitude: 29.50, longitude: 106.53)
        #expect(map.locate(inside)?.township == "t3")
        #expect(map.locate(inside)?.approximate == false)
        #expect(map.locate(inside)?.owner == "t3")
        #expect(map.locate(Coordinate(latitude: 29.50, longitude: 106.545))?.approximate == true)
    }

    @Test("a district's boundary settles the district, and the township stays approximate")
    func districtBoundary() throws {
        let polygon = try Polygon(outer: PolygonTests.ring(29.4, 106.61, 29.6, 106.75))
        let map = JurisdictionMap(centers: Self.centers, boundaries: [Boundary(code: "d2", polygons: [polygon])])
        let found = try #require(map.locate(Coordinate(latitude: 29.50, longitude: 106.62)))
        #expect(found == Jurisdiction(township: "t3", district: "d2", municipal: "hub", approximate: true, owner: "t3", insideCity: true))
    }

    @Test("the city's own boundary cuts off what lies outside it")
    func cityBoundary() throws {
        let polygon = try Polygon(outer: PolygonTests.ring(29.4, 106.4, 29.6, 106.75))
        let map = JurisdictionMap(centers: Self.centers, boundaries: [Boundary(code: "hub", polygons: [polygon])])
        #expect(map.locate(Coordinate(latitude: 29.5, longitude: 106.45)) != nil)
        #expect(map.locate(Coordinate(latitude: 29.5, longitude: 106.39)) == nil)
    }

    @Test("a township answers only while it exists")
    func validity() throws {
        let turn = try #require(Instant(rfc3339: "2025-01-01T00:00:00Z"))
        let map = JurisdictionMap(
            centers: Self.above + [
                Self.township("old", "d1", 29.50, 106.50, until: turn), Self.township("new", "d1", 29.50, 106.50, from: turn),
                Self.township("moved", "d1", 29.90, 106.50, until: turn), Self.township("moved", "d2", 29.90, 106.50, from: turn),
            ], boundaries: [])
        let here = Coordinate(latitude: 29.50, longitude: 106.501)
        #expect(map.locate(here, at: turn.advanced(by: -1))?.township == "old")
        #expect(map.locate(here, at: turn)?.township == "new")
        let there = Coordinate(latitude: 29.90, longitude: 106.501)
        #expect(map.locate(there, at: turn.advanced(by: -1))?.district == "d1")
        #expect(map.locate(there, at: turn)?.district == "d2")
        #expect(map.locate(there)?.district == "d2")
    }

    @Test("the grid finds the same township as looking at all of them")
    func grid() throws {
        var state: UInt64 = 42
        func next() -> Double {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Double(state >> 11) / Double(1 << 53)
        }
        let townships = (0..<300).map { Self.township(CenterCode("t\($0)"), CenterCode("d\($0 % 2 + 1)"), 28.2 + 4 * next(), 105.3 + 4.9 * next()) }
        let map = JurisdictionMap(centers: Self.above + townships, boundaries: [])
        for _ in 0..<300 {
            let point = Coordinate(latitude: 28 + 4.5 * next(), longitude: 105 + 5.4 * next())
            let all = townships.compactMap { center in center.point.map { (center.code, point.distanceMetres(to: $0)) } }.sorted { $0.1 < $1.1 }
            guard all[1].1 / max(all[0].1, 1) > 1.01, abs(all[0].1 - JurisdictionMap.outsideBeyondMetres) > 100 else { continue }
            #expect(map.locate(point)?.township == (all[0].1 < JurisdictionMap.outsideBeyondMetres ? all[0].0 : nil))
        }
    }
}
